/**
 * A review as JSON for programs and as plain text for people.
 */
import type { Review } from "../../../src/app";
import { sayDate } from "../../../src/plan/calendar";
import { recurrenceWord } from "./lines";
import { sayPlanSize } from "../../../src/plan/review";
import { cutAtWord, groups, groupWords, severityWords, statusWords } from "../../../src/plan/words";

/** The shape documented in the README. */
export function reviewAsJson(review: Review): unknown {
  const { plan, items, findings, asAt } = review;
  return {
    asAt,
    plan: { title: plan.title, start: plan.start, end: plan.end, calendar: plan.calendar },
    tables: plan.tables.map(({ sheet, address, section, columns }) => ({
      sheet,
      address,
      section,
      columns: Object.fromEntries(columns.map(({ meaning, column }) => [meaning, column])),
    })),
    actions: items.map(({ action, status, lead }) => ({
      ref: action.ref,
      section: action.section,
      sheet: action.sheet,
      row: action.row,
      action: action.action,
      owner: action.owner.text,
      timescale: {
        text: action.timescale.text,
        kind: action.timescale.kind,
        due: action.timescale.due,
        start: action.timescale.start,
        recurrence: recurrenceWord(action.timescale.recurrence?.cadence),
        unsure: action.timescale.unsure,
        why: action.timescale.why,
      },
      outcomes: action.outcomes,
      notes: action.notes,
      lead,
      parties: action.owner.parties.map(({ role, person, organisation, part }) => ({
        role,
        person,
        organisation,
        part,
      })),
      status: status.status,
      nextDue: status.nextDue,
      daysLate: status.daysLate,
      confirm: status.confirm,
      why: status.why,
    })),
    findings: findings.map(({ check, severity, ref, sheet, row, cell, words, message }) => ({
      check,
      severity,
      ref,
      sheet,
      row,
      cell,
      words,
      message,
    })),
  };
}

/** What the pane's home and lists say, as text. */
export function reviewAsText(review: Review): string {
  const { plan, items, counts, findings, asAt } = review;
  const lines = [
    plan.title ?? "Action plan",
    `${sayPlanSize(plan)}, as at ${sayDate(asAt)}`,
    groups.map((group) => `${groupWords[group]} ${counts[group]}`).join(" · "),
    plan.yearsWhy,
  ];
  for (const group of groups) {
    const here = items.filter((item) => item.group === group);
    if (here.length === 0) continue;
    lines.push("", `${groupWords[group]} (${here.length})`);
    for (const { action, status, lead } of here) {
      const late = status.late ? `, ${status.late}` : "";
      lines.push(`  ${(action.ref ?? "–").padEnd(5)} ${cutAtWord(action.action, 80)}`);
      lines.push(`        ${statusWords[status.status]}${late}. ${lead ?? "Nobody named"}. ${status.why}`);
    }
  }
  if (findings.length > 0) lines.push("", `To look at (${findings.length})`);
  for (const finding of findings) {
    const place = `${finding.sheet}!${finding.cell}`;
    lines.push(`  ${severityWords[finding.severity]}: ${finding.message} (${place})`);
  }
  const { leftOut } = plan;
  if (leftOut.length > 0) lines.push("", ...leftOut.map(({ sheet, why }) => `Left out “${sheet}”: ${why}`));
  if (review.stale) lines.push("", review.stale.sentence);
  return lines.filter((line, index) => line !== "" || index > 0).join("\n");
}
