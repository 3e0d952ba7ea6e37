/** The next meeting and what stands at the head of the update; kept in the workbook. */
import { Button } from "@fluentui/react-components";
import { useState } from "react";

import { saveMeeting } from "../../app";
import type { MeetingDetails } from "../../app/types";
import { changedFields, isWholeDate, MeetingFields } from "../parts/Fields";
import { Frame, Text } from "../parts/Frame";
import { useStyles } from "../parts/styles";
import { sayKeptSetting } from "../say";
import { usePlan } from "../usePane";

export function Meeting() {
  const styles = useStyles();
  const { review, act } = usePlan();
  // Only what was changed here: the rest may have been changed elsewhere since.
  const [changed, setChanged] = useState<Partial<MeetingDetails>>({});
  const details = { ...review.meeting, ...changed };
  const ready = details.meeting === null || isWholeDate(details.meeting);
  return (
    <Frame title="The next meeting">
      <form
        className={styles.stack}
        onSubmit={(event) => {
          event.preventDefault();
          if (!ready) return;
          void act({
            doing: "Keeping the meeting",
            task: (job) => saveMeeting(changed, job),
            reread: true,
            next: () => "back",
            notice: sayKeptSetting,
          });
        }}
      >
        <MeetingFields
          value={details}
          onChange={(next) => setChanged({ ...changed, ...changedFields(details, next) })}
        />
        <Button type="submit" appearance="primary" disabledFocusable={!ready}>
          Keep
        </Button>
        <Text small>Kept in this workbook, so that everyone who generates the update has the same.</Text>
      </form>
    </Frame>
  );
}
