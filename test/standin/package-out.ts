/**
 * Mends the file exceljs wrote: puts in what exceljs cannot write (links on any cell, conditional formats whole, column breaks,
 * filters, names, charts). Takes the zip's bytes and the model, gives the bytes; changes no model.
 */
import JSZip from "jszip";
import type { ChartModel } from "./charts";
import { chartXml, drawingAnchor } from "./charts";
import { quoteSheet } from "./address";
import { cellName } from "../../src/plan/grid";
import { writeCustomProperties } from "./custom-properties";
import { ruleElement } from "./package/rules";
import { addType, attributeText, escapeXml, insert, Relations } from "./parts";
import type { ConditionalBlock, ConditionalRule, SheetModel } from "./sheet";

export interface NamePart {
  name: string;
  sheetIndex: number | null;
  refersTo: string;
  comment: string;
  hidden: boolean;
}

/** What the rest of the file needs to know of one sheet. */
export interface SheetPart {
  sheet: SheetModel;
  /** The number in "xl/worksheets/sheet3.xml". */
  file: number;
  blocks: ConditionalBlock[];
  filter: string;
  tableFilters: Map<string, string>;
  extendedFormats: string;
  charts: ChartModel[];
}

/** The marker exceljs is given in place of a rule, so that it writes the rule's look and tells us its number. */
export const ruleMarker = (index: number) => `"stand-in rule ${index}"`;

/** Whether this module writes the rule; rules made through exceljs of other kinds (colour scales …) are left to exceljs. */
export const writesRule = (rule: ConditionalRule): boolean =>
  rule.xml !== undefined || /^(expression|cellIs|containsText|notContainsText|beginsWith|endsWith)$/.test(rule.type);

export async function finishPackage(
  bytes: ArrayBuffer | Uint8Array,
  parts: SheetPart[],
  names: NamePart[],
  ruleCount: number,
  sheetOf: (id: string) => SheetModel,
): Promise<Uint8Array> {
  const zip = await JSZip.loadAsync(bytes);
  const text = async (path: string) => (await zip.file(path)?.async("string")) ?? "";
  let types = await text("[Content_Types].xml");
  let chartNumber = 0;
  let drawingNumber = Object.keys(zip.files).filter((path) => /^xl\/drawings\/drawing\d+\.xml$/.test(path)).length;

  const looks = new Map<number, string>();
  const sheetXml = new Map<SheetPart, string>();
  for (const part of parts) {
    const xml = await text(`xl/worksheets/sheet${part.file}.xml`);
    sheetXml.set(part, xml);
    if (ruleCount === 0) continue;
    for (const match of xml.matchAll(
      /<cfRule type="expression"(?: dxfId="(\d+)")?[^>]*><formula>&quot;stand-in rule (\d+)&quot;/g,
    ))
      if (match[1] !== undefined) looks.set(Number(match[2]), match[1]);
  }

  let ruleNumber = 0;
  for (const part of parts) {
    const path = `xl/worksheets/sheet${part.file}.xml`;
    const relPath = `xl/worksheets/_rels/sheet${part.file}.xml.rels`;
    const rels = new Relations(await text(relPath));
    let left = "";
    let xml = sheetXml.get(part)!.replace(/<conditionalFormatting\b[^]*?<\/conditionalFormatting>/g, (block) => {
      if (!block.includes("stand-in rule ")) left += block;
      return "";
    });

    const formats = part.blocks
      .map((block) => {
        const rules = block.rules
          .filter(writesRule)
          .map((rule) => ruleElement(rule, rule.priority, looks.get(ruleNumber++)))
          .join("");
        return rules ? `<conditionalFormatting sqref="${escapeXml(block.ref)}">${rules}</conditionalFormatting>` : "";
      })
      .join("");
    xml = insert(xml, "conditionalFormatting", formats + left);

    const links = [...part.sheet.links].map(([key, link]) => {
      const [row, column] = key.split(",").map(Number) as [number, number];
      const id = link.address ? rels.add("hyperlink", link.address, true) : undefined;
      return `<hyperlink${attributeText({ ref: cellName(row, column), "r:id": id, location: link.documentReference, tooltip: link.screenTip })}/>`;
    });
    if (links.length > 0) xml = insert(xml, "hyperlinks", `<hyperlinks>${links.join("")}</hyperlinks>`);

    const columns = [...part.sheet.columnBreaks].sort((a, b) => a - b);
    if (columns.length > 0) {
      const breaks = columns.map((column) => `<brk id="${column}" max="1048575" man="1"/>`).join("");
      xml = insert(
        xml,
        "colBreaks",
        `<colBreaks count="${columns.length}" manualBreakCount="${columns.length}">${breaks}</colBreaks>`,
      );
    }
    if (part.filter)
      xml = xml.replace(
        /<autoFilter ([^>]*?)\/>/,
        `<autoFilter $1>${part.filter.replaceAll("$", "$$$$")}</autoFilter>`,
      );
    if (part.extendedFormats) {
      const ext = `<ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">${part.extendedFormats}</ext>`;
      xml = xml.includes("</extLst>")
        ? xml.replace("</extLst>", () => `${ext}</extLst>`)
        : insert(xml, "extLst", `<extLst>${ext}</extLst>`);
    }

    if (part.charts.length > 0) {
      const existing = /<drawing r:id="(rId\d+)"\/>/.exec(xml);
      const existingTarget =
        existing && new RegExp(`<Relationship[^>]*Id="${existing[1]}"[^>]*>`).exec(await text(relPath));
      const old = existingTarget && /Target="\.\.\/drawings\/(drawing\d+)\.xml"/.exec(existingTarget[0]);
      const drawing = old ? old[1]! : `drawing${++drawingNumber}`;
      const drawingPath = `xl/drawings/${drawing}.xml`;
      const drawingRels = new Relations(await text(`xl/drawings/_rels/${drawing}.xml.rels`));
      const anchors = part.charts.map((chart, i) => {
        const file = `chart${++chartNumber}.xml`;
        zip.file(`xl/charts/${file}`, chartXml(chart, sheetOf));
        types = addType(
          types,
          `/xl/charts/${file}`,
          "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
        );
        return drawingAnchor(chart, part.sheet, drawingRels.add("chart", `../charts/${file}`), 1000 + i);
      });
      const frame =
        (await text(drawingPath)) ||
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"></xdr:wsDr>';
      zip.file(
        drawingPath,
        frame.replace("</xdr:wsDr>", () => `${anchors.join("")}</xdr:wsDr>`),
      );
      zip.file(`xl/drawings/_rels/${drawing}.xml.rels`, drawingRels.text());
      if (!old) {
        types = addType(types, `/${drawingPath}`, "application/vnd.openxmlformats-officedocument.drawing+xml");
        xml = insert(xml, "drawing", `<drawing r:id="${rels.add("drawing", `../drawings/${drawing}.xml`)}"/>`);
      }
    }
    zip.file(path, xml);
    const relations = rels.text();
    if (relations) zip.file(relPath, relations);
  }

  for (const path of Object.keys(zip.files).filter((name) => /^xl\/tables\/[^/]+\.xml$/.test(name))) {
    const xml = await text(path);
    const name = /<table [^>]*?\bname="([^"]*)"/.exec(xml)?.[1] ?? "";
    const filter = parts.map((part) => part.tableFilters.get(name)).find(Boolean);
    // A table without headings may have no filter buttons at all.
    const mended = xml.includes('headerRowCount="0"')
      ? xml.replace(/<autoFilter\b(?:[^>]*\/>|[^]*?<\/autoFilter>)/, "")
      : xml;
    zip.file(
      path,
      filter
        ? mended.replace(
            /<autoFilter ([^>]*?)(?:\/>|>[^]*?<\/autoFilter>)/,
            (_, a: string) => `<autoFilter ${a}>${filter}</autoFilter>`,
          )
        : mended,
    );
  }

  let book = await text("xl/workbook.xml");
  for (const { sheet } of parts) {
    // exceljs forgets to double the apostrophes of a sheet's name in print titles.
    if (!sheet.name.includes("'")) continue;
    const wrong = escapeXml(`'${sheet.name}'!`);
    const plain = `'${sheet.name.replaceAll("&", "&amp;")}'!`;
    for (const form of [
      wrong,
      plain,
      `'${escapeXml(sheet.name)}'!`,
      `&apos;${sheet.name.replaceAll("'", "&apos;")}&apos;!`,
    ])
      book = book.replaceAll(form, escapeXml(`${quoteSheet(sheet.name)}!`));
  }
  if (names.length > 0) {
    const written = names
      .map(
        (item) =>
          `<definedName${attributeText({ name: item.name, comment: item.comment || undefined, localSheetId: item.sheetIndex === null ? undefined : String(item.sheetIndex), hidden: item.hidden ? "1" : undefined })}>${escapeXml(item.refersTo)}</definedName>`,
      )
      .join("");
    book = book.includes("</definedNames>")
      ? book.replace("</definedNames>", () => `${written}</definedNames>`)
      : book.replace("</sheets>", () => `</sheets><definedNames>${written}</definedNames>`);
  }
  zip.file("xl/workbook.xml", book);
  zip.file("[Content_Types].xml", types);
  for (const { sheet, file } of parts)
    await writeCustomProperties(zip, `xl/worksheets/sheet${file}.xml`, [...sheet.customProperties.values()]);
  return zip.generateAsync({ type: "uint8array", compression: "DEFLATE" });
}
