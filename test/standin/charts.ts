/**
 * Charts added through Office.js: their model, how a source range becomes series, and their parts in a saved file (bar,
 * column, line, area, pie and doughnut). Draws nothing.
 */
import { quoteSheet, type Box } from "./address";
import { cellName } from "../../src/plan/grid";
import { valueOf } from "./cells";
import { columnPoints, rowPoints } from "./measure";
import type { Shift } from "./formula";
import { escapeXml } from "./parts";
import type { SheetModel } from "./sheet";

/** A run of cells on a sheet that a chart reads. */
export interface ChartSource {
  sheetId: string;
  box: Box;
}

export interface ChartSeriesModel {
  /** Its name as shown; kept beside the cell it was read from. */
  name: string;
  nameSource: ChartSource | null;
  values: ChartSource;
  categories: ChartSource | null;
  colour: string | null;
  hasDataLabels: boolean;
  labels: Record<string, unknown>;
  gapWidth: number | null;
  overlap: number | null;
}

export interface ChartAxisModel {
  visible: boolean;
  title: string;
  titleVisible: boolean;
  gridlines: boolean;
  minimum: number | "";
  maximum: number | "";
  majorUnit: number | "";
  reversed: boolean;
  numberFormat: string;
}

export interface ChartModel {
  id: string;
  name: string;
  /** The sheet it stands on. */
  sheetId: string;
  /** Excel.ChartType: "BarClustered". */
  type: string;
  title: string;
  titleVisible: boolean;
  source: ChartSource;
  seriesBy: "Columns" | "Rows";
  series: ChartSeriesModel[];
  legend: { visible: boolean; position: string };
  axes: { category: ChartAxisModel; value: ChartAxisModel };
  /** Points from the sheet's top left corner. */
  top: number;
  left: number;
  width: number;
  height: number;
  altText?: string;
}

const axis = (): ChartAxisModel => ({
  visible: true,
  title: "",
  titleVisible: false,
  gridlines: false,
  minimum: "",
  maximum: "",
  majorUnit: "",
  reversed: false,
  numberFormat: "General",
});

/** A chart over a range: the first row or column gives names and categories where it holds words, as in Excel. */
export function newChart(
  parts: Pick<ChartModel, "id" | "name" | "sheetId" | "type">,
  sheet: SheetModel,
  box: Box,
  seriesBy: string,
): ChartModel {
  const by = seriesBy === "Rows" || (seriesBy !== "Columns" && box.columns > box.rows) ? "Rows" : "Columns";
  const source = { sheetId: sheet.id, box };
  return {
    ...parts,
    title: "",
    titleVisible: false,
    source,
    seriesBy: by,
    series: seriesOf(sheet, box, by),
    legend: { visible: true, position: "Bottom" },
    axes: { category: axis(), value: { ...axis(), gridlines: true } },
    top: 20,
    left: 20,
    width: 360,
    height: 216,
  };
}

/**
 * Charts stand on cells, so rows and columns put in or taken out before them push or pull them. Call it before the cells move, and
 * what it gives when they have.
 */
export function moveCharts(charts: ChartModel[], sheet: SheetModel, shift: Shift): () => void {
  const [edge, size] = shift.axis === "row" ? (["top", rowPoints] as const) : (["left", columnPoints] as const);
  const points = (from: number, to: number) => {
    let sum = 0;
    for (let i = from; i < to; i++) sum += size(sheet, i);
    return sum;
  };
  const start = points(0, shift.at);
  const gone = points(shift.at, shift.at - Math.min(0, shift.count));
  const after = charts.filter((chart) => chart[edge] >= start);
  return () => {
    const added = points(shift.at, shift.at + Math.max(0, shift.count));
    for (const chart of after) chart[edge] = Math.max(start, chart[edge] - gone) + added;
  };
}

/** The series a source range makes. */
export function seriesOf(sheet: SheetModel, box: Box, by: "Columns" | "Rows"): ChartSeriesModel[] {
  const isNumber = (row: number, column: number) => typeof valueOf(sheet.at(row, column)) === "number";
  const last = { row: box.row + box.rows - 1, column: box.column + box.columns - 1 };
  const headRow = box.rows > 1 && !isNumber(box.row, last.column) ? 1 : 0;
  const headColumn = box.columns > 1 && !isNumber(last.row, box.column) ? 1 : 0;
  const body: Box = {
    row: box.row + headRow,
    column: box.column + headColumn,
    rows: box.rows - headRow,
    columns: box.columns - headColumn,
  };
  const across = by === "Columns";
  const count = across ? body.columns : body.rows;
  return Array.from({ length: count }, (_, i) => {
    const values: Box = across
      ? { ...body, column: body.column + i, columns: 1 }
      : { ...body, row: body.row + i, rows: 1 };
    const nameBox: Box | null = across
      ? headRow
        ? { row: box.row, column: values.column, rows: 1, columns: 1 }
        : null
      : headColumn
        ? { row: values.row, column: box.column, rows: 1, columns: 1 }
        : null;
    const categoryBox: Box | null = across
      ? headColumn
        ? { row: body.row, column: box.column, rows: body.rows, columns: 1 }
        : null
      : headRow
        ? { row: box.row, column: body.column, rows: 1, columns: body.columns }
        : null;
    const at = (b: Box | null) => (b ? { sheetId: sheet.id, box: b } : null);
    return {
      name: nameBox ? sheet.textAt(nameBox.row, nameBox.column) : `Series${i + 1}`,
      nameSource: at(nameBox),
      values: at(values)!,
      categories: at(categoryBox),
      colour: null,
      hasDataLabels: false,
      labels: {},
      gapWidth: null,
      overlap: null,
    };
  });
}

// ---- the file's parts -----------------------------------------------------------------------------------------------

const absolute = (sheet: SheetModel, box: Box) => {
  const dollars = (row: number, column: number) => cellName(row, column).replace(/([A-Z]+)(\d+)/, "$$$1$$$2");
  const first = dollars(box.row, box.column);
  const last = dollars(box.row + box.rows - 1, box.column + box.columns - 1);
  return `${quoteSheet(sheet.name)}!${first === last ? first : `${first}:${last}`}`;
};

function cellsOf(box: Box): [number, number][] {
  const cells: [number, number][] = [];
  for (let r = 0; r < box.rows; r++) for (let c = 0; c < box.columns; c++) cells.push([box.row + r, box.column + c]);
  return cells;
}

type SheetOf = (id: string) => SheetModel;

function textReference({ sheetId, box }: ChartSource, sheetOf: SheetOf): string {
  const sheet = sheetOf(sheetId);
  const points = cellsOf(box).map(([r, c], i) => `<c:pt idx="${i}"><c:v>${escapeXml(sheet.textAt(r, c))}</c:v></c:pt>`);
  return `<c:strRef><c:f>${escapeXml(absolute(sheet, box))}</c:f><c:strCache><c:ptCount val="${points.length}"/>${points.join("")}</c:strCache></c:strRef>`;
}

function numberReference({ sheetId, box }: ChartSource, sheetOf: SheetOf): string {
  const sheet = sheetOf(sheetId);
  const cells = cellsOf(box);
  const points = cells.flatMap(([r, c], i) => {
    const value = valueOf(sheet.at(r, c));
    return typeof value === "number" ? [`<c:pt idx="${i}"><c:v>${value}</c:v></c:pt>`] : [];
  });
  return `<c:numRef><c:f>${escapeXml(absolute(sheet, box))}</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="${cells.length}"/>${points.join("")}</c:numCache></c:numRef>`;
}

const words = (text: string) =>
  `<c:tx><c:rich><a:bodyPr/><a:p><a:r><a:rPr lang="en-GB"/><a:t>${escapeXml(text)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/>`;

const titleXml = (text: string, visible: boolean) => (visible && text ? `<c:title>${words(text)}</c:title>` : "");

function seriesXml(series: ChartSeriesModel, index: number, sheetOf: SheetOf, pie: boolean): string {
  const fill =
    series.colour && !pie
      ? `<c:spPr><a:solidFill><a:srgbClr val="${series.colour.replace("#", "")}"/></a:solidFill></c:spPr>`
      : "";
  const name = series.nameSource
    ? `<c:tx>${textReference(series.nameSource, sheetOf)}</c:tx>`
    : `<c:tx><c:v>${escapeXml(series.name)}</c:v></c:tx>`;
  const flag = (tag: string, on: boolean) => `<c:${tag} val="${on ? 1 : 0}"/>`;
  const labels = series.hasDataLabels
    ? `<c:dLbls>${flag("showLegendKey", false)}${flag("showVal", series.labels["ShowValue"] !== false)}${flag("showCatName", series.labels["ShowCategoryName"] === true)}${flag("showSerName", series.labels["ShowSeriesName"] === true)}${flag("showPercent", series.labels["ShowPercentage"] === true)}${flag("showBubbleSize", false)}</c:dLbls>`
    : "";
  const categories = series.categories ? `<c:cat>${textReference(series.categories, sheetOf)}</c:cat>` : "";
  return `<c:ser><c:idx val="${index}"/><c:order val="${index}"/>${name}${fill}${labels}${categories}<c:val>${numberReference(series.values, sheetOf)}</c:val></c:ser>`;
}

function axisXml(kind: "catAx" | "valAx", id: number, other: number, model: ChartAxisModel, place: string): string {
  const scale = `<c:scaling><c:orientation val="${model.reversed ? "maxMin" : "minMax"}"/>${model.maximum === "" ? "" : `<c:max val="${model.maximum}"/>`}${model.minimum === "" ? "" : `<c:min val="${model.minimum}"/>`}</c:scaling>`;
  const grid = model.gridlines ? "<c:majorGridlines/>" : "";
  const end =
    kind === "catAx"
      ? `<c:crossAx val="${other}"/><c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/>`
      : `<c:crossAx val="${other}"/><c:crosses val="autoZero"/><c:crossBetween val="between"/>${model.majorUnit === "" ? "" : `<c:majorUnit val="${model.majorUnit}"/>`}`;
  return `<c:${kind}><c:axId val="${id}"/>${scale}<c:delete val="${model.visible ? 0 : 1}"/><c:axPos val="${place}"/>${grid}${titleXml(model.title, model.titleVisible)}<c:numFmt formatCode="${escapeXml(model.numberFormat)}" sourceLinked="0"/><c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>${end}</c:${kind}>`;
}

const LEGEND: Record<string, string> = { Top: "t", Bottom: "b", Left: "l", Right: "r", Corner: "tr" };

/** xl/charts/chartN.xml. */
export function chartXml(chart: ChartModel, sheetOf: SheetOf): string {
  const type = chart.type;
  const pie = /^(Pie|Doughnut)/.test(type);
  const series = chart.series.map((item, i) => seriesXml(item, i, sheetOf, pie)).join("");
  const grouping = /Stacked100/.test(type) ? "percentStacked" : /Stacked/.test(type) ? "stacked" : "clustered";
  const axes = '<c:axId val="111111111"/><c:axId val="222222222"/>';
  const sideways = type.startsWith("Bar");
  const gap = chart.series[0]?.gapWidth ?? 80;
  let plot: string;
  if (type.startsWith("Doughnut"))
    plot = `<c:doughnutChart><c:varyColors val="1"/>${series}<c:holeSize val="50"/></c:doughnutChart>`;
  else if (pie) plot = `<c:pieChart><c:varyColors val="1"/>${series}</c:pieChart>`;
  else if (type.startsWith("Line"))
    plot = `<c:lineChart><c:grouping val="${grouping === "clustered" ? "standard" : grouping}"/><c:varyColors val="0"/>${series}<c:marker val="1"/>${axes}</c:lineChart>`;
  else if (type.startsWith("Area"))
    plot = `<c:areaChart><c:grouping val="${grouping === "clustered" ? "standard" : grouping}"/><c:varyColors val="0"/>${series}${axes}</c:areaChart>`;
  else
    plot = `<c:barChart><c:barDir val="${sideways ? "bar" : "col"}"/><c:grouping val="${grouping}"/><c:varyColors val="0"/>${series}<c:gapWidth val="${gap}"/>${grouping === "clustered" ? "" : '<c:overlap val="100"/>'}${axes}</c:barChart>`;
  const axisParts = pie
    ? ""
    : axisXml("catAx", 111111111, 222222222, chart.axes.category, sideways ? "l" : "b") +
      axisXml("valAx", 222222222, 111111111, chart.axes.value, sideways ? "b" : "l");
  const legend = chart.legend.visible
    ? `<c:legend><c:legendPos val="${LEGEND[chart.legend.position] ?? "b"}"/><c:overlay val="0"/></c:legend>`
    : "";
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><c:roundedCorners val="0"/><c:chart>${titleXml(chart.title, chart.titleVisible)}<c:autoTitleDeleted val="${chart.titleVisible && chart.title ? 0 : 1}"/><c:plotArea><c:layout/>${plot}${axisParts}</c:plotArea>${legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>`;
}

const EMU = 12_700;

/** The chart's place in its sheet's drawing part. */
export function drawingAnchor(chart: ChartModel, sheet: SheetModel, relation: string, id: number): string {
  let column = 0;
  let left = chart.left;
  for (let width = columnPoints(sheet, column); left >= width && column < 1000; width = columnPoints(sheet, ++column))
    left -= width;
  let row = 0;
  let top = chart.top;
  for (let height = rowPoints(sheet, row); top >= height && row < 100_000; height = rowPoints(sheet, ++row))
    top -= height;
  const alt = chart.altText ? ` descr="${escapeXml(chart.altText)}"` : "";
  return `<xdr:oneCellAnchor><xdr:from><xdr:col>${column}</xdr:col><xdr:colOff>${Math.round(left * EMU)}</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>${Math.round(top * EMU)}</xdr:rowOff></xdr:from><xdr:ext cx="${Math.round(chart.width * EMU)}" cy="${Math.round(chart.height * EMU)}"/><xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="${id}" name="${escapeXml(chart.name)}"${alt}/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="${relation}"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:oneCellAnchor>`;
}
