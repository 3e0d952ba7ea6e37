/**
 * Earlier versions of the plan: a file is picked, what it holds is shown, then it is taken in as it stood on a day; and a
 * snapshot that is kept can be removed again.
 */
import { Button, Label } from "@fluentui/react-components";
import { useEffect, useRef, useState } from "react";

import { previewEarlierVersion, removeSnapshot, snapshotsKept, takeInEarlierVersion, today } from "../../app";
import { theSheet } from "../../app/names";
import type { EarlierVersion, SnapshotKept } from "../../app/types";
import { sayDate } from "../../plan/calendar";
import { count } from "../../plan/words";
import { DateField, isWholeDate } from "../parts/Fields";
import { Card, Frame, Heading, Text } from "../parts/Frame";
import { useStyles } from "../parts/styles";
import { usePlan } from "../usePane";

/** A file and what was found in it. */
interface Picked {
  file: File;
  holds: EarlierVersion;
}

export function Earlier() {
  const styles = useStyles();
  const { review, act } = usePlan();
  const [picked, setPicked] = useState<Picked | null>(null);
  const pick = async (file: File | undefined) => {
    setPicked(null);
    if (!file) return;
    const holds = await act({
      doing: `Reading ${file.name}`,
      task: (job) => previewEarlierVersion(file, file.name, today(), job),
    });
    if (holds) setPicked({ file, holds });
  };
  return (
    <Frame title="Take in an earlier version">
      <Text>
        Pick an older copy of this plan (.xlsx). How it stood is written to {theSheet(review.recordNames.history)}, so
        that dates which moved since then show as moved. The file is read here and goes nowhere.
      </Text>
      <div className={styles.tight}>
        <Label htmlFor="older-workbook">The older workbook</Label>
        <input
          id="older-workbook"
          type="file"
          className={styles.file}
          accept=".xlsx"
          // The same file may be picked again after it was changed.
          onClick={(event) => {
            event.currentTarget.value = "";
          }}
          onChange={(event) => void pick(event.target.files?.[0])}
        />
      </div>
      {picked && <Holds key={picked.file.name} {...picked} />}
      <Kept />
    </Frame>
  );
}

/** What the file holds, and the day it is taken in for. */
function Holds({ file, holds }: Picked) {
  const styles = useStyles();
  const { act } = usePlan();
  const [taken, setTaken] = useState(holds.suggested?.date ?? "");
  const isToCome = isWholeDate(taken) && taken > today();
  const ready = isWholeDate(taken) && !isToCome;
  return (
    <Card>
      <Heading>What it holds</Heading>
      <div role="status" className={styles.tight}>
        <Text>{sayHolds(file.name, holds)}</Text>
        {holds.refused !== null && <Text>{holds.refused} Pick an older copy of this plan.</Text>}
        {holds.leftOut.map((words) => (
          <Text small key={words}>
            {words}
          </Text>
        ))}
      </div>
      {holds.refused === null && (
        <form
          className={styles.stack}
          onSubmit={(event) => {
            event.preventDefault();
            if (!ready) return;
            void act({
              doing: `Reading ${file.name}`,
              task: (job) => takeInEarlierVersion(file, file.name, taken, job),
              reread: true,
              next: () => ({ at: "changes" }),
              notice: (done) => done.sentence,
            });
          }}
        >
          <DateField
            label="The day it stood like that"
            value={taken}
            onChange={setTaken}
            hint="The date of the meeting it was for, or the day it was saved"
            problem={isToCome ? "This day is still to come." : undefined}
          />
          <Button type="submit" appearance="primary" disabledFocusable={!ready}>
            Take it in
          </Button>
        </form>
      )}
    </Card>
  );
}

function sayHolds(name: string, { title, sheets, actions, matching, of, suggested }: EarlierVersion): string {
  const called = title === null ? "" : ` of “${title}”`;
  const where = sheets.length > 1 ? ` on ${count(sheets.length, "sheet")}` : "";
  const matches = `${matching} of them ${matching === 1 ? "matches" : "match"} this plan’s ${of}`;
  return [`“${name}” holds ${count(actions, "action")}${called}${where}; ${matches}.`, suggested?.because]
    .filter(Boolean)
    .join(" ");
}

/** The snapshots that are kept, each with a way to remove it. */
function Kept() {
  const styles = useStyles();
  const { review, act } = usePlan();
  const [kept, setKept] = useState<SnapshotKept[]>([]);
  useEffect(() => {
    let here = true;
    if (review.history.snapshots.length === 0) setKept([]);
    else {
      snapshotsKept().then(
        (found) => here && setKept(found),
        // The list is beside the point of the screen: without it a file can still be taken in.
        () => here && setKept([]),
      );
    }
    return () => {
      here = false;
    };
  }, [review]);
  if (kept.length === 0) return null;
  return (
    <section className={styles.stack} aria-labelledby="kept-snapshots">
      <Heading id="kept-snapshots">In {theSheet(review.recordNames.history)}</Heading>
      {kept.map((snapshot) => (
        <OneSnapshot
          key={snapshot.taken}
          snapshot={snapshot}
          onRemove={() =>
            void act({
              doing: `Removing the snapshot of ${sayDate(snapshot.taken)}`,
              task: (job) => removeSnapshot(snapshot.taken, job),
              reread: true,
              notice: (done) => done.sentence,
            })
          }
        />
      ))}
    </section>
  );
}

function OneSnapshot({ snapshot, onRemove }: { snapshot: SnapshotKept; onRemove: () => void }) {
  const styles = useStyles();
  const [asking, setAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const day = sayDate(snapshot.taken);
  const keep = () => {
    button.current?.focus();
    setAsking(false);
  };
  return (
    <div className={styles.tight}>
      <div className={styles.row}>
        <span className={styles.grow}>
          {day}: {count(snapshot.lines, "line")}
        </span>
        <Button
          ref={button}
          aria-label={`Remove the snapshot of ${day}`}
          aria-expanded={asking}
          onClick={() => setAsking(!asking)}
        >
          Remove
        </Button>
      </div>
      {asking && (
        <>
          <Text>
            It is the only memory of how the plan stood on that day. Excel may not be able to undo this. Remove it?
          </Text>
          <div className={styles.row}>
            <Button onClick={onRemove}>Yes, remove it</Button>
            <Button onClick={keep}>Keep it</Button>
          </div>
        </>
      )}
    </div>
  );
}
