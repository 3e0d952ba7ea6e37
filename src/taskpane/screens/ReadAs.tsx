/** Another reading of one timescale: what else it could mean first, then a date, something that repeats, ongoing, no date. */
import { Button, Field, Radio, RadioGroup, Select } from "@fluentui/react-components";
import { useState } from "react";

import { decide, today } from "../../app";
import { theSheet } from "../../app/names";
import { cadences } from "../../plan/model";
import type { Cadence } from "../../plan/model";
import { cadenceWords } from "../../plan/words";
import { Card, Frame, Quote, Text } from "../parts/Frame";
import { DateField, NameField, isWholeDate } from "../parts/Fields";
import { useStyles } from "../parts/styles";
import { actionTitle, itemOf, readAsChoices, readingAsShown, sayKept, timescaleDecision } from "../say";
import type { TimescaleChoice } from "../say";
import { usePlan } from "../usePane";
import { sayReadAs } from "../../plan/readAs";
import { Gone } from "./OneAction";

export function ReadAs(props: { actionKey: string }) {
  const styles = useStyles();
  const { review, act, name } = usePlan();
  const [picked, setPicked] = useState<string | null>(null);
  const [date, setDate] = useState("");
  const [cadence, setCadence] = useState<Cadence>("annual");
  const item = itemOf(review, props.actionKey);
  if (!item) return <Gone />;

  const { timescale } = item.action;
  const offered = readAsChoices(item);
  const alternatives = offered.filter((choice) => timescale.alternatives.some((each) => each.says === choice.says));
  const plain = offered.filter((choice) => !alternatives.includes(choice));
  const choice = chosen();

  function chosen(): TimescaleChoice | null {
    if (picked === "date") return isWholeDate(date) ? { kind: "deadline", due: date, recurrence: null } : null;
    if (picked === "repeats") return { kind: "recurring", due: null, recurrence: cadence };
    return offered.find((each) => each.says === picked) ?? null;
  }

  return (
    <Frame
      title={`Read ${actionTitle(item).toLowerCase()} as`}
      under={<Text small>The plan’s own words stay as they are.</Text>}
    >
      <Card>
        <Quote>{timescale.text || "(left blank)"}</Quote>
        <Text>Now read as “{sayReadAs(readingAsShown(item))}”.</Text>
      </Card>
      <Field label={alternatives.length > 0 ? "It could also mean" : "Read it as"}>
        <RadioGroup value={picked ?? ""} onChange={(_, { value }) => setPicked(value)}>
          {alternatives.map((each) => (
            <Radio key={each.says} value={each.says} label={each.says} />
          ))}
          <Radio value="date" label="due on a date" />
          {picked === "date" && <DateField label="Due date" value={date} onChange={setDate} />}
          <Radio value="repeats" label="something that repeats" />
          {picked === "repeats" && (
            <Select aria-label="How often" value={cadence} onChange={(_, { value }) => setCadence(value as Cadence)}>
              {cadences.map((each) => (
                <option key={each} value={each}>
                  {cadenceWords[each]}
                </option>
              ))}
            </Select>
          )}
          {plain.map((each) => (
            <Radio key={each.says} value={each.says} label={each.says} />
          ))}
        </RadioGroup>
      </Field>
      <NameField />
      <div className={styles.tight}>
        <Button
          appearance="primary"
          disabledFocusable={choice === null}
          onClick={() => {
            if (!choice) return;
            const decision = timescaleDecision(item.action, choice, name, today());
            void act({
              doing: "Keeping your answer",
              task: (job) => decide(decision, job),
              reread: true,
              next: () => "back",
              notice: (kept) => sayKept(decision, kept),
            });
          }}
        >
          Keep this reading
        </Button>
        <Text small>Kept in {theSheet(review.recordNames.readings)}. It holds while the words above stand.</Text>
      </div>
    </Frame>
  );
}
