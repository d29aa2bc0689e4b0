/**
 * CSV that a spreadsheet opens as what it is: a text that begins like a formula (=, +, -, @, tab,
 * CR, also their wide forms) has a ' before it, as OWASP advises; so has one in its middle, behind
 * what another spreadsheet takes for a separator; a number stays one. Semicolons and a byte order
 * mark, which the spreadsheets of Latin America expect. `withoutGuard` takes exactly that ' away
 * again, so that a file which comes back says what was written.
 */
export type CsvCell = string | number | null;

export function csvText(rows: readonly (readonly CsvCell[])[]): string {
  return `\ufeff${rows.map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`;
}

/**
 * A formula's beginning; spaces and letters without width before it hide nothing. Behind
 * apostrophes it begins no formula, but is guarded too: what has an apostrophe of its own must not
 * look like what was given one.
 */
const FORMULA = /^'*[\s\p{Cf}]*[=+\-@\t\r＝＋－＠]/u;
/**
 * A sign alone begins no formula that does harm there: `Pan, -sin sal` stays as it is, `a,-2+cmd|x`
 * does not.
 */
const FORMULA_INSIDE = /([,;\t|][\s\p{Cf}"']*)(?=[=@＝＠]|[+\-＋－][^,;]*[|(!])/gu;
const GUARDED_INSIDE = /([,;\t|][\s\p{Cf}"']*)'(?=[=@＝＠]|[+\-＋－][^,;]*[|(!])/gu;
/** Letters, figures and what no spreadsheet takes for a separator. */
const PLAIN = /^[\p{L}\p{M}\p{N}]([\p{L}\p{M}\p{N} .:%()/'-]*[\p{L}\p{M}\p{N}.%)])?$/u;

/**
 * A cell as it was before it was written: one apostrophe less at each place where writing adds one.
 * Any other apostrophe stays.
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
