/** The quarterly update: everything filled in beforehand, one button. */
import { Button, Field, Radio, RadioGroup } from "@fluentui/react-components";
import { useState } from "react";

import { generateUpdate, rememberAsAt, updateSheetName } from "../../app";
import type { UpdateRequest } from "../../app/types";
import { nextQuarter, quarterOf, sayDate } from "../../plan/calendar";
import { changedFields, DateField, MeetingFields, isWholeDate } from "../parts/Fields";
import { Card, Frame, Heading, Text } from "../parts/Frame";
import { useStyles } from "../parts/styles";
import { openQuestions, sayUnfinished, updatesOf } from "../say";
import { usePlan } from "../usePane";

export function Generate() {
  const styles = useStyles();
  const { review, act, state, open } = usePlan();
  const [asked, setAsked] = useState<UpdateRequest>({ asAt: review.asAt, ifThere: "replace" });
  const change = (part: Partial<UpdateRequest>) => setAsked({ ...asked, ...part });
  const request = { ...review.meeting, ...asked };
  const hasDate = isWholeDate(request.asAt);
  const ready = hasDate && (request.meeting === null || isWholeDate(request.meeting));
  const { plan } = review;
  const sheet = hasDate ? updateSheetName({ asAt: request.asAt, plan }) : "";
  const there = hasDate ? updatesOf(review, quarterOf(request.asAt, plan.calendar).name) : [];
  const whole = there.find((update) => update.whole);
  const needed = openQuestions(review, state.setAside).filter(
    (question) => question.severity === "needs-answer",
  ).length;
  return (
    <Frame title="Generate quarterly update">
      <form
        className={styles.stack}
        onSubmit={(event) => {
          event.preventDefault();
          if (!ready) return;
          rememberAsAt(request.asAt);
          void act({
            doing: "Writing the update",
            task: (job) => generateUpdate({ ...asked, shown: request }, job),
            reread: request.asAt,
            next: (done) => ({ at: "done", done }),
            notice: (done) => done.sentence,
          });
        }}
      >
        <Card>
          <Heading>{hasDate ? sheet : "Quarterly update"}</Heading>
          {hasDate && (
            <Text small>
              {quarterOf(request.asAt, plan.calendar).name}, to {sayDate(quarterOf(request.asAt, plan.calendar).end)}.
              Looks ahead to {sayDate(nextQuarter(request.asAt, plan.calendar).end)}.
            </Text>
          )}
          <Text small>Written as new sheets in this workbook. Nothing in your plan will be changed.</Text>
          {there.some((update) => !update.whole) && <Text small>{sayUnfinished(there)}</Text>}
          {needed > 0 && (
            <Text small>
              {needed === 1 ? "One question is" : `${needed} questions are`} still open and will be shown in it as open.{" "}
              <button
                type="button"
                className={styles.inline}
                data-return="sort-out"
                onClick={() => open({ at: "sort-out" })}
              >
                Sort out first
              </button>
            </Text>
          )}
        </Card>
        <MeetingFields
          value={request}
          onChange={(next) => change(changedFields(request, next))}
          beside={<DateField needed label="As at" value={request.asAt} onChange={(asAt) => change({ asAt })} />}
        />
        {whole && (
          <Field
            label={`${whole.sheet} is there already`}
            hint="Replacing it keeps the chair’s comments. If somebody has written elsewhere on it, it is left as it is, and the new one stands beside it."
          >
            <RadioGroup
              layout="horizontal"
              value={request.ifThere}
              onChange={(_, { value }) => change({ ifThere: value as UpdateRequest["ifThere"] })}
            >
              <Radio value="replace" label="Replace it" />
              <Radio value="keep both" label="Keep both" />
            </RadioGroup>
          </Field>
        )}
        <Button type="submit" appearance="primary" size="large" disabledFocusable={!ready}>
          Generate quarterly update
        </Button>
      </form>
    </Frame>
  );
}
