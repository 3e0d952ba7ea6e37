/**
 * The demonstration's own day. The add-in asks the device what day it is, so the pages of the add-in get a clock that the
 * Today box sets; their code is not changed. A clock set to real time changes nothing.
 */

const key = "standin.today";

/** The day the samples were made for: the plan is of May 2019, and by a later day nearly all of it is long overdue. */
export const sampleDay = "2019-05-31";

/** Tells the add-in's pages, from their next start on, what day it is; null for the device's own. */
export function setAddInDay(day: string | null): void {
  if (day === null) localStorage.removeItem(key);
  else localStorage.setItem(key, day);
}

/** Run in an add-in's page before anything else; served as a file of its own, since the page's policy runs no inline code. */
export const clockScript = `(() => {
  const day = localStorage.getItem(${JSON.stringify(key)});
  if (!day) return;
  const Real = Date;
  const now = new Real();
  const shift = new Real(day + "T" + now.toTimeString().slice(0, 8)).getTime() - now.getTime();
  function Shifted(...parts) {
    const date = parts.length > 0 ? new Real(...parts) : new Real(Real.now() + shift);
    return new.target ? date : date.toString();
  }
  Shifted.prototype = Real.prototype;
  Shifted.now = () => Real.now() + shift;
  Shifted.parse = Real.parse;
  Shifted.UTC = Real.UTC;
  globalThis.Date = Shifted;
  // A browser's own Temporal has a clock of its own; without it the library the add-in carries asks Date.
  delete globalThis.Temporal;
})();
`;
