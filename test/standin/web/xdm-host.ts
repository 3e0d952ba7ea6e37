/**
 * The host's side of the conversation that Office.js holds with Excel on the web, over `postMessage`: one conversation for
 * each framed add-in page (the pane, or the hidden page of a ribbon button).
 *
 * It knows the envelopes and the start-up, not workbooks: batches go to `HostServices.execute`. It does not prove what real
 * Excel answers in timing, co-authoring or sign-in, and it refuses dialogs and whatever else it does not know by name.
 */
import { executeServices } from "./host-services";

/** What every conversation of one workbook shares. */
export interface HostServices {
  /** Answers one batch of Excel requests. */
  /** `flags` are the request's own: what it asks of Excel beside its body. */
  execute(body: unknown, flags: number): Promise<unknown>;
  /** Document settings as Office.js stores them: [key, JSON text]. Kept in memory, shared by all conversations. */
  settings: [string, string][];
  /** The workbook's name, shown to the add-in as its document's address. */
  documentName: string;
  /** Told of anything the host refuses, in plain words. */
  onRefused(words: string): void;
}

export interface ConversationOptions {
  /** Address of the add-in's page, same origin as the host page. */
  page: string;
  title: string;
  /** Where the frame goes. */
  parent: HTMLElement;
  host: HostServices;
  /** Names and versions the add-in is told exist. */
  requirements?: Record<string, string>;
  locale?: string;
  /** The add-in's keyboard focus left its last control, or Escape was pressed in it. */
  onFocusLeaves?(): void;
}

export interface CommandOutcome {
  /** 0 when the function called `event.completed()`; 11101 when the page has no function of that name. */
  status: number;
  data: string;
}

interface Message {
  _messageType: number;
  _actionType?: number;
  _actionName: string;
  _conversationId: string;
  _correlationId: number;
  _data?: unknown;
}

interface Registration {
  correlationId: number;
}

type Method = Record<string, unknown> & { DdaMethod: { DispatchId: number; Version: number } };

const messageType = { request: 0, response: 1 };
const actionType = { invoke: 0, register: 1, unregister: 2 };
const responseType = { answer: 0, event: 1 };

/** Error numbers as the client reads them. */
const refusal = { unknownMethod: -2, unsupported: 5000, dialog: 12007 };

/** Dispatch numbers of `executeMethod`. */
const method = { richApi: 93, commandCompleted: 94, refreshSettings: 75, saveSettings: 76, fileProperties: 86 };

/** Notices the pane sends: focus left it at its end, at its start, Escape. */
const focusNotices = new Set([13, 14, 15]);

/**
 * The requirement sets the host says it has: the baseline the add-in promises to run on. Values are texts, because the
 * client reads the number 1.10 as 1.1.
 */
export const baselineRequirements: Record<string, string> = {
  excelapi: "1.14",
  addincommands: "1.3",
  dialogapi: "1.2",
  documentevents: "1.1",
  matrixcoercion: "1.1",
  richapiruntime: "1.2",
  richapiruntimeflag: "1.2",
  selection: "1.1",
  settings: "1.1",
  textcoercion: "1.1",
};

/**
 * Over plain http Office.js asks the person once whether the host page is to be trusted, and keeps the answer in local
 * storage. Host page and add-in share that storage here, so the answer is written before the first frame is made.
 */
export function trustThisHost(): void {
  const scheme = location.protocol === "https:" ? "https_" : "http_";
  const trusted = 1;
  localStorage.setItem(`OfficeJSTrustKeyV2_${scheme}${location.hostname}`, JSON.stringify({ Result: trusted }));
}

let count = 0;

export class Conversation {
  readonly frame: HTMLIFrameElement;
  /** Resolves when the client has said it is ready for ribbon commands. */
  readonly ready: Promise<void>;

  private readonly id: string;
  private readonly controlId: string;
  private readonly registrations = new Map<string, Registration>();
  private readonly commands = new Map<string, (outcome: CommandOutcome) => void>();
  private sequence = 0;
  private markReady: () => void = () => undefined;

  constructor(private readonly options: ConversationOptions) {
    // A fresh id for each load: the client caches document settings under it.
    this.id = `conversation_${Date.now().toString(36)}_${++count}`;
    this.controlId = `control_${count}`;
    this.ready = new Promise((resolve) => (this.markReady = resolve));
    window.addEventListener("message", this.receive);
    this.frame = this.makeFrame();
  }

  /** Sends an event the page has registered for; false when it has not. */
  fire(name: string, data: unknown): boolean {
    const registration = this.registrations.get(name);
    if (!registration) return false;
    this.post({
      _messageType: messageType.response,
      _actionName: name,
      _conversationId: this.id,
      _correlationId: registration.correlationId,
      _data: data,
      _errorCode: 0,
      _responseType: responseType.event,
    });
    return true;
  }

  /** Workbook events, as the entries of one `richApiMessage`. */
  fireWorkbookEvents(entries: unknown[]): boolean {
    return this.fire("richApiMessage", { ArrayData: entries });
  }

  /** Runs a function of the page as a ribbon button does, once the page is ready. */
  async runCommand(functionName: string, buttonId: string): Promise<CommandOutcome> {
    await this.ready;
    const id = `command_${++this.sequence}`;
    const outcome = new Promise<CommandOutcome>((resolve) => this.commands.set(id, resolve));
    this.fire("appCommandInvoked", { 0: id, 1: functionName, 2: JSON.stringify({ source: { id: buttonId } }) });
    return outcome;
  }

  /** Moves keyboard focus to the page's first control. */
  focusFirst(): void {
    const tabIn = 11;
    this.frame.contentWindow?.focus();
    this.post({
      _messageType: messageType.request,
      _actionType: actionType.invoke,
      _actionName: "Office_notifyAgave",
      _conversationId: `${this.id}_ntf`,
      _correlationId: ++this.sequence,
      _data: [tabIn],
    });
  }

  dispose(): void {
    window.removeEventListener("message", this.receive);
    this.registrations.clear();
    this.frame.remove();
  }

  private get locale(): string {
    return this.options.locale ?? "en-GB";
  }

  private makeFrame(): HTMLIFrameElement {
    const frame = document.createElement("iframe");
    frame.title = this.options.title;
    // As Excel on the web frames an add-in.
    frame.setAttribute(
      "sandbox",
      "allow-scripts allow-forms allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads",
    );
    const noLogging = "disableLogging";
    const hostInfo = ["Excel", "Web", "16.01", this.locale, "standin", "", noLogging, "0"].join("$");
    const hostPage = location.origin + location.pathname;
    const xdmInfo = [this.id, this.controlId, encodeURIComponent(hostPage)].join("|");
    const address = new URL(this.options.page, location.href);
    address.searchParams.set("_host_Info", hostInfo);
    address.hash = `&_xdm_Info=${xdmInfo}&_serializer_version=1`;
    frame.name = `standin_${this.id}`;
    frame.src = address.href;
    this.options.parent.append(frame);
    return frame;
  }

  private readonly receive = (event: MessageEvent): void => {
    if (typeof event.data !== "string" || event.source !== this.frame.contentWindow) return;
    const message = parseMessage(event.data);
    if (!message || message._messageType !== messageType.request) return;
    if (message._conversationId !== this.id && message._conversationId !== `${this.id}_ntf`) return;

    if (message._actionType === actionType.register) return this.register(message);
    if (message._actionType === actionType.unregister) {
      this.registrations.delete(message._actionName);
      return this.answer(message, { Error: 0 });
    }
    switch (message._actionName) {
      case "ContextActivationManager_getAppContextAsync":
        return this.answer(message, this.appContext());
      case "ContextActivationManager_notifyHost":
        // The client expects no answer to a notice.
        return this.notice(message._data as [string, number]);
      case "ContextActivationManager_openWindowInHost":
        return this.options.host.onRefused(
          "The add-in asked to open another window. Other windows are not shown here.",
        );
      case "executeMethod":
        return this.executeMethod(message);
      default:
        this.options.host.onRefused(
          `The add-in asked the host for "${message._actionName}", which is not played here.`,
        );
        return this.answer(message, null, refusal.unknownMethod);
    }
  };

  private register(message: Message): void {
    if (message._actionName === "dialogMessageReceived" || message._actionName === "dialogNotificationShown") {
      this.options.host.onRefused("The add-in asked for a dialog. Dialogs are not shown here.");
      return this.answer(message, { Error: refusal.dialog });
    }
    this.registrations.set(message._actionName, { correlationId: message._correlationId });
    this.answer(message, { Error: 0 });
  }

  private notice([, notice]: [string, number]): void {
    if (focusNotices.has(notice)) this.options.onFocusLeaves?.();
  }

  private executeMethod(message: Message): void {
    const data = message._data as Method;
    const { DispatchId, Version } = data.DdaMethod;
    const succeed = (fields: object) => this.answer(message, { Version, Error: 0, ...fields });
    const { settings, documentName } = this.options.host;
    switch (DispatchId) {
      case method.richApi:
        return this.richApi(message, data["ArrayData"] as unknown[], Version);
      case method.commandCompleted: {
        const id = String(data["0"]);
        this.commands.get(id)?.({ status: Number(data["1"]), data: String(data["2"] ?? "") });
        this.commands.delete(id);
        return succeed({});
      }
      case method.saveSettings: {
        const saved = data["DdaSettingsMethod"] as { Properties: [string, string][] };
        settings.splice(0, settings.length, ...saved.Properties);
        return succeed({});
      }
      case method.refreshSettings:
        return succeed({ Properties: { Settings: settings.map(([Name, Value]) => ({ Name, Value })) } });
      case method.fileProperties:
        return succeed({ Properties: { Url: documentName } });
      default:
        this.options.host.onRefused(
          `The add-in called method ${DispatchId} of the older interface, which is not played here.`,
        );
        return this.answer(message, { Version, Error: refusal.unsupported });
    }
  }

  private richApi(message: Message, request: unknown[], Version: number): void {
    const [service, , , , text, , flags] = request as [string, string, string, string[], string, number, number];
    const body: unknown = JSON.parse(text);
    const succeed = (answer: unknown) =>
      this.answer(message, {
        Version,
        Error: 0,
        Data: [200, ["CONTENT-TYPE", "application/json"], JSON.stringify(answer)],
      });
    const fail = (error: unknown) =>
      succeed({ Error: { Code: "GeneralException", Message: String(error), Location: "" } });
    if (service === "WacPartition") {
      const asked = executeServices(body);
      succeed(asked.answer);
      if (asked.ready) this.markReady();
      return;
    }
    this.options.host.execute(body, flags).then(succeed, fail);
  }

  private appContext(): object {
    const requirements = this.options.requirements ?? baselineRequirements;
    const { settings, documentName } = this.options.host;
    return {
      _id: this.controlId,
      _appName: 16,
      _appVersion: 16,
      _appMinorVersion: 0,
      _appUILocale: this.locale,
      _dataLocale: this.locale,
      _docUrl: documentName,
      _clientMode: 1,
      _settings: settings,
      _reason: "documentOpened",
      _osfControlType: 1,
      _eToken: "",
      _correlationId: "standin",
      _appInstanceId: this.controlId,
      _requirementMatrix: JSON.stringify(requirements),
      _hostCustomMessage: "",
      _hostFullVersion: "16.0.15407.40000",
      _clientWindowHeight: this.frame.clientHeight,
      _clientWindowWidth: this.frame.clientWidth,
      _addinName: this.options.title,
      _appDomains: [],
      _dialogRequirementMatrix: "",
      _featureGates: {},
      _initialDisplayMode: 0,
      _wacHostEnvironment: "0",
      _isFromWacAutomation: false,
    };
  }

  private answer(request: Message, data: unknown, errorCode = 0): void {
    this.post({
      _messageType: messageType.response,
      _actionName: request._actionName,
      _conversationId: request._conversationId,
      _correlationId: request._correlationId,
      _data: data ?? null,
      _errorCode: errorCode,
      _responseType: responseType.answer,
    });
  }

  private post(message: object): void {
    const envelope = { ...message, _serializerVersion: 1, _origin: location.origin };
    this.frame.contentWindow?.postMessage(JSON.stringify(envelope), location.origin);
  }
}

function parseMessage(text: string): Message | null {
  try {
    const message = JSON.parse(text) as Message | null;
    return message && typeof message === "object" ? message : null;
  } catch {
    return null;
  }
}
