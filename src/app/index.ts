/**
 * The use-cases: what the pane, the ribbon and the command line can ask for. Each reads as a paragraph.
 *
 * Every one of them rejects with a `PlanProblem` and nothing else.
 */
export * from "./types";
export { rememberAsAt, rememberedAsAt, today } from "./clock";
export { reviewPlan } from "./review";
export { highlightPlan } from "./highlight";
export { lookForHighlights } from "./highlights";
export { generateUpdate, generateUpdateAsRemembered, updateSheetName } from "./update";
export { planPutBack, putEverythingBack } from "./putBack";
export { changeTimescale, goTo, goToAction } from "./act";
export { decide, saveMeeting, saveSettings, saveSnapshot } from "./decide";
export { previewEarlierVersion, takeInEarlierVersion } from "./earlier";
export { removeSnapshot, snapshotsKept } from "./snapshots";
export { checkExcel, showProblemInSheet, watchPlan } from "./workbook";
export { sameParty } from "./register";
