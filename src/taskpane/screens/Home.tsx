/** How the plan stands on one date, and everything that can be done about it. */
import {
  Button,
  Checkbox,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  mergeClasses,
} from "@fluentui/react-components";

import { highlightPlan, putEverythingBack, saveSnapshot } from "../../app";
import { sayDate } from "../../plan/calendar";
import { count, groups, groupWords, listOf } from "../../plan/words";
import { AsAt } from "../parts/AsAt";
import { Fold, Frame, Heading, Text } from "../parts/Frame";
import { LinkRow } from "../parts/Items";
import { useGroupEdge, useStyles } from "../parts/styles";
import { openQuestions, planName, saySize, sayUnfinished } from "../say";
import { usePlan } from "../usePane";

export function Home() {
  const styles = useStyles();
  const { review, open, state } = usePlan();
  const { plan, changes } = review;
  const waiting = openQuestions(review, state.setAside);
  const needed = waiting.filter((each) => each.severity === "needs-answer").length;
  const changed = changes?.groups.reduce((sum, group) => sum + group.changes.length, 0) ?? 0;
  return (
    <Frame title={planName(plan)} under={<Text small>{saySize(plan)}</Text>}>
      <PlanChanged />
      <Stale />
      <AsAt />
      <Tiles />
      <div className={styles.tight}>
        {review.byMeeting && <Text>{review.byMeeting}</Text>}
        <Text small>
          {review.meeting.meeting
            ? `Next meeting ${sayDate(review.meeting.meeting)}. `
            : "The date of the next meeting is not set. "}
          <button type="button" className={styles.inline} data-return="meeting" onClick={() => open({ at: "meeting" })}>
            {review.meeting.meeting ? "Change the meeting" : "Set the meeting"}
          </button>
        </Text>
      </div>
      {review.updates.some((update) => !update.whole) && <Text>{sayUnfinished(review.updates)}</Text>}
      <Button appearance="primary" size="large" data-return="generate" onClick={() => open({ at: "generate" })}>
        Generate quarterly update
      </Button>
      <ul className={styles.rows}>
        <li>
          <LinkRow
            label={needed > 0 ? `To sort out first (${needed})` : `To sort out (${waiting.length})`}
            under={needed > 0 && waiting.length > needed ? `and ${waiting.length - needed} worth a look` : undefined}
            onOpen={() => open({ at: "sort-out" })}
          />
        </li>
        <li>
          <LinkRow
            label="What changed since last time"
            under={
              changes ? `${count(changed, "change")} since ${sayDate(changes.since)}` : "Nothing to compare with yet"
            }
            onOpen={() => open({ at: "changes" })}
          />
        </li>
        <li>
          <LinkRow label="Who leads what" onOpen={() => open({ at: "owners", owner: null })} />
        </li>
      </ul>
      <More />
    </Frame>
  );
}

function Tiles() {
  const styles = useStyles();
  const edge = useGroupEdge();
  const { review, open } = usePlan();
  return (
    <ul className={styles.tiles} aria-label={`${count(review.items.length, "action")} by how they stand`}>
      {groups.map((group) => (
        <li key={group}>
          <button
            type="button"
            className={mergeClasses(styles.tile, edge[group])}
            data-return={`group ${group}`}
            aria-label={`${groupWords[group]}: ${count(review.counts[group], "action")}`}
            onClick={() => open({ at: "list", group })}
          >
            <span className={styles.tileNumber}>{review.counts[group]}</span>
            <span className={styles.tileWord}>{groupWords[group]}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function PlanChanged() {
  const { state, read } = usePlan();
  if (!state.changed) return null;
  return (
    <MessageBar intent="info" layout="multiline">
      <MessageBarBody>
        {state.changed === "someone else"
          ? "Someone else has changed the workbook since the plan was read."
          : "The plan may have changed since it was read."}
      </MessageBarBody>
      <MessageBarActions>
        <Button onClick={() => read()}>Read it again</Button>
      </MessageBarActions>
    </MessageBar>
  );
}

function Stale() {
  const { review, read } = usePlan();
  const { stale } = review;
  if (!stale) return null;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>{stale.sentence}</MessageBarBody>
      <MessageBarActions>
        <Button onClick={() => read(stale.suggestedAsAt)}>Show as at {sayDate(stale.suggestedAsAt)}</Button>
      </MessageBarActions>
    </MessageBar>
  );
}

function More() {
  const styles = useStyles();
  const { review, open, act, read, keepsUp, setKeepsUp } = usePlan();
  const { asAt, highlighted, protectedSheets } = review;
  return (
    <Fold summary="More">
      <div className={styles.stack}>
        <Heading>On the plan itself</Heading>
        {protectedSheets.length > 0 && (
          <Text small>
            {listOf(protectedSheets.map((sheet) => `“${sheet}”`))} {protectedSheets.length === 1 ? "is" : "are"}{" "}
            protected, so rows there cannot be highlighted. Reading and the update work as usual.
          </Text>
        )}
        <div className={styles.row}>
          <Button
            onClick={() =>
              void act({
                doing: "Highlighting rows",
                task: (job) => highlightPlan(asAt, job),
                reread: true,
                notice: sayHighlighted,
              })
            }
          >
            {highlighted > 0 ? "Highlight again" : "Highlight rows"}
          </Button>
          {highlighted > 0 && (
            <Button
              onClick={() =>
                void act({
                  doing: "Removing highlights",
                  task: (job) => putEverythingBack({ all: false, history: false }, job),
                  reread: true,
                  notice: (done) => done.sentence,
                })
              }
            >
              Remove highlights
            </Button>
          )}
        </div>
        <Text small>
          {highlighted > 0 ? `${count(highlighted, "row")} highlighted now. ` : ""}
          Highlights are Excel’s own conditional formats. They say the status in words and change nothing in the cells.
        </Text>
        <Checkbox
          role="switch"
          checked={keepsUp}
          onChange={(_, { checked }) => setKeepsUp(checked === true)}
          label="Keep up to date while the pane is open"
        />
        <Text small>
          Reads the plan again after your own edits, and renews your highlights. Other people’s edits are only pointed
          out.
        </Text>
        <div className={styles.row}>
          <Button onClick={() => read()}>Read the plan again</Button>
          <Button
            onClick={() =>
              void act({
                doing: "Saving a snapshot",
                task: (job) => saveSnapshot(asAt, job),
                reread: true,
                notice: (done) => done.sentence,
              })
            }
          >
            Save a snapshot now
          </Button>
        </div>
      </div>
      <ul className={styles.rows}>
        <li>
          <LinkRow label="Take in an earlier version" onOpen={() => open({ at: "earlier" })} />
        </li>
        <li>
          <LinkRow label="How the plan was read" onOpen={() => open({ at: "how-read" })} />
        </li>
        <li>
          <LinkRow label="Put everything back" onOpen={() => open({ at: "put-back" })} />
        </li>
        <li>
          <LinkRow label="Help" onOpen={() => open({ at: "help" })} />
        </li>
      </ul>
    </Fold>
  );
}

function sayHighlighted(done: Awaited<ReturnType<typeof highlightPlan>>): string {
  const refused = done.refused.map(({ sheet, why }) => (why.includes(sheet) ? why : `“${sheet}”: ${why}`));
  return [done.sentence, ...refused].join(" ");
}
