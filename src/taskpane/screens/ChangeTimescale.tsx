/** The one edit of a plan cell there is: shown before it happens, made only when asked for. */
import { Button, Field, Input } from "@fluentui/react-components";
import { useState } from "react";

import { changeTimescale } from "../../app";
import { Card, Frame, Heading, Quote, Text } from "../parts/Frame";
import { useStyles } from "../parts/styles";
import { timescaleCell } from "../../plan/places";
import { actionTitle, itemOf } from "../say";
import { usePlan } from "../usePane";
import { Gone } from "./OneAction";

export function ChangeTimescale(props: { actionKey: string }) {
  const styles = useStyles();
  const { review, act } = usePlan();
  const item = itemOf(review, props.actionKey);
  const [to, setTo] = useState(item?.action.timescale.text ?? "");
  const place = item && timescaleCell(review.plan, item.action);
  if (!item || !place) return <Gone />;
  const from = item.action.timescale.text;
  const same = to.trim() === from.trim();
  return (
    <Frame title={`Change the timescale of ${actionTitle(item).toLowerCase()}`}>
      <Text>
        This changes the plan itself: cell {place.address} of sheet “{place.sheet}”. Everyone who shares the workbook
        sees it.
      </Text>
      <Field label="New timescale" hint="As it should stand in the plan, such as “June 2020”.">
        <Input value={to} onChange={(_, { value }) => setTo(value)} />
      </Field>
      <Card>
        <Heading>Before</Heading>
        <Quote>{from || "(blank)"}</Quote>
        <Heading>After</Heading>
        <Quote>{same ? "(no change yet)" : to.trim() || "(blank)"}</Quote>
      </Card>
      <div className={styles.tight}>
        <Button
          appearance="primary"
          disabledFocusable={same}
          onClick={() => {
            if (same) return;
            void act({
              doing: "Changing the cell",
              task: (job) => changeTimescale(item.action, to.trim(), job),
              reread: true,
              next: () => "back",
              notice: ({ sentence }) => sentence,
            });
          }}
        >
          Change the cell
        </Button>
        <Text small>If someone has changed the cell meanwhile, nothing happens and you are told.</Text>
      </div>
    </Frame>
  );
}
