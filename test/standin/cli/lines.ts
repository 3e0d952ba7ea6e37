/**
 * One line in, one line out: the readers by themselves, for measuring.
 */
import * as z from "zod/mini";

import { calendarOfYears, isIsoDate } from "../../../src/plan/calendar";
import { calendarKinds } from "../../../src/plan/model";
import type { Cadence } from "../../../src/plan/model";
import { readOwner, sayParty } from "../../../src/plan/reading/owners";
import { readTimescale } from "../../../src/plan/reading/timescale";

const isoDate = z.nullish(z.string().check(z.refine(isIsoDate)));
const timescaleAsked = z.object({
  text: z.string(),
  planStart: isoDate,
  planEnd: isoDate,
  calendar: z.nullish(z.enum(calendarKinds)),
  heading: z.nullish(z.string()),
});
const ownerAsked = z.object({ text: z.string(), support: z.nullish(z.string()) });

/** The cadence in the words the JSON promises; null for those that come round less than once a year, which it has no word for. */
export function recurrenceWord(cadence: Cadence | null | undefined): string | null {
  return !cadence || cadence === "biennial" || cadence === "triennial" ? null : cadence;
}

function checked<T>(result: { success: true; data: T } | { success: false }, shape: string): T {
  if (!result.success) throw new Error(`it should look like ${shape}.`);
  return result.data;
}

/** `{text, planStart, planEnd, calendar?}` to `{text, kind, due, start, recurrence, history, unsure, alternatives, why}`. */
export function timescaleLine(line: unknown): unknown {
  const asked = checked(
    timescaleAsked.safeParse(line),
    '{"text": "June 2019", "planStart": "2019-04-01", "planEnd": "2021-03-31"}',
  );
  const reading = readTimescale(asked.text, {
    start: asked.planStart ?? null,
    end: asked.planEnd ?? null,
    calendar: asked.calendar ?? calendarOfYears(asked.planStart ?? null, asked.planEnd ?? null),
    ...(asked.heading ? { heading: asked.heading } : {}),
  });
  return {
    text: asked.text,
    kind: reading.kind,
    due: reading.due,
    start: reading.start,
    recurrence: recurrenceWord(reading.recurrence?.cadence),
    history: reading.history.map(({ when }) => when),
    unsure: reading.unsure,
    alternatives: reading.alternatives.map(({ kind, due, start, recurrence, says }) => ({
      kind,
      due,
      start,
      recurrence: recurrenceWord(recurrence),
      says,
    })),
    why: reading.why,
  };
}

/** `{text}` to `{text, parties, lead}`. */
export function ownerLine(line: unknown): unknown {
  const asked = checked(ownerAsked.safeParse(line), '{"text": "Prevent Officer – Graham Tyler"}');
  const { parties, lead } = readOwner(asked.text, asked.support ?? "");
  return {
    text: asked.text,
    parties: parties.map(({ role, person, organisation, part }) => ({ role, person, organisation, part })),
    lead: lead === null ? null : sayParty(parties[lead]!),
  };
}
