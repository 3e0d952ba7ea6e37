/**
 * What a heading says a column is for, from its words alone.
 *
 * A heading is read as English reads it: its head noun decides ("action owner" is an owner, "progress against outcomes" is
 * progress), and one heading may name two things ("Who and when"). What stands under the heading is `content.ts`'s business.
 */
import type { Meaning } from "../model";
import { plainForm, tidy } from "./text";

/** One thing a heading may mean, with how plainly it says so: 10 outright, 7 usually, 4 or 5 only if nothing else does. */
export interface HeadingMeaning {
  meaning: Meaning;
  weight: number;
}

/** Weight from which a heading is taken at its word. */
export const plainlySaid = 7;

type Vocabulary = Partial<Record<Meaning | "other", Record<number, string>>>;

/** Phrases in the singular, separated by "|", by how plainly they say it. `other` is for words that name none of our meanings. */
const vocabulary: Vocabulary = {
  action: {
    10:
      "action|task name|action name|action title|key action|agreed action|planned action|proposed action|specific action|priority action|recommended action|remedial action|" +
      "corrective action|improvement action|delivery action|action point|action required|action needed|action to be taken|action planned|action measure|" +
      "action proposed|required action|what will we do|what we will do|what will be done|what needs to be done|what do we need to do|what need to be done|what are we going to do|" +
      "what are we doing|how will we do it|task|key task|activity|key activity|planned activity|action description|description of action|detail of action|action detail|" +
      "we will|action step|what we are going to do|what needs to happen|what we plan to do",
    7: "deliverable|intervention|commitment|initiative|step|action plan|planned work|proposal|milestone action|actions we will take",
    6: "recommendation|what|to do",
    5: "objective|strategy|item|project|planned objective|smart objective|specific objective|work programme|improvement",
    4: "issue|measure|milestone|aim|goal|description|detail|requirement|work|plan|target|how|approach|activity area|intention|improvement required|pledge|duty",
    3: "implementation|action update",
  },
  owner: {
    10:
      "owner|lead|by who|lead officer|responsible officer|officer responsible|who|by whom|whom|responsibility|responsible|responsible person|person responsible|responsible owner|" +
      "lead organisation|lead organization|lead agency|lead partner|lead person|lead member|lead responsibility|lead responsible|lead dept|lead department|lead team|lead service|lead body|lead name|lead role|" +
      "accountable|accountability|accountable officer|accountable lead|action owner|action lead|led by|lead by|owned by|assigned to|allocated to|named lead|delivery organisation|delivery lead|" +
      "responsible organisation|responsible agency|responsible body|responsible lead|responsible team|responsible department|responsible partner|who is responsible|who will lead|who will do it|who will do this|who will be responsible|" +
      "who is leading|who lead|who is accountable|action by|actioned by|project lead|executive lead|exec lead|operational lead|strategic lead|lead manager|lead director|lead contact|person leading|to be actioned by",
    7: "officer|agency|organisation|organization|portfolio holder|those involved|assignee|delegate|champion|sponsor|manager|team|department|directorate|led|action for|lead key worker|senior responsible officer|sro|person|who involved|people involved|personnel",
    5: "service|staff|contact|key contact|partner|name|partner agency|post|role|post holder",
  },
  support: {
    10:
      "support|supporting|supported by|supporting officer|supporting partner|supporting organisation|supporting agency|support officer|support organisation|supporting lead|support lead|" +
      "other partner|other lead|supporting team|other agency|contributor|contributing partner|assisted by|in partnership with|partner involved|with support from|with whom|working with|key partner|" +
      "partner organisation|other organisation involved|other involved|key player|other key player|co lead|deputy lead|in conjunction with",
    7: "delegated to|delivery partner|partner|stakeholder|key stakeholder|consultee|input from|involved|who else|other party|partner agency|supporter",
  },
  timescale: {
    10:
      "timescale|time scale|timeframe|time frame|timeline|time line|timetable|by when|when|when by|deadline|due|due date|due by|date due|target date|target completion date|target completion|" +
      "completion date|planned completion|planned completion date|proposed completion date|expected completion date|estimated completion date|estimated completion|expected completion|anticipated completion|intended completion|final completion date|completion date aim|" +
      "completion target|date for completion|date of completion|completion by|complete by|to be completed by|to be complete by|end date|finish date|planned end date|target end date|target deadline|delivery date|target delivery date|" +
      "implementation date|planned date|proposed date|expected date|planned achievement date|date to be completed|date to be achieved|target for completion|what time|by what date|expected delivery|planned delivery|completion due|" +
      "target timescale|delivery timescale|timescale for completion|action date|deadline date|complete date|planned finish|due for completion|date required|required by|date by|by date|original date|original timescale|original deadline|original target date|original due date",
    7: "date|timing|completion|period|month|season|quarter|fy|financial year|relevant fy|academic year|schedule|target year|year|finish|term|delivery year|target month|target quarter|time|year to action|completed by|phasing|short term|medium term|long term|delivery period|achievement date",
    6: "review date|date of review|next review|frequency|review|date for review|how often",
  },
  start: {
    10: "start|start date|starting date|planned start|commencement|commencement date|commence|start by|date started|date commenced|begin|begin date|beginning|planned start date|start month|starting",
    5: "from",
  },
  revised: {
    10:
      "revised date|revised timescale|revised deadline|revised completion date|revised target date|revised due date|revised completion|revised end date|revised target|new date|new deadline|new target date|new due date|new timescale|" +
      "updated timescale|updated deadline|amended date|amended timescale|extended to|extension date|forecast date|forecast completion|forecast completion date|forecast end date|revised|rescheduled date|revised timeframe|revised delivery date|slipped to|extended date|extended deadline",
    7: "forecast|latest forecast|amended",
  },
  outcomes: {
    10:
      "outcome|expected outcome|intended outcome|desired outcome|planned outcome|key outcome|target outcome|anticipated outcome|impact|expected impact|intended impact|desired impact|success measure|success criteria|success criterion|success indicator|measure of success|" +
      "indicator of success|success|indicator|performance indicator|performance measure|kpi|key performance indicator|how will we know|how we will know|what will success look like|what success look like|what does success look like|what does good look like|success look like|output|" +
      "outcome measure|impact measure|impact measurement|measurable outcome|expected result|intended result|expected benefit|benefit|evidence of success|evidence of impact|evidence of completion|what difference|difference made|how will success be measured|how will this be measured|" +
      "how will it be measured|how measured|how will we measure|how will impact be measured|measurement|measurable|what will be different|desired result|outcome success measure|key result|key deliverable outcome|how will progress be measured|measure of impact",
    7: "target measure|result|measure|evidence|metric|evaluation|target|key measure",
    5: "monitoring|monitored|purpose|deliverable|how will this be monitored|monitoring arrangement|goal",
  },
  notes: {
    10:
      "note|comment|commentary|progress|update|progress update|progress note|progress report|progress comment|progress to date|progress so far|progress made|latest progress|current position|position statement|latest position|latest update|" +
      "work to date|action to date|action taken|action taken to date|action update|status update|progress statement|what has been done|what have we done|what has been achieved|achievement to date|actual result|actual result achieved|result achieved|update on progress|quarterly update|monitoring update|narrative|remark|" +
      "reason for slippage|slippage|additional comment|further comment|comment update|note update|outcome to date|officer comment|officer update|comment progress|position|progress and comment",
    7: "achievement|further information|additional information|additional note|variation|other information|supporting information|review comment|exception|reason|actual",
  },
  status: {
    10:
      "status|rag|rag rating|rag status|rag score|brag|brag rating|brag status|bragg|red amber green|red amber green rating|current status|progress status|progress rating|progress rag|delivery status|action status|complete|completed|complete y n|completed y n|date completed|" +
      "date complete|completed date|actual completion date|actual completion|actual end date|actual date|actual finish|date achieved|date action completed|date of actual completion|done|done y n|achieved|closed|closed date|date closed|percent|percent complete|percent completed|complete percent|" +
      "progress percent|percent progress|open closed|on track|action completed|completed on|state|implemented|is it done|completion status|delivered|progress r a g|r a g",
    7: "rating|traffic light|colour|direction of travel|delivery confidence|confidence|tick|tick when complete|sign off|signed off|completion percent",
  },
  ref: {
    10:
      "ref|reference|ref no|reference no|reference number|ref number|no|number|action no|action number|action ref|action id|id|item no|item number|item ref|serial no|serial number|serial|unique id|line no|row no|sn|s n|nr|q no|objective no|" +
      "action reference|task no|task id|plan ref|unique ref|rec no|recommendation no|recommendation number|recommendation ref|ap no|point|para",
    7: "code|line|#",
  },
  section: {
    10: "section|theme|workstream|work stream|strand|pillar|priority area|priority theme|focus area|key theme|strategic theme|strategic priority|area of work|area of focus|domain|equality strand|thematic area|work area|key area|key line|service area|priority objective",
    8: "area|topic|portfolio|category|heading|stage|phase|strategic objective|strategic aim|key priority|corporate priority|programme|standard|principle|ambition|corporate objective|outcome area|key objective|overarching objective|high level objective|strategic outcome|corporate aim",
    6: "priority",
    4: "objective|aim|goal|project|type|element|group|chapter|issue",
  },
  other: {
    10:
      "resource|resource required|resource needed|resource implication|cost|estimated cost|budget|funding|funding source|finance|financial implication|risk|risk rating|likelihood|score|priority level|level of priority|priority rating|priority h m l|priority high medium low|email|e mail|telephone|phone|mobile|address|" +
      "rationale|source|link|assurance|protected group|protected characteristic|evidence base|baseline|cross reference|web link|document|dependency|interdependency|constraint|barrier|added by|date added|date raised|raised by|date agreed|date of meeting|meeting date|support action|support need|support required|resource and support|" +
      "date last updated|last updated|date updated|updated by|completed by whom|signed|approved by|minute ref|minute reference|meeting|review by whom|monitored by|monitoring lead|reporting to|report to|governance|quality assurance|problem identified|core service|training need",
  },
};

const phrases = new Map<string, { meaning: Meaning | "other"; weight: number }[]>();
let longest = 1;
for (const [meaning, byWeight] of Object.entries(vocabulary) as [Meaning | "other", Record<number, string>][]) {
  for (const [weight, texts] of Object.entries(byWeight)) {
    for (const text of texts.split("|")) {
      const words = headingWords(text);
      longest = Math.max(longest, words.length);
      const key = words.join(" ");
      phrases.set(key, [...(phrases.get(key) ?? []), { meaning, weight: Number(weight) }]);
    }
  }
}

/** Headings with more words than this are sentences; they are read, and doubted. */
const manyWords = 45;
const prepositions = new Set(["for", "of", "to", "against", "by", "from", "on", "in", "at", "under", "towards"]);
/** Asked this way, the heading's first words decide and what follows is what is asked about. */
const questions =
  /^(?:who|when|how will|how we will|how will we|by whom|by when|what will|what does|what is the date)\b/;

/** Words of a heading in the singular, "%" as a word: "Success Measures" gives success, measure. */
export function headingWords(text: string): string[] {
  return plainForm(
    text
      .replaceAll("%", " percent ")
      .replaceAll(/[’']s\b/g, "")
      .replaceAll("(s)", ""),
  )
    .split(" ")
    .filter((word) => word !== "")
    .map(singular);
}

function singular(word: string): string {
  if (word.length < 4 || !word.endsWith("s") || /(?:ss|us|is|as)$/.test(word)) return word;
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return word.slice(0, -1);
}

/** True for no heading at all, and for the names Excel gives: "Column1", "Unnamed: 2". */
export function isNoHeading(heading: string): boolean {
  return /^(?:|column ?\d*|unnamed:? ?\d*|f\d{1,2}|field ?\d+|\(blank\)|blank|[-–—.]+)$/i.test(heading.trim());
}

/** True for a heading that is itself a stretch of time: "2019/20", "Q1", "Short term", "Apr-19". */
export function isPeriodHeading(heading: string): boolean {
  return /^(?:(?:fy ?)?(?:19|20)\d\d(?: ?[/–-] ?(?:(?:19|20)?\d\d))?|\d\d ?\/ ?\d\d|q(?:uarter)? ?[1-4](?: .{0,12})?|year [1-9]|(?:short|medium|long)[ -]term|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*[ -]?(?:\d\d|\d{4})?)$/i.test(
    heading.trim(),
  );
}

/** What a heading's words say. */
export interface HeadingWords {
  /** The plainest first; empty for a blank heading or one that names something else. */
  meanings: HeadingMeaning[];
  /** One column for several things: "Who and when". */
  together: Meaning[];
  /** It names something that is none of ours: a budget, a risk. */
  other: boolean;
  /** The share of its words that are words of headings, 0 to 1; a question counts as 1. */
  covered: number;
}

/** Reads a heading's words. */
export function headingMeanings(heading: string): HeadingWords {
  const text = tidy(heading).slice(0, 400);
  const none: HeadingWords = { meanings: [], together: [], other: false, covered: 0 };
  if (isNoHeading(text)) return none;
  if (/^#$/.test(text)) return { ...none, meanings: [{ meaning: "ref", weight: 7 }], covered: 1 };
  const inBrackets = [...text.matchAll(/\(([^()]{1,80})\)/g)].map((match) => headingWords(match[1]!).join(" "));
  const outside = text.replace(/\(s\)/g, "s").replace(/\([^()]*\)?/g, " ");
  const bare = headingWords(outside).length ? outside : text.replace(/[()]/g, " ");
  const whole = headingWords(bare);
  if (whole.length === 0 || whole.length > manyWords) return none;

  const conjuncts = bare
    .split(/\s(?:and|or|with|plus|including)\s|[,;&/+:|\n?]| - | – /i)
    .map(headingWords)
    .filter((words) => words.length);
  const exact = phrases.get(whole.join(" "));
  const read = exact ? [{ readings: exact, covered: whole.length }] : conjuncts.map(readConjunct);
  const readings = read.map((part) => part.readings).filter((part) => part.length > 0);
  const covered = questions.test(whole.join(" "))
    ? 1
    : read.reduce((sum, part) => sum + part.covered, 0) / whole.length;
  const long = exact ? 0 : Math.max(0, whole.length - 7) * 0.25;

  const best = new Map<Meaning, number>();
  const order: Meaning[] = [];
  let other = false;
  for (const reading of readings) {
    if (reading[0]!.meaning === "other") other = true;
    for (const { meaning, weight } of reading) {
      if (meaning === "other") continue;
      best.set(meaning, Math.max(best.get(meaning) ?? 0, Math.max(1, weight - long)));
    }
    const first = reading[0]!;
    if (first.meaning !== "other" && first.weight >= 5 && !order.includes(first.meaning)) order.push(first.meaning);
  }
  qualify(best, inBrackets);
  const meanings = [...best].map(([meaning, weight]) => ({ meaning, weight })).sort((a, b) => b.weight - a.weight);
  const together = order.filter((meaning) => (best.get(meaning) ?? 0) >= 4);
  return { meanings, together: together.length > 1 ? together : [], other: other && meanings.length === 0, covered };
}

/** What stands in brackets after a heading narrows it: "(support)", "(H/M/L)", "(revised)". */
function qualify(best: Map<Meaning, number>, inBrackets: string[]): void {
  for (const words of inBrackets) {
    if (/\bsupport/.test(words) && best.has("owner")) best.set("support", 10).delete("owner");
    if (/^(?:h m l|high medium low|l m h|low medium high|1 2 3|a b c)$/.test(words)) best.delete("section");
    if (/\brevised\b/.test(words) && best.has("timescale")) best.set("revised", 10).delete("timescale");
    if (/\bstart\b/.test(words) && best.has("timescale") && !/\bend\b/.test(words))
      best.set("start", 10).delete("timescale");
    if (/\bactual\b/.test(words) && best.has("timescale")) best.set("status", 9).delete("timescale");
  }
}

/** The longest phrases first, then the head noun among them. */
function readConjunct(words: string[]): {
  readings: { meaning: Meaning | "other"; weight: number }[];
  covered: number;
} {
  const found: { at: number; length: number; readings: { meaning: Meaning | "other"; weight: number }[] }[] = [];
  for (let at = 0; at < words.length;) {
    let length = Math.min(longest, words.length - at);
    while (length > 0 && !phrases.has(words.slice(at, at + length).join(" "))) length--;
    if (length > 0) found.push({ at, length, readings: phrases.get(words.slice(at, at + length).join(" "))! });
    at += Math.max(1, length);
  }
  if (found.length === 0) return { readings: [], covered: 0 };
  const stops = words.filter(
    (word, at) =>
      (prepositions.has(word) || /^(?:the|a|an|is|are|be|will|this|any|other)$/.test(word)) &&
      !found.some((f) => at >= f.at && at < f.at + f.length),
  ).length;
  const preposition = words.findIndex(
    (word, at) =>
      at > 0 &&
      prepositions.has(word) &&
      !found.some((f) => at > f.at && at < f.at + f.length) &&
      !found.some((f) => f.at === at),
  );
  const before = preposition < 0 ? found : found.filter((f) => f.at < preposition);
  const asked = questions.test(words.join(" ")) && found[0]!.readings[0]!.weight >= plainlySaid;
  const head = asked ? found[0]! : before.length > 0 && !prepositions.has(words[0]!) ? before.at(-1)! : found.at(-1)!;
  const doubt = before.length === 0 || prepositions.has(words[0]!) ? 4 : head.length / words.length > 0.3 ? 0 : 2;
  const readings = head.readings
    .map((reading) => ({ ...reading, weight: Math.max(1, reading.weight - doubt) }))
    .sort((a, b) => b.weight - a.weight);
  return { readings, covered: stops + found.reduce((sum, f) => sum + f.length, 0) };
}
