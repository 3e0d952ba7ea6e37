/** Lists of actions, and the word for how one stands. */
import { Button, mergeClasses } from "@fluentui/react-components";
import { useState } from "react";

import type { ReviewItem } from "../../app/types";
import { statusWords } from "../../plan/words";
import { sayDue } from "../say";
import { usePane } from "../usePane";
import { useGroupEdge, useGroupMark, useStyles } from "./styles";

/** A plan of thousands of rows would take seconds to draw; nobody reads further than this at once. */
const atATime = 100;

/** Actions, each opening its own screen. */
export function ItemList(props: { items: readonly ReviewItem[]; label: string }) {
  const styles = useStyles();
  const { open } = usePane();
  const [showing, setShowing] = useState(atATime);
  const { items } = props;
  return (
    <>
      <ul className={styles.rows} aria-label={props.label}>
        {items.slice(0, showing).map((item) => (
          <li key={item.action.key}>
            <Row item={item} onOpen={() => open({ at: "action", key: item.action.key })} />
          </li>
        ))}
      </ul>
      {items.length > showing && (
        <Button onClick={() => setShowing(showing + atATime)}>
          Show {Math.min(atATime, items.length - showing)} more of {items.length - showing}
        </Button>
      )}
    </>
  );
}

function Row(props: { item: ReviewItem; onOpen: () => void }) {
  const styles = useStyles();
  const edge = useGroupEdge();
  const { action, status, group, lead } = props.item;
  return (
    <button
      type="button"
      className={mergeClasses(styles.rowButton, edge[group])}
      data-return={`action ${action.key}`}
      onClick={props.onOpen}
    >
      <span className={styles.rowWords}>
        <span className={styles.clamp}>
          {action.ref && <strong>{action.ref} </strong>}
          {action.action || "A row without an action"}
        </span>
        <span className={styles.small}>
          {[statusWords[status.status], sayDue(props.item)].filter(Boolean).join(", ")}
          {" · "}
          {lead ?? "nobody named"}
        </span>
      </span>
      <Chevron />
    </button>
  );
}

function Chevron() {
  const styles = useStyles();
  return (
    <svg className={styles.chevron} width="8" height="12" viewBox="0 0 8 12" aria-hidden="true">
      <path d="M2 1l5 5-5 5" fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  );
}

/** The status as a word, with a mark of its group's colour beside it. */
export function StatusWord(props: { item: ReviewItem }) {
  const styles = useStyles();
  const marks = useGroupMark();
  return (
    <span className={styles.status}>
      <span className={mergeClasses(styles.mark, marks[props.item.group])} aria-hidden="true" />
      {statusWords[props.item.status.status]}
    </span>
  );
}

/** A line that leads to a screen, with how many things wait there. */
export function LinkRow(props: { label: string; under?: string; number?: number; onOpen: () => void }) {
  const styles = useStyles();
  return (
    <button type="button" className={styles.rowButton} data-return={props.label} onClick={props.onOpen}>
      <span className={styles.rowWords}>
        <span>{props.label}</span>
        {props.under && <span className={styles.small}>{props.under}</span>}
      </span>
      {props.number !== undefined && <span className={styles.number}>{props.number}</span>}
      <Chevron />
    </button>
  );
}
