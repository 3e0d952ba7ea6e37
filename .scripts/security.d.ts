export const officeHost: string;
export const contentSecurityPolicy: string;
export const headers: Record<string, string>;
