/**
 * What the pane shows and how it moves from one screen to another: a pure reducer over a union of screens.
 *
 * Never calls a use-case, Office or the browser; `usePane.ts` does that and reports here what came of it.
 */
import type { Group, IsoDate, Review, ReviewItem, UpdateDone } from "../app/types";

/** Every screen there is, with what it needs to be drawn again. */
export type Screen =
  | { at: "first-run" }
  | { at: "home" }
  | { at: "list"; group: Group }
  | { at: "owners"; owner: string | null }
  | { at: "action"; key: string }
  | { at: "read-as"; key: string }
  | { at: "change-timescale"; key: string }
  | { at: "sort-out" }
  | { at: "changes" }
  | { at: "meeting" }
  | { at: "generate" }
  | { at: "done"; done: UpdateDone }
  | { at: "put-back" }
  | { at: "put-back-done"; sentence: string }
  | { at: "how-read" }
  | { at: "earlier" }
  | { at: "help" };

/** What stopped something, in the three sentences of a `PlanProblem`. */
export interface ShownProblem {
  name: string;
  happened: string;
  because: string;
  next: string;
  /** The sheets looked at, where no plan was found: offered to choose from; and where the choice is kept. */
  looked: { sheets: { sheet: string; why: string }[]; chosen: boolean; keptIn: string };
  /** What is known of the writing that had begun. */
  written: "nothing" | "some" | "unknown";
}

/** A sentence about what was just asked for; `done` is false when it was stopped or lost its object. */
export interface Notice {
  words: string;
  done: boolean;
}

export interface PaneState {
  asAt: IsoDate;
  review: Review | null;
  /** Screens from the first to the one shown. Never empty. */
  trail: Screen[];
  /** What is being done now, in a sentence; null when nothing is. */
  doing: string | null;
  problem: ShownProblem | null;
  /** What was just done, shown on the screen it leads to. */
  notice: Notice | null;
  /** Read out by screen readers; `turn` makes the same words count as new. */
  announced: { words: string; turn: number };
  /** Who may have changed the plan since it was read. */
  changed: "me" | "someone else" | null;
  /** Ids of the questions answered "Not now" while this pane is open. */
  setAside: string[];
}

export type PaneEvent =
  | { type: "started"; doing: string }
  | { type: "doing"; doing: string }
  | {
      type: "finished";
      review?: Review;
      firstRun?: boolean;
      next?: Screen | "back" | "home";
      notice?: string;
      stale?: boolean;
    }
  | { type: "failed"; problem: ShownProblem }
  | { type: "cancelled"; problem: ShownProblem }
  | { type: "dismissed" }
  /** `unsure`: a request that was not answered may still be carried out, so the reading may be old soon. */
  | { type: "quietly-read"; review: Review; unsure?: boolean }
  | { type: "plan-changed"; by: "me" | "someone else" }
  | { type: "as-at"; asAt: IsoDate }
  | { type: "open"; screen: Screen }
  | { type: "back" }
  | { type: "home" }
  | { type: "told"; words: string }
  | { type: "set-aside"; id: string };

export function startState(asAt: IsoDate): PaneState {
  return {
    asAt,
    review: null,
    trail: [{ at: "home" }],
    doing: null,
    problem: null,
    notice: null,
    announced: { words: "", turn: 0 },
    changed: null,
    setAside: [],
  };
}

/** The screen shown. */
export function shown(state: PaneState): Screen {
  return state.trail[state.trail.length - 1]!;
}

/** True where Back leads somewhere. */
export function canGoBack(state: PaneState): boolean {
  return state.trail.length > 1;
}

export function reduce(state: PaneState, event: PaneEvent): PaneState {
  switch (event.type) {
    case "started":
      return announce({ ...state, doing: event.doing, problem: null, notice: null }, event.doing);
    case "doing":
      return state.doing === null || state.doing === event.doing
        ? state
        : announce({ ...state, doing: event.doing }, event.doing);
    case "finished":
      return finished(state, event);
    case "failed": {
      return announce(
        { ...staleAfter(state, event.problem), doing: null, problem: event.problem },
        sayProblem(event.problem),
      );
    }
    case "cancelled": {
      const words = sayProblem(event.problem);
      return announce({ ...staleAfter(state, event.problem), doing: null, notice: { words, done: false } }, words);
    }
    case "dismissed":
      return cleared(state);
    case "quietly-read":
      return { ...withReview(state, event.review), changed: event.unsure ? "me" : null };
    case "plan-changed":
      return state.review && state.changed !== event.by ? { ...state, changed: event.by } : state;
    case "as-at":
      return { ...state, asAt: event.asAt };
    case "open":
      return state.doing === null ? cleared({ ...state, trail: [...state.trail, event.screen] }) : state;
    case "back":
      return state.doing === null && canGoBack(state) ? cleared({ ...state, trail: state.trail.slice(0, -1) }) : state;
    case "home":
      return state.doing === null ? cleared({ ...state, trail: [{ at: "home" }] }) : state;
    case "told":
      return announce(state, event.words);
    case "set-aside":
      return { ...state, setAside: [...state.setAside, event.id] };
  }
}

const sayProblem = ({ happened, because, next }: ShownProblem) => [happened, because, next].filter(Boolean).join(" ");

/** Where something may have been written the reading shown may be old, and the pane offers to read again. */
function staleAfter(state: PaneState, { written }: ShownProblem): PaneState {
  return written !== "nothing" && state.review ? { ...state, changed: "me" } : state;
}

function finished(state: PaneState, event: Extract<PaneEvent, { type: "finished" }>): PaneState {
  let now: PaneState = {
    ...state,
    doing: null,
    problem: null,
    notice: event.notice ? { words: event.notice, done: true } : null,
  };
  if (event.review) now = { ...withReview(now, event.review), changed: null };
  else if (event.stale) now = { ...now, changed: "me" };
  if (event.firstRun && now.review && now.trail.length === 1) now = { ...now, trail: [{ at: "first-run" }] };
  if (event.next === "back") now = { ...now, trail: now.trail.length > 1 ? now.trail.slice(0, -1) : now.trail };
  else if (event.next === "home") now = { ...now, trail: [{ at: "home" }] };
  else if (event.next) now = { ...now, trail: [...withoutForms(now.trail), event.next] };
  return event.notice ? announce(now, now.notice?.words ?? event.notice) : now;
}

/** A form that has been sent is not gone back to: Back from "Done" leads past it. */
function withoutForms(trail: Screen[]): Screen[] {
  const kept = trail.filter((screen) => screen.at !== "generate" && screen.at !== "put-back");
  return kept.length > 0 ? kept : [{ at: "home" }];
}

/**
 * Takes in a new reading. A key is a place ("Plan!12"), so a row inserted above makes it mean another action: every screen
 * about one action is led to where that action stands now, and left when it is gone.
 */
function withReview(state: PaneState, review: Review): PaneState {
  const before = state.review;
  let lost = false;
  const trail = state.trail.flatMap((screen): Screen[] => {
    if (!("key" in screen)) return [screen];
    const was = before?.items.find((item) => item.action.key === screen.key);
    const is = was && whereIs(was, review.items);
    if (!is) lost = true;
    return is ? [{ ...screen, key: is.action.key }] : [];
  });
  // What was said of the deed before stays said: it may be all that is known of what was written.
  const notice = lost
    ? { words: [state.notice?.words, lostWords].filter(Boolean).join(" "), done: false }
    : state.notice;
  const now = {
    ...state,
    review,
    asAt: review.asAt,
    notice,
    trail: trail.length > 0 ? trail : [{ at: "home" } as const],
  };
  return lost ? announce(now, lostWords) : now;
}

const lostWords = "That row is not in the plan any more, or not as it was.";

/** Where the action of an earlier reading stands in a new one: same words first, else the same reference. */
function whereIs(was: ReviewItem, items: readonly ReviewItem[]): ReviewItem | undefined {
  const { ref, action, key } = was.action;
  const same = items.filter((item) => item.action.action === action && item.action.ref === ref);
  if (same.length > 0) return same.find((item) => item.action.key === key) ?? same[0];
  return (
    items.find((item) => item.action.action === action) ??
    (ref === null ? undefined : items.find((item) => item.action.ref === ref))
  );
}

function cleared(state: PaneState): PaneState {
  return { ...state, problem: null, notice: null };
}

function announce(state: PaneState, words: string): PaneState {
  return { ...state, announced: { words, turn: state.announced.turn + 1 } };
}
