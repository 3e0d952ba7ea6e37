/**
 * The conditional formats in a sheet's part: those that went are cut out, those that came are put behind the others, those that
 * were moved or changed are written anew where they stood, and all others stay letter by letter.
 */
import { attributeText, escapeXml, SHEET_ORDER } from "../parts";
import type { ConditionalRule, SheetModel } from "../sheet";
import { withNamespace } from "./cells";
import type { RuleState } from "./state";
import {
  attributeOf,
  childrenOf,
  edited,
  openingTag,
  textOfPiece,
  topLevel,
  withAttribute,
  type Edit,
  type Piece,
} from "./xml";

/** Where a loaded rule stands in the file: which element, and which rule in it. */
export type RulePlaces = Map<string, { block: number; rule: number }>;

const blocksOf = (xml: string): Piece[] => topLevel(xml).filter(({ name }) => name === "conditionalFormatting");
const rulesOf = (xml: string, block: Piece): Piece[] => childrenOf(xml, block).filter(({ name }) => name === "cfRule");

/** A rule as the file format has it. `look` is the number of its look as text; none for a rule without. */
export function ruleElement(rule: ConditionalRule, priority: number, look: string | undefined): string {
  // A rule still without its formula means nothing and would spoil the file.
  if (!rule.xml && (rule.formulae ?? []).length === 0) return "";
  const base: Record<string, string | undefined> = rule.xml?.attributes ?? {
    type: rule.type,
    operator: rule.operator,
    text: rule.text,
  };
  const written = attributeText({
    ...base,
    dxfId: look ?? base["dxfId"],
    priority: String(priority),
    stopIfTrue: rule.stopIfTrue ? "1" : undefined,
  });
  const formulas = (rule.formulae ?? []).map((formula) => `<formula>${escapeXml(String(formula))}</formula>`).join("");
  const rest = rule.xml ? rule.xml.inside.replace(/<formula>[^]*?<\/formula>|<formula\/>/g, "") : "";
  return `<cfRule${written}>${formulas}${rest}</cfRule>`;
}

/** A loaded rule whose formulas or place in the order changed: its own element, with those written in. */
function changedRule(element: string, rule: ConditionalRule): string {
  let next = 0;
  const { formulae = [] } = rule;
  const text = element.replace(
    /(<(?:[\w.-]+:)?formula>)[^]*?(<\/(?:[\w.-]+:)?formula>)/g,
    (whole, open: string, close: string) => {
      const formula = formulae[next++];
      return formula === undefined ? whole : open + escapeXml(String(formula)) + close;
    },
  );
  return withAttribute(text, "stopIfTrue", rule.stopIfTrue ? (attributeOf(element, "stopIfTrue") ?? "1") : null);
}

/** The highest number in the order, the newer conditional formats' too: all share one order. */
const lastPriority = (xml: string): number =>
  Math.max(0, ...[...xml.matchAll(/cfRule\b[^>]*\spriority="(\d+)"/g)].map((match) => Number(match[1])));

export interface RuleChanges {
  /** The sheet's rules when it was opened. */
  before: RuleState[];
  after: RuleState[];
  places: RulePlaces;
  /** The number of a rule's look, to be written as it is. */
  lookOf: (rule: ConditionalRule) => string | undefined;
}

/** The part with the sheet's conditional formats as they are now. */
export function withRules(xml: string, sheet: SheetModel, { before, after, places, lookOf }: RuleChanges): string {
  const blocks = blocksOf(xml);
  const was = new Map(before.map((state) => [state.id, state]));
  const all = sheet.conditionalFormats();
  const states = new Map(all.map(({ rule }, i) => [rule, after[i]!]));
  const isKept = (rule: ConditionalRule) => places.has(String(rule["id"] ?? "")) && was.has(String(rule["id"] ?? ""));
  const keptIds = new Set(all.filter(({ rule }) => isKept(rule)).map(({ rule }) => String(rule["id"])));
  // The order of those that stayed is as it was, and all that came stand behind them: no number changes.
  const order = all.map(({ rule }) => (isKept(rule) ? String(rule["id"]) : null));
  const firstNew = order.indexOf(null);
  const stayed = order.filter((id) => id !== null);
  const inOrder =
    (firstNew < 0 || firstNew === stayed.length) &&
    stayed.join() ===
      before
        .map(({ id }) => id)
        .filter((id) => keptIds.has(id))
        .join();
  const priorities = new Map<ConditionalRule, number>();
  let next = lastPriority(xml);
  all.forEach(({ rule }, i) => {
    if (!inOrder) priorities.set(rule, i + 1);
    else if (!isKept(rule)) priorities.set(rule, ++next);
  });

  const edits: Edit[] = [];
  const byPlace = new Map(all.filter(({ rule }) => isKept(rule)).map((each) => [String(each.rule["id"]), each]));
  blocks.forEach((block, b) => {
    const rules = rulesOf(xml, block);
    const here = [...places].filter(([, place]) => place.block === b);
    const left = here.filter(([id]) => byPlace.has(id));
    if (left.length === 0 && here.length > 0) {
      edits.push({ start: block.start, end: block.end, text: "" });
      return;
    }
    for (const [id, place] of here) {
      const piece = rules[place.rule];
      if (!piece) continue;
      const now = byPlace.get(id);
      if (!now) {
        edits.push({ start: piece.start, end: piece.end, text: "" });
        continue;
      }
      const element = textOfPiece(xml, piece);
      let text = element;
      const [old, state] = [was.get(id)!, states.get(now.rule)!];
      if (old.text !== state.text) text = changedRule(element, now.rule);
      if (old.look !== state.look) text = withAttribute(text, "dxfId", lookOf(now.rule) ?? null);
      const priority = priorities.get(now.rule);
      if (priority !== undefined) text = withAttribute(text, "priority", String(priority));
      if (text !== element) edits.push({ start: piece.start, end: piece.end, text });
    }
    const ref = byPlace.get(left[0]?.[0] ?? "")?.block.ref;
    const tag = openingTag(xml, block);
    if (ref !== undefined && ref !== attributeOf(tag, "sqref"))
      edits.push({ start: block.start, end: block.inside, text: withAttribute(tag, "sqref", ref) });
  });

  const added = sheet.blocks
    .map((block) => {
      const rules = block.rules
        .filter((rule) => !isKept(rule))
        .map((rule) => ruleElement(rule, priorities.get(rule) ?? ++next, lookOf(rule)))
        .join("");
      const text = rules
        ? `<conditionalFormatting sqref="${escapeXml(block.ref)}">${rules}</conditionalFormatting>`
        : "";
      return withNamespace(xml, text);
    })
    .join("");
  if (added !== "") {
    const at = blocks.at(-1)?.end ?? placeFor(xml, "conditionalFormatting");
    edits.push({ start: at, end: at, text: added });
  }
  return edited(xml, edits);
}

/** Where the schema wants an element of a sheet that is not there yet. */
export function placeFor(xml: string, name: string): number {
  const later = topLevel(xml).find((piece) => SHEET_ORDER.indexOf(piece.name) > SHEET_ORDER.indexOf(name));
  return later?.start ?? xml.lastIndexOf("</");
}
