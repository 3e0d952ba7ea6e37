/**
 * What a workbook's conditional formats make of each cell on a given day: fill, font and number format.
 *
 * Formulas are judged by IronCalc (a maintained spreadsheet engine, MIT or Apache-2.0); this file only hands it the cells
 * and the rules and reads the result. Rules it cannot carry (data bars, icons, unknown functions) are named in `notes`,
 * never dropped in silence. Cells' own formulas count with the results the workbook holds. That Excel agrees in every
 * corner is not proved here.
 */
import { BorderStyle, initSync, Model, type CfRuleInput, type Cfvo, type Dxf, type DxfBorder } from "@ironcalc/wasm";
import type ExcelJS from "exceljs";

import { cellName } from "../../../src/plan/grid";
import { toSerial } from "../../../src/plan/calendar";
import type { IsoDate } from "../../../src/plan/model";
import { formatBox, type Box } from "../address";
import { typeOf, valueOf, type Stored } from "../cells";
import { hexOf } from "../colours";
import { offsetFormula } from "../formula";
import type { ConditionalRule, SheetModel } from "../sheet";

/** What the rules change about a cell; absent members stay as the cell has them. */
export interface ConditionalLook {
  /** "#RRGGBB" */
  fill?: string;
  colour?: string;
  bold?: boolean;
  italic?: boolean;
  underline?: boolean;
  strikethrough?: boolean;
  /** Thin lines around the cell, by side, in a colour ("#000000" where the rule names none). */
  border?: Partial<Record<Side, { style: "thin" | "dotted"; colour: string }>>;
  /** Number format code, such as `"Overdue since 30 Jun 2019 · "@`. */
  format?: string;
}

type Side = (typeof sides)[number];
const sides = ["top", "right", "bottom", "left"] as const;

/** What is judged: every sheet (rules may look across sheets) and the theme's colours. */
export interface JudgedWorkbook {
  sheets: readonly SheetModel[];
  theme: string[];
}

/** Starts the engine. Bytes or a compiled module of `@ironcalc/wasm/wasm_bg.wasm`; again is harmless. */
export function startEngine(module: BufferSource | WebAssembly.Module): void {
  initSync({ module });
}

/**
 * Every cell of `sheet` that a rule changes on `today`, by address ("C5"). For tests and one-off questions; a page that
 * repaints keeps a `ConditionalFormats` instead.
 */
export function conditionalLooks(
  workbook: JudgedWorkbook,
  sheet: SheetModel,
  today: IsoDate,
): { looks: Map<string, ConditionalLook>; notes: string[] } {
  const formats = new ConditionalFormats();
  formats.judge(workbook, today);
  const looks = new Map<string, ConditionalLook>();
  for (const { boxes } of sheet.conditionalFormats()) {
    for (const box of boxes) {
      const extent = sheet.extent();
      const lastRow = Math.min(box.row + box.rows, Math.max(extent.rows, box.row + 1));
      const lastColumn = Math.min(box.column + box.columns, Math.max(extent.columns, box.column + 1));
      for (let row = box.row; row < lastRow; row++) {
        for (let column = box.column; column < lastColumn; column++) {
          const look = formats.lookOf(sheet.id, row, column);
          if (look) looks.set(cellName(row, column), look);
        }
      }
    }
  }
  const notes = formats.notes;
  formats.dispose();
  return { looks, notes };
}

/** The engine's own look of a cell no rule has touched. */
const plainFormat = "general";

/** Judges again only what changed since it was last asked. */
export class ConditionalFormats {
  notes: string[] = [];
  private model: Model | null = null;
  private signature = "";
  private sheetIndex = new Map<string, number>();
  private boxes = new Map<string, Box[]>();
  private entered = new Map<string, Map<number, string>>();
  private cache = new Map<string, ConditionalLook | null>();

  /** Brings the judgement up to date with the workbook and the day. */
  judge(workbook: JudgedWorkbook, today: IsoDate): void {
    const judged = workbook.sheets.filter((sheet) => sheet.conditionalFormats().length > 0);
    this.cache.clear();
    if (judged.length === 0) return this.dispose();
    const signature = JSON.stringify([today, workbook.sheets.map((sheet) => [sheet.id, sheet.name, sheet.blocks])]);
    if (signature !== this.signature) {
      this.dispose();
      this.signature = signature;
      this.build(workbook, judged, today);
    } else {
      this.model?.pauseEvaluation();
      for (const sheet of this.neededSheets(workbook, judged)) this.enter(sheet);
      this.model?.resumeEvaluation();
      this.model?.evaluate();
    }
  }

  /** What the rules make of a cell (row and column from 0); null when they leave it alone. */
  lookOf(sheetId: string, row: number, column: number): ConditionalLook | null {
    const index = this.sheetIndex.get(sheetId);
    if (!this.model || index === undefined || !this.boxes.get(sheetId)?.some((box) => inside(box, row, column)))
      return null;
    const key = `${sheetId}!${row},${column}`;
    const known = this.cache.get(key);
    if (known !== undefined) return known;
    const { style } = this.model.getCellStyle(index, row + 1, column + 1);
    const border: ConditionalLook["border"] = {};
    for (const side of sides) {
      const line = style.border[side];
      if (!line) continue;
      const colour = typeof line.color === "string" ? line.color : "#000000";
      border[side] = { style: line.style === BorderStyle.Dotted ? "dotted" : "thin", colour };
    }
    const look: ConditionalLook = {
      ...(typeof style.fill.color === "string" && { fill: style.fill.color }),
      ...(typeof style.font.color === "string" && { colour: style.font.color }),
      ...(style.font.b && { bold: true }),
      ...(style.font.i && { italic: true }),
      ...(style.font.u && { underline: true }),
      ...(style.font.strike && { strikethrough: true }),
      ...(Object.keys(border).length > 0 && { border }),
      ...(style.num_fmt !== plainFormat && { format: style.num_fmt }),
    };
    const found = Object.keys(look).length > 0 ? look : null;
    this.cache.set(key, found);
    return found;
  }

  dispose(): void {
    this.model?.free();
    this.model = null;
    this.signature = "";
    this.notes = [];
    this.sheetIndex.clear();
    this.boxes.clear();
    this.entered.clear();
    this.cache.clear();
  }

  private build(workbook: JudgedWorkbook, judged: readonly SheetModel[], today: IsoDate): void {
    const model = new Model("standin", "en", "UTC", "en");
    this.model = model;
    model.pauseEvaluation();
    const scratch = workbook.sheets.length;
    workbook.sheets.forEach((sheet, index) => {
      if (index > 0) model.newSheet();
      // A name in the way of one still to come: give every sheet a name nobody has, then its own.
      model.renameSheet(index, `standin ${index}`);
      this.sheetIndex.set(sheet.id, index);
    });
    model.newSheet();
    model.renameSheet(scratch, "standin scratch");
    workbook.sheets.forEach((sheet, index) => model.renameSheet(index, sheet.name));
    for (const sheet of this.neededSheets(workbook, judged)) this.enter(sheet);
    for (const sheet of judged) this.addRules(sheet, workbook.theme, today, scratch);
    model.resumeEvaluation();
    model.evaluate();
  }

  /** Sheets whose cells the rules can see: their own, and those named in a rule. */
  private neededSheets(workbook: JudgedWorkbook, judged: readonly SheetModel[]): SheetModel[] {
    const formulas = judged.flatMap((sheet) => sheet.conditionalFormats().flatMap(({ rule }) => rule.formulae ?? []));
    return workbook.sheets.filter(
      (sheet) =>
        judged.includes(sheet) ||
        formulas.some((formula) => String(formula).includes("!") && String(formula).includes(sheet.name)),
    );
  }

  /** Enters the cells that differ from what the engine has. */
  private enter(sheet: SheetModel): void {
    const model = this.model!;
    const index = this.sheetIndex.get(sheet.id)!;
    const before = this.entered.get(sheet.id) ?? new Map<number, string>();
    const now = new Map<number, string>();
    const { rows, columns } = sheet.extent();
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        const entry = entryOf(sheet.at(row, column));
        if (entry === "") continue;
        const key = row * 16_384 + column;
        now.set(key, entry);
        if (before.get(key) !== entry) model.setUserInput(index, row + 1, column + 1, entry);
      }
    }
    for (const key of before.keys()) {
      if (!now.has(key)) model.setUserInput(index, Math.floor(key / 16_384) + 1, (key % 16_384) + 1, "");
    }
    this.entered.set(sheet.id, now);
  }

  private addRules(sheet: SheetModel, theme: string[], today: IsoDate, scratch: number): void {
    const model = this.model!;
    const index = this.sheetIndex.get(sheet.id)!;
    const boxes: Box[] = [];
    // The engine lets the rule added last win; the workbook lists the most important first.
    for (const { rule, boxes: ruleBoxes } of [...sheet.conditionalFormats()].reverse()) {
      const anchor = ruleBoxes[0];
      for (const box of ruleBoxes) {
        const input = ruleInput(rule, box, anchor!, theme, sheet.date1904, today);
        if (typeof input === "string") {
          this.note(`${sheet.name}: ${input}`);
          continue;
        }
        try {
          model.addConditionalFormatting(index, formatBox(box), input);
          boxes.push(box);
        } catch (error) {
          this.note(`${sheet.name}: a conditional format's rule could not be read (${String(error)})`);
          continue;
        }
        if (input.type === "Formula") this.checkNames(sheet.name, input.formula, scratch);
      }
    }
    this.boxes.set(sheet.id, boxes);
  }

  /** A function the engine does not have makes a rule quietly false: say so. */
  private checkNames(sheetName: string, formula: string, scratch: number): void {
    const model = this.model!;
    model.setUserInput(scratch, 1, 1, formula);
    model.evaluate();
    if (model.getFormattedCellValue(scratch, 1, 1) === "#NAME?") {
      this.note(`${sheetName}: a conditional format uses a function or name that is not known here: ${formula}`);
    }
    model.setUserInput(scratch, 1, 1, "");
  }

  private note(words: string): void {
    if (!this.notes.includes(words)) this.notes.push(words);
  }
}

const inside = (box: Box, row: number, column: number) =>
  row >= box.row && row < box.row + box.rows && column >= box.column && column < box.column + box.columns;

/** How a stored value is typed so that the engine holds the same value: text behind an apostrophe. */
function entryOf(stored: Stored): string {
  const value = valueOf(stored);
  switch (typeOf(stored)) {
    case "Empty":
      return "";
    case "String":
      return value === "" ? "" : `'${String(value)}`;
    case "Boolean":
      return value ? "TRUE" : "FALSE";
    default:
      return String(value);
  }
}

/**
 * The formula with today's date in place of TODAY() and NOW(), outside quotation marks: the page has its own idea of
 * today, so that demonstrations and tests can travel in time.
 */
export function fixToday(formula: string, today: IsoDate, date1904 = false): string {
  const serial = String(toSerial(today, date1904));
  return formula.replace(/"(?:[^"]|"")*"|\b(?:TODAY|NOW)\s*\(\s*\)/gi, (found) =>
    found.startsWith('"') ? found : serial,
  );
}

const byFormula = new Set([
  "expression",
  "containsText",
  "notContainsText",
  "beginsWith",
  "endsWith",
  "containsBlanks",
  "notContainsBlanks",
  "containsErrors",
  "notContainsErrors",
  "timePeriod",
]);

/**
 * "Cell value is …" as a formula about the cell: Excel compares as formulas do (every text is greater than every number),
 * the engine's own rule of that kind does not.
 */
const comparisons: Record<string, (cell: string, first: string, second: string) => string> = {
  equal: (cell, first) => `${cell}=(${first})`,
  notEqual: (cell, first) => `${cell}<>(${first})`,
  greaterThan: (cell, first) => `${cell}>(${first})`,
  greaterThanOrEqual: (cell, first) => `${cell}>=(${first})`,
  lessThan: (cell, first) => `${cell}<(${first})`,
  lessThanOrEqual: (cell, first) => `${cell}<=(${first})`,
  between: (cell, first, second) => `AND(${cell}>=(${first}),${cell}<=(${second}))`,
  notBetween: (cell, first, second) => `OR(${cell}<(${first}),${cell}>(${second}))`,
};

/** The engine's form of a rule; a sentence saying what is left out where it has none. */
function ruleInput(
  rule: ConditionalRule,
  box: Box,
  anchor: Box,
  theme: string[],
  date1904: boolean,
  today: IsoDate,
): CfRuleInput | string {
  const format = dxfOf(rule, theme);
  const stop_if_true = rule.stopIfTrue === true;
  // Formulas are written for the corner of the rule's first area.
  const [down, right] = [box.row - anchor.row, box.column - anchor.column];
  const formulas = (rule.formulae ?? []).map((formula) =>
    offsetFormula(fixToday(String(formula).replace(/^=/, ""), today, date1904), down, right),
  );
  if (byFormula.has(rule.type)) {
    if (!formulas[0]) return `a conditional format "${rule.type}" has no formula, so it is not shown`;
    return { type: "Formula", formula: `=${formulas[0]}`, format, stop_if_true };
  }
  switch (rule.type) {
    case "cellIs": {
      const compare = comparisons[rule.operator ?? ""];
      if (!compare || !formulas[0]) return "a conditional format compares in a way that is not known here";
      const formula = compare(cellName(box.row, box.column), formulas[0], formulas[1] ?? formulas[0]);
      return { type: "Formula", formula: `=${formula}`, format, stop_if_true };
    }
    case "duplicateValues":
      return { type: "DuplicateValues", format, stop_if_true };
    case "uniqueValues":
      return { type: "UniqueValues", format, stop_if_true };
    case "aboveAverage":
      return rule["aboveAverage"] === false
        ? { type: "BelowAverage", format, stop_if_true }
        : { type: "AboveAverage", format, stop_if_true };
    case "top10": {
      const rank = Number(rule["rank"] ?? 10);
      const percent = rule["percent"] === true;
      return { type: rule["bottom"] === true ? "Bottom10" : "Top10", rank, percent, format, stop_if_true };
    }
    case "colorScale":
      return colourScale(rule, theme);
    default:
      return `conditional formats of the kind "${rule.type}" are kept but not shown`;
  }
}

function colourScale(rule: ConditionalRule, theme: string[]): CfRuleInput | string {
  const points = (rule["cfvo"] ?? []) as { type: string; value?: number | string }[];
  const colours = (rule["color"] ?? []) as Parameters<typeof hexOf>[0][];
  const kinds: Record<string, (value: number) => Cfvo> = {
    min: () => "Min",
    max: () => "Max",
    num: (value) => ({ Number: value }),
    percent: (value) => ({ Percent: value }),
    percentile: (value) => ({ Percentile: value }),
  };
  const thresholds = points.map((point, i) => ({
    cfvo: kinds[point.type]?.(Number(point.value ?? 0)),
    color: hexOf(colours[i], theme) ?? undefined,
  }));
  if (thresholds.length < 2 || thresholds.some(({ cfvo, color }) => !cfvo || !color))
    return "a colour scale is kept but not shown";
  return { type: "ColorScale", thresholds: thresholds as { cfvo: Cfvo; color: string }[] };
}

/** A rule's format as the engine takes it. In a rule a solid fill's colour is its background colour. */
function dxfOf(rule: ConditionalRule, theme: string[]): Dxf {
  const { fill, font, border, numFmt } = rule.style ?? {};
  const pattern = fill?.type === "pattern" ? fill : undefined;
  const fillColour = hexOf(pattern?.bgColor ?? pattern?.fgColor, theme);
  const fontColour = hexOf(font?.color, theme);
  const code = typeof numFmt === "string" ? numFmt : (numFmt as { formatCode?: string } | null | undefined)?.formatCode;
  return {
    ...(fillColour && { fill: { color: fillColour } }),
    ...(font && {
      font: {
        ...(font.bold && { b: true }),
        ...(font.italic && { i: true }),
        ...(font.underline && { u: true }),
        ...(font.strike && { strike: true }),
        ...(fontColour && { color: fontColour }),
      },
    }),
    ...(border && { border: dxfBorder(border, theme) }),
    // The engine needs an id of the workbook's own; the code is what is read back.
    ...(code && { num_fmt: { num_fmt_id: 164, format_code: code } }),
  };
}

/** Excel offers rules thin lines only, whole or broken. */
function dxfBorder(border: Partial<ExcelJS.Borders>, theme: string[]): DxfBorder {
  const found: DxfBorder = {};
  for (const side of sides) {
    const line = border[side];
    if (!line?.style) continue;
    const style = line.style === "thin" ? BorderStyle.Thin : BorderStyle.Dotted;
    found[side] = { style, color: hexOf(line.color, theme) ?? undefined };
  }
  return found;
}
