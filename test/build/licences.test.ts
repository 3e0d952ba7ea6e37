/** What is sent to people's browsers may be given away under the project's own licence. */
import lock from "../../package-lock.json";

interface LockedPackage {
  license?: string;
  dev?: boolean;
  optional?: boolean;
}

const permissive = ["MIT", "ISC", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0"];
const shipped = Object.entries(lock.packages as Record<string, LockedPackage>).filter(
  ([place, { dev }]) => place !== "" && !dev,
);

test("every package that ships has a licence as free as the project's", () => {
  expect(shipped.length).toBeGreaterThan(5);
  const others = shipped.filter(([, { license }]) => !permissive.includes(license ?? "none"));
  expect(others.map(([place, { license }]) => `${place}: ${license ?? "none"}`)).toEqual([]);
});
