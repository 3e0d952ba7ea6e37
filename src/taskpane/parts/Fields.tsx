/** Fields several screens ask for. */
import { Field, Input, Radio, RadioGroup } from "@fluentui/react-components";

import type { ReactNode } from "react";

import type { MeetingDetails } from "../../app/types";
import { isIsoDate, sayDate } from "../../plan/calendar";
import { usePane } from "../usePane";
import { useStyles } from "./styles";

/** A day to give. The day is said in words beneath, because the browser writes it in the order of its own country. */
export function DateField(props: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  needed?: boolean;
  hint?: string;
  said?: boolean;
  problem?: string;
}) {
  const { value } = props;
  const good = value === "" ? !props.needed : isWholeDate(value);
  const problem = good ? props.problem : "Give a whole date.";
  return (
    <Field
      label={props.label}
      validationMessage={problem}
      hint={
        [good && value && props.said !== false ? sayDate(value) : "", props.hint ?? ""].filter(Boolean).join(". ") ||
        undefined
      }
    >
      <Input type="date" value={value} onChange={(_, data) => props.onChange(data.value)} />
    </Field>
  );
}

/** A year half typed ("0202") is not yet a day anybody means. */
const earliest = "1990-01-01";

/** True for a day a person can mean. */
export function isWholeDate(value: string): boolean {
  return isIsoDate(value) && value >= earliest;
}

/** What somebody changed with one stroke: the rest of a form was not asked for, and may have been changed elsewhere since. */
export function changedFields(before: MeetingDetails, after: MeetingDetails): Partial<MeetingDetails> {
  const keys = ["group", "meeting", "marking", "people"] as const satisfies readonly (keyof MeetingDetails)[];
  return Object.fromEntries(keys.filter((key) => after[key] !== before[key]).map((key) => [key, after[key]]));
}

/** What stands at the head of the update. */
export function MeetingFields(props: {
  value: MeetingDetails;
  onChange: (value: MeetingDetails) => void;
  beside?: ReactNode;
}) {
  const styles = useStyles();
  const { value, onChange } = props;
  const meeting = (
    <DateField
      label="Meeting date"
      value={value.meeting ?? ""}
      onChange={(day) => onChange({ ...value, meeting: day || null })}
    />
  );
  return (
    <>
      {props.beside ? (
        <div className={styles.dates}>
          {props.beside}
          {meeting}
        </div>
      ) : (
        meeting
      )}
      <Field label="Group">
        <Input value={value.group} onChange={(_, { value: group }) => onChange({ ...value, group })} />
      </Field>
      <Field label="People shown by">
        <RadioGroup
          layout="horizontal"
          value={value.people}
          onChange={(_, { value: people }) => onChange({ ...value, people: people as MeetingDetails["people"] })}
        >
          <Radio value="names" label="Names" />
          <Radio value="job titles" label="Job titles" />
        </RadioGroup>
      </Field>
      <Field label="Protective marking" hint="Printed as written. Leave empty for none.">
        <Input
          list="markings"
          value={value.marking}
          onChange={(_, { value: marking }) => onChange({ ...value, marking })}
        />
      </Field>
      <datalist id="markings">
        <option value="OFFICIAL" />
        <option value="OFFICIAL-SENSITIVE" />
      </datalist>
    </>
  );
}

/** Whose answer it is: kept beside each answer, so that others can ask them. */
export function NameField() {
  const { name, setName } = usePane();
  return (
    <Field label="Your name, kept beside your answers" hint="Remembered on this device. May be left empty.">
      <Input value={name} autoComplete="name" onChange={(_, { value }) => setName(value)} />
    </Field>
  );
}
