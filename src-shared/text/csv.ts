/**
 * Writes CSV that is safe in spreadsheets. A text that begins like a formula (=, +, -, @, tab, CR,
 * also their wide forms) gets a ' before it, as OWASP advises. So does a formula within the text,
 * after a character that another spreadsheet takes for a separator. Numbers stay numbers. Uses
 * semicolons and a byte order mark, which the spreadsheets of Latin America expect. `withoutGuard`
 * removes exactly that ', so that a file can be read back unchanged.
 */
export type CsvCell = string | number | null;

export function csvText(rows: readonly (readonly CsvCell[])[]): string {
  return `\ufeff${rows.map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`;
}

/**
 * The start of a formula, also after spaces and letters without width. After apostrophes it starts
 * no formula, but is guarded too: a text with its own apostrophe must differ from a guarded one.
 */
const FORMULA = /^'*[\s\p{Cf}]*[=+\-@\t\r＝＋－＠]/u;
/**
 * A sign alone starts no harmful formula there: `Pan, -sin sal` stays as it is, `a,-2+cmd|x` does
 * not.
 */
const FORMULA_INSIDE = /([,;\t|][\s\p{Cf}"']*)(?=[=@＝＠]|[+\-＋－][^,;]*[|(!])/gu;
const GUARDED_INSIDE = /([,;\t|][\s\p{Cf}"']*)'(?=[=@＝＠]|[+\-＋－][^,;]*[|(!])/gu;
/** Letters, figures and characters that no spreadsheet takes for a separator. */
const PLAIN = /^[\p{L}\p{M}\p{N}]([\p{L}\p{M}\p{N} .:%()/'-]*[\p{L}\p{M}\p{N}.%)])?$/u;

/**
 * A cell as it was before it was written: removes one apostrophe at each place where writing adds
 * one. Other apostrophes stay.
 */
export function withoutGuard(text: string): string {
  const plain = text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
  return plain.includes("'") ? plain.replace(GUARDED_INSIDE, '$1') : plain;
}

function cell(value: CsvCell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  if (/^-?\d+([.,]\d+)?$/.test(value)) return value;
  const inside = value.replace(FORMULA_INSIDE, "$1'");
  const safe = FORMULA.test(inside) ? `'${inside}` : inside;
  return PLAIN.test(safe) ? safe : `"${safe.replaceAll('"', '""')}"`;
}
