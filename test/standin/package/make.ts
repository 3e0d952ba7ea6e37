/**
 * Sheets as exceljs writes them, mended: what new sheets, and the changed pieces of others, are taken from. Makes a file of the given
 * sheets alone, and beside them the styles of single cells and the looks of single rules. Changes no model.
 */
import ExcelJS from "exceljs";
import { cellName } from "../../../src/plan/grid";
import { finishPackage, ruleMarker, writesRule, type NamePart, type SheetPart } from "../package-out";
import { elements } from "../parts";
import type { ConditionalRule, SheetModel } from "../sheet";
import { cellsOf } from "./cells";
import { Package } from "./package";
import { attributeOf } from "./xml";

type Style = Partial<ExcelJS.Style>;

export interface Wanted {
  sheets: Omit<SheetPart, "file" | "blocks">[];
  /** The styles of cells, and the looks of rules, whose numbers are asked for. */
  styles: Style[];
  looks: Style[];
  date1904: boolean;
  sheetOf: (id: string) => SheetModel;
}

export interface Made {
  file: Package;
  /** The part of each sheet, in the order given. */
  parts: string[];
  styleNumbers: number[];
  /** The number of each look; null for one that says nothing. */
  lookNumbers: (number | null)[];
}

interface Carrier {
  _worksheets: (ExcelJS.Worksheet | undefined)[];
}

const plainLook = (rule: ConditionalRule) => (rule.style ? { style: structuredClone(rule.style) } : {});

/**
 * exceljs is given markers in place of the rules, so that it writes their looks and tells us their numbers; the sheets get their
 * rules back whatever happens.
 */
async function written(
  excel: ExcelJS.Workbook,
  sheets: readonly SheetModel[],
): Promise<{ bytes: ArrayBuffer; rules: number }> {
  const blocks = sheets.map((sheet) => sheet.blocks);
  let rules = 0;
  try {
    for (const sheet of sheets) {
      const left = sheet.blocks.flatMap((block) => {
        const others = block.rules.filter((rule) => !writesRule(rule));
        return others.length > 0 ? [{ ref: block.ref, rules: others }] : [];
      });
      const marked = sheet.blocks.flatMap((block) =>
        block.rules.filter(writesRule).map((rule): ConditionalRule => ({
          type: "expression",
          priority: 1,
          formulae: [ruleMarker(rules++)],
          ...plainLook(rule),
        })),
      );
      sheet.blocks = [...(marked.length > 0 ? [{ ref: "A1", rules: marked }] : []), ...left];
    }
    return { bytes: (await excel.xlsx.writeBuffer()) as unknown as ArrayBuffer, rules };
  } finally {
    sheets.forEach((sheet, i) => (sheet.blocks = blocks[i]!));
  }
}

/** The file exceljs makes of a whole workbook, mended. */
export async function wholeWorkbook(
  excel: ExcelJS.Workbook,
  parts: readonly Omit<SheetPart, "file" | "blocks">[],
  names: NamePart[],
  sheetOf: (id: string) => SheetModel,
): Promise<Uint8Array> {
  const sheets = parts.map(({ sheet }) => sheet);
  const { bytes, rules } = await written(excel, sheets);
  const whole = parts.map((part) => ({ ...part, file: part.sheet.ws.id, blocks: part.sheet.blocks }));
  return finishPackage(bytes, whole, names, rules, sheetOf);
}

const SAMPLES = "Looks";

/** The file of the given sheets. */
export async function make(wanted: Wanted): Promise<Made> {
  const carrier = new ExcelJS.Workbook();
  carrier.properties = { date1904: wanted.date1904 };
  const samples = carrier.addWorksheet(SAMPLES) as ExcelJS.Worksheet & { id: number };
  wanted.styles.forEach((style, i) => {
    const cell = samples.getRow(i + 1).getCell(1);
    cell.value = 1;
    cell.style = style;
  });
  wanted.looks.forEach((style, i) =>
    samples.addConditionalFormatting({
      ref: cellName(i, 1),
      rules: [{ type: "expression", priority: 1, formulae: ["TRUE"], style: structuredClone(style) }],
    }),
  );
  const list = (carrier as unknown as Carrier)._worksheets;
  list.length = 0;
  for (const { sheet } of wanted.sheets) list[sheet.ws.id] = sheet.ws;
  samples.id = list.length + 1;
  list[samples.id] = samples;

  const bytes = await wholeWorkbook(carrier, wanted.sheets, [], wanted.sheetOf);
  const file = await Package.open(bytes);
  const xml = await file.text(`xl/worksheets/sheet${samples.id}.xml`);
  return {
    file,
    parts: wanted.sheets.map(({ sheet }) => `xl/worksheets/sheet${sheet.ws.id}.xml`),
    styleNumbers: [...cellsOf(xml)].map(({ text }) => Number(attributeOf(text, "s") ?? 0)),
    lookNumbers: elements(xml, "cfRule").map(({ attributes: a }) =>
      a["dxfId"] === undefined ? null : Number(a["dxfId"]),
    ),
  };
}
