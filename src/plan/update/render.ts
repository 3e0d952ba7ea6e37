/**
 * The update for the clipboard: as HTML for Word or Outlook and as plain words for the minutes.
 *
 * Renderers of the same document the sheet shows, so the three cannot disagree. Text is data: it is escaped, never markup.
 */
import type { Block, UpdateDocument } from "./document";

/** The update as HTML with headings, real tables and no styles but the ones Word keeps. */
export function renderHtml(document: UpdateDocument): string {
  const facts = document.facts.map(([label, text]) => `<li><b>${escape(label)}:</b> ${escape(text)}</li>`).join("");
  const headline = document.headline.map((sentence) => `<p>${escape(sentence)}</p>`).join("");
  const blocks = document.blocks.map(htmlOf).join("");
  return `<h1>${escape(document.title)}</h1><ul>${facts}</ul>${headline}${blocks}`;
}

function htmlOf(block: Block): string {
  switch (block.kind) {
    case "list":
      return `<h2>${escape(block.heading)}</h2>${table(
        block.columns,
        block.lines.map(({ cells }) => cells),
      )}`;
    case "sections":
      return `<h2>${escape(block.heading)}</h2>${table(block.columns, block.rows)}`;
    case "points":
      return `<h2>${escape(block.heading)}</h2><ul>${block.points.map((point) => `<li>${escape(point)}</li>`).join("")}</ul>`;
    case "comments":
      return "";
    case "agreed":
      return `<p>${escape(block.text)}</p>`;
    default:
      return block satisfies never;
  }
}

function table(columns: string[], rows: (string | number)[][]): string {
  const head = columns.map((column) => `<th align="left">${escape(column)}</th>`).join("");
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${escape(String(cell))}</td>`).join("")}</tr>`).join("");
  return `<table border="1" cellspacing="0" cellpadding="4"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** The update in plain words, for pasting into minutes. */
export function renderWords(document: UpdateDocument): string {
  const lines = [
    document.title,
    ...document.facts.map(([label, text]) => `${label}: ${text}`),
    "",
    ...document.headline,
  ];
  for (const block of document.blocks) {
    const said = wordsIn(block);
    if (said.length > 0) lines.push("", headingOf(block), ...said.map((each) => `- ${each}`));
  }
  return lines.join("\n");
}

const headingOf = (block: Block): string => (block.kind === "agreed" ? "" : block.heading);

/** What a block says in the minutes; nothing for what belongs to the page only. */
function wordsIn(block: Block): string[] {
  switch (block.kind) {
    case "points":
      return block.id === "about" ? [] : block.points;
    case "list":
      return block.lines.map(({ cells }) => wordsOf(cells));
    case "sections":
    case "comments":
    case "agreed":
      return [];
    default:
      return block satisfies never;
  }
}

function wordsOf([ref, action, who, due, fifth, says]: string[]): string {
  return `${ref} ${action} (${[who, due, fifth].filter(Boolean).join("; ")}). ${says}${/[.”]$/.test(says ?? "") ? "" : "."}`;
}
