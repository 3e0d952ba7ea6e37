/** What stands before the first reading: reading, stopped, no plan, or an Excel that cannot run this. */
import { Button } from "@fluentui/react-components";

import { Card, Frame, Text } from "../parts/Frame";
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
