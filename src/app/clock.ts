/**
 * What day it is, and the as-at date chosen on this device. The only place that looks at a clock.
 */
import { plainDateISO, plainTimeISO } from "temporal-polyfill/fns/Now";
import { toString } from "temporal-polyfill/fns/PlainDate";
import { toString as timeInWords } from "temporal-polyfill/fns/PlainTime";

import { isIsoDate, sayDate } from "../plan/calendar";
import type { IsoDate } from "../plan/model";

/** Today by this device's clock. */
export function today(): IsoDate {
  return toString(plainDateISO());
}

let lastMoment = "";
let sameMoment = 0;

/** This moment in words, never twice the same: "31 May 2019 at 14:02:31.123". */
export function momentInWords(): string {
  const moment = `${sayDate(today())} at ${timeInWords(plainTimeISO(), { smallestUnit: "millisecond" })}`;
  sameMoment = moment === lastMoment ? sameMoment + 1 : 0;
  lastMoment = moment;
  return sameMoment === 0 ? moment : `${moment} (${sameMoment + 1})`;
}

/** Storage is shared with other add-ins of the same origin unless keys carry Office's partition key. */
function key(): string {
  const partition =
    typeof Office === "undefined"
      ? ""
      : ((Office.context as { partitionKey?: string } | undefined)?.partitionKey ?? "");
  return `${partition}action-plan-update.as-at`;
}

/**
 * The as-at date chosen on this device today. A date chosen on another day no longer counts: an update must not be dated
 * by last quarter's choice.
 */
export function rememberedAsAt(): IsoDate {
  const now = today();
  try {
    const [chosenOn, asAt] = (localStorage.getItem(key()) ?? "").split(" ");
    return chosenOn === now && asAt && isIsoDate(asAt) ? asAt : now;
  } catch {
    return now;
  }
}

/** Remembers the date for the rest of today, so that the ribbon's button goes by what the pane shows. */
export function rememberAsAt(asAt: IsoDate): void {
  try {
    localStorage.setItem(key(), `${today()} ${asAt}`);
  } catch {
    // Some browsers refuse storage to a framed page: then the date simply holds for this pane only.
  }
}
