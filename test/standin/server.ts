/**
 * The server side of Office.js's batch protocol, answered from a StandInWorkbook: the real, unmodified client library talks to
 * this. It knows the protocol; what each of Excel's types can do is in objects/.
 *
 * WHAT THIS DOES NOT PROVE. It is not Excel. It says nothing about:
 * - calculation: formulas in cells are not calculated. A loaded formula shows the result stored in the file, a newly written
 *   one shows 0 (#NAME? when it reads as words); conditional formats are kept, not judged;
 * - co-authoring, conflicts and merging of edits: a second person's edit here happens between two requests, never during one;
 * - undo, and which changes clear it;
 * - timing: how long Excel takes, how often and when its events come, what waits for what;
 * - the exact code, wording and location of an error where the documentation names none (AccessDenied for a workbook whose
 *   structure is protected or that is read-only, and for a protected sheet, is such a guess), and whether the earlier writes of a
 *   failed batch stay (both can be played: see faults.ts). Where Excels differ, or it is not known what Excel does, there is a
 *   switch: see switches.ts;
 * - chart sheets, of which it knows the name, the tab and the part in the file, and draws nothing;
 * - which of a workbook's rules an Excel will not hand out: a test marks them, or says that those sharing a range are;
 * - what becomes of a table whose heading row is taken out (here it goes on without headings) or whose rows all are;
 * - autofit: widths and heights are estimated from the number of letters;
 * - which dates and numbers each Excel makes of a text in each country (UK rules are played).
 * A member that is not written down in objects/ fails with ApiNotFound and its name ("Range.flashFill").
 */
import { ExcelError } from "./errors";
import type { Failure, RequestRecord } from "./faults";
import { HostObject, type HostType, type Wire } from "./host";
import { rangeOfReference } from "./objects/range";
import { serviceObject } from "./objects/services";
import { workbookObject } from "./objects/workbook";
import { remember } from "./snapshot";
import type { StandInWorkbook } from "./workbook";

export interface RequestBody {
  AutoKeepReference?: boolean;
  Actions: Action[];
  ObjectPaths: Record<string, ObjectPath>;
}

interface ArgumentInfo {
  Arguments?: Wire[];
  ReferencedObjectPathIds?: Wire[] | null;
}

interface ObjectPath {
  Id: number;
  ObjectPathType: number;
  Name: string;
  ParentObjectPathId?: number;
  ArgumentInfo?: ArgumentInfo;
}

interface Action {
  Id: number;
  ActionType: number;
  Name: string;
  ObjectPathId: number;
  ArgumentInfo?: ArgumentInfo;
  QueryInfo?: QueryInfo;
  ObjectState?: Record<string, Wire>;
}

interface QueryInfo {
  Select?: string[];
  Expand?: string[];
  Top?: number;
  Skip?: number;
}

export interface ResponseBody {
  Results?: { ActionId: number; Value: unknown }[];
  TraceIds?: number[];
  Error?: { Code: string; Message: string; Location: string; ActionIndex?: number; HttpStatusCode: number };
  ProcessedResults?: { Results: { ActionId: number; Value: unknown }[]; TraceIds: number[] };
}

/** A request or a response may hold this many bytes, as in Excel on the web. */
const PAYLOAD_LIMIT = 5 * 1024 * 1024;

const STATUS: Record<string, number> = {
  ItemNotFound: 404,
  ApiNotFound: 404,
  AccessDenied: 401,
  ItemAlreadyExists: 409,
  GeneralException: 500,
};

const bytesOf = (text: string): number => {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code >= 0xd800 && code <= 0xdbff ? (i++, 4) : 3;
  }
  return bytes;
};

function failure(error: ExcelError, index?: number): NonNullable<ResponseBody["Error"]> {
  return {
    Code: error.code,
    Message: error.message,
    Location: error.location ?? "",
    ...(index === undefined ? {} : { ActionIndex: index }),
    HttpStatusCode: STATUS[error.code] ?? 400,
  };
}

const READING =
  /^(Get|_Get|_KeepReference|_RemoveReference|_Register|_Unregister|_ValidateArraySize|Find|Activate|Select$|Calculate|Suspend|Date$)/;

/** Office.js tidying up after a run: letting go of ranges. */
const isHousekeeping = (body: RequestBody): boolean =>
  body.Actions.length > 0 &&
  body.Actions.every(
    (action) => action.ActionType === 1 || (action.ActionType === 3 && action.Name === "_RemoveReference"),
  ) &&
  body.Actions.some((action) => action.ActionType === 3);

/**
 * Does one batch. Never throws: failures are in the answer. Keeps the record in `workbook.requests` and follows
 * `workbook.faults`, but for when it is answered (see `answer`).
 */
function execute(workbook: StandInWorkbook, body: RequestBody, number: number): ResponseBody {
  workbook.faults.runBefore(number, workbook);
  const began = performance.now();
  const members = membersOf(body);
  const record = {
    number,
    bytesIn: bytesOf(JSON.stringify(body)),
    bytesOut: 0,
    actions: body.Actions.length,
    members,
    writes: members.some((member) => member.endsWith("=") || !READING.test(member.slice(member.indexOf(".") + 1))),
    milliseconds: 0,
  };
  workbook.requests.push(record);
  const release = workbook.holdEvents();
  const takeBack = workbook.faults.earlierWrites === "undone" && record.writes ? remember(workbook) : null;
  const fault = workbook.faults.failureOf(number);
  let answer = attempt(workbook, body, record, fault);
  if (!answer.Error) {
    record.bytesOut = bytesOf(JSON.stringify(answer));
    if (record.bytesOut > PAYLOAD_LIMIT)
      answer = { Error: failure(new ExcelError("ResponsePayloadSizeLimitExceeded")) };
  }
  if (answer.Error) {
    Object.assign(record, { error: answer.Error.Code });
    record.bytesOut = bytesOf(JSON.stringify(answer));
    if (takeBack) {
      takeBack();
      workbook.tell({ kind: "sheets", by: "addin" });
    }
  }
  if (fault?.applied && !answer.Error) {
    answer = { Error: failure(new ExcelError(fault.code, fault.message)) };
    Object.assign(record, { error: fault.code });
  }
  record.milliseconds = performance.now() - began;
  release();
  return answer;
}

/** The request's flag for `delayForCellEdit`: wait while someone is typing in a cell instead of failing. */
const WAIT_FOR_CELL_EDIT = 64;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Answers one batch, when and if the fault plan lets it. `flags` are the request's own. Never rejects. */
export async function answer(workbook: StandInWorkbook, body: RequestBody, flags = 0): Promise<ResponseBody> {
  const { faults } = workbook;
  if (isHousekeeping(body)) return new Batch(workbook, body).run();
  const number = faults.arrive();
  const delay = faults.delayOf(number);
  if (delay > 0) await pause(delay);
  const held = faults.holdOf(number);
  if (held) await held.catch(() => undefined);
  if (flags & WAIT_FOR_CELL_EDIT) await workbook.whenCellEditEnds();
  faults.begin();
  const response = execute(workbook, body, number);
  if (faults.silenceOf(number)) return new Promise(() => {});
  const late = faults.latenessOf(number);
  if (late > 0) await pause(late);
  return response;
}

/** The batch's answer, unless something keeps it from being tried at all. */
function attempt(
  workbook: StandInWorkbook,
  body: RequestBody,
  record: RequestRecord,
  fault: Failure | null,
): ResponseBody {
  const { bytesIn, writes } = record;
  if (workbook.faults.silenceOf(record.number)?.applied === false)
    return { Error: failure(new ExcelError("NotAnswered")) };
  if (fault && fault.action === undefined && !fault.applied)
    return { Error: failure(new ExcelError(fault.code, fault.message)) };
  if (workbook.cellEditMode) return { Error: failure(new ExcelError("InvalidOperationInCellEditMode")) };
  if (writes && workbook.readOnly && workbook.writesWhenReadOnly === "refused")
    return { Error: failure(new ExcelError("AccessDenied")) };
  if (bytesIn > PAYLOAD_LIMIT) return { Error: failure(new ExcelError("RequestPayloadSizeLimitExceeded")) };
  return new Batch(workbook, body).run(
    fault?.action === undefined
      ? undefined
      : { at: fault.action - 1, error: new ExcelError(fault.code, fault.message) },
  );
}

function membersOf(body: RequestBody): string[] {
  const members: string[] = [];
  const note = (member: string) => {
    if (members[members.length - 1] !== member) members.push(member);
  };
  const seen = new Set<number>();
  const path = (id: number) => {
    const found = body.ObjectPaths[id];
    if (!found || seen.has(id)) return;
    seen.add(id);
    if (found.ParentObjectPathId) path(found.ParentObjectPathId);
    if (found.ObjectPathType === 3) note(found.Name);
  };
  for (const action of body.Actions) {
    path(action.ObjectPathId);
    if (action.ActionType === 3) note(action.Name);
    if (action.ActionType === 4) note(`${action.Name}=`);
    if (action.ActionType === 9) note("update=");
  }
  return members;
}

const pascal = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
const plainRecord = (value: unknown): value is Record<string, Wire> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

class Batch {
  private readonly found = new Map<number, HostObject | null>();
  private readonly results: { ActionId: number; Value: unknown }[] = [];
  private readonly traces: number[] = [];

  constructor(
    private readonly w: StandInWorkbook,
    private readonly body: RequestBody,
  ) {}

  run(stop?: { at: number; error: ExcelError }): ResponseBody {
    this.w.live.length = 0;
    for (let i = 0; i < this.body.Actions.length; i++) {
      const action = this.body.Actions[i]!;
      try {
        if (stop && i === Math.min(stop.at, this.body.Actions.length - 1)) throw stop.error;
        this.results.push({ ActionId: action.Id, Value: this.perform(action) });
      } catch (error) {
        const known =
          error instanceof ExcelError
            ? error
            : new ExcelError(
                "GeneralException",
                `The stand-in itself failed: ${error instanceof Error ? error.stack : String(error)}`,
              );
        return {
          Error: failure(known, i),
          ProcessedResults: { Results: this.results, TraceIds: this.traces },
        };
      }
    }
    return { Results: this.results, TraceIds: this.traces };
  }

  private perform(action: Action): unknown {
    if (action.ActionType === 5) {
      this.traces.push(action.Id);
      return null;
    }
    const object = this.resolve(action.ObjectPathId);
    switch (action.ActionType) {
      case 1:
        return object === null ? null : this.identity(object);
      case 2:
        return this.query(object, action.QueryInfo ?? {});
      case 3: {
        if (object === null) return null;
        const value = this.method(object, action.Name, action.ArgumentInfo);
        return value === undefined || value instanceof HostObject ? null : value;
      }
      case 4:
        if (object === null) throw new ExcelError("InvalidObjectPath", undefined, action.Name);
        this.assign(object, action.Name, this.args(action.ArgumentInfo)[0]);
        return null;
      case 9:
        if (object === null) throw new ExcelError("InvalidObjectPath", undefined, "update");
        this.update(object, action.ObjectState ?? {});
        return null;
      default:
        throw new ExcelError(
          "ApiNotFound",
          `Actions of kind ${action.ActionType} are not played by the stand-in.`,
          `ActionType ${action.ActionType}`,
        );
    }
  }

  private identity(object: HostObject): Record<string, unknown> {
    return object.type.identity?.(object.it, this.w) ?? {};
  }

  private missing(object: HostObject, member: string): never {
    const name = `${object.type.name}.${member}`;
    throw new ExcelError("ApiNotFound", `The stand-in does not have ${name}.`, name);
  }

  private method(object: HostObject, name: string, info: ArgumentInfo | undefined): unknown {
    const call = object.type.call?.[name] ?? this.missing(object, name);
    return call(object.it, this.args(info), this.w);
  }

  private assign(object: HostObject, name: string, value: Wire): void {
    const set = object.type.set?.[name] ?? this.missing(object, `${name} (set)`);
    set(object.it, value, this.w);
  }

  private update(object: HostObject, state: Record<string, Wire>): void {
    for (const [key, value] of Object.entries(state)) {
      const go = object.type.go?.[pascal(key)];
      const next = go && plainRecord(value) ? go(object.it, this.w) : null;
      if (next) this.update(next, value);
      else this.assign(object, pascal(key), value);
    }
  }

  private args(info: ArgumentInfo | undefined): Wire[] {
    const references = info?.ReferencedObjectPathIds;
    const plain = (value: Wire): Wire => {
      if (!plainRecord(value)) return value;
      if ("_ObjectPathId" in value) return this.resolve(value["_ObjectPathId"]);
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
    };
    const one = (value: Wire, reference: Wire): Wire => {
      if (Array.isArray(reference)) return (value as Wire[]).map((inner, i) => one(inner, reference[i]));
      return reference ? this.resolve(reference) : plain(value);
    };
    return (info?.Arguments ?? []).map((value, i) => one(value, references?.[i]));
  }

  private resolve(id: number): HostObject | null {
    const known = this.found.get(id);
    if (known !== undefined) return known;
    const path = this.body.ObjectPaths[id];
    if (!path) throw new ExcelError("InvalidObjectPath", undefined, String(id));
    const object = this.follow(path);
    this.found.set(id, object);
    return object;
  }

  private follow(path: ObjectPath): HostObject | null {
    // A null object may name a parent that is not in this request.
    if (path.ObjectPathType === 7) return null;
    if (path.ObjectPathType === 1) return workbookObject(this.w);
    if (path.ObjectPathType === 2) return serviceObject(path.Name, this.w);
    if (path.ObjectPathType === 6) return rangeOfReference(this.w, path.Name);
    const parent = this.resolve(path.ParentObjectPathId!);
    if (parent === null) return null;
    switch (path.ObjectPathType) {
      case 3: {
        const value = this.method(parent, path.Name, path.ArgumentInfo);
        if (value === null || value === undefined) return null;
        if (value instanceof HostObject) return value;
        throw new ExcelError("GeneralException", `${parent.type.name}.${path.Name} gives no object.`, path.Name);
      }
      case 4: {
        const go = parent.type.go?.[path.Name] ?? this.missing(parent, path.Name);
        return go(parent.it, this.w);
      }
      case 5: {
        const item = parent.type.item ?? this.missing(parent, "getItem");
        return item(parent.it, this.args(path.ArgumentInfo)[0], this.w);
      }
      default:
        throw new ExcelError(
          "ApiNotFound",
          `Object paths of kind ${path.ObjectPathType} are not played by the stand-in.`,
          path.Name,
        );
    }
  }

  // ---- loading ------------------------------------------------------------------------------------------------------

  private query(object: HostObject | null, query: QueryInfo): unknown {
    if (object === null) return null;
    const wanted = [...(query.Select ?? []), ...(query.Expand ?? [])];
    if (!object.type.items) return this.project(object, wanted);
    let items = object.type.items(object.it, this.w);
    const sample = items[0]?.type as HostType<Wire> | undefined;
    const isOwn = (path: string) => {
      const head = pascal(path.split("/")[0]!);
      const own = object.type.get?.[head] ?? object.type.go?.[head];
      return own && !(sample?.get?.[head] ?? sample?.go?.[head]);
    };
    const own = wanted.filter(isOwn);
    const rest = wanted.filter((path) => !isOwn(path));
    const answer: Record<string, unknown> = own.length > 0 ? this.project(object, own) : this.identity(object);
    if (own.length > 0 && rest.length === 0) return answer;
    if (query.Skip) items = items.slice(query.Skip);
    if (query.Top) items = items.slice(0, query.Top);
    answer["_Items"] = items.map((item) => this.query(item, { Select: rest }));
    return answer;
  }

  private project(object: HostObject, wanted: string[]): Record<string, unknown> {
    const answer: Record<string, unknown> = { ...this.identity(object) };
    const { get = {}, go = {} } = object.type;
    const everything = () => {
      for (const [name, read] of Object.entries(get)) if (!name.startsWith("_")) answer[name] = read(object.it, this.w);
    };
    if (wanted.length === 0) everything();
    const deeper = new Map<string, string[]>();
    for (const path of wanted) {
      if (path === "*") {
        everything();
        continue;
      }
      const slash = path.indexOf("/");
      const head = pascal(slash < 0 ? path : path.slice(0, slash));
      const read = get[head] ?? get[path];
      if (read && slash < 0) answer[head in get ? head : path] = read(object.it, this.w);
      else if (go[head]) deeper.set(head, [...(deeper.get(head) ?? []), ...(slash < 0 ? [] : [path.slice(slash + 1)])]);
      else if (read && plainRecord(read(object.it, this.w))) answer[head] = read(object.it, this.w);
      else this.missing(object, path);
    }
    for (const [head, paths] of deeper) {
      const child = go[head]!(object.it, this.w);
      answer[head] = child === null ? null : this.query(child, { Select: paths });
    }
    return answer;
  }
}
