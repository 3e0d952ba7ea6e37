/** The update is there: go to it, or take its words elsewhere. */
import { Button, Field } from "@fluentui/react-components";
import { useState } from "react";

import { goTo } from "../../app";
import type { UpdateDone } from "../../app/types";
import { copy } from "../parts/copy";
import { Frame, Text } from "../parts/Frame";
import { useStyles } from "../parts/styles";
import { usePlan } from "../usePane";

export function Done(props: { done: UpdateDone }) {
  const styles = useStyles();
  const { act, home, tell } = usePlan();
  const [said, setSaid] = useState<string | null>(null);
  const [byHand, setByHand] = useState(false);
  const { done } = props;

  const give = async (what: string, words: string, html?: string) => {
    const copied = await copy(words, html);
    const sentence = copied
      ? `${what} Paste it where you need it.`
      : "This Excel does not let the pane copy. Select the words below and copy them.";
    setByHand(!copied);
    setSaid(sentence);
    tell(sentence);
  };

  return (
    <Frame title={done.replaced ? "The update has been replaced" : "The update is ready"}>
      <div className={styles.stack}>
        <Button
          appearance="primary"
          size="large"
          onClick={() =>
            void act({
              doing: "Going to the update",
              task: (job) => goTo({ sheet: done.sheet, address: "A1" }, "", job),
            })
          }
        >
          Go to it
        </Button>
        <Button onClick={() => void give("The words for the minutes are copied.", done.words)}>
          Copy words for the minutes
        </Button>
        <Button onClick={() => void give("The document is copied, for Word or Outlook.", done.words, done.html)}>
          Copy as a document
        </Button>
        {said && <Text>{said}</Text>}
        {byHand && (
          <Field label="Words for the minutes">
            <textarea
              className={styles.words}
              readOnly
              rows={10}
              value={done.words}
              onFocus={(event) => event.target.select()}
            />
          </Field>
        )}
        <Button onClick={home}>Back to the plan</Button>
      </div>
      <Text small>
        Beside “{done.sheet}” stand two more sheets: a table with one row an action, and the history, which remembers
        what was promised. Nothing has been sent to anyone.
      </Text>
    </Frame>
  );
}
