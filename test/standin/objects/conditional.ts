/** Conditional formats: kept, ordered, read and written whole. They are not judged here. */
import type ExcelJS from "exceljs";
import { formatBox, overlaps, parseBoxes, type Box } from "../address";
import { hexOf } from "../colours";
import { ExcelError, must, refuse } from "../errors";
import { formulaFault } from "../formula";
import type { HostObject } from "../host";
import { define, type Wire } from "../host";
import type { ConditionalBlock, ConditionalRule, SheetModel } from "../sheet";
import type { StandInWorkbook } from "../workbook";
import { borderStyle, colourArgument, type Cells } from "./format";
import { isValidFormat } from "./number-format";
import { areasOn, rangeOn } from "./range";

interface FormatIt {
  sheet: SheetModel;
  rule: ConditionalRule;
  block: ConditionalBlock;
}

const TYPES: Record<string, string> = {
  expression: "Custom",
  cellIs: "CellValue",
  containsText: "ContainsText",
  notContainsText: "ContainsText",
  beginsWith: "ContainsText",
  endsWith: "ContainsText",
  colorScale: "ColorScale",
  dataBar: "DataBar",
  iconSet: "IconSet",
  top10: "TopBottom",
};
const typeOf = (rule: ConditionalRule): string => TYPES[rule.type] ?? "PresetCriteria";

/** A rule's id; one put in through exceljs gets its own when it is first seen. */
const idOf = (it: FormatIt, w: StandInWorkbook): string => (it.rule["id"] ??= w.newId()) as string;

const boxesOf = (it: FormatIt): Box[] => parseBoxes(it.block.ref) ?? [];

/** Whether this Excel lists the rule and hands out nothing more of it. */
const isUnreadable = (it: FormatIt, w: StandInWorkbook): boolean =>
  it.rule.unreadable === true ||
  (w.rulesSharingARange === "unreadable" &&
    it.rule.xml !== undefined &&
    it.block.rules.filter((rule) => rule.xml).length > 1);

function guardReadable(it: FormatIt, w: StandInWorkbook, member: string): void {
  if (isUnreadable(it, w)) refuse("ItemNotFound", `ConditionalFormat.${member}`);
}

/** Excel's limits on a rule's formula; gives it without "=". */
function ruleFormula(value: Wire, location: string, w: StandInWorkbook): string {
  must(typeof value === "string" && value.length > 0, location);
  const formula = value.startsWith("=") ? value.slice(1) : value;
  must(formula.length <= w.longestRuleFormula || formula.length > 8192, location);
  const fault = formulaFault(formula);
  if (fault === "too long") refuse("FormulaLengthExceedsLimit", location);
  if (fault) refuse("InvalidArgument", location);
  return formula;
}

const changed = (it: FormatIt, w: StandInWorkbook) =>
  w.tell({ kind: "look", sheetId: it.sheet.id, address: it.block.ref, by: "addin" });

function look(
  it: FormatIt,
  w: StandInWorkbook,
  change: (style: Partial<ExcelJS.Style>) => Partial<ExcelJS.Style>,
  location: string,
): void {
  w.guardSheet(it.sheet, "formatCells", location);
  it.rule.style = change({ ...it.rule.style });
  changed(it, w);
}

// ---- the look -------------------------------------------------------------------------------------------------------

const fill = define<FormatIt>("ConditionalRangeFill", {
  get: {
    Color: (it, w) => {
      const f = it.rule.style?.fill as
        { bgColor?: Partial<ExcelJS.Color>; fgColor?: Partial<ExcelJS.Color> } | undefined;
      return hexOf(f?.bgColor ?? f?.fgColor, w.theme) ?? "";
    },
  },
  set: {
    // In a conditional format the colour of a plain fill is its background.
    Color: (it, value, w) => {
      const bgColor = colourArgument(value, "ConditionalRangeFill.color");
      look(
        it,
        w,
        (style) => ({ ...style, fill: { type: "pattern", pattern: "solid", bgColor } as ExcelJS.Fill }),
        "ConditionalRangeFill.color",
      );
    },
  },
  call: { Clear: (it, _, w) => look(it, w, ({ fill: _fill, ...rest }) => rest, "ConditionalRangeFill.clear") },
});

const setFont = (it: FormatIt, w: StandInWorkbook, change: Partial<ExcelJS.Font>, location: string) =>
  look(it, w, (style) => ({ ...style, font: { ...style.font, ...change } }), location);

const flag = (value: Wire, location: string): boolean => {
  must(typeof value === "boolean", location);
  return value;
};

const font = define<FormatIt>("ConditionalRangeFont", {
  get: {
    Bold: (it) => it.rule.style?.font?.bold ?? null,
    Italic: (it) => it.rule.style?.font?.italic ?? null,
    Strikethrough: (it) => it.rule.style?.font?.strike ?? null,
    Underline: (it) => (it.rule.style?.font?.underline ? "Single" : "None"),
    Color: (it, w) => hexOf(it.rule.style?.font?.color, w.theme) ?? "",
  },
  set: {
    Bold: (it, value, w) =>
      setFont(it, w, { bold: flag(value, "ConditionalRangeFont.bold") }, "ConditionalRangeFont.bold"),
    Italic: (it, value, w) =>
      setFont(it, w, { italic: flag(value, "ConditionalRangeFont.italic") }, "ConditionalRangeFont.italic"),
    Strikethrough: (it, value, w) =>
      setFont(
        it,
        w,
        { strike: flag(value, "ConditionalRangeFont.strikethrough") },
        "ConditionalRangeFont.strikethrough",
      ),
    Underline: (it, value, w) => {
      must(["None", "Single", "Double"].includes(value), "ConditionalRangeFont.underline");
      setFont(
        it,
        w,
        { underline: value === "None" ? "none" : value === "Single" ? "single" : "double" },
        "ConditionalRangeFont.underline",
      );
    },
    Color: (it, value, w) =>
      setFont(it, w, { color: colourArgument(value, "ConditionalRangeFont.color") }, "ConditionalRangeFont.color"),
  },
  call: { Clear: (it, _, w) => look(it, w, ({ font: _font, ...rest }) => rest, "ConditionalRangeFont.clear") },
});

const SIDES: Record<string, "top" | "bottom" | "left" | "right"> = {
  EdgeTop: "top",
  EdgeBottom: "bottom",
  EdgeLeft: "left",
  EdgeRight: "right",
};

const border = define<{ format: FormatIt; side: string }>("ConditionalRangeBorder", {
  get: {
    SideIndex: (it) => it.side,
    Style: (it) => (it.format.rule.style?.border?.[SIDES[it.side]!]?.style ? "Continuous" : "None"),
    Color: (it, w) => hexOf(it.format.rule.style?.border?.[SIDES[it.side]!]?.color, w.theme) ?? "",
  },
  set: {
    Style: (it, value, w) => {
      must(
        ["None", "Continuous", "Dash", "DashDot", "DashDotDot", "Dot"].includes(value),
        "ConditionalRangeBorder.style",
      );
      const key = SIDES[it.side]!;
      look(
        it.format,
        w,
        (style) => {
          const { [key]: old, ...others } = style.border ?? {};
          return {
            ...style,
            border: value === "None" ? others : { ...others, [key]: { ...old, style: borderStyle(value, "Thin") } },
          } as Partial<ExcelJS.Style>;
        },
        "ConditionalRangeBorder.style",
      );
    },
    Color: (it, value, w) => {
      const color = colourArgument(value, "ConditionalRangeBorder.color");
      const key = SIDES[it.side]!;
      look(
        it.format,
        w,
        (style) => ({ ...style, border: { ...style.border, [key]: { style: "thin", ...style.border?.[key], color } } }),
        "ConditionalRangeBorder.color",
      );
    },
  },
});

const side = (name: string) => (it: FormatIt) => border({ format: it, side: name });
const borders = define<FormatIt>("ConditionalRangeBorderCollection", {
  get: { Count: () => 4 },
  go: { Top: side("EdgeTop"), Bottom: side("EdgeBottom"), Left: side("EdgeLeft"), Right: side("EdgeRight") },
  items: (it) => Object.keys(SIDES).map((name) => border({ format: it, side: name })),
  item: (it, key) => {
    must(key in SIDES, "ConditionalRangeBorderCollection.getItem");
    return border({ format: it, side: key });
  },
});

const format = define<FormatIt>("ConditionalRangeFormat", {
  get: { NumberFormat: (it) => it.rule.style?.numFmt ?? null },
  set: {
    NumberFormat: (it, value, w) => {
      must(
        typeof value === "string" && value.length <= 255 && isValidFormat(value),
        "ConditionalRangeFormat.numberFormat",
      );
      look(it, w, (style) => ({ ...style, numFmt: value }), "ConditionalRangeFormat.numberFormat");
    },
  },
  go: { Fill: (it) => fill(it), Font: (it) => font(it), Borders: (it) => borders(it) },
  call: { ClearFormat: (it, _, w) => look(it, w, () => ({}), "ConditionalRangeFormat.clearFormat") },
});

// ---- kinds of rule --------------------------------------------------------------------------------------------------

const formulaText = (it: FormatIt, index = 0): string =>
  it.rule.formulae?.[index] === undefined ? "" : `=${it.rule.formulae[index]}`;

const customRule = define<FormatIt>("ConditionalFormatRule", {
  get: { Formula: (it) => formulaText(it), FormulaLocal: (it) => formulaText(it) },
  set: {
    Formula: (it, value, w) => {
      w.guardSheet(it.sheet, "formatCells", "ConditionalFormatRule.formula");
      it.rule.formulae = [ruleFormula(value, "ConditionalFormatRule.formula", w)];
      changed(it, w);
    },
  },
});

const custom = define<FormatIt>("CustomConditionalFormat", {
  go: { Rule: (it) => customRule(it), Format: (it) => format(it) },
});

const OPERATORS: Record<string, string> = {
  Between: "between",
  NotBetween: "notBetween",
  EqualTo: "equal",
  NotEqualTo: "notEqual",
  GreaterThan: "greaterThan",
  LessThan: "lessThan",
  GreaterThanOrEqual: "greaterThanOrEqual",
  LessThanOrEqual: "lessThanOrEqual",
};
const operatorName = (code: string | undefined) =>
  Object.entries(OPERATORS).find(([, value]) => value === code)?.[0] ?? "Invalid";

const cellValue = define<FormatIt>("CellValueConditionalFormat", {
  get: {
    Rule: (it) => ({
      operator: operatorName(it.rule.operator),
      formula1: formulaText(it),
      ...(it.rule.formulae?.[1] === undefined ? {} : { formula2: formulaText(it, 1) }),
    }),
  },
  set: {
    Rule: (it, value, w) => {
      const at = "CellValueConditionalFormat.rule";
      must(value && value.operator in OPERATORS && typeof value.formula1 === "string", at);
      w.guardSheet(it.sheet, "formatCells", at);
      it.rule.operator = OPERATORS[value.operator as string]!;
      it.rule.formulae = [value.formula1, ...(value.formula2 === undefined ? [] : [value.formula2])].map((formula) =>
        ruleFormula(formula, at, w),
      );
      delete it.rule.xml;
      changed(it, w);
    },
  },
  go: { Format: (it) => format(it) },
});

const TEXT_OPERATORS: Record<string, string> = {
  Contains: "containsText",
  NotContains: "notContainsText",
  BeginsWith: "beginsWith",
  EndsWith: "endsWith",
};

/** The formula Excel stores beside a rule about text, for its first cell. */
function textFormula(type: string, text: string, cell: string): string {
  const quoted = `"${text.replaceAll('"', '""')}"`;
  switch (type) {
    case "notContainsText":
      return `ISERROR(SEARCH(${quoted},${cell}))`;
    case "beginsWith":
      return `LEFT(${cell},${text.length})=${quoted}`;
    case "endsWith":
      return `RIGHT(${cell},${text.length})=${quoted}`;
    default:
      return `NOT(ISERROR(SEARCH(${quoted},${cell})))`;
  }
}

const textComparison = define<FormatIt>("TextConditionalFormat", {
  get: {
    Rule: (it) => ({
      operator: Object.entries(TEXT_OPERATORS).find(([, code]) => code === it.rule.type)?.[0] ?? "Invalid",
      text: it.rule.text ?? "",
    }),
  },
  set: {
    Rule: (it, value, w) => {
      const at = "TextConditionalFormat.rule";
      must(
        value &&
          value.operator in TEXT_OPERATORS &&
          typeof value.text === "string" &&
          value.text !== "" &&
          value.text.length <= 255,
        at,
      );
      w.guardSheet(it.sheet, "formatCells", at);
      const type = TEXT_OPERATORS[value.operator as string]!;
      const first = boxesOf(it)[0]!;
      it.rule.type = type;
      it.rule.operator = type === "notContainsText" ? "notContains" : type;
      it.rule.text = value.text;
      it.rule.formulae = [textFormula(type, value.text, formatBox({ ...first, rows: 1, columns: 1 }))];
      delete it.rule.xml;
      changed(it, w);
    },
  },
  go: { Format: (it) => format(it) },
});

/** A kind the stand-in keeps as it is and cannot look into. */
const keptWhole = (name: string) => define<FormatIt>(name, {});

const KINDS: Record<string, [string, (it: FormatIt) => HostObject]> = {
  Custom: ["Custom", custom],
  CellValue: ["CellValue", cellValue],
  TextComparison: ["ContainsText", textComparison],
  Preset: ["PresetCriteria", keptWhole("PresetCriteriaConditionalFormat")],
  TopBottom: ["TopBottom", keptWhole("TopBottomConditionalFormat")],
  ColorScale: ["ColorScale", keptWhole("ColorScaleConditionalFormat")],
  DataBar: ["DataBar", keptWhole("DataBarConditionalFormat")],
  IconSet: ["IconSet", keptWhole("IconSetConditionalFormat")],
};

const kinds: Record<string, (it: FormatIt, w: StandInWorkbook) => HostObject | null> = {};
for (const [member, [type, make]] of Object.entries(KINDS)) {
  kinds[member] = (it, w) => {
    guardReadable(it, w, member);
    return typeOf(it.rule) === type
      ? make(it)
      : refuse("InvalidOperation", `ConditionalFormat.${member}`, "The conditional format is of another kind.");
  };
  kinds[`${member}OrNullObject`] = (it, w) => {
    guardReadable(it, w, `${member}OrNullObject`);
    return typeOf(it.rule) === type ? make(it) : null;
  };
}

const ordered = (sheet: SheetModel): FormatIt[] =>
  sheet.conditionalFormats().map(({ rule, block }) => ({ sheet, rule, block }));

const conditionalFormat = define<FormatIt>("ConditionalFormat", {
  identity: (it, w) => ({ Id: idOf(it, w) }),
  get: {
    Id: idOf,
    Type: (it) => typeOf(it.rule),
    Priority: (it, w) => {
      guardReadable(it, w, "priority");
      return it.rule.priority - 1;
    },
    StopIfTrue: (it, w) => {
      guardReadable(it, w, "stopIfTrue");
      return it.rule.stopIfTrue ?? false;
    },
  },
  set: {
    StopIfTrue: (it, value, w) => {
      guardReadable(it, w, "stopIfTrue");
      it.rule.stopIfTrue = flag(value, "ConditionalFormat.stopIfTrue");
      changed(it, w);
    },
    // The object cannot be used after this: it gets a new id, so that code that goes on with it fails.
    Priority: (it, value, w) => {
      guardReadable(it, w, "priority");
      must(Number.isInteger(value), "ConditionalFormat.priority");
      w.guardSheet(it.sheet, "formatCells", "ConditionalFormat.priority");
      const rules = it.sheet
        .conditionalFormats()
        .map((entry) => entry.rule)
        .filter((rule) => rule !== it.rule);
      // A negative priority counts from the back: -1 is the last place. Beyond either end is that end.
      const place = value >= 0 ? value : rules.length + 1 + value;
      rules.splice(Math.min(Math.max(place, 0), rules.length), 0, it.rule);
      it.sheet.renumber(rules);
      it.rule["id"] = w.newId();
      changed(it, w);
    },
  },
  go: kinds,
  call: {
    Delete: (it, _, w) => {
      if (w.deletingUnreadableRules === "refused") guardReadable(it, w, "delete");
      w.guardSheet(it.sheet, "formatCells", "ConditionalFormat.delete");
      it.sheet.removeRule(it.rule);
      changed(it, w);
    },
    GetRange: (it, _, w) => {
      guardReadable(it, w, "getRange");
      return boxesOf(it).length === 1
        ? rangeOn(w, it.sheet, boxesOf(it)[0]!)
        : refuse("ItemNotFound", "ConditionalFormat.getRange", "The conditional format is on several ranges.");
    },
    GetRangeOrNullObject: (it, _, w) => {
      guardReadable(it, w, "getRangeOrNullObject");
      return boxesOf(it).length === 1 ? rangeOn(w, it.sheet, boxesOf(it)[0]!) : null;
    },
    GetRanges: (it, _, w) => {
      guardReadable(it, w, "getRanges");
      return areasOn(w, it.sheet, boxesOf(it));
    },
  },
});

const FILE_TYPES: Record<string, string> = { Custom: "expression", CellValue: "cellIs", ContainsText: "containsText" };

const within = (it: Cells): FormatIt[] =>
  ordered(it.sheet).filter((entry) => boxesOf(entry).some((box) => it.boxes.some((mine) => overlaps(box, mine))));

const byId = (it: Cells, id: Wire, w: StandInWorkbook): FormatIt | undefined =>
  within(it).find((entry) => idOf(entry, w) === id);

export const conditionalFormats = define<Cells>("ConditionalFormatCollection", {
  items: (it) => within(it).map(conditionalFormat),
  item: (it, id, w) =>
    conditionalFormat(byId(it, id, w) ?? refuse("ItemNotFound", "ConditionalFormatCollection.getItem")),
  call: {
    GetCount: (it) => within(it).length,
    GetItem: (it, [id], w) =>
      conditionalFormat(byId(it, id, w) ?? refuse("ItemNotFound", "ConditionalFormatCollection.getItem")),
    GetItemOrNullObject: (it, [id], w) => {
      const found = byId(it, id, w);
      return found ? conditionalFormat(found) : null;
    },
    GetItemAt: (it, [index]) =>
      conditionalFormat(within(it)[index] ?? refuse("InvalidArgument", "ConditionalFormatCollection.getItemAt")),
    ClearAll: (it, _, w) => {
      w.guardSheet(it.sheet, "formatCells", "ConditionalFormatCollection.clearAll");
      for (const box of it.boxes) it.sheet.clearConditionalFormats(box);
      w.tell({ kind: "look", sheetId: it.sheet.id, by: "addin" });
    },
    Add: (it, [type], w) => {
      const at = "ConditionalFormatCollection.add";
      must(typeof type === "string", at);
      const fileType = FILE_TYPES[type];
      if (!fileType)
        throw new ExcelError(
          "ApiNotFound",
          `The stand-in cannot add a conditional format of the kind ${type}.`,
          `${at}(${type})`,
        );
      w.guardSheet(it.sheet, "formatCells", at);
      const rule: ConditionalRule = { id: w.newId(), type: fileType, priority: 0, formulae: [], stopIfTrue: false };
      const block: ConditionalBlock = { ref: it.boxes.map(formatBox).join(" "), rules: [rule] };
      it.sheet.blocks = [...it.sheet.blocks, block];
      it.sheet.renumber();
      w.tell({ kind: "look", sheetId: it.sheet.id, address: block.ref, by: "addin" });
      return conditionalFormat({ sheet: it.sheet, rule, block });
    },
  },
});
