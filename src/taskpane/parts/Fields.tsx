/** Fields several screens ask for. */
import { Field, Input, Radio, RadioGroup } from "@fluentui/react-components";

import type { MeetingDetails } from "../../app/types";
import { usePane } from "../usePane";

/** What stands at the head of the update. */
export function MeetingFields(props: { value: MeetingDetails; onChange: (value: MeetingDetails) => void }) {
  const { value, onChange } = props;
  return (
    <>
      <Field label="Meeting date">
        <Input type="date" value={value.meeting ?? ""} onChange={(_, { value: meeting }) => onChange({ ...value, meeting: meeting || null })} />
      </Field>
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
        <Input list="markings" value={value.marking} onChange={(_, { value: marking }) => onChange({ ...value, marking })} />
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
