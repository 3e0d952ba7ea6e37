/**
 * The pane's one way to run a use-case: what is being done, Cancel, problems in words, reading again afterwards.
 *
 * Holds no rule about plans; it only hands things from the use-cases to the screens.
 */
import { createContext, useCallback, useContext, useEffect, useMemo, useReducer, useRef } from "react";

import { highlightPlan, lookForHighlights, rememberAsAt, rememberedAsAt, reviewPlan, watchPlan } from "../app";
import type { IsoDate, Job, PlanProblem, Review } from "../app/types";
import { sayDate } from "../plan/calendar";
import type { Device } from "./device";
import { isFirstRun, sayOldHighlights } from "./say";
import { reduce, startState } from "./state";
import type { PaneEvent, PaneState, Screen, ShownProblem } from "./state";

/** One thing a screen asks for. */
export interface Deed<T> {
  /** "Reading the plan" */
  doing: string;
  task: (job: Job) => Promise<T>;
  /** Read the plan again afterwards; with a date, as at that date. */
  reread?: boolean | IsoDate;
  /** Where to go when it is done; stays where it is without one. */
  next?: (value: T) => Screen | "back" | "home";
  /** What to say when it is done. */
  notice?: (value: T) => string;
}

export interface Pane {
  state: PaneState;
  device: Device;
  /** Who answers are kept as given by; empty when they have not said. */
  name: string;
  setName(name: string): void;
  keepsUp: boolean;
  setKeepsUp(on: boolean): void;
  open(screen: Screen): void;
  back(): void;
  home(): void;
  tell(words: string): void;
  /** Takes the message shown away. */
  dismiss(): void;
  setAside(id: string): void;
  /** Runs one thing at a time; resolves to what came of it, undefined when it was stopped or refused. */
  act<T>(deed: Deed<T>): Promise<T | undefined>;
  /** Reads the plan again, as at the date shown or another. */
  read(asAt?: IsoDate): void;
  cancel(): void;
  tryAgain(): void;
}

const PaneContext = createContext<Pane | null>(null);
export const PaneProvider = PaneContext.Provider;

export function usePane(): Pane {
  const pane = useContext(PaneContext);
  if (!pane) throw new Error("usePane outside PaneProvider");
  return pane;
}

/** The pane with a plan in it: what every screen but the first ones has. */
export function usePlan(): Pane & { review: Review } {
  const pane = usePane();
  if (!pane.state.review) throw new Error("usePlan before the plan was read");
  return { ...pane, review: pane.state.review };
}

/** How long the plan has to be quiet before it is read again by itself, in milliseconds. */
const settleTime = 1500;

export function usePaneOf(device: Device): Pane {
  const [state, dispatch] = useReducer(reduce, undefined, () => startState(rememberedAsAt()));
  const now = useRef(state);
  now.current = state;
  const stop = useRef<AbortController | null>(null);
  const again = useRef<() => void>(() => {});
  const [name, setName] = useRemembered(device, "name");
  const [keepsUp, setKeepsUp] = useRemembered(device, "keep-up");
  const quiet = useQuietReading(now, stop, dispatch);

  /** Begins a piece of work; whatever was read quietly gives way to it. */
  const begin = useCallback(
    (doing: string): Job => {
      quiet.stop();
      const controller = new AbortController();
      stop.current = controller;
      dispatch({ type: "started", doing });
      // A late word of work that was given up must not stand for the work that runs now.
      const say = (words: string) => {
        if (stop.current === controller && !controller.signal.aborted) dispatch({ type: "doing", doing: words });
      };
      return { signal: controller.signal, say };
    },
    [quiet],
  );

  const act = useCallback(
    async <T>(deed: Deed<T>): Promise<T | undefined> => {
      if (stop.current) return undefined;
      again.current = () => void act(deed);
      const job = begin(deed.doing);
      try {
        const value = await deed.task(job);
        const review = deed.reread
          ? await rereading(typeof deed.reread === "string" ? deed.reread : now.current.asAt, job)
          : undefined;
        const notice = [deed.notice?.(value), sayOldHighlights(now.current.review, review ?? null)];
        dispatch({
          type: "finished",
          review: review ?? undefined,
          stale: review === null,
          next: deed.next?.(value),
          notice: notice.filter(Boolean).join(" ") || undefined,
        });
        stop.current = null;
        return value;
      } catch (error) {
        const problem = problemOf(error);
        dispatch(stoppedBy(problem));
        stop.current = null;
        // What is shown has to be what is there, whatever came of the writing.
        if (problem.written !== "nothing" && now.current.review)
          void quiet.read({ unsure: problem.written === "unknown" });
        return undefined;
      }
    },
    [begin, quiet],
  );

  const read = useCallback(
    (asAt: IsoDate = now.current.asAt) => {
      const other = asAt !== now.current.asAt;
      if (other) {
        rememberAsAt(asAt);
        dispatch({ type: "as-at", asAt });
      }
      if (stop.current) return;
      const first = now.current.review === null;
      again.current = () => read(asAt);
      const job = begin("Reading the plan");
      reviewPlan(asAt, job)
        // Highlights may stand there from before the pane was opened; later readings know of them.
        .then(async (review) => (first ? { ...review, highlighted: await lookForHighlights(job) } : review))
        .then((review) =>
          dispatch({
            type: "finished",
            review,
            firstRun: first && isFirstRun(review, device),
            notice: first ? undefined : other ? `Shown as at ${sayDate(asAt)}.` : "The plan has been read again.",
          }),
        )
        .catch((error: unknown) => {
          dispatch(stoppedBy(problemOf(error)));
        })
        .finally(() => {
          stop.current = null;
        });
    },
    [begin, device],
  );

  useEffect(() => read(), [read]);
  useWatch(state.review !== null, keepsUp === "yes", quiet, dispatch);

  return useMemo<Pane>(
    () => ({
      state,
      device,
      name,
      setName,
      keepsUp: keepsUp === "yes",
      setKeepsUp: (on) => setKeepsUp(on ? "yes" : ""),
      open: (screen) => dispatch({ type: "open", screen }),
      back: () => dispatch({ type: "back" }),
      home: () => dispatch({ type: "home" }),
      tell: (words) => dispatch({ type: "told", words }),
      dismiss: () => dispatch({ type: "dismissed" }),
      setAside: (id) => dispatch({ type: "set-aside", id }),
      act,
      read,
      cancel: () => stop.current?.abort(),
      tryAgain: () => again.current(),
    }),
    [state, device, name, setName, keepsUp, setKeepsUp, act, read],
  );
}

/** What a problem does to the pane: being stopped is no failure. What may have been written makes the reading old. */
function stoppedBy(problem: ShownProblem): PaneEvent {
  return problem.name === "cancelled" ? { type: "cancelled", problem } : { type: "failed", problem };
}

/** Null when the plan was not read again, or that was stopped: what was asked for is done all the same, and the screen says it is not new. */
async function rereading(asAt: IsoDate, job: Job): Promise<Review | null> {
  try {
    return await reviewPlan(asAt, job);
  } catch {
    return null;
  }
}

/** Reading again with nothing asked for. */
interface QuietReading {
  /** `renew`: draw the highlights anew where there are any; `unsure`: what was written may still change. */
  read(how: { renew?: boolean; unsure?: boolean }): Promise<"read" | "gave way" | "failed">;
  stop(): void;
}

/**
 * Reads the plan again by itself: without a word, and giving way to whatever a person asks for. An answer that comes after
 * something else was begun, or after another date was chosen, is dropped.
 */
function useQuietReading(
  now: { readonly current: PaneState },
  busy: { readonly current: AbortController | null },
  dispatch: (event: PaneEvent) => void,
): QuietReading {
  const reading = useMemo<QuietReading>(() => {
    let running: AbortController | null = null;
    const stop = () => running?.abort();
    const read: QuietReading["read"] = async ({ renew = false, unsure = false }) => {
      if (busy.current) return "gave way";
      stop();
      const controller = new AbortController();
      running = controller;
      const job: Job = { signal: controller.signal };
      const { asAt } = now.current;
      const isOver = () => controller.signal.aborted || now.current.asAt !== asAt;
      try {
        const review = await reviewPlan(asAt, job);
        if (isOver()) return "gave way";
        if (renew && review.highlighted > 0) await highlightPlan(asAt, job);
        if (isOver()) return "gave way";
        dispatch({ type: "quietly-read", review, unsure });
        return "read";
      } catch {
        return isOver() ? "gave way" : "failed";
      }
    };
    return { read, stop };
  }, [now, busy, dispatch]);
  useEffect(() => () => reading.stop(), [reading]);
  return reading;
}

/** Follows the plan while the pane is open: reads again after one's own edits when asked to, else only says it changed. */
function useWatch(reading: boolean, keepsUp: boolean, quiet: QuietReading, dispatch: (event: PaneEvent) => void): void {
  const follow = useRef(keepsUp);
  follow.current = keepsUp;
  useEffect(() => {
    if (!reading) return;
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stopWatching: (() => Promise<void>) | undefined;
    const readWhenSettled = () => {
      clearTimeout(timer);
      timer = setTimeout(() => void readQuietly(), settleTime);
    };
    const readQuietly = async () => {
      const outcome = await quiet.read({ renew: true });
      if (over) return;
      // The edit is still to be taken in, and highlights may be half renewed: what it gave way to will end.
      if (outcome === "gave way") readWhenSettled();
      else if (outcome === "failed") dispatch({ type: "plan-changed", by: "me" });
    };
    watchPlan((by) => {
      if (over) return;
      if (by === "me" && follow.current) readWhenSettled();
      else dispatch({ type: "plan-changed", by });
    }).then(
      (stop) => {
        if (over) void stop().catch(() => {});
        else stopWatching = stop;
      },
      () => {
        // An Excel that reports no changes: Read again stays there to be pressed.
      },
    );
    return () => {
      over = true;
      clearTimeout(timer);
      quiet.stop();
      void stopWatching?.().catch(() => {});
    };
  }, [reading, quiet, dispatch]);
}

function useRemembered(device: Device, name: string): [string, (value: string) => void] {
  const [value, set] = useReducer(
    (_: string, next: string) => next,
    undefined,
    () => device.recall(name) ?? "",
  );
  const change = useCallback(
    (next: string) => {
      set(next);
      device.remember(name, next);
    },
    [device, name],
  );
  return [value, change];
}

/** The three sentences of whatever stopped a use-case. */
export function problemOf(error: unknown): ShownProblem {
  if (error instanceof Error && "happened" in error) {
    const { name, happened, because, next, looked, written } = error as PlanProblem;
    return { name, happened, because, next, looked, written };
  }
  return {
    name: "unexpected",
    happened: "That did not work.",
    because: "Excel gave no reason that can be put into words here.",
    next: "Try again. If it happens again, save the workbook, close this pane and open it again.",
    looked: { sheets: [], chosen: false, keptIn: "" },
    written: "unknown",
  };
}
