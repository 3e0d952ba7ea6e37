/** The columns of a plan as understood, each with its reason, and a way to say otherwise. */
import { Button, Field, Select } from "@fluentui/react-components";
import { useState } from "react";

import { saveSettings } from "../../app";
import { sayKeptAsText } from "../../app/names";
import type { Meaning } from "../../app/types";
import { meanings } from "../../plan/model";
import { meaningWords } from "../../plan/words";
import { sayKeptSetting } from "../say";
import type { ColumnLine, Layout } from "../say";
import { usePlan } from "../usePane";
import { Card, Heading, Text } from "./Frame";
import { useStyles } from "./styles";

const none = "none";

export function Columns(props: { layout: Layout; title: string | null }) {
  const styles = useStyles();
  const { review, act, name } = usePlan();
  const { layout } = props;
  const [changed, setChanged] = useState<Record<string, Meaning | null>>({});
  const [open, setOpen] = useState(false);
  const columns = Object.keys(changed);

  const save = () => {
    const sheets = [...new Set(layout.tables.map((table) => table.sheet))];
    const fresh = sheets.flatMap((sheet) =>
      columns.map((column) => ({
        sheet,
        column,
        heading: layout.lines.find((line) => line.column === column)?.heading ?? "",
        meaning: changed[column] ?? null,
      })),
    );
    void act({
      doing: "Keeping your correction",
      task: (job) => saveSettings({ columns: fresh }, name, job),
      reread: true,
      notice: sayKeptSetting,
    }).then(() => setChanged({}));
  };

  return (
    <Card>
      {props.title && <Heading>On {props.title}</Heading>}
      {open ? (
        layout.lines.map((line) => (
          <Field key={line.column} label={sayColumn(line)} hint={line.reason}>
            <Select
              value={(line.column in changed ? changed[line.column] : line.meaning) ?? none}
              onChange={(_, { value }) =>
                setChanged({ ...changed, [line.column]: value === none ? null : (value as Meaning) })
              }
            >
              {meanings.map((meaning) => (
                <option key={meaning} value={meaning}>
                  {meaningWords[meaning]}
                </option>
              ))}
              <option value={none}>None of these</option>
            </Select>
          </Field>
        ))
      ) : (
        <ul className={styles.bullets}>
          {layout.lines.map((line) => (
            <li key={line.column}>
              <span className={styles.strong}>{line.meaning ? meaningWords[line.meaning] : "Also here"}</span>:{" "}
              {sayColumn(line)}
              <span className={styles.small}>
                {line.unsure && " I am not sure: "}
                {line.unsure ? line.reason : ` (${line.reason})`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {columns.length > 0 && <Text small>{sayKeptAsText(review.recordNames.readings)}</Text>}
      <div className={styles.row}>
        {!open && <Button onClick={() => setOpen(true)}>Correct a column</Button>}
        {open && (
          <>
            <Button disabled={columns.length === 0} onClick={save}>
              Keep these corrections
            </Button>
            <Button
              onClick={() => {
                setChanged({});
                setOpen(false);
              }}
            >
              Leave as they are
            </Button>
          </>
        )}
      </div>
    </Card>
  );
}

function sayColumn(line: ColumnLine): string {
  return line.heading ? `column ${line.column}, “${line.heading}”` : `column ${line.column}, no heading`;
}
