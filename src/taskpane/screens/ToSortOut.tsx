/** What only a person can settle: worst first, five at a time, each with real choices. */
import { Button } from "@fluentui/react-components";
import { useState } from "react";

import type { Finding, ToSortOut as Question } from "../../app/types";
import { count, severityWords } from "../../plan/words";
import { severities } from "../../plan/model";
import { Choices, goingTo } from "../parts/Choices";
import { NameField } from "../parts/Fields";
import { Card, Fold, Frame, Heading, Quote, Text } from "../parts/Frame";
import { useStyles } from "../parts/styles";
import { openQuestions } from "../say";
import { usePlan } from "../usePane";

const atATime = 5;

export function ToSortOut() {
  const { review, state } = usePlan();
  const [showing, setShowing] = useState(atATime);
  const waiting = openQuestions(review, state.setAside);
  const aside = openQuestions(review, []).length - waiting.length;
  const asked = new Set(
    review.toSortOut.map((question) => `${question.place.sheet}!${question.place.address} ${question.words}`),
  );
  const rest = review.findings.filter((finding) => !asked.has(`${finding.sheet}!${finding.cell} ${finding.words}`));
  return (
    <Frame
      title={waiting.length > 0 ? "To sort out" : "Nothing to sort out"}
      under={
        <Text small>
          {waiting.length > 0
            ? `${count(waiting.length, "question")}, the ones that matter most first.`
            : "Every question about the plan has its answer."}
          {aside > 0 && ` ${aside} set aside while this pane is open.`}
        </Text>
      }
    >
      {waiting.slice(0, showing).map((question) => (
        <OneQuestion key={question.id} question={question} />
      ))}
      {waiting.length > showing && (
        <Button onClick={() => setShowing(showing + atATime)}>
          Show {Math.min(atATime, waiting.length - showing)} more of {waiting.length - showing}
        </Button>
      )}
      {waiting.length > 0 && <NameField />}
      {severities.map((severity) => {
        const findings = rest.filter((finding) => finding.severity === severity);
        return (
          findings.length > 0 && (
            <Fold key={severity} summary={`${severityWords[severity]} (${findings.length})`}>
              <Findings findings={findings} />
            </Fold>
          )
        );
      })}
    </Frame>
  );
}

function OneQuestion(props: { question: Question }) {
  const styles = useStyles();
  const { open, act, setAside, tell } = usePlan();
  const { question } = props;
  const { item, place } = question;
  const goes = question.choices.some(({ does }) => does.kind === "go");
  return (
    <Card>
      <Text small>{severityWords[question.severity]}</Text>
      <Heading>{question.title}</Heading>
      {question.words && <Quote>{question.words}</Quote>}
      {question.assumed && <Text>{question.assumed}</Text>}
      <Choices question={question} />
      <div className={styles.row}>
        {item && (
          <button
            type="button"
            className={styles.inline}
            data-return={`question ${question.id}`}
            onClick={() => open({ at: "action", key: item.action.key })}
          >
            Open {item.action.ref ? `action ${item.action.ref}` : "the action"}
          </button>
        )}
        {!goes && (
          <button type="button" className={styles.inline} onClick={() => void act(goingTo(question, place))}>
            Go to row
          </button>
        )}
        <button
          type="button"
          className={styles.inline}
          onClick={() => {
            setAside(question.id);
            tell("Set aside while this pane is open.");
          }}
        >
          Not now
        </button>
      </div>
    </Card>
  );
}

/** How many of a kind are listed before asking for more. */
const listed = 30;

function Findings(props: { findings: Finding[] }) {
  const styles = useStyles();
  const { act, review } = usePlan();
  const [all, setAll] = useState(false);
  const { findings } = props;
  return (
    <>
      <ul className={styles.bullets}>
        {(all ? findings : findings.slice(0, listed)).map((finding, index) => (
          <li key={finding.check + finding.cell + String(index)}>
            {finding.message}{" "}
            <button
              type="button"
              className={styles.inline}
              aria-label={`Go to cell ${finding.cell} of sheet ${finding.sheet}`}
              onClick={() =>
                void act(
                  goingTo(
                    {
                      item: review.items.find(({ action }) => action.key === finding.key) ?? null,
                      words: finding.words,
                    },
                    { sheet: finding.sheet, address: finding.cell },
                  ),
                )
              }
            >
              {finding.cell}
            </button>
          </li>
        ))}
      </ul>
      {!all && findings.length > listed && <Button onClick={() => setAll(true)}>Show all {findings.length}</Button>}
    </>
  );
}
