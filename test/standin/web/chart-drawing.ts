/** Draws a chart simply, as SVG, from its source cells: bars, columns, lines and pies near enough to be read. */
import type { Box } from "../address";
import { valueOf } from "../cells";
import type { ChartModel } from "../charts";
import { columnPoints, rowPoints } from "../measure";
import type { SheetModel } from "../sheet";

const accents = ["#4472C4", "#ED7D31", "#A5A5A5", "#FFC000", "#5B9BD5", "#70AD47"];
const ink = "#404040";
const rule = "#D9D9D9";

type Attributes = Record<string, string | number>;

function svg(tag: string, attributes: Attributes, ...children: (Element | string)[]): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

interface Series {
  name: string;
  colour: string;
  values: number[];
  labelled: boolean;
}

/** Where a chart stands: the cell under its corner and the pixels from that cell's corner. */
export function chartAnchor(
  chart: ChartModel,
  sheet: SheetModel,
): { row: number; column: number; x: number; y: number } {
  let column = 0;
  let left = chart.left;
  for (let width = columnPoints(sheet, 0); left >= width && column < 1000; width = columnPoints(sheet, ++column))
    left -= width;
  let row = 0;
  let top = chart.top;
  for (let height = rowPoints(sheet, 0); top >= height && row < 100_000; height = rowPoints(sheet, ++row))
    top -= height;
  return { row, column, x: (left * 4) / 3, y: (top * 4) / 3 };
}

export function drawChart(chart: ChartModel, sheetOf: (id: string) => SheetModel): SVGElement {
  const width = (chart.width * 4) / 3;
  const height = (chart.height * 4) / 3;
  const series = chart.series.map((item, i): Series => {
    const sheet = sheetOf(item.values.sheetId);
    return {
      name: item.nameSource ? textsOf(sheetOf(item.nameSource.sheetId), item.nameSource.box)[0]! : item.name,
      colour: item.colour ?? accents[i % accents.length]!,
      values: cellsOf(item.values.box).map(([row, column]) => Number(valueOf(sheet.at(row, column))) || 0),
      labelled: item.hasDataLabels,
    };
  });
  const named = chart.series[0]?.categories;
  const categories = named
    ? textsOf(sheetOf(named.sheetId), named.box)
    : (series[0]?.values ?? []).map((_, i) => String(i + 1));

  const root = svg("svg", {
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "font-size": 12,
    fill: ink,
  });
  root.setAttribute("aria-label", chart.altText || chart.title || chart.name);
  root.append(svg("rect", { x: 0.5, y: 0.5, width: width - 1, height: height - 1, fill: "#FFFFFF", stroke: rule }));
  let top = 12;
  if (chart.titleVisible && chart.title) {
    root.append(svg("text", { x: width / 2, y: 26, "text-anchor": "middle", "font-size": 16 }, chart.title));
    top = 40;
  }
  const legend = chart.legend.visible && series.length > 1;
  const bottom = height - (legend ? 30 : 10);
  if (legend) root.append(legendOf(series, width, height - 12));
  const frame = { left: 12, top, right: width - 16, bottom };
  const type = chart.type;
  if (/^(Pie|Doughnut)/.test(type))
    root.append(pie(series[0]?.values ?? [], categories, frame, type.startsWith("Doughnut")));
  else root.append(plot(chart, series, categories, frame));
  return root;
}

interface Frame {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

function plot(chart: ChartModel, series: Series[], categories: string[], frame: Frame): SVGElement {
  const sideways = chart.type.startsWith("Bar");
  const stacked = /Stacked/.test(chart.type);
  const lines = /^(Line|Area)/.test(chart.type);
  const totals = categories.map((_, i) => series.reduce((sum, { values }) => sum + (values[i] ?? 0), 0));
  const highest = Math.max(1, ...(stacked ? totals : series.flatMap(({ values }) => values)));
  const { axes } = chart;
  const step = niceStep(highest);
  const most = axes.value.maximum === "" ? Math.ceil(highest / step) * step : axes.value.maximum;
  const shownAxis = axes.value.visible;
  const longest = Math.max(0, ...categories.map((text) => text.length));
  const inner: Frame = sideways
    ? {
        left: frame.left + Math.min(longest * 6.2 + 10, (frame.right - frame.left) * 0.45),
        top: frame.top,
        right: frame.right - 12,
        bottom: frame.bottom - (shownAxis ? 20 : 4),
      }
    : { left: frame.left + (shownAxis ? 28 : 4), top: frame.top + 6, right: frame.right, bottom: frame.bottom - 22 };
  const along = (value: number) =>
    sideways
      ? inner.left + (value / most) * (inner.right - inner.left)
      : inner.bottom - (value / most) * (inner.bottom - inner.top);
  const group = svg("g", {});

  for (let value = 0; value <= most + step / 1000; value += step) {
    const at = along(value);
    const ends = sideways
      ? { x1: at, x2: at, y1: inner.top, y2: inner.bottom }
      : { x1: inner.left, x2: inner.right, y1: at, y2: at };
    if (axes.value.gridlines || value === 0)
      group.append(svg("line", { ...ends, stroke: value === 0 ? "#BFBFBF" : rule }));
    if (!shownAxis) continue;
    const place = sideways
      ? { x: at, y: inner.bottom + 15, "text-anchor": "middle" }
      : { x: inner.left - 6, y: at + 4, "text-anchor": "end" };
    group.append(svg("text", { ...place, "font-size": 11 }, String(Math.round(value * 100) / 100)));
  }

  const span = (sideways ? inner.bottom - inner.top : inner.right - inner.left) / Math.max(1, categories.length);
  const gap = (chart.series[0]?.gapWidth ?? 80) / 100;
  const across = stacked ? 1 : series.length;
  const thickness = span / (across + gap);
  // Excel draws the first category of sideways bars at the bottom unless the axis is turned round.
  const upward = sideways && !axes.category.reversed;
  categories.forEach((category, i) => {
    const start = (sideways ? inner.top : inner.left) + (upward ? categories.length - 1 - i : i) * span;
    const middle = start + span / 2;
    const place = sideways
      ? { x: inner.left - 6, y: middle + 4, "text-anchor": "end" }
      : { x: middle, y: inner.bottom + 16, "text-anchor": "middle" };
    const room = sideways ? (inner.left - frame.left) / 6 : span / 6;
    group.append(svg("text", { ...place, "font-size": 11 }, shortened(category, room), svg("title", {}, category)));
    let base = 0;
    if (lines) return;
    series.forEach(({ values, colour, labelled }, s) => {
      const value = values[i] ?? 0;
      const from = stacked ? base : 0;
      base += value;
      const offset = start + (thickness * gap) / 2 + (stacked ? 0 : s * thickness);
      const [near, far] = [along(from), along(from + value)];
      const shape = sideways
        ? { x: near, y: offset, width: Math.max(0, far - near), height: thickness }
        : { x: offset, y: far, width: thickness, height: Math.max(0, near - far) };
      group.append(svg("rect", { ...shape, fill: colour }));
      if (!labelled || value === 0) return;
      const inBar = stacked && series.length > 1;
      const label = sideways
        ? {
            x: inBar ? (near + far) / 2 : far + 5,
            y: offset + thickness / 2 + 4,
            "text-anchor": inBar ? "middle" : "start",
          }
        : { x: offset + thickness / 2, y: inBar ? (near + far) / 2 + 4 : far - 5, "text-anchor": "middle" };
      group.append(svg("text", { ...label, "font-size": 11 }, String(value)));
    });
  });
  if (lines) {
    for (const { values, colour } of series) {
      const points = values.map((value, i) => `${inner.left + (i + 0.5) * span},${along(value)}`).join(" ");
      group.append(svg("polyline", { points, fill: "none", stroke: colour, "stroke-width": 2.5 }));
    }
  }
  return group;
}

function pie(values: number[], categories: string[], frame: Frame, hollow: boolean): SVGElement {
  const total = values.reduce((sum, value) => sum + value, 0) || 1;
  const radius = Math.min(frame.right - frame.left, frame.bottom - frame.top) / 2 - 18;
  const [x, y] = [(frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2];
  const at = (turn: number, length: number) =>
    `${x + length * Math.sin(turn * 2 * Math.PI)},${y - length * Math.cos(turn * 2 * Math.PI)}`;
  const group = svg("g", {});
  let turn = 0;
  values.forEach((value, i) => {
    const next = turn + value / total;
    const large = value / total > 0.5 ? 1 : 0;
    const path =
      value === total
        ? null
        : `M${x},${y} L${at(turn, radius)} A${radius},${radius} 0 ${large} 1 ${at(next, radius)} Z`;
    const fill = accents[i % accents.length]!;
    group.append(
      path ? svg("path", { d: path, fill, stroke: "#FFFFFF" }) : svg("circle", { cx: x, cy: y, r: radius, fill }),
    );
    if (value > 0) {
      const [labelX, labelY] = at((turn + next) / 2, radius + 12).split(",");
      group.append(
        svg(
          "text",
          { x: labelX!, y: labelY!, "text-anchor": "middle", "font-size": 11 },
          `${categories[i] ?? ""} ${value}`,
        ),
      );
    }
    turn = next;
  });
  if (hollow) group.append(svg("circle", { cx: x, cy: y, r: radius / 2, fill: "#FFFFFF" }));
  return group;
}

function legendOf(series: Series[], width: number, y: number): SVGElement {
  const lengths = series.map(({ name }) => name.length * 6.4 + 30);
  let x = Math.max(8, (width - lengths.reduce((sum, length) => sum + length, 0)) / 2);
  const group = svg("g", {});
  series.forEach(({ name, colour }, i) => {
    group.append(
      svg("rect", { x, y: y - 9, width: 10, height: 10, fill: colour }),
      svg("text", { x: x + 15, y }, name),
    );
    x += lengths[i]!;
  });
  return group;
}

function niceStep(highest: number): number {
  const rough = highest / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((size) => size * power >= rough)! * power;
  return Number.isFinite(step) && step > 0 ? Math.max(step, highest >= 1 && highest <= 5 ? 1 : step) : 1;
}

const shortened = (text: string, letters: number) =>
  text.length <= letters ? text : `${text.slice(0, Math.max(1, Math.floor(letters) - 1))}…`;

function cellsOf(box: Box): [number, number][] {
  const cells: [number, number][] = [];
  for (let row = 0; row < box.rows; row++)
    for (let column = 0; column < box.columns; column++) cells.push([box.row + row, box.column + column]);
  return cells;
}

const textsOf = (sheet: SheetModel, box: Box) => cellsOf(box).map(([row, column]) => sheet.textAt(row, column));
