/**
 * The history of a plan: snapshots, how they stand in a sheet, which row is which across them, and what moved.
 */
export { fingerprint, rowCheck, takeSnapshot } from "./snapshot";
export { historyHeadings, historyLines, isRowCheck, readHistory, snapshotToRows } from "./sheet";
export type { History, HistoryCell, HistoryHeading, HistoryLine, Run, SkippedLine } from "./sheet";
export { matchSnapshots } from "./match";
export type { How, Matching, Pair } from "./match";
export type { MatchQuestion } from "./doubts";
export type { Part } from "./parts";
export { decideSameAction } from "./same-action";
export type { SameAction } from "./same-action";
export { whatChanged } from "./changes";
export type { ActionHistory, ChangeOptions, Changes, SameActionQuestion } from "./changes";
export type { ChangeEvent, EventKind, WithdrawnTo } from "./events";
export type { Distance, Move, Promised, PromiseRecord } from "./promises";
export type { MissedTurn, SlippingSign } from "./signals";
