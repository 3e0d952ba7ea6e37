/** How the plan was read: sheets, years, calendar, columns. Each can be corrected. */
import { Button, Checkbox, Field, Select } from "@fluentui/react-components";
import { useState } from "react";

import { saveSettings } from "../../app";
import { theSheet } from "../../app/names";
import type { CalendarKind } from "../../app/types";
import type { SettingsChange } from "../../plan/readings";
import { calendarKinds } from "../../plan/model";
import { Columns } from "../parts/Columns";
import { DateField, NameField, isWholeDate } from "../parts/Fields";
import { Card, Frame, Heading, Text } from "../parts/Frame";
import { PlanQuestion } from "../parts/PlanQuestion";
import { useStyles } from "../parts/styles";
import { calendarWords, layoutsOf, sayKeptSetting, sayLapsedColumns, saySize, sayTables, sheetsOf } from "../say";
import { usePlan } from "../usePane";

export function HowRead() {
  const styles = useStyles();
  const { review } = usePlan();
  const layouts = layoutsOf(review.plan.tables);
  return (
    <Frame
      title="How the plan was read"
      under={
        <Text small>
          {saySize(review.plan)}. Corrections are kept in {theSheet(review.recordNames.readings)}.
        </Text>
      }
    >
      <PlanQuestion />
      <Sheets />
      <Years />
      <div className={styles.stack}>
        <Heading>Columns</Heading>
        {layouts.map((layout) => (
          <Columns
            key={layout.tables[0]!.sheet + layout.tables[0]!.address}
            layout={layout}
            title={layouts.length > 1 ? sayTables(layout.tables) : null}
          />
        ))}
        <GiveBackColumns />
      </div>
      <NameField />
    </Frame>
  );
}

function useKeep() {
  const { act, name } = usePlan();
  return (change: SettingsChange) =>
    void act({
      doing: "Keeping your answer",
      task: (job) => saveSettings(change, name, job),
      reread: true,
      notice: sayKeptSetting,
    });
}

/** Corrections of columns are given back all at once: they were made for one layout of the plan. */
function GiveBackColumns() {
  const { settings, plan } = usePlan().review;
  const { columns } = settings;
  const keep = useKeep();
  if (columns.length === 0) return null;
  const lapsed = sayLapsedColumns(plan);
  return (
    <div>
      {lapsed && <Text small>{lapsed}</Text>}
      <Button onClick={() => keep({ columnsFound: columns.map(({ meaning: _, ...corrected }) => corrected) })}>
        Find the columns for me
      </Button>
    </div>
  );
}

function Sheets() {
  const styles = useStyles();
  const { review } = usePlan();
  const keep = useKeep();
  const now = sheetsOf(review.plan);
  const others = review.plan.leftOut.filter((each) => !now.includes(each.sheet));
  const [picked, setPicked] = useState<string[]>(now);
  const pick = (sheet: string, on: boolean) =>
    setPicked(on ? [...picked, sheet] : picked.filter((each) => each !== sheet));
  const same = picked.length === now.length && now.every((sheet) => picked.includes(sheet));
  return (
    <Card>
      <Heading>Which sheets are the plan</Heading>
      <div className={styles.tight}>
        {now.map((sheet) => (
          <Checkbox
            key={sheet}
            label={sheet}
            checked={picked.includes(sheet)}
            onChange={(_, { checked }) => pick(sheet, checked === true)}
          />
        ))}
        {others.map(({ sheet, why }) => (
          <div key={sheet}>
            <Checkbox
              label={sheet}
              checked={picked.includes(sheet)}
              onChange={(_, { checked }) => pick(sheet, checked === true)}
            />
            <Text small>Left out: {why}</Text>
          </div>
        ))}
      </div>
      <div className={styles.row}>
        <Button disabled={same || picked.length === 0} onClick={() => keep({ sheets: picked })}>
          Read these sheets
        </Button>
        {review.settings.sheets !== null && (
          <Button onClick={() => keep({ sheets: null })}>Find the sheets for me</Button>
        )}
      </div>
    </Card>
  );
}

function Years() {
  const styles = useStyles();
  const { review } = usePlan();
  const keep = useKeep();
  const { plan, settings } = review;
  const [start, setStart] = useState(plan.start ?? "");
  const [end, setEnd] = useState(plan.end ?? "");
  const [calendar, setCalendar] = useState<CalendarKind>(plan.calendar);
  const good = (date: string) => date === "" || isWholeDate(date);
  const ordered = start === "" || end === "" || start <= end;
  const same = start === (plan.start ?? "") && end === (plan.end ?? "") && calendar === plan.calendar;
  const set = settings.start !== null || settings.end !== null || settings.calendar !== null;
  return (
    <Card>
      <Heading>Years and calendar</Heading>
      {plan.yearsWhy && <Text>{plan.yearsWhy}</Text>}
      <div className={styles.dates}>
        <DateField label="The plan begins" value={start} onChange={setStart} />
        <DateField
          label="The plan ends"
          value={end}
          onChange={setEnd}
          problem={ordered ? undefined : "The end is before the beginning."}
        />
      </div>
      <Field label="Quarters and years are counted by" hint="Decides what “2019/20”, “Q1” and “year end” mean.">
        <Select value={calendar} onChange={(_, { value }) => setCalendar(value as CalendarKind)}>
          {calendarKinds.map((kind) => (
            <option key={kind} value={kind}>
              {calendarWords(kind)}
            </option>
          ))}
        </Select>
      </Field>
      <div className={styles.row}>
        <Button
          disabled={same || !ordered || !good(start) || !good(end)}
          onClick={() =>
            keep({
              ...(start !== (plan.start ?? "") && { start: start || null }),
              ...(end !== (plan.end ?? "") && { end: end || null }),
              ...(calendar !== plan.calendar && { calendar }),
            })
          }
        >
          Read the plan with these
        </Button>
        {set && <Button onClick={() => keep({ start: null, end: null, calendar: null })}>Find them in the plan</Button>}
      </div>
    </Card>
  );
}
