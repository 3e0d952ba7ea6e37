/**
 * The checks on what may be entered, as exceljs keeps them, but by range: exceljs would hold one for each cell, and a drop-down down a
 * whole column is a million of them. Reads only; a copy keeps the file's own.
 */
import { elements, unescapeXml } from "../parts";

const isYes = (value: string | undefined): boolean => /^(1|true)$/.test(value ?? "");

/** A formula as exceljs wants it for its kind of check: a number or a day where it is one. */
function formulaOf(type: string, text: string): unknown {
  const number = Number(text);
  if (text.trim() === "" || Number.isNaN(number)) return text;
  if (type === "date") return new Date(Math.round((number - 25_569) * 86_400_000));
  return /^(whole|textLength|decimal)$/.test(type) ? number : text;
}

/** By range ("C5:C1048576"). */
export function readValidations(xml: string): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const { attributes: a, inside } of elements(
    elements(xml, "dataValidations")[0]?.inside ?? "",
    "dataValidation",
  )) {
    const type = a["type"] ?? "any";
    const formulae = ["formula1", "formula2"].flatMap((tag) =>
      elements(inside, tag).map((formula) => formulaOf(type, unescapeXml(formula.inside))),
    );
    const { promptTitle, prompt, errorStyle, errorTitle, error, operator = "between" } = a;
    const flags = Object.fromEntries(
      ["allowBlank", "showInputMessage", "showErrorMessage"].flatMap((name) => (isYes(a[name]) ? [[name, true]] : [])),
    );
    const words = Object.entries({ promptTitle, prompt, errorStyle, errorTitle, error }).filter(([, value]) => value);
    const check = {
      type,
      ...(formulae.length > 0 ? { formulae } : {}),
      ...(/^(any|list|custom)$/.test(type) ? {} : { operator }),
      ...flags,
      ...Object.fromEntries(words),
    };
    for (const range of (a["sqref"] ?? "").split(/\s+/).filter(Boolean)) found[range] = check;
  }
  return found;
}
