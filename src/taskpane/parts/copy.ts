/**
 * Puts words on the clipboard: the browser's clipboard where Office's frame allows it, else the older way of selecting and
 * copying. Says honestly when neither worked.
 */

/** @returns false when the clipboard refused both ways. */
export async function copy(words: string, html?: string): Promise<boolean> {
  try {
    if (html !== undefined && typeof ClipboardItem !== "undefined") {
      const part = (text: string, type: string) => new Blob([text], { type });
      await navigator.clipboard.write([
        new ClipboardItem({ "text/html": part(html, "text/html"), "text/plain": part(words, "text/plain") }),
      ]);
    } else if (html === undefined) {
      await navigator.clipboard.writeText(words);
    } else {
      return copyBySelecting(words, html);
    }
    return true;
  } catch {
    return copyBySelecting(words, html);
  }
}

function copyBySelecting(words: string, html?: string): boolean {
  const give = (event: ClipboardEvent) => {
    event.preventDefault();
    event.clipboardData?.setData("text/plain", words);
    if (html !== undefined) event.clipboardData?.setData("text/html", html);
  };
  document.addEventListener("copy", give, { once: true });
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    document.removeEventListener("copy", give);
  }
}
