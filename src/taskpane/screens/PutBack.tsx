/** Put everything back: what would go is named and counted first, with what looks at it and what stands in the way. */
import { Button, Checkbox, MessageBar, MessageBarBody, Radio, RadioGroup } from "@fluentui/react-components";
import { useEffect, useState } from "react";

import { planPutBack, putEverythingBack } from "../../app";
import type { Job, PutBackPlan } from "../../app/types";
import { count, listOf } from "../../plan/words";
import { Card, Frame, Heading, Text } from "../parts/Frame";
import { useStyles } from "../parts/styles";
import { problemOf, usePlan } from "../usePane";

export function PutBack() {
  const { act, state } = usePlan();
  const [found, setFound] = useState<PutBackPlan | null>(null);
  const lookUp = () =>
    void act({
      doing: "Looking for what we added",
      // Kept here and not when the deed is over, so that Try again shows what it finds.
      task: async (job) => setFound(await planPutBack(job)),
    });
  // Once, when the screen opens; later looks are asked for.
  useEffect(lookUp, []);

  if (!found) {
    const waits = state.doing === null;
    return (
      <Frame title="Put everything back">
        <Text>
          {waits
            ? "What there is to put back has not been looked up."
            : "What would go is shown first. Nothing is removed before you say so."}
        </Text>
        {waits && state.problem === null && <Button onClick={lookUp}>Look for what we added</Button>}
      </Frame>
    );
  }
  if (found.sheets.length === 0 && found.highlights === 0 && found.history.length === 0) {
    return (
      <Frame title="Nothing to put back">
        {found.stays.length === 0 ? (
          <Text>There is nothing of ours in this workbook: no highlights, no sheets.</Text>
        ) : (
          <Text>There is nothing that can be put back.</Text>
        )}
        {found.stays.map((sentence) => (
          <Text key={sentence} small>
            {sentence}
          </Text>
        ))}
      </Frame>
    );
  }
  return <WhatGoes found={found} forget={() => setFound(null)} />;
}

/** What would go, and the button that removes it; `forget` when what was found may no longer be so. */
function WhatGoes(props: { found: PutBackPlan; forget: () => void }) {
  const styles = useStyles();
  const { act, tell } = usePlan();
  const { found, forget } = props;
  const [all, setAll] = useState(true);
  const [history, setHistory] = useState(false);
  const going = all ? [...found.sheets, ...(history ? found.history : [])] : [];
  // Highlights go without any sheet going.
  const stopped = going.length > 0 ? found.stops.sheets : found.stops.highlights;

  const remove = async (job: Job) => {
    try {
      return await putEverythingBack({ all, history: all && history }, job);
    } catch (error) {
      if (problemOf(error).written !== "nothing") forget();
      throw error;
    }
  };
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
          {going.map((sheet) => (
            <li key={sheet}>
              the sheet “{sheet}”{found.writtenOn.includes(sheet) ? ", with what people have written on it" : ""}
            </li>
          ))}
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
        {all &&
          found.stays.map((sentence) => (
            <Text key={sentence} small>
              {sentence}
            </Text>
          ))}
        {going.length > 0 && (
          <Text small>What people wrote on these sheets goes with them. Excel may not be able to undo it.</Text>
        )}
      </Card>
      <LookedAt lookedAt={found.lookedAt} going={going} />
      <div className={styles.tight}>
        <Button
          appearance="primary"
          size="large"
          disabledFocusable={stopped !== null}
          aria-describedby={stopped === null ? undefined : "stopped"}
          onClick={() =>
            void act({
              doing: all ? "Putting everything back" : "Removing highlights",
              task: remove,
              reread: true,
              next: (done) => ({ at: "put-back-done", sentence: done.sentence }),
            }).then((done) => done && tell(done.sentence))
          }
        >
          {all ? "Put everything back" : "Remove the highlights"}
        </Button>
        {stopped !== null && <Text id="stopped">{stopped}</Text>}
      </div>
    </Frame>
  );
}

/** How many formulas are named; a dashboard may have hundreds. */
const named = 12;

/** Formulas of the partnership's that would be left without what they look at. */
function LookedAt(props: { lookedAt: PutBackPlan["lookedAt"]; going: readonly string[] }) {
  const losing = props.lookedAt.filter(({ sheets }) => sheets.some((sheet) => props.going.includes(sheet)));
  if (losing.length === 0) return null;
  const places = losing.map(({ where }) => where);
  const more = places.length - named;
  const list = listOf(more > 0 ? [...places.slice(0, named), `${more} more`] : places);
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        {`These formulas look at sheets that would go: ${list}.`} A formula whose sheet has gone shows #REF!.
      </MessageBarBody>
    </MessageBar>
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
