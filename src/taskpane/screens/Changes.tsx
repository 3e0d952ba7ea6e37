/** What moved since the last snapshot, and rows nobody could match for certain. */
import { Button } from "@fluentui/react-components";

import { decide, saveSnapshot } from "../../app";
import { theSheet } from "../../app/names";
import { sayDate } from "../../plan/calendar";
import { Answers } from "../parts/Decided";
import { Card, Frame, Heading, Text } from "../parts/Frame";
import { LinkRow } from "../parts/Items";
import { useStyles } from "../parts/styles";
import { itemOf, sayKept } from "../say";
import { usePlan } from "../usePane";

export function Changes() {
  const styles = useStyles();
  const { review, act, open, name } = usePlan();
  const { changes, history, asAt, recordNames } = review;
  const snapshot = history.snapshots.at(-1);
  if (!changes) {
    return (
      <Frame title="What changed since last time">
        <Text>
          {snapshot
            ? `There is a snapshot of ${sayDate(snapshot)}. What changes after that day is shown here.`
            : "There is nothing to compare with yet."}{" "}
          Each quarterly update remembers how the plan stood, in {theSheet(recordNames.history)}; so does a snapshot
          saved now, or an earlier version of the workbook.
        </Text>
        <Skipped />
        <div className={styles.row}>
          <Button
            appearance="primary"
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
          <Button onClick={() => open({ at: "earlier" })}>Take in an earlier version</Button>
        </div>
      </Frame>
    );
  }
  const groups = changes.groups.filter((group) => group.changes.length > 0);
  return (
    <Frame
      title="What changed since last time"
      under={<Text small>Compared with the snapshot of {sayDate(changes.since)}.</Text>}
    >
      <Skipped />
      {groups.length === 0 && <Text>Nothing has changed since then.</Text>}
      {changes.questions.map((asked) => (
        <Card key={asked.question}>
          <Heading>{asked.question}</Heading>
          <div className={styles.row}>
            {asked.choices.map((choice) => (
              <Button
                key={choice.label}
                onClick={() => {
                  const decision = { ...choice.decision, by: name || choice.decision.by };
                  void act({
                    doing: "Keeping your answer",
                    task: (job) => decide(decision, job),
                    reread: true,
                    notice: (kept) => sayKept(decision, kept),
                  });
                }}
              >
                {choice.label}
              </Button>
            ))}
          </div>
          <Text small>Kept in {theSheet(recordNames.readings)}.</Text>
        </Card>
      ))}
      {groups.map((group) => (
        <section key={group.heading} className={styles.stack}>
          <Heading>
            {group.heading} ({group.changes.length})
          </Heading>
          <ul className={styles.rows}>
            {group.changes.map((change, index) => {
              const { key } = change;
              return (
                <li key={`${change.ref ?? ""} ${index}`}>
                  {key !== null && itemOf(review, key) ? (
                    <LinkRow label={change.says} onOpen={() => open({ at: "action", key })} />
                  ) : (
                    <p className={styles.rowText}>{change.says}</p>
                  )}
                </li>
              );
            })}
          </ul>
        </section>
      ))}
      <Answers about="same-action" heading="What was said about rows" />
      {history.snapshots.length > 1 && (
        <Text small>
          Snapshots kept in {theSheet(recordNames.history)}:{" "}
          {history.snapshots.map((taken) => sayDate(taken)).join(", ")}.
        </Text>
      )}
    </Frame>
  );
}

function Skipped() {
  const styles = useStyles();
  const { skipped } = usePlan().review.history;
  if (skipped.length === 0) return null;
  return (
    <Card>
      <Heading>What was passed over</Heading>
      <ul className={styles.bullets}>
        {skipped.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </Card>
  );
}
