/** The frame of every screen: Back, the heading that takes the focus, what was just done, what went wrong, the content. */
import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  mergeClasses,
} from "@fluentui/react-components";
import { useEffect, useRef } from "react";
import type { ReactNode } from "react";

import { canGoBack } from "../state";
import { usePane } from "../usePane";
import { useStyles } from "./styles";

export function Frame(props: { title: string; under?: ReactNode; children: ReactNode }) {
  const styles = useStyles();
  const { state, back, dismiss } = usePane();
  return (
    <main className={styles.main}>
      <header className={styles.top}>
        {canGoBack(state) && (
          <button type="button" className={styles.back} onClick={back}>
            <span aria-hidden="true">‹ </span>Back
          </button>
        )}
        <Title long={props.title.length > 44}>{props.title}</Title>
        {props.under}
      </header>
      <div className={styles.messages}>
        <ProblemNotice />
        {state.notice !== null && (
          <MessageBar intent={state.notice.done ? "success" : "info"} layout="multiline">
            <MessageBarBody>{state.notice.words}</MessageBarBody>
            <MessageBarActions>
              <Button onClick={dismiss}>Close this message</Button>
            </MessageBarActions>
          </MessageBar>
        )}
      </div>
      {props.children}
    </main>
  );
}

/** A screen's heading. It takes the focus when the screen appears, so that a screen reader starts there. */
function Title(props: { children: ReactNode; long?: boolean }) {
  const styles = useStyles();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h1 ref={heading} tabIndex={-1} className={mergeClasses(styles.title, props.long && styles.longTitle)}>
      {props.children}
    </h1>
  );
}

/** What went wrong, why, and what to do next, with Try again. */
function ProblemNotice() {
  const { state, tryAgain } = usePane();
  const { problem } = state;
  if (!problem) return null;
  return (
    <MessageBar intent={problem.name === "editing" ? "warning" : "error"} layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{problem.happened}</MessageBarTitle>
        {[problem.because, problem.next].filter(Boolean).join(" ")}
      </MessageBarBody>
      <MessageBarActions>
        <Button onClick={tryAgain}>Try again</Button>
      </MessageBarActions>
    </MessageBar>
  );
}

export function Card(props: { children: ReactNode; className?: string }) {
  const styles = useStyles();
  return <div className={mergeClasses(styles.card, props.className)}>{props.children}</div>;
}

export function Heading(props: { children: ReactNode; id?: string }) {
  const styles = useStyles();
  return (
    <h2 id={props.id} className={styles.heading}>
      {props.children}
    </h2>
  );
}

export function Text(props: { children: ReactNode; small?: boolean; id?: string }) {
  const styles = useStyles();
  return (
    <p id={props.id} className={props.small ? styles.small : styles.text}>
      {props.children}
    </p>
  );
}

/** Words of the plan, whole and as written. */
export function Quote(props: { children: ReactNode }) {
  const styles = useStyles();
  return <blockquote className={styles.quote}>{props.children}</blockquote>;
}

/** A part that opens on demand; the browser's own, so that it works with every reader; the tab index is for Office.js's Tab. */
export function Fold(props: { summary: ReactNode; children: ReactNode; open?: boolean }) {
  const styles = useStyles();
  return (
    <details className={styles.details} open={props.open}>
      <summary className={styles.summary} tabIndex={0}>
        {props.summary}
      </summary>
      <div className={styles.inDetails}>{props.children}</div>
    </details>
  );
}
