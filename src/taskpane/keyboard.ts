/**
 * Tab where Office.js would lose it. On the web Office.js moves the focus itself, through a list of its own kinds of element:
 * from anything else, such as a screen's heading, Tab would leave the pane. Knows nothing of screens.
 */

const stops = "a[href], button, input, select, textarea, summary, [tabindex]";

/** The next place Tab goes to in the page's own order from an element that is no such place itself; null at the end. */
function nextStop(from: Element, backward: boolean): HTMLElement | null {
  const all = [...document.querySelectorAll<HTMLElement>(stops)].filter(
    (each) =>
      each.tabIndex >= 0 &&
      !each.hasAttribute("disabled") &&
      !each.closest("[inert]") &&
      each.getClientRects().length > 0,
  );
  const wanted = backward ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
  const beyond = all.filter((each) => (from.compareDocumentPosition(each) & wanted) !== 0);
  return (backward ? beyond.at(-1) : beyond[0]) ?? null;
}

/** Moves on from a heading; true when it has, and the key needs no one else. */
export function leaveHeading(event: KeyboardEvent): boolean {
  const from = document.activeElement ?? document.body;
  const isStop = from instanceof HTMLElement && from !== document.body && from.tabIndex >= 0;
  if (event.key !== "Tab" || isStop || event.ctrlKey || event.altKey || event.metaKey) return false;
  const next = nextStop(from, event.shiftKey);
  next?.focus();
  return next !== null;
}
