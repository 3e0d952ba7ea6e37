/** What people have decided: who, when, about which words, what it changes; each can be taken back here. */
import { Button } from "@fluentui/react-components";

import { decide, today } from "../../app";
import type { Decision, ReviewItem } from "../../app/types";
import { takeBack } from "../../plan/decisions";
import type { DecidedLine } from "../../plan/decisions";
import { oneLine } from "../../plan/words";
import { sayDecided, sayLapsed, sayTakenBack } from "../say";
import { usePlan } from "../usePane";
import { Card, Heading, Quote, Text } from "./Frame";
import { useStyles } from "./styles";

/** The decisions about one action, and the earlier answers its new words have ended. */
export function Decided(props: { item: ReviewItem }) {
  const { decided, lapsed } = props.item;
  if (decided.length === 0 && lapsed.length === 0) return null;
  return (
    <Card>
      {decided.length > 0 && <Heading>Read as decided</Heading>}
      {decided.map((line) => (
        <OneDecision key={keyOf(line.decision)} line={line} changes={line.changes} />
      ))}
      {lapsed.map((decision) => (
        <div key={keyOf(decision)}>
          <Text>An earlier answer no longer applies: the words have changed since.</Text>
          <Quote>{oneLine(decision.words) || "(left blank)"}</Quote>
          <Text small>{sayLapsed(decision)}</Text>
        </div>
      ))}
    </Card>
  );
}

/** Answers that are about no one action: which names are one party, which rows are one action. */
export function Answers(props: { about: Decision["about"]; heading: string }) {
  const { review } = usePlan();
  const lines = review.answers.filter(({ decision }) => decision.about === props.about);
  if (lines.length === 0) return null;
  return (
    <Card>
      <Heading>{props.heading}</Heading>
      {lines.map((line) => (
        <OneDecision key={keyOf(line.decision)} line={line} changes={null} />
      ))}
    </Card>
  );
}

function OneDecision(props: { line: DecidedLine; changes: string | null }) {
  const styles = useStyles();
  const { act, name } = usePlan();
  const { line, changes } = props;
  const { decision } = line;
  return (
    <div className={styles.tight}>
      <Text>{sayDecided(line)}</Text>
      <Quote>{oneLine(decision.words) || "(left blank)"}</Quote>
      {changes && <Text small>{changes}</Text>}
      <div>
        <Button
          size="small"
          aria-label={`Take back: read as “${decision.readAs}”`}
          onClick={() => {
            const back = takeBack(decision, today(), name);
            void act({
              doing: "Taking it back",
              task: (job) => decide(back, job),
              reread: true,
              notice: (kept) => sayTakenBack(decision, kept),
            });
          }}
        >
          Take this back
        </Button>
      </div>
    </div>
  );
}

function keyOf({ about, words, action, readAs, decidedOn, by }: Decision): string {
  return JSON.stringify([about, words, action, readAs, decidedOn, by]);
}
