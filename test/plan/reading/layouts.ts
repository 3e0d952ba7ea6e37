/**
 * Lays one plan out in the ways councils do: columns in any order, headings in other words or missing, rows split by pages or
 * by pasting, cells merged, sections as rows, sheets, tables or a column, other sheets round it.
 *
 * What goes in is known, so what is read back can be compared with it.
 */
import fc from "fast-check";
import { cellName } from "../../../src/plan/grid";
import type { SheetGrid, WorkbookGrid } from "../../../src/plan/grid";
import { bold, sheet, workbook } from "./grids";
import type { Written } from "./grids";

export interface PlainAction {
  ref: string;
  section: string;
  action: string;
  owner: string;
  timescale: string;
  outcomes: string;
  notes: string;
}

type Field = "ref" | "action" | "owner" | "timescale" | "outcomes" | "notes" | "section";

const actions = [
  "Review the lettings policy and publish it on the council website for tenants",
  "Hold a meeting with each parish to agree where the new litter bins are needed",
  "Develop a training offer for reception staff on recognising financial abuse",
  "Carry out a survey of residents who use the leisure centre at weekends",
  "Recruit two apprentices to the grounds team and agree their training plan",
  "Work with the bus company to improve evening services on route nine",
  "Produce a leaflet on scams which can be handed out at community events",
  "Install charging points in the four car parks owned by the borough",
  "Provide a warm space in every library during the coldest weeks",
  "Promote the walking routes to families through schools and health visitors",
  "Agree with housing associations how empty homes are to be brought back into use",
  "Continue to support the food bank with storage and a van on two days",
];
const owners = [
  "Housing Manager – Asha Pell",
  "Community Safety Partnership",
  "Head of Leisure",
  "Tom Birch, Grounds Supervisor",
  "NHS Trust and Public Health",
  "Chief Executive",
  "Libraries Service",
  "Planning Officer",
  "Parish Clerk – Ruth Amos",
  "Police and Fire Service",
  "Youth Team",
  "Director of Place",
];
const timescales = [
  "March 2024",
  "By September 2024",
  "Ongoing",
  "Quarterly",
  "TBC",
  "31/12/2024",
  "Spring 2025",
  "2024/25",
  "Monthly",
  "End of June 2024",
  "Autumn term",
  "Annually in May",
];
const outcomes = [
  "Tenants know how homes are offered and feel that the process is fair",
  "Streets are cleaner and complaints have fallen by a tenth",
  "Staff are confident about what to look for and whom to tell",
  "The centre reflects what its users want",
  "Fewer vacancies in the team and better kept parks",
  "People without a car are able to get home safely",
  "Fewer residents lose money to scams",
  "Drivers are able to charge close to home",
];
const notes = [
  "Draft was discussed at the March meeting and sent to members for comment",
  "Two parishes have replied so far and the others have been reminded",
  "Session was well attended and feedback has been good",
  "Funding has been confirmed for the first year only",
  "",
  "",
  "Waiting for a reply from the company",
];
const sectionTitles = ["Homes and neighbourhoods", "Getting about", "Health and wellbeing", "Safer communities"];

const headings: Record<Field, string[]> = {
  ref: ["Ref", "No.", "Action ref", "Reference"],
  action: ["Action", "Key action", "What we will do", "Task", "Planned actions", "Action to be taken"],
  owner: ["Owner", "Lead", "By whom", "Who", "Lead officer", "Person responsible", "", "Column1"],
  timescale: ["Timescale", "By when", "Target date", "Deadline", "When", "Completion date"],
  outcomes: ["Outcomes", "Success measure", "Expected outcome", "Impact", "How will we know?"],
  notes: ["Notes", "Progress update", "Comments", "Latest position"],
  section: ["Theme", "Section", "Priority area", "Workstream"],
};

export interface Layout {
  fields: Field[];
  headings: Record<Field, string>;
  refs: "column" | "in the action" | "none";
  sections: "rows" | "rows and headings" | "sheets" | "excel tables" | "column" | "shared column";
  split: "no" | "page breaks" | "paragraphs, blank" | "paragraphs, merged";
  titles: boolean;
  blankRows: boolean;
  headingsAgain: boolean;
  noteBelow: boolean;
  keyBeside: boolean;
  otherSheets: boolean;
  at: string;
}

export const anyPlan: fc.Arbitrary<PlainAction[]> = fc
  .record({
    order: fc.shuffledSubarray(actions, { minLength: 6 }),
    seed: fc.nat(1000),
    sections: fc.integer({ min: 2, max: 3 }),
  })
  .map(({ order, seed, sections }) => {
    const pick = (list: string[], i: number) => list[(seed + i) % list.length]!;
    const each = Math.ceil(order.length / sections);
    return order.map((action, i) => ({
      ref: `${Math.floor(i / each) + 1}.${(i % each) + 1}`,
      section: sectionTitles[Math.floor(i / each)]!,
      action,
      owner: pick(owners, i),
      timescale: pick(timescales, i * 5),
      outcomes: pick(outcomes, i),
      notes: pick(notes, i),
    }));
  });

const oneOf = <T>(list: readonly T[]) => fc.constantFrom(...list);

export const anyLayout: fc.Arbitrary<Layout> = fc
  .record({
    fields: fc.shuffledSubarray(["action", "owner", "timescale", "outcomes", "notes"] as Field[], {
      minLength: 5,
      maxLength: 5,
    }),
    headings: fc.record(
      Object.fromEntries(Object.entries(headings).map(([field, list]) => [field, oneOf(list)])) as Record<
        Field,
        fc.Arbitrary<string>
      >,
    ),
    refs: oneOf(["column", "in the action", "none"] as const),
    sections: oneOf(["rows", "rows and headings", "sheets", "excel tables", "column", "shared column"] as const),
    split: oneOf(["no", "page breaks", "paragraphs, blank", "paragraphs, merged"] as const),
    titles: fc.boolean(),
    blankRows: fc.boolean(),
    headingsAgain: fc.boolean(),
    noteBelow: fc.boolean(),
    keyBeside: fc.boolean(),
    otherSheets: fc.boolean(),
    at: oneOf(["A1", "B3", "D7"]),
  })
  .map((layout) => {
    const fields = [...layout.fields];
    if (layout.refs === "column") fields.unshift("ref");
    if (layout.sections === "column" || layout.sections === "shared column") fields.unshift("section");
    return { ...layout, fields };
  });

/** The workbook of a plan in a layout. */
export function layOut(plan: PlainAction[], layout: Layout): WorkbookGrid {
  const titles = [...new Set(plan.map(({ section }) => section))];
  const bySection = titles.map((title) => plan.filter(({ section }) => section === title));
  const sheets: SheetGrid[] = [];
  if (layout.sections === "sheets" || layout.sections === "excel tables") {
    bySection.forEach((part, i) => {
      const page = new Page(layout);
      if (layout.titles) page.title();
      if (layout.sections === "excel tables") page.excelTable(part, titles[i]!.replace(/\W+/g, ""));
      else page.table(part);
      sheets.push(page.sheet(layout.sections === "sheets" ? titles[i]! : `Sheet${i + 1}`));
    });
  } else {
    const page = new Page(layout);
    if (layout.titles) page.title();
    bySection.forEach((part, i) => {
      if (layout.sections === "rows" && i === 0) page.headings();
      if (layout.sections === "rows" || layout.sections === "rows and headings")
        page.sectionRow(`${i + 1}. ${titles[i]}`);
      if (layout.sections === "rows and headings" || (layout.sections.endsWith("column") && i === 0)) page.headings();
      page.lines(part);
    });
    page.finish();
    sheets.push(page.sheet("Plan"));
  }
  const active = sheets[0]!.sheet;
  if (layout.otherSheets) {
    sheets.unshift(sheet("Read me", [["How to use this workbook"], ["Please update your rows before each meeting."]]));
    sheets.push(
      sheet("Contacts", [
        ["Name", "Role", "Organisation", "E-mail"],
        ["Asha Pell", "Housing Manager", "Borough", "asha@example.org"],
        ["Tom Birch", "Supervisor", "Borough", "tom@example.org"],
      ]),
      sheet("Costs", [
        ["Item", "Budget (£)", "Spent (£)"],
        ["Bins", 4000, 1200],
        ["Leaflets", 300, 0],
        ["Total", 4300, 1200],
      ]),
    );
  }
  return { ...workbook(sheets, "Borough plan"), active };
}

/** Builds one sheet row by row. */
class Page {
  private readonly rows: Written[][] = [];
  private readonly merges: string[] = [];
  private readonly tables: { name: string; at: string }[] = [];
  private readonly top: number;
  private readonly left: number;

  constructor(private readonly layout: Layout) {
    [this.top, this.left] = { A1: [0, 0], B3: [2, 1], D7: [6, 3] }[layout.at]! as [number, number];
  }

  title(): void {
    this.rows.push([bold("Borough Action Plan 2024-25")], []);
  }

  headings(): void {
    const { fields, headings: words } = this.layout;
    this.rows.push([
      ...fields.map((field) => (words[field] ? bold(words[field]) : null)),
      ...(this.layout.keyBeside && this.rows.length < 4 ? [null, "Key"] : []),
    ]);
  }

  sectionRow(title: string): void {
    if (this.rows.length > 0 && this.layout.blankRows) this.rows.push([]);
    this.rows.push([bold(title)]);
  }

  table(part: PlainAction[]): void {
    this.headings();
    this.lines(part);
    this.finish();
  }

  excelTable(part: PlainAction[], name: string): void {
    const from = this.rows.length;
    this.rows.push(this.layout.fields.map((field) => this.layout.headings[field] || "Column1"));
    this.rows.push(...part.map((action) => this.whole(action)));
    const first = cellName(this.top + from, this.left);
    const last = cellName(this.top + this.rows.length - 1, this.left + this.layout.fields.length - 1);
    this.tables.push({ name, at: `${first}:${last}` });
  }

  private text(action: PlainAction, field: Field, index: number): string {
    if (field === "action" && this.layout.refs === "in the action") return `${action.ref} ${action.action}`;
    if (field === "section" && this.layout.sections === "shared column" && index > 0) return "";
    return action[field];
  }

  private whole(action: PlainAction, index = 0): string[] {
    return this.layout.fields.map((field) => this.text(action, field, index));
  }

  lines(part: PlainAction[]): void {
    part.forEach((action, index) => {
      const texts = this.whole(action, index);
      if (this.layout.split === "no" || index % 2 === 1) this.rows.push(texts);
      else if (this.layout.split === "page breaks") this.pageBreak(texts);
      else this.paragraphs(texts);
      const room = index < part.length - 1 && this.layout.split === "no";
      if (this.layout.blankRows && room && this.layout.sections !== "shared column") this.rows.push([]);
    });
  }

  /** Long cells are cut in mid-sentence, before a word with a small letter; the page's headings may stand between. */
  private pageBreak(texts: string[]): void {
    const cut = texts.map((text, i): [string, string] => {
      if (!["action", "outcomes", "notes"].includes(this.layout.fields[i]!)) return [text, ""];
      const words = text.split(" ");
      const at = words.findIndex((word, n) => n > words.length / 2 && /^[a-z]/.test(word));
      return at < 0 ? [text, ""] : [words.slice(0, at).join(" "), words.slice(at).join(" ")];
    });
    this.rows.push(cut.map(([first]) => first));
    if (this.layout.headingsAgain) this.headings();
    this.rows.push(cut.map(([, second]) => second));
  }

  /** Outcomes come in two paragraphs, a row each; the other cells are merged down or left blank. */
  private paragraphs(texts: string[]): void {
    const at = this.layout.fields.indexOf("outcomes");
    const words = texts[at]!.split(" ");
    const half = Math.ceil(words.length / 2);
    const first = this.rows.length;
    this.rows.push(texts.map((text, i) => (i === at ? words.slice(0, half).join(" ") : text)));
    this.rows.push(texts.map((_, i) => (i === at ? words.slice(half).join(" ") : null)));
    if (this.layout.split !== "paragraphs, merged") return;
    texts.forEach((_, i) => {
      if (i !== at)
        this.merges.push(
          `${cellName(this.top + first, this.left + i)}:${cellName(this.top + first + 1, this.left + i)}`,
        );
    });
  }

  finish(): void {
    if (this.layout.noteBelow) this.rows.push([], ["Note: this plan is reviewed by the board every quarter."]);
    if (!this.layout.keyBeside) return;
    const width = this.layout.fields.length;
    ["Red – late", "Amber – at risk", "Green – on track"].forEach((text, i) => {
      const row = this.rows[(this.layout.titles ? 3 : 1) + i];
      if (row && row.length === width) row.push(null, text);
    });
  }

  sheet(name: string): SheetGrid {
    return sheet(name, this.rows, { at: this.layout.at, merges: this.merges, tables: this.tables });
  }
}
