/**
 * A plan in a workbook that holds one of nearly everything a workbook can hold, written part by part by hand (never by the stand-in or a
 * library): what a copy has to carry. Every name in it is invented.
 */
import JSZip from "jszip";

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const OFFICE_2017 = "http://schemas.microsoft.com/office/2017/10/relationships";
const THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments";

const relations = (...list: [id: string, type: string, target: string, mode?: string][]) =>
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${list
    .map(
      ([id, type, target, mode]) =>
        `<Relationship Id="${id}" Type="${type.includes("://") ? type : `${R}/${type}`}" Target="${target}"${mode ? ` TargetMode="${mode}"` : ""}/>`,
    )
    .join("")}</Relationships>`;

const SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const TYPES: Record<string, string> = {
  "/xl/workbook.xml": `${SHEET}.sheet.main+xml`,
  "/xl/worksheets/sheet1.xml": `${SHEET}.worksheet+xml`,
  "/xl/worksheets/sheet2.xml": `${SHEET}.worksheet+xml`,
  "/xl/worksheets/sheet3.xml": `${SHEET}.worksheet+xml`,
  "/xl/chartsheets/sheet1.xml": `${SHEET}.chartsheet+xml`,
  "/xl/styles.xml": `${SHEET}.styles+xml`,
  "/xl/sharedStrings.xml": `${SHEET}.sharedStrings+xml`,
  "/xl/calcChain.xml": `${SHEET}.calcChain+xml`,
  "/xl/comments1.xml": `${SHEET}.comments+xml`,
  "/xl/threadedComments/threadedComment1.xml": "application/vnd.ms-excel.threadedcomments+xml",
  "/xl/persons/person.xml": "application/vnd.ms-excel.person+xml",
  "/xl/drawings/drawing1.xml": "application/vnd.openxmlformats-officedocument.drawing+xml",
  "/xl/drawings/drawing2.xml": "application/vnd.openxmlformats-officedocument.drawing+xml",
  "/xl/charts/chart1.xml": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
  "/xl/charts/chart2.xml": "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
  "/xl/pivotCache/pivotCacheDefinition1.xml": `${SHEET}.pivotCacheDefinition+xml`,
  "/xl/pivotCache/pivotCacheRecords1.xml": `${SHEET}.pivotCacheRecords+xml`,
  "/xl/pivotTables/pivotTable1.xml": `${SHEET}.pivotTable+xml`,
  "/xl/slicers/slicer1.xml": "application/vnd.ms-excel.slicer+xml",
  "/xl/slicerCaches/slicerCache1.xml": "application/vnd.ms-excel.slicerCache+xml",
  "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
  "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
  "/docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
  "/customXml/itemProps1.xml": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
};

const contentTypes = `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="bin" ContentType="${SHEET}.printerSettings"/><Default Extension="png" ContentType="image/png"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/><Default Extension="xml" ContentType="application/xml"/>${Object.entries(
  TYPES,
)
  .map(([part, type]) => `<Override PartName="${part}" ContentType="${type}"/>`)
  .join("")}</Types>`;

/** Every text of the shared list, by its number; the first ones are the plan's. */
const strings: string[] = [];
const shared = (inside: string): number => {
  const at = strings.indexOf(inside);
  return at >= 0 ? at : strings.push(inside) - 1;
};
const text = (ref: string, words: string, style = 0) =>
  `<c r="${ref}"${style ? ` s="${style}"` : ""} t="s"><v>${shared(`<t xml:space="preserve">${words}</t>`)}</v></c>`;

const planRows = [
  ["1.1", "Review the referral form", "Prevent Officer", "March 2019", "Fewer late referrals"],
  ["1.2", "Hold a community event", "Borough Council", "By June 2019", "More people know whom to call"],
  ["1.3", "Publish a leaflet", "County Council", null, "Read in every library"],
  ["1.4", "Train the front line", "Police", "September 2019", "Staff say they are confident"],
] as const;

function planSheet(): string {
  const rows = planRows.map(([ref, action, owner, when, outcome], i) => {
    const row = 5 + i;
    // What stands under a date's format is a formula that gives words.
    const timescale =
      when === null
        ? `<c r="D${row}" s="3" t="str"><f>IF(Lists!$B$1="","TBC",Lists!$B$1)</f><v>TBC</v></c>`
        : text(`D${row}`, when);
    const length =
      i === 0
        ? `<c r="G${row}"><f t="shared" ref="G5:G8" si="0">LEN(B5)</f><v>${action.length}</v></c>`
        : `<c r="G${row}"><f t="shared" si="0"/><v>${action.length}</v></c>`;
    return `<row r="${row}" spans="1:8" ht="30" customHeight="1">${text(`A${row}`, ref)}${text(`B${row}`, action, 2)}${text(`C${row}`, owner)}${timescale}${text(`E${row}`, outcome)}${notes[i]}${length}</row>`;
  });
  const headings = ["Ref", "Key action", "Owner", "Timescale", "Outcomes", "Notes", "Length"];
  return `${HEAD}<worksheet xmlns="${MAIN}" xmlns:r="${R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="x14ac" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"><sheetPr codeName="PlanSheet"><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:H10"/><sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="4" topLeftCell="A5" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="B6" sqref="B6"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="12.75" x14ac:dyDescent="0.2"/><cols><col min="1" max="1" width="7.7109375" customWidth="1"/><col min="2" max="2" width="44" style="2" customWidth="1"/></cols><sheetData><row r="1" spans="1:8">${text("A1", "Safer Borough Action Plan 2019/20", 1)}</row><row r="4" spans="1:8">${headings.map((heading, i) => text(`${"ABCDEFG"[i]}4`, heading, 1)).join("")}</row>${rows.join("")}<row r="10" spans="1:8"><c r="G10"><f>SUM(G5:G8)</f><v>85</v></c><c r="H10" t="b"><f>G10&gt;50</f><v>1</v></c></row></sheetData><protectedRanges><protectedRange sqref="E5:F8" name="Partners"/></protectedRanges><customSheetViews><customSheetView guid="{11111111-2222-3333-4444-555555555555}"><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/></customSheetView></customSheetViews><conditionalFormatting sqref="A5:F8"><cfRule type="expression" dxfId="0" priority="2" stopIfTrue="1"><formula>$C5="Police"</formula></cfRule></conditionalFormatting><dataValidations count="1"><dataValidation type="list" imeMode="off" allowBlank="1" showInputMessage="1" sqref="C5:C1048576"><formula1>Owners</formula1></dataValidation></dataValidations><hyperlinks><hyperlink ref="E6" r:id="rId1" tooltip="The event&apos;s page" display="event"/></hyperlinks><pageMargins left="0.25" right="0.25" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" r:id="rId2"/><headerFooter><oddFooter>&amp;LOFFICIAL</oddFooter></headerFooter><drawing r:id="rId3"/><legacyDrawing r:id="rId4"/><extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" xmlns:x14="${X14}"><x14:conditionalFormattings><x14:conditionalFormatting xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:cfRule type="expression" priority="1" id="{AAAAAAAA-1111-2222-3333-444444444444}"><xm:f>Lists!$B$2=$C5</xm:f><x14:dxf><font><i/></font></x14:dxf></x14:cfRule><xm:sqref>C5:C8</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14="${X14}"><x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1"><x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>Lists!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>F5:F8</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>`;
}

/** The Notes: letters of several kinds, a text that looks like an escape, one with a reading aid, and none. */
const notes = [
  `<c r="F5" t="s"><v>${shared('<r><t xml:space="preserve">Waits for </t></r><r><rPr><b/><sz val="10"/><color rgb="FFC00000"/><rFont val="Arial"/><family val="2"/></rPr><t>legal advice</t></r>')}</v></c>`,
  `<c r="F6" t="s"><v>${shared("<t>Room code _x005F_x0041_ at the hall</t>")}</v></c>`,
  `<c r="F7" t="s"><v>${shared('<t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/>')}</v></c>`,
  "",
];

const styles = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="170" formatCode="d\\ mmm\\ yyyy"/></numFmts><fonts count="2"><font><sz val="10"/><name val="Arial"/><family val="2"/></font><font><b/><sz val="12"/><name val="Arial"/><family val="2"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE2EFDA"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/><xf numFmtId="0" fontId="0" fillId="2" borderId="0" applyNumberFormat="0"/></cellStyleXfs><cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="0" fontId="0" fillId="2" borderId="0" xfId="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="170" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/></cellXfs><cellStyles count="2"><cellStyle name="Good plan" xfId="1"/><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles><dxfs count="1"><dxf><font><b/><color rgb="FF0070C0"/></font></dxf></dxfs><tableStyles count="0" defaultTableStyle="TableStyleMedium2" defaultPivotStyle="PivotStyleLight16"/></styleSheet>`;

const workbook = (structureProtected: boolean) =>
  `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${R}"><fileVersion appName="xl" lastEdited="7" lowestEdited="7" rupBuild="22228"/><workbookPr codeName="ThisWorkbook" defaultThemeVersion="124226"/>${structureProtected ? '<workbookProtection workbookAlgorithmName="SHA-512" workbookHashValue="aGFzaA==" workbookSaltValue="c2FsdA==" workbookSpinCount="100000" lockStructure="1"/>' : ""}<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="20490" windowHeight="7755" tabRatio="750"/></bookViews><sheets><sheet name="Plan" sheetId="4" r:id="rId1"/><sheet name="Lists" sheetId="2" state="hidden" r:id="rId2"/><sheet name="Summary" sheetId="7" r:id="rId3"/><sheet name="Chart" sheetId="9" r:id="rId4"/></sheets><definedNames><definedName name="Owners" comment="Who may lead">Lists!$A$1:$A$3</definedName><definedName name="_xlnm.Print_Area" localSheetId="0">Plan!$A$1:$F$8,Plan!$A$10:$H$10</definedName><definedName name="_xlnm.Print_Titles" localSheetId="0">Plan!$4:$4</definedName><definedName name="Slicer_Owner">#N/A</definedName></definedNames><calcPr calcId="152511" calcMode="manual"/><customWorkbookViews><customWorkbookView name="Board" guid="{11111111-2222-3333-4444-555555555555}" windowWidth="1366" windowHeight="517" activeSheetId="4"/></customWorkbookViews><pivotCaches><pivotCache cacheId="3" r:id="rId5"/></pivotCaches><extLst><ext uri="{BBE1A952-AA13-448e-AADC-164F8A28A991}" xmlns:x14="${X14}"><x14:slicerCaches><x14:slicerCache r:id="rId6"/></x14:slicerCaches></ext></extLst></workbook>`;

const C = "http://schemas.openxmlformats.org/drawingml/2006/chart";
const A = "http://schemas.openxmlformats.org/drawingml/2006/main";
const XDR = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing";

const chart = `${HEAD}<c:chartSpace xmlns:c="${C}" xmlns:a="${A}" xmlns:r="${R}"><c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>Length of actions</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/><c:ser><c:idx val="0"/><c:order val="0"/><c:cat><c:strRef><c:f>Plan!$A$5:$A$8</c:f></c:strRef></c:cat><c:val><c:numRef><c:f>Plan!$G$5:$G$8</c:f></c:numRef></c:val></c:ser><c:axId val="1"/><c:axId val="2"/></c:barChart><c:catAx><c:axId val="1"/><c:scaling/><c:delete val="0"/><c:axPos val="b"/><c:crossAx val="2"/></c:catAx><c:valAx><c:axId val="2"/><c:scaling/><c:delete val="0"/><c:axPos val="l"/><c:crossAx val="1"/></c:valAx></c:plotArea><c:plotVisOnly val="1"/></c:chart></c:chartSpace>`;

const frame = (id: number, name: string, relation: string) =>
  `<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="${id}" name="${name}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="${C}"><c:chart xmlns:c="${C}" r:id="${relation}"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/>`;
const place = (tag: string, column: number, row: number) =>
  `<xdr:${tag}><xdr:col>${column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${tag}>`;

const drawing = `${HEAD}<xdr:wsDr xmlns:xdr="${XDR}" xmlns:a="${A}" xmlns:r="${R}"><xdr:twoCellAnchor editAs="oneCell">${place("from", 8, 0)}${place("to", 10, 3)}<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="Crest"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:twoCellAnchor><xdr:twoCellAnchor>${place("from", 8, 5)}${place("to", 14, 18)}${frame(3, "Lengths", "rId2")}</xdr:twoCellAnchor></xdr:wsDr>`;

const THREAD = "{0A0A0A0A-1111-2222-3333-444444444444}";
const notesBox = `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"/><v:shape id="_x0000_s1025" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1"><v:textbox/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:Anchor>3, 15, 4, 10, 5, 15, 8, 4</x:Anchor><x:Row>5</x:Row><x:Column>3</x:Column></x:ClientData></v:shape></xml>`;

const pivotCache = `${HEAD}<pivotCacheDefinition xmlns="${MAIN}" xmlns:r="${R}" r:id="rId1" refreshedBy="A. Officer" refreshedDate="43600" createdVersion="5" refreshedVersion="5" recordCount="2"><cacheSource type="worksheet"><worksheetSource ref="C4:C6" sheet="Plan"/></cacheSource><cacheFields count="1"><cacheField name="Owner" numFmtId="0"><sharedItems count="2"><s v="Prevent Officer"/><s v="Borough Council"/></sharedItems></cacheField></cacheFields></pivotCacheDefinition>`;
const pivotTable = `${HEAD}<pivotTableDefinition xmlns="${MAIN}" name="PivotTable1" cacheId="3" dataCaption="Values" createdVersion="5" updatedVersion="5" minRefreshableVersion="3"><location ref="A3:A6" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/><pivotFields count="1"><pivotField axis="axisRow" showAll="0"><items count="3"><item x="1"/><item x="0"/><item t="default"/></items></pivotField></pivotFields><rowFields count="1"><field x="0"/></rowFields><rowItems count="3"><i><x/></i><i><x v="1"/></i><i t="grand"><x/></i></rowItems></pivotTableDefinition>`;

const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

export interface EverythingOptions {
  structureProtected?: boolean;
  /** Changes the parts before they are zipped. */
  change?: (parts: Map<string, string | Uint8Array>) => void;
}

/** The workbook's file. */
export async function everything(options: EverythingOptions = {}): Promise<Uint8Array> {
  const plan = planSheet();
  const lists = `${HEAD}<worksheet xmlns="${MAIN}"><sheetData><row r="1">${text("A1", "Police")}</row><row r="2">${text("A2", "County Council")}${text("B2", "Police")}</row><row r="3">${text("A3", "Borough Council")}</row></sheetData></worksheet>`;
  const summary = `${HEAD}<worksheet xmlns="${MAIN}" xmlns:r="${R}"><dimension ref="A1:A6"/><sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="12.75"/><sheetData><row r="1">${text("A1", "By owner")}</row><row r="3">${text("A3", "Row Labels")}</row><row r="4">${text("A4", "Borough Council")}</row><row r="5">${text("A5", "Prevent Officer")}</row><row r="6">${text("A6", "Grand Total")}<c r="B6"><f>COUNTA(Plan!C5:C8)</f><v>4</v></c></row></sheetData><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><extLst><ext uri="{A8765BA9-456A-4dab-B4F3-ACF838C121DE}" xmlns:x14="${X14}"><x14:slicerList><x14:slicer r:id="rId2"/></x14:slicerList></ext></extLst></worksheet>`;
  const sharedStrings = `${HEAD}<sst xmlns="${MAIN}" count="${strings.length}" uniqueCount="${strings.length}">${strings.map((inside) => `<si>${inside}</si>`).join("")}</sst>`;
  const parts = new Map<string, string | Uint8Array>([
    ["[Content_Types].xml", contentTypes],
    [
      "_rels/.rels",
      relations(
        ["rId1", "officeDocument", "xl/workbook.xml"],
        ["rId2", `${PACKAGE}/relationships/metadata/core-properties`, "docProps/core.xml"],
        ["rId3", "extended-properties", "docProps/app.xml"],
        ["rId4", "custom-properties", "docProps/custom.xml"],
      ),
    ],
    ["xl/workbook.xml", workbook(options.structureProtected === true)],
    [
      "xl/_rels/workbook.xml.rels",
      relations(
        ["rId1", "worksheet", "worksheets/sheet1.xml"],
        ["rId2", "worksheet", "worksheets/sheet2.xml"],
        ["rId3", "worksheet", "/xl/worksheets/sheet3.xml"],
        ["rId4", "chartsheet", "chartsheets/sheet1.xml"],
        ["rId5", "pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"],
        ["rId6", "http://schemas.microsoft.com/office/2007/relationships/slicerCache", "slicerCaches/slicerCache1.xml"],
        ["rId7", "styles", "styles.xml"],
        ["rId8", "sharedStrings", "sharedStrings.xml"],
        ["rId9", "calcChain", "calcChain.xml"],
        ["rId10", `${OFFICE_2017}/person`, "persons/person.xml"],
        ["rId11", "customXml", "../customXml/item1.xml"],
      ),
    ],
    ["xl/worksheets/sheet1.xml", plan],
    [
      "xl/worksheets/_rels/sheet1.xml.rels",
      relations(
        ["rId1", "hyperlink", "https://example.org/event?a=1&amp;b=2", "External"],
        ["rId2", "printerSettings", "../printerSettings/printerSettings1.bin"],
        ["rId3", "drawing", "../drawings/drawing1.xml"],
        ["rId4", "vmlDrawing", "../drawings/vmlDrawing1.vml"],
        ["rId5", "comments", "../comments1.xml"],
        ["rId6", `${OFFICE_2017}/threadedComment`, "../threadedComments/threadedComment1.xml"],
      ),
    ],
    ["xl/worksheets/sheet2.xml", lists],
    ["xl/worksheets/sheet3.xml", summary],
    [
      "xl/worksheets/_rels/sheet3.xml.rels",
      relations(
        ["rId1", "pivotTable", "../pivotTables/pivotTable1.xml"],
        ["rId2", "http://schemas.microsoft.com/office/2007/relationships/slicer", "../slicers/slicer1.xml"],
      ),
    ],
    [
      "xl/chartsheets/sheet1.xml",
      `${HEAD}<chartsheet xmlns="${MAIN}" xmlns:r="${R}"><sheetViews><sheetView workbookViewId="0"/></sheetViews><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><drawing r:id="rId1"/></chartsheet>`,
    ],
    ["xl/chartsheets/_rels/sheet1.xml.rels", relations(["rId1", "drawing", "../drawings/drawing2.xml"])],
    [
      "xl/drawings/drawing2.xml",
      `${HEAD}<xdr:wsDr xmlns:xdr="${XDR}" xmlns:a="${A}" xmlns:r="${R}"><xdr:absoluteAnchor><xdr:pos x="0" y="0"/><xdr:ext cx="9304762" cy="6071419"/>${frame(2, "Chart 1", "rId1")}</xdr:absoluteAnchor></xdr:wsDr>`,
    ],
    ["xl/drawings/_rels/drawing2.xml.rels", relations(["rId1", "chart", "../charts/chart2.xml"])],
    ["xl/charts/chart2.xml", chart],
    ["xl/styles.xml", styles],
    ["xl/sharedStrings.xml", sharedStrings],
    [
      "xl/calcChain.xml",
      `${HEAD}<calcChain xmlns="${MAIN}"><c r="B6" i="7"/><c r="H10" i="4" l="1"/><c r="G10"/><c r="G8"/><c r="G7"/><c r="G6"/><c r="G5"/><c r="D7"/></calcChain>`,
    ],
    ["xl/drawings/drawing1.xml", drawing],
    [
      "xl/drawings/_rels/drawing1.xml.rels",
      relations(["rId1", "image", "../media/image1.png"], ["rId2", "chart", "../charts/chart1.xml"]),
    ],
    ["xl/charts/chart1.xml", chart],
    ["xl/media/image1.png", new Uint8Array(Buffer.from(PNG, "base64"))],
    ["xl/drawings/vmlDrawing1.vml", notesBox],
    [
      "xl/comments1.xml",
      `${HEAD}<comments xmlns="${MAIN}"><authors><author>tc=${THREAD}</author></authors><commentList><comment ref="D6" authorId="0" shapeId="0"><text><t>[Threaded comment] Is the hall booked?</t></text></comment></commentList></comments>`,
    ],
    [
      "xl/threadedComments/threadedComment1.xml",
      `${HEAD}<ThreadedComments xmlns="${THREADS}"><threadedComment ref="D6" dT="2019-05-01T10:00:00.00" personId="{0B0B0B0B-1111-2222-3333-444444444444}" id="${THREAD}"><text>Is the hall booked?</text></threadedComment></ThreadedComments>`,
    ],
    [
      "xl/persons/person.xml",
      `${HEAD}<personList xmlns="${THREADS}"><person displayName="A. Partner" id="{0B0B0B0B-1111-2222-3333-444444444444}" userId="partner" providerId="None"/></personList>`,
    ],
    ["xl/printerSettings/printerSettings1.bin", new Uint8Array([0, 1, 2, 254, 255, 0])],
    ["xl/pivotCache/pivotCacheDefinition1.xml", pivotCache],
    [
      "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels",
      relations(["rId1", "pivotCacheRecords", "pivotCacheRecords1.xml"]),
    ],
    [
      "xl/pivotCache/pivotCacheRecords1.xml",
      `${HEAD}<pivotCacheRecords xmlns="${MAIN}" count="2"><r><x v="0"/></r><r><x v="1"/></r></pivotCacheRecords>`,
    ],
    ["xl/pivotTables/pivotTable1.xml", pivotTable],
    [
      "xl/pivotTables/_rels/pivotTable1.xml.rels",
      relations(["rId1", "pivotCacheDefinition", "../pivotCache/pivotCacheDefinition1.xml"]),
    ],
    [
      "xl/slicers/slicer1.xml",
      `${HEAD}<slicers xmlns="${X14}"><slicer name="Owner" cache="Slicer_Owner" caption="Owner" rowHeight="241300"/></slicers>`,
    ],
    [
      "xl/slicerCaches/slicerCache1.xml",
      `${HEAD}<slicerCacheDefinition xmlns="${X14}" name="Slicer_Owner" sourceName="Owner"><pivotTables><pivotTable tabId="7" name="PivotTable1"/></pivotTables><data><tabular pivotCacheId="3"><items count="2"><i x="0" s="1"/><i x="1" s="1"/></items></tabular></data></slicerCacheDefinition>`,
    ],
    [
      "docProps/core.xml",
      `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>A. Officer</dc:creator><dcterms:modified xsi:type="dcterms:W3CDTF">2019-05-01T09:00:00Z</dcterms:modified></cp:coreProperties>`,
    ],
    [
      "docProps/app.xml",
      `${HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Microsoft Excel</Application><Company>Borough Council</Company></Properties>`,
    ],
    [
      "docProps/custom.xml",
      `${HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Classification"><vt:lpwstr>OFFICIAL</vt:lpwstr></property></Properties>`,
    ],
    ["customXml/item1.xml", '<?xml version="1.0"?><record xmlns="urn:example:records"><id>7</id></record>'],
    ["customXml/_rels/item1.xml.rels", relations(["rId1", "customXmlProps", "itemProps1.xml"])],
    [
      "customXml/itemProps1.xml",
      `${HEAD}<ds:datastoreItem ds:itemID="{0C0C0C0C-1111-2222-3333-444444444444}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"/>`,
    ],
  ]);
  options.change?.(parts);
  const zip = new JSZip();
  for (const [path, content] of parts) zip.file(path, content, { createFolders: false });
  return zip.generateAsync({ type: "uint8array", compression: "DEFLATE" });
}
