/** Charts: added, named, placed and deleted; what they hold is in ../charts.ts. */
import { must, refuse } from "../errors";
import { isUnbounded } from "../address";
import { newChart, seriesOf, type ChartAxisModel, type ChartModel, type ChartSeriesModel } from "../charts";
import { bag, define, eventCalls, type HostObject, type Wire } from "../host";
import { columnPoints, rowPoints } from "../measure";
import type { SheetModel } from "../sheet";
import type { StandInWorkbook } from "../workbook";
import { rangeArgument } from "./range";
import { worksheet } from "./worksheet";

const told = (it: ChartModel, w: StandInWorkbook) => w.tell({ kind: "charts", sheetId: it.sheetId, by: "addin" });

const TYPES =
  /^(Column|Bar)(Clustered|Stacked|Stacked100)$|^Line(Markers)?(Stacked|Stacked100)?$|^Area(Stacked|Stacked100)?$|^Pie$|^Doughnut$/;
const typeArgument = (value: Wire, at: string): string => {
  must(typeof value === "string", at);
  if (!TYPES.test(value))
    refuse("ApiNotFound", `${at}(${value})`, `The stand-in cannot draw a chart of the kind ${value}.`);
  return value;
};

const flag = (value: Wire, at: string): boolean => {
  must(typeof value === "boolean", at);
  return value;
};
const points = (value: Wire, at: string): number => {
  must(typeof value === "number" && value >= 0, at);
  return value;
};

/** Fonts and fills of a chart are taken and kept, and not shown. */
const style = (): HostObject => {
  const fontOf = () =>
    bag("ChartFont", { Bold: false, Color: "#000000", Italic: false, Name: "Calibri", Size: 10, Underline: "None" }, [
      "Bold",
      "Color",
      "Italic",
      "Name",
      "Size",
      "Underline",
    ]);
  const fillOf = () => bag("ChartFill", {}, [], { call: { Clear: () => null, SetSolidColor: () => null } });
  const lineOf = () =>
    bag("ChartLineFormat", { Color: "#000000", LineStyle: "Continuous", Weight: 1 }, ["Color", "LineStyle", "Weight"], {
      call: { Clear: () => null },
    });
  return bag("ChartFormat", {}, [], { go: { Font: fontOf, Fill: fillOf, Border: lineOf, Line: lineOf } });
};

const title = define<ChartModel>("ChartTitle", {
  get: { Text: (it) => it.title, Visible: (it) => it.titleVisible, Overlay: () => false },
  set: {
    Text: (it, value, w) => {
      must(typeof value === "string", "ChartTitle.text");
      it.title = value;
      it.titleVisible = true;
      told(it, w);
    },
    Visible: (it, value, w) => {
      it.titleVisible = flag(value, "ChartTitle.visible");
      told(it, w);
    },
    Overlay: (_, value) => void flag(value, "ChartTitle.overlay"),
  },
  go: { Format: style },
});

const legend = define<ChartModel>("ChartLegend", {
  get: { Visible: (it) => it.legend.visible, Position: (it) => it.legend.position, Overlay: () => false },
  set: {
    Visible: (it, value, w) => {
      it.legend.visible = flag(value, "ChartLegend.visible");
      told(it, w);
    },
    Position: (it, value, w) => {
      must(["Top", "Bottom", "Left", "Right", "Corner"].includes(value), "ChartLegend.position");
      it.legend.position = value;
      told(it, w);
    },
    Overlay: (_, value) => void flag(value, "ChartLegend.overlay"),
  },
  go: { Format: style },
});

interface AxisIt {
  chart: ChartModel;
  axis: ChartAxisModel;
  kind: "Category" | "Value";
}

const axisTitle = define<AxisIt>("ChartAxisTitle", {
  get: { Text: (it) => it.axis.title, Visible: (it) => it.axis.titleVisible },
  set: {
    Text: (it, value, w) => {
      must(typeof value === "string", "ChartAxisTitle.text");
      it.axis.title = value;
      it.axis.titleVisible = true;
      told(it.chart, w);
    },
    Visible: (it, value, w) => {
      it.axis.titleVisible = flag(value, "ChartAxisTitle.visible");
      told(it.chart, w);
    },
  },
  go: { Format: style },
});

const gridlines = define<AxisIt>("ChartGridlines", {
  get: { Visible: (it) => it.axis.gridlines },
  set: {
    Visible: (it, value, w) => {
      it.axis.gridlines = flag(value, "ChartGridlines.visible");
      told(it.chart, w);
    },
  },
  go: { Format: style },
});

const bound = (key: "minimum" | "maximum" | "majorUnit") => (it: AxisIt, value: Wire, w: StandInWorkbook) => {
  must(value === "" || typeof value === "number", `ChartAxis.${key}`);
  it.axis[key] = value;
  told(it.chart, w);
};

const chartAxis = define<AxisIt>("ChartAxis", {
  get: {
    Type: (it) => it.kind,
    Visible: (it) => it.axis.visible,
    Minimum: (it) => it.axis.minimum,
    Maximum: (it) => it.axis.maximum,
    MajorUnit: (it) => it.axis.majorUnit,
    ReversePlotOrder: (it) => it.axis.reversed,
    NumberFormat: (it) => it.axis.numberFormat,
  },
  set: {
    Visible: (it, value, w) => {
      it.axis.visible = flag(value, "ChartAxis.visible");
      told(it.chart, w);
    },
    Minimum: bound("minimum"),
    Maximum: bound("maximum"),
    MajorUnit: bound("majorUnit"),
    ReversePlotOrder: (it, value, w) => {
      it.axis.reversed = flag(value, "ChartAxis.reversePlotOrder");
      told(it.chart, w);
    },
    NumberFormat: (it, value, w) => {
      must(typeof value === "string", "ChartAxis.numberFormat");
      it.axis.numberFormat = value;
      told(it.chart, w);
    },
  },
  go: { Title: (it) => axisTitle(it), MajorGridlines: (it) => gridlines(it), Format: style },
});

const axes = define<ChartModel>("ChartAxes", {
  go: {
    CategoryAxis: (it) => chartAxis({ chart: it, axis: it.axes.category, kind: "Category" }),
    ValueAxis: (it) => chartAxis({ chart: it, axis: it.axes.value, kind: "Value" }),
  },
});

interface SeriesIt {
  chart: ChartModel;
  series: ChartSeriesModel;
}

const LABELS = [
  "ShowValue",
  "ShowSeriesName",
  "ShowCategoryName",
  "ShowLegendKey",
  "ShowPercentage",
  "ShowBubbleSize",
  "Position",
  "Separator",
  "NumberFormat",
];

const labelsOf = (name: string, owners: (it: SeriesIt | ChartModel) => SeriesIt[]) =>
  define<SeriesIt | ChartModel>(name, {
    get: Object.fromEntries(
      LABELS.map((key) => [
        key,
        (it: SeriesIt | ChartModel) =>
          owners(it)[0]?.series.labels[key] ?? (key === "ShowValue" ? true : key.startsWith("Show") ? false : null),
      ]),
    ),
    set: Object.fromEntries(
      LABELS.map((key) => [
        key,
        (it: SeriesIt | ChartModel, value: Wire, w: StandInWorkbook) => {
          for (const owner of owners(it)) {
            owner.series.labels[key] = value;
            owner.series.hasDataLabels = true;
            told(owner.chart, w);
          }
        },
      ]),
    ),
    go: { Format: style },
  });

const seriesLabels = labelsOf("ChartDataLabels", (it) => [it as SeriesIt]);
const chartLabels = labelsOf("ChartDataLabels", (it) =>
  (it as ChartModel).series.map((series) => ({ chart: it as ChartModel, series })),
);

const seriesFill = define<SeriesIt>("ChartFill", {
  call: {
    SetSolidColor: (it, [value], w) => {
      must(typeof value === "string" && /^#?[0-9A-Fa-f]{6}$/.test(value), "ChartFill.setSolidColor");
      it.series.colour = value.startsWith("#") ? value : `#${value}`;
      told(it.chart, w);
    },
    Clear: (it, _, w) => {
      it.series.colour = null;
      told(it.chart, w);
    },
  },
});

const seriesFormat = define<SeriesIt>("ChartSeriesFormat", {
  go: {
    Fill: (it) => seriesFill(it),
    Line: () =>
      bag(
        "ChartLineFormat",
        { Color: "#000000", LineStyle: "Continuous", Weight: 1 },
        ["Color", "LineStyle", "Weight"],
        { call: { Clear: () => null } },
      ),
  },
});

const chartSeries = define<SeriesIt>("ChartSeries", {
  get: {
    Name: (it) => it.series.name,
    ChartType: (it) => it.chart.type,
    HasDataLabels: (it) => it.series.hasDataLabels,
    GapWidth: (it) => it.series.gapWidth ?? 80,
    Overlap: (it) => it.series.overlap ?? 0,
  },
  set: {
    Name: (it, value, w) => {
      must(typeof value === "string", "ChartSeries.name");
      it.series.name = value;
      it.series.nameSource = null;
      told(it.chart, w);
    },
    HasDataLabels: (it, value, w) => {
      it.series.hasDataLabels = flag(value, "ChartSeries.hasDataLabels");
      told(it.chart, w);
    },
    GapWidth: (it, value, w) => {
      must(Number.isInteger(value) && value >= 0 && value <= 500, "ChartSeries.gapWidth");
      it.series.gapWidth = value;
      told(it.chart, w);
    },
    Overlap: (it, value, w) => {
      must(Number.isInteger(value) && value >= -100 && value <= 100, "ChartSeries.overlap");
      it.series.overlap = value;
      told(it.chart, w);
    },
  },
  go: { DataLabels: (it) => seriesLabels(it), Format: (it) => seriesFormat(it) },
  call: {
    Delete: (it, _, w) => {
      it.chart.series.splice(it.chart.series.indexOf(it.series), 1);
      told(it.chart, w);
    },
    SetValues: (it, [source], w) => {
      const { sheet, box } = rangeArgument(w, null, source, "ChartSeries.setValues");
      it.series.values = { sheetId: sheet.id, box };
      told(it.chart, w);
    },
    SetXAxisValues: (it, [source], w) => {
      const { sheet, box } = rangeArgument(w, null, source, "ChartSeries.setXAxisValues");
      it.series.categories = { sheetId: sheet.id, box };
      told(it.chart, w);
    },
  },
});

const seriesList = define<ChartModel>("ChartSeriesCollection", {
  get: { Count: (it) => it.series.length },
  items: (it) => it.series.map((series) => chartSeries({ chart: it, series })),
  call: {
    GetCount: (it) => it.series.length,
    GetItemAt: (it, [index]) =>
      it.series[index]
        ? chartSeries({ chart: it, series: it.series[index] })
        : refuse("InvalidArgument", "ChartSeriesCollection.getItemAt"),
  },
});

const sheetOf = (it: ChartModel, w: StandInWorkbook): SheetModel => w.sheet(it.sheetId);

const size = (key: "top" | "left" | "width" | "height") => ({
  read: (it: ChartModel) => it[key],
  write: (it: ChartModel, value: Wire, w: StandInWorkbook) => {
    it[key] = points(value, `Chart.${key}`);
    told(it, w);
  },
});

function setPosition(it: ChartModel, [start, end]: Wire[], w: StandInWorkbook): void {
  const at = "Chart.setPosition";
  const sheet = sheetOf(it, w);
  const first = rangeArgument(w, sheet, start, at);
  const last = end === null || end === undefined ? null : rangeArgument(w, sheet, end, at);
  must(first.sheet === sheet && !isUnbounded(first.box) && (!last || last.sheet === sheet), at);
  const distance = (to: number, of: (index: number) => number) =>
    Array.from({ length: to }, (_, i) => of(i)).reduce((sum, n) => sum + n, 0);
  const y = (row: number) => distance(row, (i) => rowPoints(sheet, i));
  const x = (column: number) => distance(column, (i) => columnPoints(sheet, i));
  it.top = y(first.box.row);
  it.left = x(first.box.column);
  if (last) {
    it.height = y(last.box.row + last.box.rows) - it.top;
    it.width = x(last.box.column + last.box.columns) - it.left;
    must(it.height > 0 && it.width > 0, at);
  }
  told(it, w);
}

const chart: ((it: ChartModel) => HostObject<ChartModel>) & { type: HostObject<ChartModel>["type"] } =
  define<ChartModel>("Chart", {
    identity: (it) => ({ Id: it.id }),
    get: {
      Id: (it) => it.id,
      Name: (it) => it.name,
      ChartType: (it) => it.type,
      Top: size("top").read,
      Left: size("left").read,
      Width: size("width").read,
      Height: size("height").read,
    },
    set: {
      Name: (it, value, w) => {
        must(typeof value === "string" && value !== "" && value.length <= 255, "Chart.name");
        it.name = value;
        told(it, w);
      },
      ChartType: (it, value, w) => {
        it.type = typeArgument(value, "Chart.chartType");
        told(it, w);
      },
      Top: size("top").write,
      Left: size("left").write,
      Width: size("width").write,
      Height: size("height").write,
    },
    go: {
      Title: (it) => title(it),
      Legend: (it) => legend(it),
      Series: (it) => seriesList(it),
      Axes: (it) => axes(it),
      DataLabels: (it) => chartLabels(it),
      Format: style,
      Worksheet: (it, w) => worksheet(sheetOf(it, w)),
    },
    call: {
      SetPosition: setPosition,
      SetData: (it, [source, by], w) => {
        const { sheet, box } = rangeArgument(w, sheetOf(it, w), source, "Chart.setData");
        it.source = { sheetId: sheet.id, box };
        it.seriesBy = by === "Rows" || (by !== "Columns" && box.columns > box.rows) ? "Rows" : "Columns";
        it.series = seriesOf(sheet, box, it.seriesBy);
        told(it, w);
      },
      Delete: (it, _, w) => {
        w.guardSheet(sheetOf(it, w), "objects", "Chart.delete");
        w.charts.splice(w.charts.indexOf(it), 1);
        told(it, w);
      },
      Activate: (it, _, w) => w.activate(it.sheetId),
    },
  });

const listed = (it: SheetModel, w: StandInWorkbook): ChartModel[] => w.charts.filter((item) => item.sheetId === it.id);
const find = (it: SheetModel, key: Wire, w: StandInWorkbook) =>
  listed(it, w).find((item) => item.id === key || item.name.toLowerCase() === String(key).toLowerCase());

export const charts = define<SheetModel>("ChartCollection", {
  get: { Count: (it, w) => listed(it, w).length },
  items: (it, w) => listed(it, w).map(chart),
  item: (it, key, w) => chart(find(it, key, w) ?? refuse("ItemNotFound", "ChartCollection.getItem")),
  call: {
    GetCount: (it, _, w) => listed(it, w).length,
    GetItem: (it, [key], w) => chart(find(it, key, w) ?? refuse("ItemNotFound", "ChartCollection.getItem")),
    _GetItem: (it, [key], w) => chart(find(it, key, w) ?? refuse("ItemNotFound", "ChartCollection.getItem")),
    GetItemAt: (it, [index], w) =>
      chart(listed(it, w)[index] ?? refuse("InvalidArgument", "ChartCollection.getItemAt")),
    GetItemOrNullObject: (it, [key], w) => {
      const found = find(it, key, w);
      return found ? chart(found) : null;
    },
    Add: (it, [type, source, by], w) => {
      const at = "ChartCollection.add";
      w.guardSheet(it, "objects", at);
      const kind = typeArgument(type, at);
      const { sheet, box } = rangeArgument(w, it, source, at);
      must(!isUnbounded(box), at);
      let n = 1;
      while (listed(it, w).some((item) => item.name === `Chart ${n}`)) n++;
      const made = newChart(
        { id: w.newId(), name: `Chart ${n}`, sheetId: it.id, type: kind },
        sheet,
        box,
        by ?? "Auto",
      );
      w.charts.push(made);
      w.emit(50, it.id, { chartId: made.id, worksheetId: it.id, source: "Local" });
      told(made, w);
      return chart(made);
    },
    ...eventCalls<SheetModel>((it) => it.id, {
      AddedEvent: 50,
      ActivatedEvent: 51,
      DeactivatedEvent: 52,
      DeletedEvent: 53,
    }),
  },
});
