/**
 * Reads the plan's own Status column: words, ticks, per cents, dates under "Completed", and ratings by colour.
 *
 * A colour is a rating, not a fact: only a heading or the cell's own words make "Blue" mean complete.
 */
import type { ProgressKind } from "../../model";
import { plain } from "./sentences";
import { readWording } from "./wording";

export interface StatusReading {
  kind: ProgressKind;
  /** Why, as the end of a sentence: "which is the plan's word for finished". */
  why: string;
}

const vocabulary: [ProgressKind, string[]][] = [
  [
    "done",
    [
      "complete",
      "completed",
      "done",
      "closed",
      "finished",
      "achieved",
      "implemented",
      "delivered",
      "actioned",
      "discharged",
      "fulfilled",
      "signed off",
      "fully complete",
      "fully completed",
      "action complete",
      "action completed",
      "action closed",
      "task complete",
      "complete and closed",
      "completed and closed",
      "closed complete",
      "closed - complete",
      "fully achieved",
      "fully implemented",
      "fully met",
      "fully delivered",
      "all complete",
      "all completed",
      "all done",
      "concluded",
      "objective met",
      "target met",
      "completed on time",
      "completed late",
      "complete on time",
    ],
  ],
  [
    "cancelled",
    [
      "cancelled",
      "canceled",
      "withdrawn",
      "abandoned",
      "dropped",
      "stopped",
      "discontinued",
      "not proceeding",
      "not going ahead",
      "removed",
      "closed - cancelled",
      "closed - not proceeding",
      "aborted",
      "terminated",
      "rejected",
    ],
  ],
  ["superseded", ["superseded", "superceded", "replaced", "merged", "closed - superseded", "subsumed"]],
  [
    "not-applicable",
    [
      "not applicable",
      "no longer applicable",
      "no longer relevant",
      "no longer required",
      "no longer needed",
      "not required",
      "not needed",
      "redundant",
      "closed - no longer required",
      "closed - not required",
    ],
  ],
  ["on-hold", ["on hold", "hold", "paused", "suspended", "parked", "in abeyance", "stalled"]],
  [
    "delayed",
    [
      "delayed",
      "overdue",
      "late",
      "behind",
      "behind schedule",
      "slipped",
      "slipping",
      "deferred",
      "postponed",
      "off track",
      "off target",
      "not on track",
      "rescheduled",
      "carried forward",
      "missed",
    ],
  ],
  [
    "under-way",
    [
      "in progress",
      "in-progress",
      "ongoing",
      "on-going",
      "on going",
      "underway",
      "under way",
      "started",
      "commenced",
      "begun",
      "progressing",
      "on track",
      "on target",
      "on schedule",
      "active",
      "live",
      "wip",
      "work in progress",
      "partially complete",
      "partially completed",
      "partly complete",
      "part complete",
      "partial",
      "partially achieved",
      "partially met",
      "partly achieved",
      "partially implemented",
      "nearly complete",
      "almost complete",
      "in development",
      "in hand",
      "continuing",
      "embedded and ongoing",
      "completed and ongoing",
      "complete and ongoing",
      "business as usual",
      "bau",
      "at risk",
      "some progress",
      "good progress",
    ],
  ],
  [
    "not-started",
    [
      "not started",
      "not yet started",
      "yet to start",
      "not begun",
      "to be started",
      "to do",
      "todo",
      "to start",
      "not commenced",
      "yet to commence",
      "planned",
      "pending",
      "scheduled",
      "future",
      "not due",
      "not yet due",
      "no progress",
      "proposed",
      "new",
      "not actioned",
    ],
  ],
];

const words = new Map(vocabulary.flatMap(([kind, list]) => list.map((word) => [word, kind] as const)));

const finishedHeading =
  /complet|achiev|\bdone\b|finish|\bclosed\b|deliver|implement|\bmet\b|discharg|action(?:ed|\s+taken)|sign(?:ed)?[ -]?off/;
const plannedHeading = /target|plan|due|aim|expect|by when|deadline|estimat|forecast|intend|anticipat|schedul|to be /;
const tick = /^[✓✔☑√🗸✅]+$|^ü$|^☒$/u;
const cross = /^[✗✘×❌☐]+$|^û$/u;
const colours: Record<string, string> = {
  r: "Red",
  red: "Red",
  a: "Amber",
  amber: "Amber",
  orange: "Amber",
  yellow: "Amber",
  y: "",
  g: "Green",
  green: "Green",
  b: "Blue",
  blue: "Blue",
  grey: "Grey",
  gray: "Grey",
  purple: "Purple",
  white: "White",
  black: "Black",
};

/** Reads one Status cell under its heading; null where the cell says nothing about progress. */
export function readStatus(text: string, heading = "", action = ""): StatusReading | null {
  const written = text.trim();
  if (written === "") return null;
  const under = plain(heading);
  const asked = finishedHeading.test(under) && !plannedHeading.test(under);
  const cell = plain(written)
    .replace(/[.!]{1,5}$/, "")
    .replace(/^(?:status|progress|rag|rag status|rag rating)\s?[:–-]\s?/, "")
    .replaceAll(/[–—]/g, "-");
  const known = words.get(cell) ?? words.get(cell.replace(/^[("']|[)"']$/g, ""));
  if (known) return { kind: known, why: `which is the plan's own word for ${says[known]}` };
  return (
    readTick(written, cell, under, asked) ??
    readPerCent(cell, under) ??
    readDate(cell, asked, under) ??
    readColour(cell, under) ??
    readProse(written, action)
  );
}

/** What each kind is called in a sentence. */
export const says: Record<ProgressKind, string> = {
  done: "finished",
  cancelled: "cancelled",
  superseded: "superseded",
  "not-applicable": "no longer applicable",
  "on-hold": "on hold",
  delayed: "delayed",
  "under-way": "under way",
  "not-started": "not started",
  none: "nothing that can be told",
};

function readTick(written: string, cell: string, under: string, asked: boolean): StatusReading | null {
  const started = /start|begun|commenc|under ?way|in progress|on track|on target/.test(under);
  const yes = /^(?:y|yes|true)$/.test(cell);
  if (tick.test(written) || yes) {
    if (started) return { kind: "under-way", why: `which answers “${under}” with yes` };
    if (asked || under === "" || /^(?:status|progress|outcome)\b/.test(under))
      return {
        kind: "done",
        why: yes
          ? "which is how the plan says that it is finished"
          : "a tick, which is how the plan says that it is finished",
      };
    return { kind: "none", why: `but the heading “${under}” does not say what it answers` };
  }
  if (/^(?:n|no|false)$/.test(cell))
    return started
      ? { kind: "not-started", why: `which answers “${under}” with no` }
      : { kind: "none", why: "which says only that it is not finished" };
  if (cross.test(written) || cell === "x") return { kind: "none", why: "which could be a tick or a cross" };
  if (/^n\/?a$/.test(cell))
    return {
      kind: "none",
      why: "which may mean that there is nothing to report, or that the action no longer applies",
    };
  return null;
}

function readPerCent(cell: string, under: string): StatusReading | null {
  const match = /^(\d{1,3})(?:\.\d{1,2})? ?(%|per cent|percent)?(?: (?:complete|completed|done|achieved))?$/.exec(cell);
  if (!match) return null;
  const amount = Number(match[1]);
  const meant =
    match[2] !== undefined ||
    cell.endsWith("e") ||
    /%|per ?cent|progress|complet/.test(under) ||
    (under === "" && amount >= 5);
  if (!meant || amount > 100) return { kind: "none", why: "a number whose meaning the heading does not give" };
  if (amount === 100) return { kind: "done", why: "all of it" };
  return amount === 0 ? { kind: "not-started", why: "nothing of it yet" } : { kind: "under-way", why: "part of it" };
}

const date =
  /^(?:on )?(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}|(?:\d{1,2}(?:st|nd|rd|th)? )?(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}[ ,'-]{0,2}(?:\d{1,2}(?:st|nd|rd|th)?,? )?\d{2,4}|(?:spring|summer|autumn|winter) \d{4})$/;

function readDate(cell: string, asked: boolean, under: string): StatusReading | null {
  if (!date.test(cell)) return null;
  if (asked || /^(?:actual|date closed|closed)\b|actual (?:end|finish|date)/.test(under))
    return { kind: "done", why: "the date on which it was finished" };
  return { kind: "none", why: "a date, and the heading does not say that it is when the action was finished" };
}

function readColour(cell: string, under: string): StatusReading | null {
  const match = /^\(?([a-z]+)\)?(?:$|[\s:(/-]+(.*)$)/.exec(cell);
  const colour = match ? colours[match[1]!] : undefined;
  if (!match || !colour) return null;
  const rest = (match[2] ?? "").replace(/\)$/, "").trim();
  if (rest !== "" && !/^(?:rag|rated|rating)$/.test(rest)) {
    const told = words.get(rest);
    if (told) return { kind: told, why: `the colour is a rating and its words say ${says[told]}` };
    const prose = readWording(rest, "notes").kind;
    if (prose !== "none") return { kind: prose, why: `the colour is a rating and its words say ${says[prose]}` };
    if (match[1]!.length === 1) return null;
  }
  const legend = new RegExp(
    `\\b(?:${colour.toLowerCase()}|${colour[0]!.toLowerCase()})\\s?[=:-]\\s?(?:fully )?(?:complete|completed|done|closed|achieved|finished|delivered)\\b`,
  ).test(under);
  if (legend) return { kind: "done", why: `and the heading says that ${colour.toLowerCase()} means finished` };
  if (colour === "Blue" || colour === "Purple")
    return { kind: "none", why: `a colour that some plans use for finished; this plan does not say so` };
  if (colour === "Green" || colour === "Amber")
    return { kind: "under-way", why: "a rating of progress, which does not say that it is finished" };
  return { kind: "none", why: "a rating, which does not say how far it has got" };
}

function readProse(written: string, action: string): StatusReading | null {
  const { kind } = readWording(written, "notes", action);
  return kind === "none" ? null : { kind, why: `which says that it is ${says[kind]}` };
}
