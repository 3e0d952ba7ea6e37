/** The as-at date: shown, and changed by typing another and pressing Show. */
import { Button, Field, Input } from "@fluentui/react-components";
import { useEffect, useState } from "react";

import { today } from "../../app";
import { isIsoDate } from "../../plan/calendar";
import { usePlan } from "../usePane";
import { useStyles } from "./styles";

export function AsAt() {
  const styles = useStyles();
  const { review, read } = usePlan();
  const [typed, setTyped] = useState(review.asAt);
  useEffect(() => setTyped(review.asAt), [review.asAt]);
  const ready = isIsoDate(typed) && typed >= "1990-01-01";
  return (
    <form
      className={styles.end}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) read(typed);
      }}
    >
      <Field label="How it stands as at" validationMessage={ready ? undefined : "Give a whole date, such as 31 March 2020."}>
        <Input type="date" value={typed} onChange={(_, { value }) => setTyped(value)} />
      </Field>
      {typed !== review.asAt && (
        <Button type="submit" disabled={!ready}>
          Show
        </Button>
      )}
      {typed === review.asAt && typed !== today() && (
        <Button type="button" onClick={() => read(today())}>
          Today
        </Button>
      )}
    </form>
  );
}
