/** The choices a question offers, and what choosing one does. */
import { Button } from "@fluentui/react-components";

import { decide, goTo, goToAction, saveSettings } from "../../app";
import type { Place, SortOutChoice, ToSortOut } from "../../app/types";
import { sayKept, sayKeptSetting } from "../say";
import { usePlan } from "../usePane";
import type { Deed } from "../usePane";
import { Text } from "./Frame";
import { useStyles } from "./styles";

/** Going to what a question is about: to the action wherever it stands now, else to the place with its words. */
export function goingTo({ item, words }: Pick<ToSortOut, "item" | "words">, place: Place): Deed<void> {
  return {
    doing: "Going to the row",
    task: (job) => (item ? goToAction(item.action, job) : goTo(place, words, job)),
  };
}

export function Choices(props: { question: ToSortOut }) {
  const styles = useStyles();
  const { act, name } = usePlan();
  const { question } = props;

  const choose = ({ does, label }: SortOutChoice) => {
    if (does.kind === "go") return act(goingTo(question, does.place));
    if (does.kind === "settings") {
      return act({
        doing: "Keeping your answer",
        task: (job) => saveSettings(does.settings, name, job),
        reread: true,
        notice: (kept) => `“${label}”: ${sayKeptSetting(kept)}`,
      });
    }
    const decision = { ...does.decision, by: name || does.decision.by };
    return act({
      doing: "Keeping your answer",
      task: (job) => decide(decision, job),
      reread: true,
      notice: (kept) => sayKept(decision, kept),
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
