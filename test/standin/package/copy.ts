/**
 * A copy of the file a workbook was opened from, with only what changed rewritten: parts nobody touched stay byte for byte, a sheet
 * that was only highlighted gets its rules and nothing else, a cell that was typed in is written and no other. What cannot be
 * carried is given in words. Changes no model.
 */
import type { Style } from "exceljs";
import { writeCustomProperties } from "../custom-properties";
import type { ChartModel } from "../charts";
import type { SheetPart } from "../package-out";
import type { ConditionalRule, SheetModel } from "../sheet";
import { tabsOf } from "../tabs";
import type { StandInWorkbook } from "../workbook";
import { Chain } from "./chain";
import { Adoption, hasOpenNumbers, withNumbers } from "./adopt";
import { withBook } from "./book";
import { bookChanges } from "./bookChanges";
import { changedCells } from "./changedCells";
import { withCells, withDimension } from "./cells";
import { withCharts } from "./charts";
import { make, type Made } from "./make";
import { followingSheet, followSources, movedLinks, movedSheet, moveParts, type ChangedSheet } from "./moved";
import { leftBySorting, lostByCopying } from "./lost";
import type { Origin, OriginSheet, OriginTab } from "./origin";
import type { Package } from "./package";
import { withRules } from "./rules";
import { saidBySections, withLinks, withSections, withTables } from "./sections";
import { aspects, stateOf, styleTexts, textOfValue, type Aspect, type SheetState } from "./state";
import { freedNumbers, Styles } from "./styles";
import { Wanted } from "./wanted";
import { attributeOf, childrenOf, edited, openingTag, topLevel, withAttribute } from "./xml";

export interface Copy {
  bytes: Uint8Array;
  /** What of the file the copy does not carry, each in words; mostly nothing. */
  lost: string[];
}

/** A sheet of the file that is still there, and how it stands now. */
interface Kept {
  sheet: SheetModel;
  origin: OriginSheet;
  tab: OriginTab;
  after: SheetState;
  /** What changed beside cells, rules and links. */
  changed: Aspect[];
  tablesChanged: boolean;
  /** The anchors of charts that went or changed, and the charts that came. */
  chartsGone: number[];
  chartsAdded: ChartModel[];
}

const NO_STYLES =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf/></cellXfs></styleSheet>';

class Copying {
  private readonly draft: Package;
  private readonly wanted = new Wanted();
  private readonly lost: string[] = [];

  constructor(
    private readonly w: StandInWorkbook,
    private readonly origin: Origin,
  ) {
    this.draft = origin.file.fresh();
  }

  async copy(): Promise<Copy> {
    const { w, origin, draft } = this;
    const there = new Set(tabsOf(w).map(({ id }) => id));
    const gone = origin.tabs.filter(({ id }) => !there.has(id));
    const kept = this.keptSheets();
    const fresh = w.sheets.filter(({ id }) => !origin.sheets.has(id));
    const chain = new Chain();
    const changed = kept
      .map(({ sheet, origin: { before, moves } }): ChangedSheet => ({ before: before.name, after: sheet.name, moves }))
      .filter(({ before, after, moves }) => before !== after || moves.length > 0);
    await followSources(draft, changed);
    for (const each of kept) {
      const { moves } = each.origin;
      await moveParts(draft, each.origin.part, moves);
      this.lost.push(...(await leftBySorting(draft, each.origin.part, each.sheet.name, moves)));
      await this.writeCells(each, chain, changed);
    }
    for (const tab of gone) await this.takeOut(tab, chain);
    await chain.write(draft, origin.workbook);

    const needed = kept.filter(
      (each) => each.changed.some(saidBySections) || each.tablesChanged || each.chartsAdded.length > 0,
    );
    const made =
      needed.length + fresh.length + this.wanted.styles.length + this.wanted.looks.length > 0
        ? await this.make(needed, fresh)
        : null;
    const adoption = made && (await Adoption.into(draft, made.file, origin.workbook));
    for (const each of kept) await this.writeRest(each, made, adoption, needed.indexOf(each));
    const relations = new Map<string, string>();
    if (made && adoption)
      for (const [i, sheet] of fresh.entries()) {
        const part = await adoption.part(made.parts[needed.length + i]!);
        relations.set(sheet.id, await draft.relate(origin.workbook, adoption.relationType("worksheet"), part));
      }
    if (w.activeSheetId !== origin.book.active)
      for (const { id, part } of origin.tabs) if (there.has(id)) await this.setSelected(part, id === w.activeSheetId);
    await this.writeBook(relations);
    await this.writeStyles(made);
    await this.dropSignature();
    for (const sheet of fresh) this.lost.push(...(await lostByCopying(sheet, origin)));
    for (const other of w.otherSheets)
      if (!origin.tabs.some(({ id }) => id === other.id)) this.lost.push(`the chart sheet “${other.name}”`);
    return { bytes: await draft.save(), lost: this.lost };
  }

  private keptSheets(): Kept[] {
    const styleText = styleTexts();
    return this.origin.tabs.flatMap((tab) => {
      const origin = this.origin.sheets.get(tab.id);
      const sheet = this.w.sheets.find(({ id }) => id === tab.id);
      if (!origin || !sheet) return [];
      const after = stateOf(sheet, this.w.beside(sheet), styleText);
      const { before } = origin;
      const moved = origin.moves.length > 0;
      const changed = aspects.filter(
        (aspect) => before.aspects[aspect] !== after.aspects[aspect] && !(moved && aspect === "validations"),
      );
      const charts = this.w.charts.filter(({ sheetId }) => sheetId === sheet.id);
      const same = origin.charts.filter((loaded) => {
        const now = charts.find(({ id }) => id === loaded.chart.id);
        return now !== undefined && this.origin.isAsItWas(loaded, now);
      });
      return [
        {
          sheet,
          origin,
          tab,
          after,
          changed,
          tablesChanged: textOfValue([...before.tables].sort()) !== textOfValue([...after.tables].sort()),
          chartsGone: origin.charts.filter((loaded) => !same.includes(loaded)).map(({ anchor }) => anchor),
          chartsAdded: charts.filter(({ id }) => !same.some(({ chart }) => chart.id === id)),
        },
      ];
    });
  }

  /** Cells, rules and links: written straight into the part. */
  private async writeCells(
    { sheet, origin, after, tab }: Kept,
    chain: Chain,
    changedSheets: readonly ChangedSheet[],
  ): Promise<void> {
    const { before, part, moves, rulePlaces } = origin;
    const old = await this.draft.text(part);
    let xml = followingSheet(movedSheet(old, moves), before.name, changedSheets);
    const cells = changedCells(sheet, xml, before, after, (style, text) => this.styleNumber(style, text));
    if (cells) {
      xml = withCells(xml, cells);
      const dimension = topLevel(xml).find(({ name }) => name === "dimension");
      const ref = dimension && attributeOf(openingTag(xml, dimension), "ref");
      if (ref !== undefined && cells.extent !== null && cells.extent(ref) !== ref)
        xml = withDimension(xml, cells.extent(ref));
      chain.note(tab.sheetId, cells, moves.length > 0);
    }
    if (textOfValue(before.rules) !== textOfValue(after.rules))
      xml = withRules(xml, sheet, {
        before: before.rules,
        after: after.rules,
        places: rulePlaces,
        lookOf: (rule) => this.lookNumber(rule),
      });
    const linked = movedLinks(before.links, moves);
    if (textOfValue([...linked].sort()) !== textOfValue([...after.links].sort())) {
      const adoption = await Adoption.into(this.draft, this.draft, this.origin.workbook);
      xml = await withLinks(
        this.draft,
        part,
        xml,
        sheet.links,
        linked,
        after.links,
        adoption.relationType("hyperlink"),
      );
    }
    if (xml !== old) this.draft.put(part, xml);
  }

  private styleNumber(style: Partial<Style>, text: string): string {
    return this.origin.numberOf(style, text) ?? this.wanted.style(style, text);
  }

  private lookNumber(rule: ConditionalRule): string | undefined {
    const text = textOfValue(rule.style ?? {});
    const loaded = rule.xml?.attributes["dxfId"];
    if (loaded !== undefined && this.origin.looks.get(loaded) === textOfValue(rule.style)) return loaded;
    return text === "{}" ? undefined : this.wanted.look(rule.style!, text);
  }

  private async make(needed: Kept[], fresh: SheetModel[]): Promise<Made> {
    const part = (sheet: SheetModel, charts: ChartModel[], formats: string): Omit<SheetPart, "file" | "blocks"> => ({
      sheet,
      ...this.w.beside(sheet),
      extendedFormats: formats,
      charts,
    });
    return make({
      sheets: [
        ...needed.map(({ sheet, chartsAdded }) => part(sheet, chartsAdded, "")),
        ...fresh.map((sheet) =>
          part(
            sheet,
            this.w.charts.filter(({ sheetId }) => sheetId === sheet.id),
            this.w.beside(sheet).extendedFormats,
          ),
        ),
      ],
      styles: this.wanted.styles,
      looks: this.wanted.looks,
      date1904: this.w.date1904,
      sheetOf: (id) => this.w.sheet(id),
    });
  }

  /** What is taken from a made sheet, and what is kept in parts of its own. */
  private async writeRest(kept: Kept, made: Made | null, adoption: Adoption | null, index: number): Promise<void> {
    const { sheet, origin, after, changed, chartsGone, chartsAdded } = kept;
    const { part, before } = origin;
    const { draft } = this;
    const old = await draft.text(part);
    let xml = old;
    const madePart = index < 0 ? "" : made!.parts[index]!;
    if (index >= 0 && adoption) {
      xml = withSections(xml, await made!.file.text(madePart), changed, adoption);
      if (kept.tablesChanged) {
        const filterOf = (table: { name: string }) => this.w.beside(sheet).tableFilters.get(table.name) ?? "";
        const tables = await withTables(draft, adoption, made!.file, xml, {
          sheet,
          part,
          madePart,
          before,
          after,
          filterOf,
        });
        xml = tables.xml;
        this.lost.push(...tables.lost);
      }
    }
    if (chartsGone.length + chartsAdded.length > 0)
      xml = await withCharts(draft, adoption, made?.file ?? null, xml, {
        part,
        madePart,
        gone: chartsGone,
        added: chartsAdded.length > 0,
      });
    if (xml !== old) draft.put(part, xml);
    if (changed.includes("customProperties"))
      await writeCustomProperties(draft.asZip(), part, [...sheet.customProperties.values()]);
  }

  /** Two sheets chosen at once would take what is typed together: only the one in front is. */
  private async setSelected(part: string, isFront: boolean): Promise<void> {
    const xml = await this.draft.text(part);
    const views = topLevel(xml).find(({ name }) => name === "sheetViews");
    const view = views && childrenOf(xml, views)[0];
    if (!view) return;
    const tag = openingTag(xml, view);
    const was = attributeOf(tag, "tabSelected");
    if (was === undefined || /^(1|true)$/.test(was) === isFront) return;
    this.draft.put(
      part,
      edited(xml, [
        { start: view.start, end: view.inside, text: withAttribute(tag, "tabSelected", isFront ? "1" : "0") },
      ]),
    );
  }

  private async takeOut(tab: OriginTab, chain: Chain): Promise<void> {
    const ids = (await this.draft.relations(this.origin.workbook)).filter(({ target }) => target === tab.part);
    await this.draft.unrelate(
      this.origin.workbook,
      ids.map(({ id }) => id),
    );
    await this.draft.remove(tab.part);
    chain.leave(tab.sheetId);
  }

  private async writeBook(relations: ReadonlyMap<string, string>): Promise<void> {
    const { workbook } = this.origin;
    const xml = await this.draft.text(workbook);
    const { changes, lost } = bookChanges(this.w, this.origin, xml, relations);
    this.lost.push(...lost);
    const now = withBook(xml, changes);
    if (now !== xml) this.draft.put(workbook, now);
  }

  private async writeStyles(made: Made | null): Promise<void> {
    const { draft, origin } = this;
    const open = draft.changedTexts().filter(([, text]) => hasOpenNumbers(text));
    const freed = await freedNumbers(draft);
    if (open.length === 0 && freed.styles.size + freed.looks.size === 0) return;
    let part = (await draft.relations(origin.workbook)).find(({ kind }) => kind === "styles")?.target;
    if (part === undefined || !draft.has(part)) {
      if (open.length === 0) return;
      part = "xl/styles.xml";
      await draft.add(part, NO_STYLES, "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml");
      const type = (await Adoption.into(draft, draft, origin.workbook)).relationType("styles");
      await draft.relate(origin.workbook, type, part);
    }
    const xml = await draft.text(part);
    const styles = new Styles(xml, made ? await made.file.text("xl/styles.xml") : NO_STYLES);
    styles.release(freed);
    for (const [path, text] of open)
      draft.put(
        path,
        withNumbers(text, (kind, number) => {
          if (kind === "madeStyle") return String(styles.cellStyle(number));
          if (kind === "style") return String(styles.cellStyle(made!.styleNumbers[number]!));
          const look = kind === "madeLook" ? number : made!.lookNumbers[number]!;
          return String(styles.look(look ?? 0));
        }),
      );
    const now = styles.text();
    if (now !== xml) draft.put(part, now);
  }

  /** A signature is for a file as it was: of a changed one it says that somebody tampered with it. */
  private async dropSignature(): Promise<void> {
    const signed = (await this.draft.relations("")).filter(({ target }) => /^_xmlsignatures\//i.test(target));
    if (signed.length === 0 || this.draft.changedTexts().length === 0) return;
    await this.draft.unrelate(
      "",
      signed.map(({ id }) => id),
    );
    for (const { target } of signed) await this.draft.remove(target);
    this.lost.push("the digital signature (it was for the file as it was)");
  }
}

/** The file with what changed since it was opened, and what it cannot carry. */
export const copyOf = (w: StandInWorkbook, origin: Origin): Promise<Copy> => new Copying(w, origin).copy();
