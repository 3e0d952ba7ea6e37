/**
 * What stands in places of a sheet without being its cells (drop-downs, protected ranges, comments, drawings, sparklines, what charts
 * read), moved along when rows or columns were put in or taken out. Text in, text out.
 */
import { formatBox, parseBoxes, type Box } from "../address";
import { renameInFormula, shiftFormula, shiftIndex } from "../formula";
import { escapeXml, unescapeXml } from "../parts";
import { shiftBox, type SheetShift } from "../structure";
import type { Package } from "./package";
import { attributeOf, childrenOf, edited, textOfPiece, topLevel, withAttribute, type Edit, type Piece } from "./xml";

/** What was done to the rows and columns of a sheet, in order. */
export type Move = SheetShift | "sorted";

const shiftsOf = (moves: readonly Move[]): SheetShift[] =>
  moves.filter((move): move is SheetShift => move !== "sorted");

/** Where the cells of a list of ranges went; empty when all were taken out. */
function movedRef(ref: string, shifts: readonly SheetShift[]): string {
  const boxes = parseBoxes(ref);
  if (!boxes) return ref;
  const moved = boxes.flatMap((box) => shifts.reduce<Box | null>((at, shift) => at && shiftBox(at, shift), box) ?? []);
  return moved.map(formatBox).join(" ");
}

/** A sheet whose rows or columns moved, or whose name changed. */
export interface ChangedSheet {
  before: string;
  after: string;
  moves: readonly Move[];
}

/** A formula that stands on a sheet (or on none: ""), after what happened to the sheets it reads. */
function followed(formula: string, own: string, sheets: readonly ChangedSheet[]): string {
  let text = formula;
  for (const { before, moves } of sheets)
    for (const shift of shiftsOf(moves)) if (!shift.span) text = shiftFormula(text, own, before, shift);
  for (const { before, after } of sheets) if (before !== after) text = renameInFormula(text, before, after);
  return text;
}

const inText = (text: string, change: (plain: string) => string): string => {
  const plain = unescapeXml(text);
  const changed = change(plain);
  return changed === plain ? text : escapeXml(changed);
};

/** Elements whose children each stand on cells of their own. */
const PLACED = /^(protectedRanges|dataValidations|hyperlinks|ignoredErrors|cellWatches)$/;
const REFERENCE = /(\s(?:sqref|ref|r)=")([A-Z$]+\d[^"]*)"/;

function movedChildren(xml: string, piece: Piece, shifts: SheetShift[]): Edit[] {
  return childrenOf(xml, piece).map((child) => {
    const text = textOfPiece(xml, child);
    let gone = false;
    const moved = text.replace(REFERENCE, (_, start: string, ref: string) => {
      const to = movedRef(ref, shifts);
      gone = to === "";
      return `${start}${to}"`;
    });
    return { start: child.start, end: child.end, text: gone ? "" : moved };
  });
}

/** The newer things of a sheet: each has its cells in an element behind it. */
function movedExtension(text: string, shifts: SheetShift[]): string {
  const moved = text.replace(
    /(<(?:[\w.-]+:)?sqref>)([^<]*)</g,
    (_, open: string, ref: string) => `${open}${movedRef(ref, shifts)}<`,
  );
  // One whose cells were all taken out goes with them.
  return moved.replace(
    /<((?:[\w.-]+:)?(?:dataValidation|conditionalFormatting|sparkline))\b(?![^>]*\/>)(?:(?!<\/\1>)[^])*?<(?:[\w.-]+:)?sqref><\/(?:[\w.-]+:)?sqref>(?:(?!<\/\1>)[^])*?<\/\1>/g,
    "",
  );
}

/** A sheet's part after the moves of its own rows and columns: all that stands on cells, but is none. */
export function movedSheet(xml: string, moves: readonly Move[]): string {
  const shifts = shiftsOf(moves);
  if (shifts.length === 0) return xml;
  const edits = topLevel(xml).flatMap((piece): Edit[] => {
    if (PLACED.test(piece.name)) {
      const children = movedChildren(xml, piece, shifts);
      if (children.length > 0 && children.every(({ text }) => text === ""))
        return [{ start: piece.start, end: piece.end, text: "" }];
      return children;
    }
    if (piece.name !== "extLst") return [];
    return [{ start: piece.start, end: piece.end, text: movedExtension(textOfPiece(xml, piece), shifts) }];
  });
  return edited(xml, edits);
}

/** Links by the cells they went to ("row,column", from 0). */
export function movedLinks(links: ReadonlyMap<string, string>, moves: readonly Move[]): Map<string, string> {
  const shifts = shiftsOf(moves);
  const moved = new Map<string, string>();
  for (const [key, link] of links) {
    const [row, column] = key.split(",").map(Number) as [number, number];
    const box = shifts.reduce<Box | null>((at, shift) => at && shiftBox(at, shift), {
      row,
      column,
      rows: 1,
      columns: 1,
    });
    if (box) moved.set(`${box.row},${box.column}`, link);
  }
  return moved;
}

function movedAnchors(xml: string, shifts: SheetShift[]): string {
  const along = (axis: "row" | "column", text: string) =>
    String(
      shifts
        .filter((shift) => shift.axis === axis && !shift.span)
        .reduce((at, shift) => shiftIndex(at, shift) ?? shift.at, Number(text)),
    );
  const move = (anchor: string) =>
    anchor
      .replace(/(<(?:[\w.-]+:)?row>)(\d+)</g, (_, open: string, at: string) => `${open}${along("row", at)}<`)
      .replace(/(<(?:[\w.-]+:)?col>)(\d+)</g, (_, open: string, at: string) => `${open}${along("column", at)}<`);
  return xml.replace(
    /<((?:[\w.-]+:)?(?:from|to))>[^]*?<\/\1>/g,
    // A thing that neither moves nor grows with cells stays.
    (corner, _: string, offset: number) =>
      /editAs="absolute"[^<]*>\s*$/.test(xml.slice(0, offset)) ? corner : move(corner),
  );
}

const movedComments = (xml: string, shifts: SheetShift[]): string =>
  xml.replace(
    /<((?:[\w.-]+:)?(?:comment|threadedComment))(\s[^>]*?\sref="|\sref=")([^"]*)("[^>]*>[^]*?<\/\1>)/g,
    (_, name: string, before: string, ref: string, after: string) => {
      const to = movedRef(ref, shifts);
      return to === "" ? "" : `<${name}${before}${to}${after}`;
    },
  );

/** The boxes of notes, in the old drawing format: each says its cell by two numbers. */
const movedNotes = (xml: string, shifts: SheetShift[]): string =>
  xml.replace(/<v:shape\b[^]*?<\/v:shape>/g, (shape) => {
    const row = Number(/<x:Row>(\d+)</.exec(shape)?.[1] ?? NaN);
    const column = Number(/<x:Column>(\d+)</.exec(shape)?.[1] ?? NaN);
    if (Number.isNaN(row) || Number.isNaN(column)) return shape;
    const box = shifts.reduce<Box | null>((at, shift) => at && shiftBox(at, shift), {
      row,
      column,
      rows: 1,
      columns: 1,
    });
    if (!box) return "";
    return shape.replace(/<x:Row>\d+</, `<x:Row>${box.row}<`).replace(/<x:Column>\d+</, `<x:Column>${box.column}<`);
  });

/** Moves what other parts of the file have on the sheet's cells: comments, drawings, PivotTables. */
export async function moveParts(draft: Package, part: string, moves: readonly Move[]): Promise<void> {
  const shifts = shiftsOf(moves);
  if (shifts.length === 0) return;
  for (const { kind, target } of await draft.relations(part)) {
    const change = async (work: (xml: string) => string) => {
      const xml = await draft.text(target);
      const moved = work(xml);
      if (moved !== xml) draft.put(target, moved);
    };
    if (kind === "drawing") await change((xml) => movedAnchors(xml, shifts));
    if (kind === "comments" || kind === "threadedComment") await change((xml) => movedComments(xml, shifts));
    if (kind === "vmlDrawing") await change((xml) => movedNotes(xml, shifts));
    if (kind === "pivotTable")
      await change((xml) =>
        xml.replace(
          /(<(?:[\w.-]+:)?location\b[^>]*\sref=")([^"]*)"/,
          (_, start: string, ref: string) => `${start}${movedRef(ref, shifts) || ref}"`,
        ),
      );
  }
}

/** The formulas of a text that follow the sheets they read. */
const withFormulas = (xml: string, tags: string, own: string, sheets: readonly ChangedSheet[]): string =>
  xml.replace(
    new RegExp(`(<(?:[\\w.-]+:)?(?:${tags})>)([^<]*)<`, "g"),
    (_, open: string, formula: string) => `${open}${inText(formula, (plain) => followed(plain, own, sheets))}<`,
  );

/** A sheet's part whose drop-downs and newer things follow the sheets they read; its cells do so in the model. */
export function followingSheet(xml: string, own: string, sheets: readonly ChangedSheet[]): string {
  if (sheets.length === 0) return xml;
  const edits = topLevel(xml).flatMap((piece): Edit[] => {
    const tags = piece.name === "dataValidations" ? "formula1|formula2" : piece.name === "extLst" ? "f" : "";
    if (tags === "") return [];
    return [{ start: piece.start, end: piece.end, text: withFormulas(textOfPiece(xml, piece), tags, own, sheets) }];
  });
  return edited(xml, edits);
}

/** Lets charts and PivotTables, wherever they stand, follow the sheets they read. */
export async function followSources(draft: Package, sheets: readonly ChangedSheet[]): Promise<void> {
  if (sheets.length === 0) return;
  for (const part of draft.parts().filter((name) => /\/(charts|pivotCache)\/[^/]+\.xml$/i.test(name))) {
    const xml = await draft.text(part);
    let now = /\/charts\//i.test(part) ? withFormulas(xml, "f", "", sheets) : xml;
    if (now === xml)
      now = xml.replace(/<(?:[\w.-]+:)?worksheetSource\b[^>]*>/, (tag) => {
        const sheet = sheets.find(({ before }) => before === attributeOf(tag, "sheet"));
        if (!sheet) return tag;
        const ref = attributeOf(tag, "ref");
        const named = sheet.before === sheet.after ? tag : withAttribute(tag, "sheet", sheet.after);
        const moved = ref === undefined ? "" : movedRef(ref, shiftsOf(sheet.moves));
        return moved === "" || moved === ref ? named : withAttribute(named, "ref", moved);
      });
    if (now !== xml) draft.put(part, now);
  }
}
