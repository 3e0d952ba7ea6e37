/**
 * The add-in's frames beside the workbook: the pane, opened and closed, and the hidden page in which a ribbon button's
 * function runs, one at a time, made for each click and thrown away afterwards.
 */
import { Conversation, trustThisHost, type CommandOutcome, type HostServices } from "./xdm-host";

/** Excel ends a function that has not finished by then. */
const functionLimit = 5 * 60_000;

export interface FrameEvents {
  onPane(open: boolean): void;
  onFocusLeaves(): void;
}

export class AddInFrames {
  private pane: Conversation | null = null;
  private readonly functions = new Set<Conversation>();
  private queue: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly name: string,
    private readonly paneParent: HTMLElement,
    private readonly functionParent: HTMLElement,
    private readonly host: HostServices,
    private readonly events: FrameEvents,
  ) {
    trustThisHost();
  }

  get isPaneOpen(): boolean {
    return this.pane !== null;
  }

  openPane(page: string): void {
    this.closePane();
    this.pane = new Conversation({
      page,
      title: this.name,
      parent: this.paneParent,
      host: this.host,
      onFocusLeaves: () => this.events.onFocusLeaves(),
    });
    this.events.onPane(true);
  }

  closePane(): void {
    if (!this.pane) return;
    this.pane.dispose();
    this.pane = null;
    this.events.onPane(false);
  }

  focusPane(): void {
    this.pane?.focusFirst();
  }

  /** Runs a button's function after those clicked before it. Null when it did not finish in time. */
  run(page: string, functionName: string, buttonId: string): Promise<CommandOutcome | null> {
    const turn = this.queue.then(() => this.runNow(page, functionName, buttonId));
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  private async runNow(page: string, functionName: string, buttonId: string): Promise<CommandOutcome | null> {
    const conversation = new Conversation({
      page,
      title: `${this.name}: ribbon button`,
      parent: this.functionParent,
      host: this.host,
    });
    this.functions.add(conversation);
    let timer = 0;
    try {
      const tooLong = new Promise<null>((resolve) => (timer = window.setTimeout(() => resolve(null), functionLimit)));
      return await Promise.race([conversation.runCommand(functionName, buttonId), tooLong]);
    } finally {
      window.clearTimeout(timer);
      this.functions.delete(conversation);
      conversation.dispose();
    }
  }

  /** Hands workbook events to every frame that listens. */
  fire(entries: unknown[]): void {
    for (const conversation of [this.pane, ...this.functions]) conversation?.fireWorkbookEvents(entries);
  }
}
