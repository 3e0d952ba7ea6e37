/** The first thing the reading could not tell about the plan as a whole, with what was assumed meanwhile. */
import { openQuestions } from "../say";
import { usePlan } from "../usePane";
import { Card, Heading, Text } from "./Frame";
import { Choices } from "./Choices";

export function PlanQuestion() {
  const { review, state } = usePlan();
  const asked = openQuestions(review, state.setAside).find(
    ({ id, item, choices }) =>
      item === null && (id.startsWith("plan ") || choices.some(({ does }) => does.kind === "settings")),
  );
  if (!asked) return null;
  return (
    <Card>
      <Heading>{asked.title}</Heading>
      {asked.assumed && <Text>{asked.assumed}</Text>}
      <Choices question={asked} />
    </Card>
  );
}
