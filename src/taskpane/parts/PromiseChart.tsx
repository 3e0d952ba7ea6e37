/**
 * What was promised for one action over time, as a small chart and as the same thing in words.
 *
 * One line a snapshot, the oldest on top; a dot stands where the date then promised lies. Dots that wander to the right are a
 * date that keeps moving. A snapshot with no date has an open ring at the edge.
 */
import type { PromiseHistory } from "../../app/types";
import { daysBetween, sayDate, sayMonth, sayShortDate } from "../../plan/calendar";
import { Text } from "./Frame";
import { useStyles } from "./styles";

const width = 280;
const left = 84;
const right = 244;
const noDate = 266;
const line = 20;

export function PromiseChart(props: { promise: PromiseHistory; what: string }) {
  const styles = useStyles();
  const { promise } = props;
  const { promises } = promise;
  const dates = promises.flatMap((each) => (each.due ? [each.due] : [])).sort();
  const first = dates[0];
  const last = dates[dates.length - 1];
  const days = first && last ? Math.max(daysBetween(first, last), 1) : 1;
  const x = (due: string | null) => (due && first ? left + ((right - left) * daysBetween(first, due)) / days : noDate);
  const y = (index: number) => 12 + index * line;
  const bottom = y(promises.length - 1) + 10;
  return (
    <>
      {promises.length > 1 && (
        <svg
          className={styles.chart}
          viewBox={`0 0 ${width} ${bottom + 18}`}
          role="img"
          aria-label={`Dates promised for ${props.what} over ${promises.length} snapshots; the list below says the same in words.`}
        >
          <line x1={left} y1={bottom} x2={right} y2={bottom} stroke="currentColor" strokeWidth="1" />
          {promises.map((each, index) => {
            const before = promises[index - 1];
            return (
              <g key={each.taken + String(index)} fill="currentColor">
                <text x="0" y={y(index) + 4} fontSize="12">
                  {sayShortDate(each.taken)}
                </text>
                {before && (
                  <line
                    x1={x(before.due)}
                    y1={y(index - 1)}
                    x2={x(each.due)}
                    y2={y(index)}
                    stroke="currentColor"
                    strokeWidth="1.5"
                  />
                )}
                {each.due ? (
                  <circle cx={x(each.due)} cy={y(index)} r="4.5" />
                ) : (
                  <circle cx={noDate} cy={y(index)} r="4" fill="none" stroke="currentColor" strokeWidth="1.5" />
                )}
              </g>
            );
          })}
          <g fill="currentColor" fontSize="11">
            {first && (
              <text x={left} y={bottom + 13} textAnchor={first === last ? "middle" : "start"}>
                {sayMonth(first)}
              </text>
            )}
            {last && last !== first && (
              <text x={right} y={bottom + 13} textAnchor="end">
                {sayMonth(last)}
              </text>
            )}
            {promises.some((each) => !each.due) && (
              <text x={width} y={bottom + 13} textAnchor="end">
                none
              </text>
            )}
          </g>
        </svg>
      )}
      <Text>{promise.words}</Text>
      <ul className={styles.bullets}>
        {promises.map((each, index) => (
          <li key={each.taken + String(index)}>
            {sayDate(each.taken)}: {each.timescale ? `“${each.timescale}”` : "left blank"}
            {each.due ? `, due ${sayDate(each.due)}` : ", no date"}
          </li>
        ))}
      </ul>
    </>
  );
}
