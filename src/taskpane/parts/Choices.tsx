/** The choices a question offers, and what choosing one does. */
import { Button } from "@fluentui/react-components";

import { decide, goTo, saveSettings } from "../../app";
import type { SortOutChoice, ToSortOut } from "../../app/types";
import { sayKept } from "../say";
import { usePlan } from "../usePane";
import { Text } from "./Frame";
import { useStyles } from "./styles";

export function Choices(props: { question: ToSortOut }) {
  const styles = useStyles();
  const { act, name } = usePlan();
  const { question } = props;

  const choose = ({ does, label, kept }: SortOutChoice) => {
    if (does.kind === "go") return act({ doing: "Going to the row", task: () => goTo(does.place) });
    if (does.kind === "settings") {
      return act({
        doing: "Keeping your answer",
        task: () => saveSettings(does.settings, name),
        reread: true,
        notice: () => `“${label}”: ${kept}`,
      });
    }
    const decision = { ...does.decision, by: name || does.decision.by };
    return act({
      doing: "Keeping your answer",
      task: () => decide(decision),
      reread: true,
      notice: () => sayKept(decision),
    });
  };

  const kept = [
    ...new Set(question.choices.filter((choice) => choice.does.kind !== "go").map((choice) => choice.kept)),
  ].filter(Boolean);
  return (
    <>
      <div className={styles.row}>
        {question.choices.map((choice) => (
          <Button key={choice.label} onClick={() => void choose(choice)}>
            {choice.label}
          </Button>
        ))}
      </div>
      {kept.map((words) => (
        <Text small key={words}>
          {words}
        </Text>
      ))}
    </>
  );
}
