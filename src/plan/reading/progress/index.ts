/**
 * Reads how far an action has got: from the plan's own Status column first, from the wording of its other cells else.
 *
 * What the Status column says is `stated`. What is read from wording is a question to a person and never a fact. Looks
 * (strikethrough, colours) are mentioned and never decide.
 */
import type { Looks, Meaning, Progress, ProgressKind } from "../../model";
import { readStatus, says } from "./status";
import { factsOf, readWording } from "./wording";
import type { Place } from "./wording";

/** What `readProgress` looks at: the texts of one action's cells. */
export interface ProgressSource {
  texts: Partial<Record<Meaning, string>>;
  /** Heading over the status column, as written. */
  statusHeading?: string;
  looks: Looks;
}

const places: [Meaning, Place][] = [
  ["notes", "notes"],
  ["outcomes", "outcomes"],
  ["action", "elsewhere"],
  ["timescale", "elsewhere"],
  ["revised", "elsewhere"],
  ["owner", "elsewhere"],
];
const ends: ProgressKind[] = ["cancelled", "superseded", "not-applicable", "done"];

const names: Partial<Record<Meaning, string>> = {
  notes: "the notes",
  outcomes: "the outcomes",
  action: "the action itself",
  timescale: "the timescale",
  revised: "the revised date",
  owner: "the owner",
};

/** Reads how far an action has got, from the plan's own Status column first and from its wording else. */
export function readProgress(source: ProgressSource): Progress {
  const { texts, looks } = source;
  const written = texts.status?.trim() ?? "";
  const stated = readStatus(written, source.statusHeading, texts.action);
  const found = fromWording(texts);
  const update = updateOf(texts, written);
  const struck = looks.strikethrough
    ? " The row is struck through, which may mean that it is finished or dropped."
    : "";

  if (stated && stated.kind !== "none") {
    const other =
      found && ends.includes(found.kind) && found.kind !== stated.kind
        ? ` But ${names[found.from]} read as ${says[found.kind]}: “${shorten(found.words)}”.`
        : "";
    return {
      kind: stated.kind,
      words: written,
      from: "status",
      basis: "stated",
      update,
      why: `The status column says “${shorten(written)}”, ${stated.why}.${other}${struck}`,
    };
  }
  const aside = stated ? ` The status column says “${shorten(written)}”, ${stated.why}.` : "";
  if (found) {
    const asks = ends.includes(found.kind)
      ? `reads as ${says[found.kind]}; somebody has to confirm it`
      : `reads as ${says[found.kind]}`;
    return {
      kind: found.kind,
      words: found.words,
      from: found.from,
      basis: "wording",
      update,
      why: `“${shorten(found.words)}” in ${names[found.from]} ${asks}.${aside}${struck}`,
    };
  }
  if (stated)
    return { kind: "none", words: written, from: "status", basis: "stated", update, why: `${aside.trim()}${struck}` };
  const silent =
    update === "" ? "The row says nothing about progress." : "The row has a note, but it tells no progress.";
  return { kind: "none", words: "", from: null, basis: "none", update, why: `${silent}${struck}` };
}

interface Found {
  kind: ProgressKind;
  words: string;
  from: Meaning;
}

/** Finished or closed in any column comes first; else what the notes, then the outcomes, tell. */
function fromWording(texts: ProgressSource["texts"]): Found | null {
  const readings = places.flatMap(([from, place]) => {
    const text = texts[from];
    if (text === undefined || text.trim() === "") return [];
    const { kind, words } = readWording(text, place, from === "action" ? "" : (texts.action ?? ""));
    return kind === "none" ? [] : [{ kind, words, from }];
  });
  return readings.find(({ kind }) => ends.includes(kind)) ?? readings[0] ?? null;
}

function updateOf(texts: ProgressSource["texts"], status: string): string {
  const notes = texts.notes?.trim() ?? "";
  if (notes !== "") return notes;
  if (status.split(/\s+/).length > 4) return status;
  return factsOf(texts.outcomes ?? "");
}

const shorten = (words: string) => (words.length > 160 ? `${words.slice(0, words.lastIndexOf(" ", 157))} …` : words);
