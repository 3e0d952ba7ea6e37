/** The as-at date: shown, and changed by typing another and pressing Show. */
import { Button } from "@fluentui/react-components";
import { useEffect, useState } from "react";

import { today } from "../../app";
import { sayDate } from "../../plan/calendar";
import { DateField, isWholeDate } from "./Fields";
import { Text } from "./Frame";
import { usePlan } from "../usePane";
import { useStyles } from "./styles";

export function AsAt() {
  const styles = useStyles();
  const { review, read } = usePlan();
  const [typed, setTyped] = useState(review.asAt);
  useEffect(() => setTyped(review.asAt), [review.asAt]);
  const ready = isWholeDate(typed);
  return (
    <form
      className={styles.tight}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) read(typed);
      }}
    >
      <div className={styles.end}>
        <DateField needed label="How it stands as at" value={typed} onChange={setTyped} said={false} />
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
      </div>
      {ready && (
        <Text small>{typed === review.asAt ? `${sayDate(typed)}, ${review.quarter.name}` : sayDate(typed)}</Text>
      )}
    </form>
  );
}
