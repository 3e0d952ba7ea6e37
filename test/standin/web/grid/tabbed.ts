/** Cells as the tab-separated text that spreadsheets put on the clipboard. */

/** One text for the clipboard; a cell with tabs, lines or quotation marks in it stands in quotation marks. */
export function writeTabbed(rows: string[][]): string {
  const quoted = (text: string) => (/[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => row.map(quoted).join("\t")).join("\n");
}

/** The rows and cells of such a text. Quotation marks only count at the start of a cell. */
export function readTabbed(text: string): string[][] {
  const rows: string[][] = [[]];
  let field = "";
  let quoted = false;
  const endField = () => {
    rows.at(-1)!.push(field);
    field = "";
  };
  const plain = text.replaceAll("\r\n", "\n").replace(/\n$/, "");
  for (let i = 0; i < plain.length; i++) {
    const letter = plain[i]!;
    if (quoted) {
      if (letter === '"' && plain[i + 1] === '"') field += plain[++i];
      else if (letter === '"') quoted = false;
      else field += letter;
    } else if (letter === '"' && field === "") quoted = true;
    else if (letter === "\t") endField();
    else if (letter === "\n") {
      endField();
      rows.push([]);
    } else field += letter;
  }
  endField();
  return rows;
}
