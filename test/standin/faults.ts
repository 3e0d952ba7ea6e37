/**
 * What the stand-in is told to do wrong, and a record of what it was asked. Requests count from 1 in the order in which they
 * arrive; Office.js's own housekeeping (letting go of ranges at the end of a run) is neither counted nor harmed.
 */
import type { StandInWorkbook } from "./workbook";

/** One batch, as it was answered. */
export interface RequestRecord {
  number: number;
  bytesIn: number;
  bytesOut: number;
  /** How many actions the batch had. */
  actions: number;
  /** "Range.Values=", "Worksheet.Delete": what was called or set, in order, without repeats in a row. */
  members: string[];
  /** Whether it set anything or called a method that changes the workbook. */
  writes: boolean;
  milliseconds: number;
  error?: string;
}

/** How a request fails. */
export interface Failure {
  code: string;
  message?: string;
  /** The action (from 1) that fails; absent: the whole request, before anything is done. */
  action?: number;
  /** Everything is done, and the failure is reported all the same. */
  applied?: boolean;
}

interface FailureOptions {
  action?: number;
  applied?: boolean;
  message?: string;
}

export class FaultPlan {
  /** What happens to what a failed batch had already written. Which of the two Excel does is not documented. */
  earlierWrites: "kept" | "undone" = "kept";
  private failures = new Map<number, Failure>();
  private every: Failure | null = null;
  private delays = new Map<number, number>();
  private everyDelay = 0;
  private holds = new Map<number, Promise<unknown>>();
  private lateness = new Map<number, number>();
  private silences = new Map<number, { applied: boolean }>();
  private waiting = 0;
  private between = new Map<number, ((workbook: StandInWorkbook) => void)[]>();

  constructor(private readonly answered: () => number) {}

  /** How many requests have arrived, done or still held back. */
  private get arrived(): number {
    return this.answered() + this.waiting;
  }

  /**
   * Fails request `number` (of all) with a code of Excel's; with `action`, half-way: actions before it are done; with `applied`,
   * after all of it was done.
   */
  failAt(number: number, code: string, options: FailureOptions = {}): this {
    this.failures.set(number, { code, ...options });
    return this;
  }

  /** Fails the next request, or the `nth` from now. */
  failNext(code: string, { nth = 1, ...options }: FailureOptions & { nth?: number } = {}): this {
    return this.failAt(this.arrived + nth, code, options);
  }

  /** Fails every request until `clear`. */
  failAlways(code: string): this {
    this.every = { code };
    return this;
  }

  /** Does request `number`, or every request, so many milliseconds later, and answers it then. */
  delay(milliseconds: number, number?: number): this {
    if (number === undefined) this.everyDelay = milliseconds;
    else this.delays.set(number, milliseconds);
    return this;
  }

  /** Does request `number` only when `until` is settled: other runs may do all of theirs before. */
  hold(number: number, until: Promise<unknown>): this {
    this.holds.set(number, until);
    return this;
  }

  /** Holds the next request (or the `nth` from now). */
  holdNext(until: Promise<unknown>, nth = 1): this {
    return this.hold(this.arrived + nth, until);
  }

  /** Does request `number` at once and answers it so many milliseconds later: perhaps when nobody waits any more. */
  answerLate(number: number, milliseconds: number): this {
    this.lateness.set(number, milliseconds);
    return this;
  }

  /** Never answers request `number`; `applied` says whether what it asked for is done. */
  neverAnswer(number: number, { applied }: { applied: boolean }): this {
    this.silences.set(number, { applied });
    return this;
  }

  /** Never answers the next request (or the `nth` from now). */
  neverAnswerNext({ applied, nth = 1 }: { applied: boolean; nth?: number }): this {
    return this.neverAnswer(this.arrived + nth, { applied });
  }

  /** Runs just before request `number` is looked at: a second person's edit between two requests. */
  before(number: number, run: (workbook: StandInWorkbook) => void): this {
    this.between.set(number, [...(this.between.get(number) ?? []), run]);
    return this;
  }

  /** Runs just before the next request (or the `nth` from now). */
  beforeNext(run: (workbook: StandInWorkbook) => void, nth = 1): this {
    return this.before(this.arrived + nth, run);
  }

  clear(): void {
    this.failures.clear();
    this.every = null;
    this.delays.clear();
    this.everyDelay = 0;
    this.holds.clear();
    this.lateness.clear();
    this.silences.clear();
    this.between.clear();
  }

  /** Counts a request that has arrived and is not done yet; gives its number. */
  arrive(): number {
    this.waiting++;
    return this.arrived;
  }

  /** The request that arrived is being done now. */
  begin(): void {
    this.waiting--;
  }

  failureOf(number: number): Failure | null {
    return this.failures.get(number) ?? this.every;
  }

  delayOf(number: number): number {
    return this.delays.get(number) ?? this.everyDelay;
  }

  holdOf(number: number): Promise<unknown> | undefined {
    return this.holds.get(number);
  }

  latenessOf(number: number): number {
    return this.lateness.get(number) ?? 0;
  }

  silenceOf(number: number): { applied: boolean } | undefined {
    return this.silences.get(number);
  }

  runBefore(number: number, workbook: StandInWorkbook): void {
    const runs = this.between.get(number) ?? [];
    this.between.delete(number);
    for (const run of runs) run(workbook);
  }
}
