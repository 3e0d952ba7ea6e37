/** The first time the pane meets a plan: what it can see, the one question it has, and Yes. */
import { Button } from "@fluentui/react-components";

import { Card, Frame, Heading, Text } from "../parts/Frame";
import { Columns } from "../parts/Columns";
import { PlanQuestion } from "../parts/PlanQuestion";
import { useStyles } from "../parts/styles";
import { listOf } from "../../plan/words";
import { layoutsOf, planMark, planName, saySize, sayTables, sayYears, sheetsOf } from "../say";
import { usePlan } from "../usePane";

export function FirstRun() {
  const styles = useStyles();
  const { review, device, home, open } = usePlan();
  const { plan } = review;
  const sheets = sheetsOf(plan);
  const years = sayYears(plan);
  const layouts = layoutsOf(plan.tables);
  return (
    <Frame title="I can see a plan in this workbook">
      <Card>
        <Heading>{planName(plan)}</Heading>
        <Text>
          {saySize(plan)}
          {sheets.length > 3 ? `, on ${sheets.length} sheets` : `, on ${listOf(sheets.map((sheet) => `“${sheet}”`))}`}
          {years && `, ${years}`}.
        </Text>
        <Text small>Nothing in your plan will be changed.</Text>
      </Card>
      <PlanQuestion />
      <div className={styles.stack}>
        <Heading>The columns as I understand them</Heading>
        {layouts.map((layout) => (
          <Columns
            key={layout.tables[0]!.address + layout.tables[0]!.sheet}
            layout={layout}
            title={layouts.length > 1 ? sayTables(layout.tables) : null}
          />
        ))}
      </div>
      <div className={styles.tight}>
        <Button
          appearance="primary"
          size="large"
          onClick={() => {
            device.remember("plan", planMark(plan));
            home();
          }}
        >
          Yes, that’s our plan
        </Button>
        <Button onClick={() => open({ at: "how-read" })}>Choose a different sheet</Button>
      </div>
    </Frame>
  );
}
