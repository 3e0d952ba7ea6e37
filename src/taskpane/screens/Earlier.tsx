/** An earlier version of the workbook, taken in as a snapshot so that the history does not start today. */
import { Button, Label } from "@fluentui/react-components";
import { useState } from "react";

import { takeInEarlierVersion } from "../../app";
import { DateField, isWholeDate } from "../parts/Fields";
import { Frame, Text } from "../parts/Frame";
import { useStyles } from "../parts/styles";
import { usePlan } from "../usePane";

export function Earlier() {
  const styles = useStyles();
  const { act } = usePlan();
  const [file, setFile] = useState<File | null>(null);
  const [taken, setTaken] = useState("");
  const ready = file !== null && isWholeDate(taken);
  return (
    <Frame title="Take in an earlier version">
      <Text>
        Pick an older copy of this plan (.xlsx). How it stood is written to the sheet Plan history, so that dates which
        moved since then show as moved. The file is read here and goes nowhere.
      </Text>
      <form
        className={styles.stack}
        onSubmit={(event) => {
          event.preventDefault();
          if (!file || !ready) return;
          void act({
            doing: `Reading ${file.name}`,
            task: async (job) => takeInEarlierVersion(await file.arrayBuffer(), file.name, taken, job),
            reread: true,
            next: () => ({ at: "changes" }),
            notice: (done) => done.sentence,
          });
        }}
      >
        <div className={styles.tight}>
          <Label htmlFor="older-workbook">The older workbook</Label>
          <input
            id="older-workbook"
            type="file"
            className={styles.file}
            accept=".xlsx"
            onChange={(event) => setFile(event.target.files?.[0] ?? null)}
          />
        </div>
        <DateField
          label="The day it stood like that"
          value={taken}
          onChange={setTaken}
          hint="The date of the meeting it was for, or the day it was saved"
        />
        <Button type="submit" appearance="primary" disabledFocusable={!ready}>
          Take it in
        </Button>
      </form>
    </Frame>
  );
}
