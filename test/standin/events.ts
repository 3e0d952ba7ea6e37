/**
 * Who is told what: the events Office.js clients registered for, and the page that shows the workbook. Knows nothing of what a
 * workbook holds.
 */

export type Editor = "local" | "remote";

/** Something in the workbook changed; for a page that shows it. */
export interface Change {
  kind: "cells" | "rows" | "sheets" | "look" | "selection" | "tables" | "charts" | "protection" | "editing";
  sheetId?: string;
  address?: string;
  by: Editor | "addin";
}

/** An entry of Office.js's richApiMessage event: category, type, target, JSON text, id, whether by someone else. */
export type OfficeEvent = [65536, number, string, string, number, boolean];

export const EVENTS = {
  changed: 10,
  activated: 11,
  deactivated: 12,
  added: 13,
  selectionChanged: 14,
  deleted: 15,
  formatChanged: 18,
  rowSorted: 19,
  rowHiddenChanged: 22,
  formulaChanged: 23,
  protectionChanged: 24,
  nameChanged: 25,
  visibilityChanged: 26,
  moved: 27,
  tableSelectionChanged: 100,
  tableChanged: 101,
  tableAdded: 102,
  tableDeleted: 103,
  calculated: 16,
  columnSorted: 20,
  singleClicked: 21,
} as const;

/** workbook.onSelectionChanged: an event of the older kind, for which no one registers with the workbook. */
const DOCUMENT_SELECTION_CHANGED = 2;

export abstract class Announcer {
  private readonly listeners = new Set<(what: Change) => void>();
  private readonly eventListeners = new Set<(events: OfficeEvent[]) => void>();
  private readonly registered = new Map<string, number>();
  private pendingEvents: OfficeEvent[] | null = null;
  private counter = 0;

  newId(): string {
    return `{${(++this.counter).toString(16).toUpperCase().padStart(8, "0")}-57A0-4D1E-B00C-000000000000}`;
  }

  nextNumber(): number {
    return ++this.counter;
  }

  protected hasTableListeners(): boolean {
    return [...this.registered.keys()].some((key) => key.startsWith(`${EVENTS.tableChanged}|`));
  }

  /** Tells workbook.onSelectionChanged. */
  protected emitSelection(): void {
    this.send(DOCUMENT_SELECTION_CHANGED, "", "{}", false);
  }

  register(type: number, target: string): void {
    const key = `${type}|${target}`;
    this.registered.set(key, (this.registered.get(key) ?? 0) + 1);
  }

  unregister(type: number, target: string): void {
    const key = `${type}|${target}`;
    const left = (this.registered.get(key) ?? 0) - 1;
    if (left > 0) this.registered.set(key, left);
    else this.registered.delete(key);
  }

  isRegistered(type: number, target: string): boolean {
    return this.registered.has(`${type}|${target}`);
  }

  /** Fires an event at those who asked for it, on the sheet and on the whole workbook. */
  emitSheet(kind: keyof typeof EVENTS, sheetId: string, args: Record<string, unknown>, remote = false): void {
    this.emit(EVENTS[kind], sheetId, args, remote);
    this.emit(EVENTS[kind], "Workbook", args, remote);
  }

  emit(type: number, target: string, args: Record<string, unknown>, remote = false): void {
    if (this.isRegistered(type, target)) this.send(type, target, JSON.stringify(args), remote);
  }

  private send(type: number, target: string, args: string, remote: boolean): void {
    const event: OfficeEvent = [65536, type, target, args, this.nextNumber(), remote];
    if (this.pendingEvents) this.pendingEvents.push(event);
    else for (const listener of this.eventListeners) listener([event]);
  }

  /** Holds events back while a request runs; they go out when the returned function is called. */
  holdEvents(): () => void {
    if (this.pendingEvents) return () => {};
    this.pendingEvents = [];
    return () => {
      const events = this.pendingEvents ?? [];
      this.pendingEvents = null;
      if (events.length > 0) for (const listener of this.eventListeners) listener(events);
    };
  }

  /** For an adapter: the events to hand to Office.js, as entries of its richApiMessage. */
  onOfficeEvents(listener: (events: OfficeEvent[]) => void): () => void {
    this.eventListeners.add(listener);
    return () => this.eventListeners.delete(listener);
  }

  /** For a page: anything changed, by whoever. Returns the way to stop listening. */
  onChange(listener: (what: Change) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  tell(what: Change): void {
    for (const listener of this.listeners) listener(what);
  }
}
