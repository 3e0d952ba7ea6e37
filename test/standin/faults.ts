/**
 * What the stand-in is told to do wrong, and a record of what it was asked. Requests count from 1; Office.js's own
 * housekeeping (letting go of ranges at the end of a run) is neither counted nor harmed.
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

interface Failure {
  code: string;
  message?: string;
  /** The action (from 1) that fails; absent: the whole request, before anything is done. */
  action?: number;
}

export class FaultPlan {
  /** What happens to what a failed batch had already written. Which of the two Excel does is not documented. */
  earlierWrites: "kept" | "undone" = "kept";
  private failures = new Map<number, Failure>();
  private every: Failure | null = null;
  private delays = new Map<number, number>();
  private everyDelay = 0;
  private between = new Map<number, ((workbook: StandInWorkbook) => void)[]>();

  constructor(private readonly answered: () => number) {}

  /** Fails request `number` (of all) with a code of Excel's; with `action`, half-way: actions before it are done. */
  failAt(number: number, code: string, options: { action?: number; message?: string } = {}): this {
    this.failures.set(number, { code, ...options });
    return this;
  }

  /** Fails the next request, or the `nth` from now. */
  failNext(code: string, options: { nth?: number; action?: number; message?: string } = {}): this {
    return this.failAt(this.answered() + (options.nth ?? 1), code, options);
  }

  /** Fails every request until `clear`. */
  failAlways(code: string): this {
    this.every = { code };
    return this;
  }

  /** Answers request `number`, or every request, so many milliseconds later. */
  delay(milliseconds: number, number?: number): this {
    if (number === undefined) this.everyDelay = milliseconds;
    else this.delays.set(number, milliseconds);
    return this;
  }

  /** Runs just before request `number` is looked at: a second person's edit between two requests. */
  before(number: number, run: (workbook: StandInWorkbook) => void): this {
    this.between.set(number, [...(this.between.get(number) ?? []), run]);
    return this;
  }

  /** Runs just before the next request (or the `nth` from now). */
  beforeNext(run: (workbook: StandInWorkbook) => void, nth = 1): this {
    return this.before(this.answered() + nth, run);
  }

  clear(): void {
    this.failures.clear();
    this.every = null;
    this.delays.clear();
    this.everyDelay = 0;
    this.between.clear();
  }

  failureOf(number: number): Failure | null {
    return this.failures.get(number) ?? this.every;
  }

  delayOf(number: number): number {
    return this.delays.get(number) ?? this.everyDelay;
  }

  runBefore(number: number, workbook: StandInWorkbook): void {
    const runs = this.between.get(number) ?? [];
    this.between.delete(number);
    for (const run of runs) run(workbook);
  }
}
