/** The line between the grid and the pane. */

/** Pixels; the widths Excel on the web gives a pane. */
const paneWidth = { least: 320, usual: 350, most: 450 };

/** The pane is dragged, or widened with the arrow keys, within Excel's limits. */
export function wireSplitter(splitter: HTMLElement, pane: HTMLElement): void {
  const set = (width: number) => {
    const kept = Math.max(paneWidth.least, Math.min(paneWidth.most, Math.round(width)));
    pane.style.width = `${kept}px`;
    splitter.setAttribute("aria-valuenow", String(kept));
  };
  splitter.setAttribute("aria-valuemin", String(paneWidth.least));
  splitter.setAttribute("aria-valuemax", String(paneWidth.most));
  set(paneWidth.usual);
  splitter.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    splitter.setPointerCapture(event.pointerId);
    document.body.classList.add("resizing");
    const move = (at: PointerEvent) => set(window.innerWidth - at.clientX);
    splitter.addEventListener("pointermove", move);
    splitter.addEventListener(
      "pointerup",
      () => {
        splitter.removeEventListener("pointermove", move);
        document.body.classList.remove("resizing");
      },
      { once: true },
    );
  });
  splitter.addEventListener("keydown", (event) => {
    const step = event.key === "ArrowLeft" ? 10 : event.key === "ArrowRight" ? -10 : 0;
    if (step) set(pane.getBoundingClientRect().width + step);
  });
}
