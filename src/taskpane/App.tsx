/** The pane: theme, the screen shown, what is announced, Escape. */
import { FluentProvider, mergeClasses, webDarkTheme } from "@fluentui/react-components";
import { Component, useEffect, useLayoutEffect, useRef } from "react";
import type { ReactNode } from "react";

import { Busy } from "./parts/Busy";
import { usePageStyles, useStyles } from "./parts/styles";
import { Before } from "./screens/Before";
import { ChangeTimescale } from "./screens/ChangeTimescale";
import { Changes } from "./screens/Changes";
import { Done } from "./screens/Done";
import { Earlier } from "./screens/Earlier";
import { FirstRun } from "./screens/FirstRun";
import { Generate } from "./screens/Generate";
import { GroupList } from "./screens/GroupList";
import { Help } from "./screens/Help";
import { Home } from "./screens/Home";
import { HowRead } from "./screens/HowRead";
import { Meeting } from "./screens/Meeting";
import { OneAction } from "./screens/OneAction";
import { Owners } from "./screens/Owners";
import { PutBack, PutBackDone } from "./screens/PutBack";
import { ReadAs } from "./screens/ReadAs";
import { ToSortOut } from "./screens/ToSortOut";
import type { Device } from "./device";
import { leaveHeading } from "./keyboard";
import { canGoBack, shown } from "./state";
import type { Screen } from "./state";
import { usePaneTheme } from "./theme";
import type { OfficeColours } from "./theme";
import { PaneProvider, usePane, usePaneOf } from "./usePane";

export interface AppProps {
  device: Device;
  colours?: OfficeColours;
}

export function App(props: AppProps) {
  const pane = usePaneOf(props.device);
  return (
    <Page colours={props.colours}>
      <PaneProvider value={pane}>
        <Stage />
      </PaneProvider>
    </Page>
  );
}

/** A page that only says one thing: not in Excel, an Excel too old. */
export function Plainly(props: { title: string; sentences: string[]; colours?: OfficeColours }) {
  return (
    <Page colours={props.colours}>
      <PlainWords {...props} />
    </Page>
  );
}

function PlainWords(props: { title: string; sentences: string[] }) {
  const styles = useStyles();
  return (
    <main className={styles.main}>
      <h1 className={styles.title}>{props.title}</h1>
      {props.sentences.map((sentence) => (
        <p key={sentence} className={styles.text}>
          {sentence}
        </p>
      ))}
    </main>
  );
}

function Page(props: { colours?: OfficeColours; children: ReactNode }) {
  const theme = usePaneTheme(props.colours);
  return (
    <FluentProvider theme={theme}>
      <Paper dark={theme === webDarkTheme}>{props.children}</Paper>
    </FluentProvider>
  );
}

function Paper(props: { dark: boolean; children: ReactNode }) {
  usePageStyles();
  const styles = useStyles();
  return (
    <div className={mergeClasses(styles.page, props.dark ? styles.dark : styles.light)}>
      <LastResort>{props.children}</LastResort>
    </div>
  );
}

function Stage() {
  const styles = useStyles();
  const { state, back, cancel } = usePane();
  const screen = shown(state);
  const busy = state.doing !== null;
  const deep = canGoBack(state);
  const name =
    state.review === null
      ? `before ${busy} ${state.problem !== null}`
      : `${state.trail.length} ${JSON.stringify(mark(screen))}`;
  const content = useRef<HTMLDivElement>(null);
  useReturn(state.trail.length, content);

  useEffect(() => {
    // What is done here goes no further: Office.js takes Tab and Escape at the window, and Escape would leave the pane.
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const escaped = event.key === "Escape" && (busy || deep);
      if (escaped && busy) cancel();
      else if (escaped) back();
      if (!escaped && !leaveHeading(event)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [busy, deep, back, cancel]);

  return (
    <>
      <div className={styles.hidden} role="status" aria-live="polite" data-announced="">
        <span key={state.announced.turn}>{state.announced.words}</span>
      </div>
      <div ref={content} key={name} inert={busy} className={busy && state.review !== null ? styles.dimmed : undefined}>
        {state.review === null ? <Before /> : drawn(screen)}
      </div>
      {busy && <Busy />}
    </>
  );
}

function drawn(screen: Screen): ReactNode {
  switch (screen.at) {
    case "first-run":
      return <FirstRun />;
    case "home":
      return <Home />;
    case "list":
      return <GroupList group={screen.group} />;
    case "owners":
      return <Owners owner={screen.owner} />;
    case "action":
      return <OneAction actionKey={screen.key} />;
    case "read-as":
      return <ReadAs actionKey={screen.key} />;
    case "change-timescale":
      return <ChangeTimescale actionKey={screen.key} />;
    case "sort-out":
      return <ToSortOut />;
    case "changes":
      return <Changes />;
    case "meeting":
      return <Meeting />;
    case "generate":
      return <Generate />;
    case "done":
      return <Done done={screen.done} />;
    case "put-back":
      return <PutBack />;
    case "put-back-done":
      return <PutBackDone sentence={screen.sentence} />;
    case "how-read":
      return <HowRead />;
    case "earlier":
      return <Earlier />;
    case "help":
      return <Help />;
  }
}

/** What makes a screen a new one. A row that moved keeps its screen, so its key is not part of it. */
function mark(screen: Screen): unknown[] {
  if (screen.at === "list") return [screen.at, screen.group];
  if (screen.at === "owners") return [screen.at, screen.owner];
  return [screen.at];
}

/** Back puts the focus on what was opened, where it is still there; the heading has it otherwise. */
function useReturn(depth: number, content: { readonly current: HTMLElement | null }): void {
  const opened = useRef<string[]>([]);
  const before = useRef(depth);
  useEffect(() => {
    const note = (event: Event) => {
      const from =
        event.target instanceof Element ? event.target.closest("[data-return]")?.getAttribute("data-return") : null;
      if (from) opened.current[before.current] = from;
    };
    document.addEventListener("click", note, true);
    return () => document.removeEventListener("click", note, true);
  }, []);
  useLayoutEffect(() => {
    const went = depth - before.current;
    before.current = depth;
    if (went >= 0) {
      if (went > 0) window.scrollTo(0, 0);
      return;
    }
    const name = opened.current[depth];
    opened.current.length = depth;
    const target = [...(content.current?.querySelectorAll<HTMLElement>("[data-return]") ?? [])].find(
      (each) => each.getAttribute("data-return") === name,
    );
    // After the heading of the screen has taken the focus.
    if (target) setTimeout(() => target.isConnected && target.focus());
    else window.scrollTo(0, 0);
  }, [depth, content]);
}

/** Nothing of an exception's message is for the reader. */
class LastResort extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <PlainWords
        title="This screen could not be shown"
        sentences={[
          "Showing a screen writes nothing. If something was being written, look in the workbook whether it is there.",
          "Close this pane and open it again from the ribbon.",
        ]}
      />
    );
  }
}
