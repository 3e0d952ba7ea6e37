/**
 * Reads progress from prose: done, cancelled, superseded, no longer applicable, on hold, delayed, under way.
 *
 * A thing done towards an action ("the report was produced") does not finish it; the words have to say so of the action
 * itself. A plan, a condition, a question and a negation are no facts. What is found is asked, never asserted.
 */
import type { ProgressKind } from "../../model";
import { afterTime, clausesOf, isTurned, plain, sentencesOf, startsWithTime } from "./sentences";
import type { Sentence } from "./sentences";

export interface Wording {
  kind: ProgressKind;
  /** The sentence it was read from, as written. */
  words: string;
}

/** Columns differ in what their words can mean: an outcome describes what is hoped for, a note what has happened. */
export type Place = "notes" | "outcomes" | "elsewhere";

const none: Wording = { kind: "none", words: "" };

/** Reads the words of one cell. `action` is the Key action, empty where it is not known. */
export function readWording(text: string, place: Place, action = ""): Wording {
  const sentences = place === "elsewhere" ? fragmentsOf(text) : sentencesOf(text);
  const found = sentences.map((sentence) => ({ sentence, kind: kindOf(sentence, place, action) }));
  const firstOf = (...kinds: ProgressKind[]) => found.find(({ kind }) => kinds.includes(kind));
  const resumed = /\b(?:re-?opened|resumed|restarted|re-?started|reinstated|back on track)\b/.test(
    plain(text.slice(0, 5000)),
  );
  const rearranged = /\b(?:rearrang|re-arrang|reschedul|re-schedul|rebook|re-book|new date|postponed)/.test(
    plain(text.slice(0, 5000)),
  );

  const closed = firstOf("cancelled", "superseded", "not-applicable");
  if (closed && !resumed) {
    return { kind: closed.kind === "cancelled" && rearranged ? "delayed" : closed.kind, words: closed.sentence.text };
  }
  const done = found.filter(({ kind }) => kind === "done").at(-1);
  if (done && !resumed) {
    const open =
      sentences.find((sentence) => sentence.index > done.sentence.index && leavesWork(sentence)) ??
      (leavesWork({ ...done.sentence, question: false }) ? done.sentence : undefined);
    return open ? { kind: "under-way", words: done.sentence.text } : { kind: "done", words: done.sentence.text };
  }
  for (const kind of ["on-hold", "delayed", "not-started", "under-way"] as const) {
    const hit = firstOf(kind);
    if (hit) return { kind, words: hit.sentence.text };
  }
  return none;
}

/** The sentences of an outcome that tell what has been done rather than what is hoped for. */
export function factsOf(text: string): string {
  return sentencesOf(text)
    .filter((sentence) => isUnderWay(sentence, "outcomes") || kindOf(sentence, "outcomes", "") !== "none")
    .map((sentence) => sentence.text)
    .join(". ");
}

function kindOf(sentence: Sentence, place: Place, action: string): ProgressKind {
  if (sentence.question) return "none";
  const closing = closingOf(sentence, place, action);
  if (closing) return closing;
  if (isFinished(sentence, place, action)) return "done";
  if (place === "elsewhere") return pausedOf(sentence, true);
  const paused = place === "notes" ? pausedOf(sentence, false) : "none";
  if (paused !== "none") return paused;
  return isUnderWay(sentence, place) ? "under-way" : "none";
}

/** Brackets, dashes and sentences of a cell that is not about progress: only a part that stands alone can tell it. */
function fragmentsOf(text: string): Sentence[] {
  return text
    .slice(0, 5000)
    .split(/[()[\]\n\r;]|\s[-–—]\s|\.\s|:\s/)
    .map((part, index) => ({ text: part.trim(), lower: plain(part), question: part.includes("?"), index }))
    .filter((part) => part.text !== "");
}

// ---------------------------------------------------------------------------------------------------------------------
// Finished

const actionNoun = "(?:action|actions|action point|task|tasks|item|objective|recommendation|milestone|activity)";
const ofTheAction = new RegExp(
  `^(?:(?:this|the|these|all|both|whole|entire|agreed) ){0,2}(?:${actionNoun} |work |this |it |all ){0,1}`,
);
const auxiliary =
  /^(?:(?:is|are|was|were|has|have|been|now|all|fully|already|also|since|successfully|formally|recently|just|therefore|considered) ){0,6}/;
const finishing =
  /^(completed|complete|done|finished|achieved|closed|concluded|fulfilled|discharged|actioned|implemented|delivered|signed off)(?![\w'-])/;

/** True where the sentence says of the action itself that it is finished. */
function isFinished(sentence: Sentence, place: Place, action: string): boolean {
  const lower = sentence.lower.replace(/[.!)\]]{1,4}$/, "");
  if (/^no further (?:action|work)(?: is| was)?(?: now)? ?(?:required|needed|necessary|to be taken)?$/.test(lower))
    return place !== "elsewhere";
  if (
    /^(?:(?:this|the) (?:action|task|item)|this|action|task|item) (?:can|could|may|should) (?:now )?be (?:closed|signed off|marked (?:as )?(?:complete|completed|closed))$/.test(
      lower,
    )
  )
    return place !== "elsewhere";
  const bareWords = lower.replace(ofTheAction, "");
  const subject = lower.slice(0, lower.length - bareWords.length).trim();
  const rest = bareWords.replace(auxiliary, "");
  const helpers = bareWords.slice(0, bareWords.length - rest.length).trim();
  const match = finishing.exec(rest);
  if (match) return endsThere(match[1]!, rest.slice(match[1]!.length), `${subject} ${helpers}`.trim(), place);
  return place !== "elsewhere" && (finishesOwnWords(lower, action) || finishesOwnDeed(lower, action));
}

/** What follows "Completed" leaves it a statement about the whole: nothing, a date, a place in the minutes. */
function endsThere(verb: string, after: string, before: string, place: Place): boolean {
  const tail = after.trim();
  const past = /\b(?:has|have|was|were|been)\b/.test(before);
  if (
    /\b(?:ongoing|on-going|continu\w{0,5}|except|exception|apart from|excluding|subject to|partial\w{0,2}|in part|pending|awaiting|remaining|outstanding|but|however|so far|to date|phase|stage|draft|annually|monthly|weekly|quarterly|termly|daily|yearly|regularly|each (?:year|month|term|quarter|week)|every|routinely|until)\b/.test(
      tail,
    )
  )
    return false;
  if (tail === "" || tail === "✓" || tail === "✔") return true;
  if (place === "outcomes" && verb === "complete") return false;
  if (/^[,:;–—-]/.test(tail) || tail.startsWith("("))
    return !isTurned(
      tail
        .slice(0, 60)
        .replace(/^\W{1,5}/, "")
        .replace(/\b(?:with )?no (?:further|more|outstanding)\b/, "")
        .split(" ", 3)
        .join(" "),
    );
  if (place === "elsewhere" && verb === "complete") return false;
  const dated = afterTime(tail);
  if (dated !== tail) return dated === "" || /^(?:[,.:;–—(-]|and\b|by\b|at\b|as\b)/.test(dated);
  const word = tail.split(" ", 1)[0]!;
  const rest = tail.slice(word.length).trim();
  switch (word) {
    case "by":
      return (past || verb !== "complete") && !startsWithTime(rest) && rest !== "";
    case "in":
    case "on":
    case "during":
    case "since":
      return (
        afterTime(rest) !== rest ||
        /^(?:full|time|schedule\b.{0,9}$|budget|monday|tuesday|wednesday|thursday|friday)/.test(rest)
      );
    case "at":
      return /\bmeeting|\bboard|\bgroup|\bcommittee|\bpanel|\d/.test(rest);
    case "as":
      return /^(?:planned|of|at|per|agreed|required|part of)/.test(rest);
    case "and":
      return !/\b(?:will|to be|is being|are being|being)\b/.test(rest);
    case "with":
      return !/\b(?:work|actions?) (?:to|still|remaining)\b/.test(rest);
    case "see":
    case "ahead":
    case "early":
    case "last":
    case "successfully":
    case "today":
    case "yesterday":
      return true;
    default:
      return false;
  }
}

const commonWords = new Set(
  "the a an and or of to for in on at by with from into within across all any each our their its that this these those is are be been was were has have had will which who it as up out new more better number use through also other".split(
    " ",
  ),
);

function contentWords(text: string): string[] {
  return plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2 && !commonWords.has(word))
    .map((word) => word.slice(0, 6));
}

let lastAction: { text: string; words: ReadonlySet<string> } = { text: "", words: new Set() };

/** The words an action is about. Asked for every sentence of its row, so those of the last action are kept at hand. */
function wordsOfAction(action: string): ReadonlySet<string> {
  if (lastAction.text !== action) lastAction = { text: action, words: new Set(contentWords(action)) };
  return lastAction.words;
}

/** "Audit of email filtering has been completed" under the action "Audit email filtering": the whole of it, by its own words. */
function finishesOwnWords(lower: string, action: string): boolean {
  if (action === "") return false;
  const match =
    /^(?:the |an? )?(.{3,120}?) (?:(?:has|have) (?:now |all |already )?been (?:fully |successfully )?|(?:was|were|is|are) (?:now |fully ){0,2})?(completed|complete|concluded|finished)\b(.{0,200})$/.exec(
      lower,
    );
  if (
    !match ||
    isTurned(match[1]!) ||
    /\b(?:phase|stage|draft|first|initial|part|some|most|one|half|training needs|\d+%?)\b/.test(match[1]!)
  )
    return false;
  if (!endsThere(match[2]!, match[3]!, "has been", "notes")) return false;
  const wanted = contentWords(action.split(/[.;–]| to (?:ensure|enable|support|improve|demonstrate|inform)/)[0]!).slice(
    1,
  );
  const said = new Set(contentWords(match[1]!));
  if (said.size < 1 || wanted.length === 0) return false;
  const inAction = wordsOfAction(action);
  const shared = [...new Set(wanted)].filter((word) => said.has(word)).length;
  return [...said].every((word) => inAction.has(word)) && shared * 2 >= new Set(wanted).size;
}

/** The deed an action consists of stands at its beginning, within so many characters. */
const opening = 300;

/** Actions that consist of one deed: "Undertake an audit of …" is finished when the audit is. */
const oneDeed =
  /^(?:to )?(?:undertake|carry out|conduct|complete|perform|commission) (?:a|an|the|one) (?:[\p{L}-]{1,20} ){0,2}?(audit|review|survey|assessment|evaluation|consultation|needs analysis|analysis|risk assessment|mapping exercise|exercise|study|inspection|stocktake|self-assessment|peer review|benchmarking)\b/u;
const deedDone =
  /^(?:the |this |our |an? )?(?:[\p{L}-]{1,20} ){0,2}?([\p{L}-]{4,20}) (?:(?:has|have) (?:now |since )?been |(?:was|is) (?:now )?)?(?:completed|complete|finished|concluded|carried out|undertaken|conducted)(?![\w'-])(.{0,200})$/u;

/** "Audit completed and reported to the group" under the action "Undertake an audit of …". */
function finishesOwnDeed(lower: string, action: string): boolean {
  const deed = oneDeed.exec(plain(action.slice(0, opening)))?.[1];
  const said = deed ? deedDone.exec(lower) : null;
  if (!deed || !said || said[1] !== deed.split(" ").at(-1)) return false;
  const before = lower.slice(0, lower.indexOf(said[1]!));
  if (
    isTurned(before) ||
    /\b(?:first|initial|part|phase|stage|draft|pilot|interim|half|some|most|desktop)\b/.test(before)
  )
    return false;
  return !/\b(?:by|in part|so far|to date|partial\w{0,2}|except|apart from|but|however|pending|awaiting|remaining|outstanding|each|every|annually|quarterly|monthly|for \w+ (?:schools?|districts?|teams?|sites?))\b/.test(
    said[2]!,
  );
}

/** Words after "completed" that tell of work still to do. */
function leavesWork(sentence: Sentence): boolean {
  return (
    sentence.question ||
    /\b(?:will|to be|is being|are being|now being|ongoing|on-going|in progress|underway|under way|remaining|outstanding|still|awaiting|next (?:step|phase|stage)s?|phase|yet to|not yet|continu(?:es|ing|e)|needs? to|except|apart from|follow[- ]up|in development)\b/.test(
      sentence.lower,
    )
  );
}

// ---------------------------------------------------------------------------------------------------------------------
// Closed without being done

interface Closing {
  kind: "cancelled" | "superseded" | "not-applicable";
  pattern: RegExp;
}

const closings: Closing[] = [
  { kind: "cancelled", pattern: /\b(?:cancelled|canceled|abandoned|scrapped|discontinued|aborted)\b/ },
  {
    kind: "cancelled",
    pattern:
      /\b(?:decided|agreed|chosen|chose|opted|decision (?:was )?(?:made|taken)|took the decision|made the decision) (?:not to (?:proceed|go ahead|hold|run|continue|pursue|progress|take|deliver)|to (?:cancel|abandon|withdraw|scrap|discontinue|drop|stop|end|remove))\b/,
  },
  {
    kind: "cancelled",
    pattern:
      /\bwill (?:now |therefore )?not (?:now |be )?(?:going ahead|go(?:ing)? ahead|proceed(?:ing)?|tak(?:e|ing) place|taken forward|progressed|pursued|happen|delivered|run)\b/,
  },
  {
    kind: "cancelled",
    pattern:
      /\b(?:is|are|was|were) (?:now )?(?:not|no longer) (?:going ahead|proceeding|taking place|being (?:pursued|taken forward|progressed|delivered)|to proceed|pursued|progressed)\b/,
  },
  {
    kind: "cancelled",
    pattern: /\b(?:has|have) (?:now |since )?been (?:withdrawn|dropped|stopped|removed from (?:the|this) plan)\b/,
  },
  {
    kind: "cancelled",
    pattern:
      /^(?:(?:this |the )?(?:action|task|item|objective) (?:is |was )?)?(?:now )?(?:withdrawn|dropped|stopped|not (?:proceeding|going ahead|pursued|being pursued|progressed|taken forward)|no longer (?:proceeding|going ahead|pursued|being pursued|progressed))\b/,
  },
  { kind: "superseded", pattern: /\b(?:superseded|superceded|overtaken by events)\b/ },
  {
    kind: "superseded",
    pattern:
      /\b(?:replaced by|subsumed (?:by|into|in|within|under)|absorbed into|rolled into|merged (?:with|into)|combined with|incorporated (?:into|in|within|under)|covered (?:by|under|in)|picked up (?:by|under|in)|addressed (?:by|under|in)|moved to|transferred to|see|duplicates?|duplicate of) (?:the |a |new ){0,2}action \d/,
  },
  { kind: "superseded", pattern: /^(?:now )?(?:replaced|subsumed|absorbed|merged) (?:by|into|with|within)\b/ },
  {
    kind: "superseded",
    pattern:
      /\b(?:this|the|action|task|item) (?:action |task |item |objective )?(?:has|have|is|was) (?:now |since )?(?:been )?(?:replaced by|subsumed (?:by|into|within)|absorbed into|merged (?:with|into)|rolled into)\b/,
  },
  {
    kind: "not-applicable",
    pattern:
      /\b(?:no longer|not now) (?:applicable|relevant|required|needed|necessary|appropriate|valid|viable|a priority|applies|apply|an? action|part of (?:the|this) plan)\b/,
  },
  {
    kind: "not-applicable",
    pattern: /^(?:this is |action |this action is )?not (?:applicable|required|needed|relevant)$/,
  },
];

const partOnly =
  /\b(?:one|two|three|four|some|several|few|first|second|third|last|next|previous|each|many|most|january|february|march|april|may|june|july|august|september|october|november|december|monday|tuesday|wednesday|thursday|friday|spring|summer|autumn|winter|\d+)\b/;

function closingOf(sentence: Sentence, place: Place, action: string): Closing["kind"] | null {
  if (place === "elsewhere") {
    const hit = closings.find(({ pattern }) => {
      const match = pattern.exec(sentence.lower);
      return (
        match !== null &&
        (match.index === 0 ||
          /^(?:this |action |this action |now |is |has been ){1,3}$/.test(sentence.lower.slice(0, match.index)))
      );
    });
    return hit && sentence.lower.split(" ").length <= 12 && !/\bif\b|\bunless\b/.test(sentence.lower) ? hit.kind : null;
  }
  for (const clause of clausesOf(sentence.lower)) {
    for (const { kind, pattern } of closings) {
      const match = pattern.exec(clause);
      if (!match) continue;
      const before = clause.slice(0, match.index).trim();
      const after = clause.slice(match.index + match[0].length).trim();
      const decided = /^(?:decided|agreed|chose|opted|took|made|decision)/.test(match[0]);
      if (isTurned(before)) continue;
      if (/^(?:if|unless|should|until|by (?:the )?(?:end|next))\b/.test(after)) continue;
      const about = (decided ? after : before).replace(
        /\b(?:has|have|had|is|are|was|were|been|now|since|being|therefore|also|the|our|we|been)\b/g,
        " ",
      );
      // "Masks are no longer needed" closes nothing unless masks are what the action is about.
      const ofAnything = action !== "" || !/(?:required|needed|necessary|appropriate|valid|viable)$/.test(match[0]);
      if (isAboutAction(about, decided || before === "" ? after : "", action, ofAnything)) return kind;
    }
  }
  return null;
}

/** The words are about the action: nothing, "this", "the action", or words of the action itself, and not one meeting of many. */
function isAboutAction(about: string, rest: string, action: string, ofAnything: boolean): boolean {
  const words = about.trim();
  if (partOnly.test(words)) return false;
  if (words === "" || /\b(?:this|it|action|task|item|objective|project|programme|work)\b/.test(words)) return true;
  if (/^(?:an?|any|other|those|who|which|that)\b/.test(words)) return false;
  if (action === "") return ofAnything && words.split(/\s+/).length <= 8;
  const inAction = wordsOfAction(action);
  return contentWords(`${words} ${rest.slice(0, 80)}`).some((word) => inAction.has(word));
}

// ---------------------------------------------------------------------------------------------------------------------
// Waiting, late, begun

const onHold = /\b(?:on hold|paused|parked|suspended|in abeyance|mothballed|put on ice)\b/;
const late =
  /\b(?:delayed|slipped|postponed|deferred|rescheduled|re-scheduled|behind schedule|behind target|overdue|put back|pushed back|off track|off target|not on track|not on target|will not be met|will miss|(?:was|were|been|is) missed|missed (?:the |its )?(?:deadline|target)|running late|slippage|deadline extended|date extended)\b/;
const notBegun =
  /\b(?:(?:not|never|n't) (?:yet )?(?:been )?(?:started|begun|commenced|progressed|actioned|start|commence)|yet to (?:start|begin|commence|be (?:started|actioned|progressed|begun|commenced))|no progress(?: (?:made|to date|yet))?|no action taken|nothing (?:has been )?done|work has not)\b/;

function pausedOf(sentence: Sentence, alone: boolean): ProgressKind {
  const { lower } = sentence;
  if (alone && lower.split(" ").length > 4) return "none";
  for (const [kind, pattern] of [
    ["not-started", notBegun],
    ["on-hold", onHold],
    ["delayed", late],
  ] as const) {
    for (const clause of clausesOf(lower)) {
      const match = pattern.exec(clause);
      if (!match) continue;
      const before = clause.slice(0, match.index);
      if (kind === "not-started" || !isTurned(before)) return kind;
    }
  }
  return "none";
}

const irregular =
  "made|held|met|sent|given|taken|begun|seen|done|built|written|set|put|run|brought|led|drawn|found|shown|spoken|chosen|undertaken|bought|sought|won|become|gone|had|got|grown|kept|spent|told|taught|read|rolled";
const notFacts =
  "need|schedul|plann|expect|requir|propos|intend|anticipat|target|request|bas|relat|aim|interest|dedicat|propos|forecast|identifi(?=ed by)|feed|bleed|proceed|succeed|exceed|ne|spe|inde|embed|shed|hundr|unit|limit|detail|vari|skill|qualifi|experienc|vuln|advanc|nam";
const participle = `(?!(?:${notFacts})ed\\b)(?:[a-z-]{2,}ed|${irregular})`;
const beingDone = new RegExp(
  `\\b(?:is|are|now|currently|still|work is|been) (?:now |currently |still |also |all |both )?being [a-z-]+`,
);
const perfect = new RegExp(
  `\\b(?:has|have) (?:now |all |already |also |since |recently |both |successfully |just |only |each |either ){0,3}(?:been (?:fully |successfully |further |recently |jointly ){0,2})?${participle}\\b`,
);
const passivePast = new RegExp(
  `\\b(?:was|were) (?:also |then |all |both |successfully |recently ){0,2}${participle}\\b`,
);
const continuous =
  /\b(?:is|are) (?:now |currently |also |still |already |actively |regularly ){0,2}(?!being|going|missing|lacking|willing|existing|outstanding|pending|forthcoming|meaning|interesting)[a-z-]{3,}ing\b/;
const ongoing =
  /\b(?:in progress|underway|under way|under-way|in development|in train|in hand|on track|on target|on schedule|work (?:has )?(?:started|begun|commenced)|partially|partly|part complete|nearly complete|almost complete|\d{1,2}% complete|progressing|remains? ongoing|is ongoing|are ongoing|continues? to|is continuing|are continuing|continuing)\b/;
const startsOngoing =
  /^(?:ongoing|on-going|started|commenced|begun|continuing|progressing|now live|live|in place|rolled out|partial)\b/;
const simplePast = new RegExp(
  `(?:^|[a-z0-9)'] )(?!(?:${notFacts})ed\\b)(?:[a-z-]{3,}ed|held|met|ran|began|sent|took|led|wrote|gave|brought|went|built|undertaken|written|set up|drawn up)(?= (?:to|at|in|on|for|with|from|by|and|across|via|through|throughout|during|twice|once|successfully|monthly|quarterly|meetings?|out|up|\\d)|$|,|\\)| -| –)`,
);
const habit =
  /\b(?:regularly|routinely|continually|actively|consistently) [a-z]+|\bmeets? (?:[a-z]+ly\b|every\b|once\b|twice\b)/;

/** True where the sentence tells that something has been done or is being done. */
function isUnderWay(sentence: Sentence, place: Place): boolean {
  if (sentence.question) return false;
  return clausesOf(sentence.lower).some((clause) => {
    if (place === "outcomes") {
      if (fact(clause, beingDone)) return true;
      return (
        fact(clause, perfect) &&
        /\b(?:now|already|since|during|in) (?:\d{4}|[a-z]+ \d{4})|\bhas now\b|\bhave now\b|\b(?:19|20)\d\d\b/.test(
          clause,
        )
      );
    }
    if (/^(?:to|will|should|must|needs?|review|include|ensure|report to|consider|continue)\b/.test(clause))
      return false;
    return (
      [beingDone, perfect, passivePast, continuous, ongoing, startsOngoing, habit].some((pattern) =>
        fact(clause, pattern),
      ) || fact(clause, simplePast, true)
    );
  });
}

/** The pattern is there and nothing before it makes a plan, a condition or a description of it. */
function fact(clause: string, pattern: RegExp, strict = false): boolean {
  const match = pattern.exec(clause);
  if (!match) return false;
  const before = clause.slice(0, match.index + (strict ? 1 : 0));
  if (isTurned(before)) return false;
  if (/\b(?:that|which|who|those)$/.test(before.trim())) return false;
  return !(strict && /\b(?:is|are|be|being|been|an?|the|was|were|has|have|get|gets)$/.test(before.trim()));
}
