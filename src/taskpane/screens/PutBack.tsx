/** Put everything back: what would go is named and counted first. */
import { Button, Checkbox, Radio, RadioGroup, Spinner } from "@fluentui/react-components";
import { useEffect, useState } from "react";

import { planPutBack, putEverythingBack } from "../../app";
import type { PutBackPlan } from "../../app/types";
import { count } from "../../plan/words";
import { Card, Frame, Heading, Text } from "../parts/Frame";
import { useStyles } from "../parts/styles";
import { problemOf, usePlan } from "../usePane";
import type { ShownProblem } from "../state";

export function PutBack() {
  const styles = useStyles();
  const { act, tell } = usePlan();
  const [found, setFound] = useState<PutBackPlan | null>(null);
  const [problem, setProblem] = useState<ShownProblem | null>(null);
  const [all, setAll] = useState(true);
  const [history, setHistory] = useState(false);

  useEffect(() => {
    let here = true;
    planPutBack().then(
      (plan) => here && setFound(plan),
      (error: unknown) => here && setProblem(problemOf(error)),
    );
    return () => {
      here = false;
    };
  }, []);

  if (problem) {
    return (
      <Frame title="Put everything back">
        <Text>{[problem.happened, problem.because, problem.next].filter(Boolean).join(" ")}</Text>
      </Frame>
    );
  }
  if (!found) {
    return (
      <Frame title="Put everything back">
        <Spinner size="tiny" label="Looking for what we added" labelPosition="after" />
      </Frame>
    );
  }

  const sheets = found.sheets;
  const nothing = sheets.length === 0 && found.highlights === 0 && found.history.length === 0;
  if (nothing) {
    return (
      <Frame title="Nothing to put back">
        <Text>There is nothing of ours in this workbook: no highlights, no sheets.</Text>
      </Frame>
    );
  }
  const goes = all ? sheets : [];
  return (
    <Frame
      title="Put everything back"
      under={<Text small>Afterwards the plan is what it was, formats included. It keeps every edit people made.</Text>}
    >
      <RadioGroup
        aria-label="What to put back"
        value={all ? "all" : "highlights"}
        onChange={(_, { value }) => setAll(value === "all")}
      >
        <Radio value="all" label="Everything we added" />
        <Radio value="highlights" label="Highlights only" disabled={found.highlights === 0} />
      </RadioGroup>
      <Card>
        <Heading>What will go</Heading>
        <ul className={styles.bullets}>
          <li>
            {found.highlights > 0
              ? `the highlights on ${count(found.highlights, "row")}`
              : "no highlights: there are none"}
          </li>
          {goes.map((sheet) => (
            <li key={sheet}>the sheet “{sheet}”</li>
          ))}
          {all && history && found.history.map((name) => <li key={name}>the sheet “{name}”</li>)}
        </ul>
        {all && found.history.length > 0 && (
          <>
            <Checkbox
              checked={history}
              onChange={(_, { checked }) => setHistory(checked === true)}
              label={`Remove “${found.history.join("” and “")}” too`}
            />
            <Text small>It is the only memory of what was promised. Unless you tick this, it stays.</Text>
          </>
        )}
        {all && sheets.length > 0 && (
          <Text small>What people wrote on these sheets goes with them. Excel may not be able to undo it.</Text>
        )}
      </Card>
      <Button
        appearance="primary"
        size="large"
        onClick={() =>
          void act({
            doing: "Putting everything back",
            task: (job) => putEverythingBack({ all, history: all && history }, job),
            reread: true,
            next: (done) => ({ at: "put-back-done", sentence: done.sentence }),
          }).then((done) => done && tell(done.sentence))
        }
      >
        {all ? "Put everything back" : "Remove the highlights"}
      </Button>
    </Frame>
  );
}

export function PutBackDone(props: { sentence: string }) {
  const { home } = usePlan();
  return (
    <Frame title="Put back">
      <Text>{props.sentence}</Text>
      <Button onClick={home}>Back to the plan</Button>
    </Frame>
  );
}
