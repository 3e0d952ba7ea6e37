/**
 * How one of Excel's types is written down for the server: what can be read, set, reached and called on it, by the names the
 * protocol uses (PascalCase). A name that is not in the table does not exist, and asking for it fails by name.
 */
import type { StandInWorkbook } from "./workbook";

/* Values come over the wire untyped; each member checks what it is given. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Wire = any;

export interface HostType<T> {
  name: string;
  /** What identifies the object to the client: {Id}, {_ReferenceId} or nothing. */
  identity?: (it: T, w: StandInWorkbook) => Record<string, unknown>;
  get?: Record<string, (it: T, w: StandInWorkbook) => unknown>;
  set?: Record<string, (it: T, value: Wire, w: StandInWorkbook) => void>;
  /** Navigation properties; null where Excel gives a null object. */
  go?: Record<string, (it: T, w: StandInWorkbook) => HostObject | null>;
  /** Methods: another object, null (a null object), or a plain value. */
  call?: Record<string, (it: T, args: Wire[], w: StandInWorkbook) => unknown>;
  /** For a collection: its items, and the way to one of them by key. */
  items?: (it: T, w: StandInWorkbook) => HostObject[];
  item?: (it: T, key: Wire, w: StandInWorkbook) => HostObject;
}

/** One of Excel's objects while a request is answered. */
export class HostObject<T = Wire> {
  constructor(
    readonly type: HostType<T>,
    readonly it: T,
  ) {}
}

/** Writes a type down; the call gives the maker of its objects. */
export function define<T>(
  name: string,
  members: Omit<HostType<T>, "name">,
): ((it: T) => HostObject<T>) & { type: HostType<T> } {
  const type: HostType<T> = { name, ...members };
  return Object.assign((it: T) => new HostObject(type, it), { type });
}

/** Members that only hold a value, kept in a record. */
export function bag(
  name: string,
  values: Record<string, unknown>,
  writable: string[],
  more: Partial<HostType<Record<string, unknown>>> = {},
): HostObject {
  const type: HostType<Record<string, unknown>> = {
    name,
    get: Object.fromEntries(Object.keys(values).map((key) => [key, (it: Record<string, unknown>) => it[key]])),
    set: Object.fromEntries(
      writable.map((key) => [key, (it: Record<string, unknown>, value: unknown) => void (it[key] = value)]),
    ),
    ...more,
  };
  return new HostObject(type, values);
}

/** The methods that register and unregister events, named as the client calls them. */
export function eventCalls<T>(
  targetOf: (it: T, w: StandInWorkbook) => string,
  events: Record<string, number>,
): Record<string, (it: T, args: Wire[], w: StandInWorkbook) => unknown> {
  const calls: Record<string, (it: T, args: Wire[], w: StandInWorkbook) => unknown> = {};
  for (const [name, type] of Object.entries(events)) {
    calls[`_Register${name}`] = (it, _, w) => w.register(type, targetOf(it, w));
    calls[`_Unregister${name}`] = (it, _, w) => w.unregister(type, targetOf(it, w));
  }
  return calls;
}
