/** One action: how it stands and why, in the plan's own words, and what a person can say about it. */
import { Button } from "@fluentui/react-components";
import { useState } from "react";

import { decide, goToAction, today } from "../../app";
import { theSheet } from "../../app/names";
import type { ReviewItem } from "../../app/types";
import { sayDate } from "../../plan/calendar";
import { agreedMove } from "../../plan/decisions";
import { timescaleCell } from "../../plan/places";
import { severityWords } from "../../plan/words";
import { Decided } from "../parts/Decided";
import { Card, Frame, Heading, Quote, Text } from "../parts/Frame";
import { StatusWord } from "../parts/Items";
import { DateField, isWholeDate } from "../parts/Fields";
import { PromiseChart } from "../parts/PromiseChart";
import { useStyles } from "../parts/styles";
import { actionTitle, itemOf, progressDecision, sayKept, timescaleDecision } from "../say";
import { usePlan } from "../usePane";

export function OneAction(props: { actionKey: string }) {
  const styles = useStyles();
  const { review, act, open } = usePlan();
  const item = itemOf(review, props.actionKey);
  if (!item) return <Gone />;
  const { action, status } = item;
  const findings = review.findings.filter((finding) => finding.key === action.key && finding.severity !== "assumption");
  const assumptions = review.findings.filter(
    (finding) => finding.key === action.key && finding.severity === "assumption",
  );
  return (
    <Frame title={actionTitle(item)} under={<Text>{action.action || "This row has no action."}</Text>}>
      <Card>
        <StatusWord item={item} />
        <Facts item={item} />
        <Heading>Why</Heading>
        <Text>{status.why}</Text>
        {action.timescale.unsure && <Text small>The words can be read in more than one way. Please check.</Text>}
        <ReadingButtons item={item} />
      </Card>
      <div className={styles.row}>
        <Button
          appearance="primary"
          onClick={() => void act({ doing: "Going to the row", task: (job) => goToAction(item.action, job) })}
        >
          Go to row
        </Button>
        {timescaleCell(review.plan, action) && (
          <Button data-return="change" onClick={() => open({ at: "change-timescale", key: action.key })}>
            Change the timescale
          </Button>
        )}
      </div>
      <Decided item={item} />
      <Finished item={item} />
      {item.promise && item.promise.promises.length > 0 && (
        <Card>
          <Heading>What was promised</Heading>
          <PromiseChart promise={item.promise} what={actionTitle(item).toLowerCase()} />
          {item.promise.notAgreed && <Agreed item={item} move={item.promise.notAgreed} />}
        </Card>
      )}
      <Words item={item} />
      {findings.length > 0 && (
        <Card>
          <Heading>To look at in this row</Heading>
          <ul className={styles.bullets}>
            {findings.map((finding) => (
              <li key={finding.check + finding.cell + finding.words}>
                <span className={styles.strong}>{severityWords[finding.severity]}:</span> {finding.message}
              </li>
            ))}
          </ul>
        </Card>
      )}
      {assumptions.length > 0 && (
        <Card>
          <Heading>{severityWords.assumption}</Heading>
          <ul className={styles.bullets}>
            {assumptions.map((finding) => (
              <li key={finding.check + finding.cell + finding.words}>{finding.message}</li>
            ))}
          </ul>
        </Card>
      )}
    </Frame>
  );
}

/** A move the group agreed is no slippage: it is counted apart once somebody says so. */
function Agreed(props: { item: ReviewItem; move: { from: string; to: string } }) {
  const styles = useStyles();
  const { review, act, name } = usePlan();
  const { meeting } = review.meeting;
  const [agreedOn, setAgreedOn] = useState(meeting && meeting <= review.asAt ? meeting : review.asAt);
  const { item, move } = props;
  return (
    <form
      className={styles.stack}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isWholeDate(agreedOn)) return;
        const decision = agreedMove(item.action, agreedOn, today(), name);
        void act({
          doing: "Keeping your answer",
          task: (job) => decide(decision, job),
          reread: true,
          notice: (kept) => sayKept(decision, kept),
        });
      }}
    >
      <Text>
        Did the group agree to move it from {sayDate(move.from)} to {sayDate(move.to)}?
      </Text>
      <DateField label="Agreed on" value={agreedOn} onChange={setAgreedOn} needed />
      <Button type="submit" disabledFocusable={!isWholeDate(agreedOn)}>
        The group agreed it
      </Button>
    </form>
  );
}

function Facts(props: { item: ReviewItem }) {
  const styles = useStyles();
  const { action, status, lead, others, promise } = props.item;
  const facts: [string, string | null][] = [
    ["Due", status.nextDue && props.item.group !== "ongoing" ? sayDate(status.nextDue) : null],
    ["Next by", status.nextDue && props.item.group === "ongoing" ? sayDate(status.nextDue) : null],
    ["How late", status.late],
    ["Moved", promise?.moved ?? null],
    ["Lead", lead ?? "nobody named"],
    ["Others", others.length > 0 ? others.join("; ") : null],
    ["Timescale", action.timescale.text ? `“${action.timescale.text}”` : "left blank"],
    ["Section", action.section || null],
    ["Where", `sheet “${action.sheet}”, row ${action.row}`],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([term, fact]) =>
        fact === null ? null : (
          <div key={term} className={styles.pair}>
            <dt className={styles.term}>{term}</dt>
            <dd className={styles.fact}>{fact}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

function ReadingButtons(props: { item: ReviewItem }) {
  const styles = useStyles();
  const { act, open, name } = usePlan();
  const { item } = props;
  const { action, status } = item;
  const aboutFinish = item.group === "finished";
  return (
    <>
      <div className={styles.row}>
        {status.confirm && !aboutFinish && (
          <Button
            onClick={() => {
              const decision = timescaleDecision(action, null, name, today());
              void act({
                doing: "Keeping your answer",
                task: (job) => decide(decision, job),
                reread: true,
                notice: (kept) => sayKept(decision, kept),
              });
            }}
          >
            That’s right
          </Button>
        )}
        <Button data-return="read-as" onClick={() => open({ at: "read-as", key: action.key })}>
          Read it as…
        </Button>
      </div>
    </>
  );
}

function Finished(props: { item: ReviewItem }) {
  const styles = useStyles();
  const { review, act, name } = usePlan();
  const { item } = props;
  const { action, status } = item;
  if (status.status === "complete" || status.status === "closed") {
    if (action.progress.basis === "stated") return null;
  }
  const answer = (verdict: "complete" | "closed" | "open") => {
    const decision = progressDecision(action, verdict, name, today());
    void act({
      doing: "Keeping your answer",
      task: (job) => decide(decision, job),
      reread: true,
      notice: (kept) => sayKept(decision, kept),
    });
  };
  return (
    <Card>
      <Heading>Is it finished?</Heading>
      {status.confirm && item.group === "finished" && (
        <Text>The row reads as if it were. Nobody has confirmed it yet.</Text>
      )}
      <div className={styles.row}>
        <Button onClick={() => answer("complete")}>It was done</Button>
        <Button onClick={() => answer("closed")}>It was closed</Button>
        {item.group === "finished" && <Button onClick={() => answer("open")}>Still open</Button>}
      </div>
      <Text small>
        Kept in {theSheet(review.recordNames.readings)}, beside the plan. It holds while the words it is about stand;
        when someone changes them, the question is asked again.
      </Text>
    </Card>
  );
}

function Words(props: { item: ReviewItem }) {
  const { action } = props.item;
  const parts: [string, string][] = [
    ["Notes", action.notes],
    ["Outcomes", action.outcomes],
    ...action.alsoHere.map((also): [string, string] => [also.heading || "Also here", also.text]),
  ];
  const written = parts.filter(([, text]) => text.trim() !== "");
  return (
    <Card>
      <Heading>What the row says</Heading>
      {written.length === 0 && <Text>No update recorded.</Text>}
      {written.map(([heading, text], index) => (
        <div key={heading + String(index)}>
          <Text small>{heading}</Text>
          <Quote>{text}</Quote>
        </div>
      ))}
      {action.owner.text && (
        <div>
          <Text small>Owner, as written</Text>
          <Quote>{action.owner.text}</Quote>
          <Text small>{action.owner.why}</Text>
        </div>
      )}
    </Card>
  );
}

/** An action that a new reading no longer has. */
export function Gone() {
  return (
    <Frame title="That row is not here any more">
      <Text>The plan has changed since this list was made. Go back to see it as it is now.</Text>
    </Frame>
  );
}
