/**
 * What is remembered of the file a workbook was opened from: the file itself, and how everything stood that can change since. Saving
 * compares with it. Mends, while opening, the values exceljs reads wrongly; changes nothing afterwards.
 */
import type { FormulaValue } from "../cells";
import type { RawSheet } from "../package-in";
import type { SheetModel } from "../sheet";
import { cellsOf, valueByFile } from "./cells";
import { chartText, type LoadedChart } from "./charts";
import type { Move } from "./moved";
import type { Package } from "./package";
import type { TabPart } from "./reading";
import type { RulePlaces } from "./rules";
import { stateOf, textOfValue, type Beside, type SheetState } from "./state";
import { attributeOf } from "./xml";

/** A tab of the file: the sheet (or chart sheet) it became. */
export interface OriginTab extends TabPart {
  id: string;
  state: string;
}

export interface OriginSheet {
  part: string;
  before: SheetState;
  rulePlaces: RulePlaces;
  charts: LoadedChart[];
  /** What was done to its rows and columns since. */
  moves: Move[];
  /** A sheet of ours came in front of it: its part says that it is not chosen, where most say nothing. */
  gaveWay: boolean;
}

/** What of the workbook itself can change. */
export interface BookState {
  /** The id of the sheet in front. */
  active: string;
  protection: string;
  calculationMode: string;
  calculates: boolean;
  /** The names of the file, by their places; null for those that are not ours to keep (print areas and the like). */
  names: (string | null)[];
}

export class Origin {
  readonly sheets = new Map<string, OriginSheet>();
  /** The file's number of a cell's style, by the object all cells of that style share. */
  readonly styleNumbers = new WeakMap<object, string>();
  private readonly numbersByText = new Map<string, string>();
  /** The looks of loaded rules, by the file's number of them. */
  readonly looks = new Map<string, string>();
  book!: BookState;

  constructor(
    readonly file: Package,
    readonly workbook: string,
    readonly tabs: OriginTab[],
    /** The content type of the workbook's part: with macros or without, a template or not. */
    readonly contentType: string,
  ) {}

  /** Takes a sheet's cells from the file where exceljs went wrong, and learns the numbers of their styles. */
  mendCells(sheet: SheetModel, raw: RawSheet): void {
    for (const { row, column, text } of cellsOf(raw.xml)) {
      const cell = sheet.find(row, column);
      if (!cell || (cell as unknown as { type: number }).type === 1) continue;
      const number = attributeOf(text, "s") ?? "0";
      const style = cell.style as object;
      if (!this.styleNumbers.has(style)) {
        this.styleNumbers.set(style, number);
        const written = textOfValue(style);
        if (!this.numbersByText.has(written)) this.numbersByText.set(written, number);
      }
      const value = valueByFile(text);
      if (value === undefined) continue;
      if (typeof value === "object" && value !== null && "result" in value && !("formula" in value)) {
        const now = cell.value as unknown as FormulaValue | null;
        if (typeof now === "object" && now !== null && "formula" in now)
          cell.value = { ...now, result: value.result } as unknown as typeof cell.value;
      } else cell.value = value as unknown as typeof cell.value;
    }
  }

  /** The file's number for a style; undefined when it has no such style. */
  numberOf(style: object, text: string): string | undefined {
    return this.styleNumbers.get(style) ?? (text === "{}" ? "0" : this.numbersByText.get(text));
  }

  /** Takes down how a sheet stands now; to be called once all of it was read. */
  takeDown(sheet: SheetModel, part: string, raw: RawSheet, beside: Beside, charts: LoadedChart[]): void {
    const rulePlaces: RulePlaces = new Map();
    sheet.blocks.forEach((block, b) =>
      block.rules.forEach((rule, r) => {
        rulePlaces.set(String(rule["id"]), { block: b, rule: r });
        const look = raw.blocks[b]?.rules[r]?.attributes["dxfId"];
        if (look !== undefined) this.looks.set(look, textOfValue(rule.style));
      }),
    );
    this.sheets.set(sheet.id, {
      part,
      before: stateOf(sheet, beside),
      rulePlaces,
      charts: structuredClone(charts),
      moves: [],
      gaveWay: /<sheetView\b[^>]*\stabSelected="0"/.test(raw.xml),
    });
  }

  /** Whether a chart of the file is as it was. */
  isAsItWas(loaded: LoadedChart, now: LoadedChart["chart"]): boolean {
    const moved = [...this.sheets.values()].some(({ moves }) => moves.length > 0);
    return chartText(loaded.chart, moved) === chartText(now, moved);
  }
}
