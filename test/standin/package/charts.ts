/**
 * The charts that stand on sheets of the file: read, as far as Office.js and a picture of the sheet need them, and taken out of or
 * put into the sheets' drawings. A chart nobody changed keeps its parts letter by letter; nothing else of a drawing is touched.
 */
import { parseBox, splitAddress } from "../address";
import { newChart, type ChartModel, type ChartSource } from "../charts";
import { columnPoints, rowPoints } from "../measure";
import { unescapeXml } from "../parts";
import type { SheetModel } from "../sheet";
import type { Adoption } from "./adopt";
import { withNamespace } from "./cells";
import type { Package } from "./package";
import { toUsual } from "./reading";
import { placeFor } from "./rules";
import { textOfValue } from "./state";
import {
  attributeOf,
  edited,
  relationId,
  textOfPiece,
  topLevel,
  withAttribute,
  withInside,
  rootOf,
  type Piece,
} from "./xml";

const EMU = 12_700;

const isAnchor = ({ name }: Piece) => /Anchor$/.test(name);

/** The drawing of a sheet: its part, and the element that names it. */
async function drawingOf(file: Package, part: string): Promise<string | undefined> {
  return (await file.relations(part)).find(({ kind }) => kind === "drawing")?.target;
}

/** The chart of an anchor: the relation of its part. */
const chartRelation = (anchor: string): string | undefined => {
  const tag = /<(?:[\w.-]+:)?chart\b[^>]*:id=[^>]*>/.exec(anchor)?.[0];
  return tag && relationId(tag);
};

const nameOf = (anchor: string): string =>
  attributeOf(/<(?:[\w.-]+:)?cNvPr\b[^>]*>/.exec(anchor)?.[0] ?? "<x>", "name") ?? "";

const number = (xml: string, tag: string): number =>
  Number(new RegExp(`<(?:[\\w.-]+:)?${tag}>(-?\\d+)<`).exec(xml)?.[1] ?? 0);

function corner(sheet: SheetModel, xml: string): { left: number; top: number } {
  let left = number(xml, "colOff") / EMU;
  let top = number(xml, "rowOff") / EMU;
  const [columns, rows] = [Math.min(number(xml, "col"), 16_384), Math.min(number(xml, "row"), 100_000)];
  for (let i = 0; i < columns; i++) left += columnPoints(sheet, i);
  for (let i = 0; i < rows; i++) top += rowPoints(sheet, i);
  return { left, top };
}

const inside = (xml: string, tag: string): string =>
  new RegExp(`<(?:[\\w.-]+:)?${tag}\\b[^>]*>([^]*?)</(?:[\\w.-]+:)?${tag}>`).exec(xml)?.[1] ?? "";

function placeIn(sheet: SheetModel, anchor: string): Pick<ChartModel, "left" | "top" | "width" | "height"> {
  const from = corner(sheet, inside(anchor, "from"));
  const to = inside(anchor, "to");
  if (to !== "") {
    const end = corner(sheet, to);
    return { ...from, width: Math.max(1, end.left - from.left), height: Math.max(1, end.top - from.top) };
  }
  const size = /<(?:[\w.-]+:)?ext\b[^>]*\bcx=[^>]*>/.exec(anchor)?.[0] ?? "<x>";
  return {
    ...from,
    width: Number(attributeOf(size, "cx") ?? 0) / EMU,
    height: Number(attributeOf(size, "cy") ?? 0) / EMU,
  };
}

const value = (xml: string, tag: string): string | undefined =>
  /\bval="([^"]*)"/.exec(new RegExp(`<(?:[\\w.-]+:)?${tag}\\b[^>]*>`).exec(xml)?.[0] ?? "")?.[1];

const PLOTS: Record<string, string> = {
  lineChart: "Line",
  areaChart: "Area",
  pieChart: "Pie",
  doughnutChart: "Doughnut",
};

/** Excel.ChartType of a chart part; "Invalid" for a kind that is kept and not looked into. */
function typeOf(xml: string): string {
  const plots = [...inside(xml, "plotArea").matchAll(/<(?:[\w.-]+:)?(\w+Chart)>/g)].map((match) => match[1]!);
  if (plots.length !== 1) return "Invalid";
  const grouping = value(xml, "grouping");
  const stacked = grouping === "stacked" ? "Stacked" : grouping === "percentStacked" ? "Stacked100" : "";
  if (plots[0] === "barChart") return `${value(xml, "barDir") === "bar" ? "Bar" : "Column"}${stacked || "Clustered"}`;
  const plot = PLOTS[plots[0]!];
  return plot ? plot + stacked : "Invalid";
}

type Find = (name: string) => SheetModel | null;

function sourceIn(xml: string, find: Find): ChartSource | null {
  const reference = /<(?:[\w.-]+:)?f>([^<]*)<\//.exec(xml)?.[1];
  if (reference === undefined) return null;
  const { sheet, address } = splitAddress(unescapeXml(reference));
  const box = parseBox(address);
  const found = sheet === null ? null : find(sheet);
  return box && found ? { sheetId: found.id, box } : null;
}

function chartIn(xml: string, base: ChartModel, find: Find): ChartModel {
  const type = typeOf(xml);
  const series = [...xml.matchAll(/<(?:[\w.-]+:)?ser>([^]*?)<\/(?:[\w.-]+:)?ser>/g)].flatMap((match, i) => {
    const part = match[1]!;
    const values = sourceIn(inside(part, "val"), find);
    if (!values) return [];
    const name = inside(part, "tx");
    const colour = /<(?:[\w.-]+:)?srgbClr val="([0-9A-Fa-f]{6})"/.exec(inside(part, "spPr"))?.[1];
    return [
      {
        name: unescapeXml(inside(name, "v")) || `Series${i + 1}`,
        nameSource: sourceIn(name, find),
        values,
        categories: sourceIn(inside(part, "cat"), find),
        colour: colour ? `#${colour}` : null,
        hasDataLabels: value(inside(part, "dLbls"), "showVal") === "1",
        labels: {},
        gapWidth: null,
        overlap: null,
      },
    ];
  });
  const title = [...inside(inside(xml, "chart"), "title").matchAll(/<(?:[\w.-]+:)?t>([^<]*)</g)];
  return {
    ...base,
    type: series.length === 0 ? "Invalid" : type,
    series,
    source: series[0]?.values ?? base.source,
    title: unescapeXml(title.map((match) => match[1]).join("")),
    titleVisible: title.length > 0,
    legend: { ...base.legend, visible: /<(?:[\w.-]+:)?legend\b/.test(xml) },
  };
}

/** A chart of the file: what of it can be changed here. */
export interface LoadedChart {
  chart: ChartModel;
  /** The number of its anchor in its sheet's drawing. */
  anchor: number;
}

/** The charts on a sheet of the file. */
export async function readCharts(
  file: Package,
  part: string,
  sheet: SheetModel,
  find: Find,
  newId: () => string,
): Promise<LoadedChart[]> {
  const drawing = await drawingOf(file, part);
  if (!drawing || !file.has(drawing)) return [];
  const xml = await file.text(drawing);
  const found: LoadedChart[] = [];
  for (const [anchor, piece] of topLevel(xml).filter(isAnchor).entries()) {
    const text = textOfPiece(xml, piece);
    const target = await file.target(drawing, chartRelation(text));
    if (target === undefined || !file.has(target)) continue;
    const start = newChart(
      { id: newId(), name: nameOf(text), sheetId: sheet.id, type: "Invalid" },
      sheet,
      { row: 0, column: 0, rows: 1, columns: 1 },
      "Columns",
    );
    const chart = { ...chartIn(toUsual(await file.text(target)), start, find), ...placeIn(sheet, text) };
    found.push({ chart, anchor });
  }
  return found;
}

/** A chart as text; where it stands and what it reads left out, when rows or columns were put in or taken out. */
export function chartText(chart: ChartModel, placesMoved: boolean): string {
  if (!placesMoved) return textOfValue(chart);
  const { top, left, width, height, source, series, ...rest } = chart;
  void [top, left, width, height, source];
  return textOfValue({
    ...rest,
    series: series.map(({ colour, hasDataLabels, labels }) => ({ colour, hasDataLabels, labels })),
  });
}

export interface ChartChange {
  part: string;
  madePart: string;
  /** The anchors of the file's charts that are no longer as they were: taken out. */
  gone: number[];
  /** Whether the made sheet has charts to take over. */
  added: boolean;
}

/** Takes charts out of a sheet's drawing and puts the made ones in; gives the sheet's part. */
export async function withCharts(
  draft: Package,
  adoption: Adoption | null,
  made: Package | null,
  xml: string,
  { part, madePart, gone, added }: ChartChange,
): Promise<string> {
  const drawing = await drawingOf(draft, part);
  const from = added && made ? await drawingOf(made, madePart) : undefined;
  if (drawing) {
    let text = await draft.text(drawing);
    const anchors = topLevel(text).filter(isAnchor);
    for (const index of gone) {
      const id = chartRelation(textOfPiece(text, anchors[index]!));
      const target = await draft.target(drawing, id);
      if (id === undefined || target === undefined) continue;
      await draft.unrelate(drawing, [id]);
      await draft.remove(target);
    }
    text = edited(
      text,
      gone.map((index) => ({ start: anchors[index]!.start, end: anchors[index]!.end, text: "" })),
    );
    if (from && made && adoption) text = await withMadeAnchors(adoption, made, text, drawing, from);
    draft.put(drawing, text);
    if (topLevel(text).some(isAnchor)) return xml;
    return withoutDrawing(draft, part, xml, drawing);
  }
  if (!from || !made || !adoption) return xml;
  const id = (await made.relations(madePart)).find(({ kind }) => kind === "drawing")!.id;
  const relation = await adoption.relation(madePart, id, part);
  const element = `<drawing xmlns:r="${adoption.relationType("").replace(/\/$/, "")}" r:id="${relation}"/>`;
  const at = placeFor(xml, "drawing");
  return edited(xml, [{ start: at, end: at, text: withNamespace(xml, element) }]);
}

/** A drawing with nothing in it goes, and the sheet's word of it. */
async function withoutDrawing(draft: Package, part: string, xml: string, drawing: string): Promise<string> {
  const ids = (await draft.relations(part)).filter(({ kind }) => kind === "drawing").map(({ id }) => id);
  await draft.unrelate(part, ids);
  await draft.remove(drawing);
  const piece = topLevel(xml).find(({ name }) => name === "drawing");
  return piece ? edited(xml, [{ start: piece.start, end: piece.end, text: "" }]) : xml;
}

async function withMadeAnchors(
  adoption: Adoption,
  made: Package,
  xml: string,
  drawing: string,
  from: string,
): Promise<string> {
  const text = await made.text(from);
  const taken = [...xml.matchAll(/<(?:[\w.-]+:)?cNvPr\b[^>]*\sid="(\d+)"/g)].map((match) => Number(match[1]));
  let next = Math.max(1000, ...taken) + 1;
  let anchors = "";
  for (const piece of topLevel(text).filter(isAnchor)) {
    let anchor = textOfPiece(text, piece);
    const id = chartRelation(anchor);
    if (id !== undefined) {
      const relation = await adoption.relation(from, id, drawing);
      anchor = anchor.replace(`r:id="${id}"`, `r:id="${relation}"`);
    }
    anchor = anchor.replace(/(<xdr:cNvPr\b[^>]*\sid=")\d+"/, (_, before: string) => `${before}${next++}"`);
    // The names of the made drawing, wherever it is put.
    anchors += withAttribute(
      withAttribute(
        adoption.inWords(anchor),
        "xmlns:a",
        adoption.inWords('"http://schemas.openxmlformats.org/drawingml/2006/main"').slice(1, -1),
      ),
      "xmlns:xdr",
      adoption.inWords('"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"').slice(1, -1),
    );
  }
  return edited(xml, [withInside(xml, rootOf(xml), anchors)]);
}
