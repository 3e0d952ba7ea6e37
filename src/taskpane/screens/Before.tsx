/** What stands before the first reading: reading, stopped, no plan, or an Excel that cannot run this. */
import { Button, Field, Select } from "@fluentui/react-components";
import { useState } from "react";

import { saveSettings } from "../../app";
import { sayKeptAsText } from "../../app/names";
import { Card, Frame, Heading, Text } from "../parts/Frame";
import { usePane } from "../usePane";

export function Before() {
  const { state, read } = usePane();
  if (state.doing !== null) {
    return (
      <Frame title="Reading the plan">
        <Card>
          <Text>Looking through the workbook for your action plan. Nothing in it will be changed.</Text>
        </Card>
      </Frame>
    );
  }
  if (state.problem) {
    return (
      <Frame title={state.problem.name === "no-plan" ? "No plan found" : "The plan could not be read"}>
        <ChooseSheet />
        <Text small>Nothing in the workbook has been changed.</Text>
      </Frame>
    );
  }
  return (
    <Frame title="Action plan update">
      <Text>The plan has not been read.</Text>
      <Button appearance="primary" onClick={() => read()}>
        Read the plan
      </Button>
    </Frame>
  );
}

/** Where no plan was found, a person can still say which sheet it is on. */
function ChooseSheet() {
  const { state, act, read, name } = usePane();
  const { sheets, chosen, keptIn } = state.problem?.looked ?? { sheets: [], chosen: false, keptIn: "" };
  const [picked, setPicked] = useState(sheets[0]?.sheet ?? "");
  if (sheets.length === 0) return null;
  const keep = (choice: string[] | null) =>
    void act({
      doing: "Keeping your choice",
      task: (job) => saveSettings({ sheets: choice }, name, job).then(() => true),
    }).then((kept) => kept && read());
  const why = sheets.find(({ sheet }) => sheet === picked)?.why;
  return (
    <Card>
      <Heading>Is it on one of these sheets?</Heading>
      <Field label="Sheet" hint={why}>
        <Select value={picked} onChange={(_, { value }) => setPicked(value)}>
          {sheets.map(({ sheet }) => (
            <option key={sheet} value={sheet}>
              {sheet}
            </option>
          ))}
        </Select>
      </Field>
      <Button onClick={() => keep([picked])}>Read this sheet as the plan</Button>
      {chosen && <Button onClick={() => keep(null)}>Look at every sheet again</Button>}
      <Text small>{sayKeptAsText(keptIn)}</Text>
    </Card>
  );
}
