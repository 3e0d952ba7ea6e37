/** The first thing the reading could not tell about the plan as a whole, with what was assumed meanwhile. */
import { openQuestions } from "../say";
import { usePlan } from "../usePane";
import { Card, Heading, Text } from "./Frame";
import { Choices } from "./Choices";

export function PlanQuestion() {
  const { review, state } = usePlan();
  const asked = openQuestions(review, state.setAside).find((each) => each.item === null && each.choices.some((choice) => choice.does.kind === "settings"));
  const told = review.plan.questions[0];
  if (asked) {
    return (
      <Card>
        <Heading>{asked.title}</Heading>
        {asked.assumed && <Text>{asked.assumed}</Text>}
        <Choices question={asked} />
      </Card>
    );
  }
  if (!told) return null;
  return (
    <Card>
      <Heading>{told.question}</Heading>
      <Text>{told.assumed}</Text>
    </Card>
  );
}

