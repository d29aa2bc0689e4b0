/** Parses money that people type into whole numbers of the currency's smallest unit. */

/** A figure with the text before and after it: `$ 8.500,50 ARS`. */
export type SplitAmount = {
  readonly before: string;
  readonly figure: string;
  readonly behind: string;
};

/** Null: the text has no figure, or more than one. */
export function splitAmount(text: string): SplitAmount | null {
  const plain = text
    .replace(/\p{Zs}/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .trim();
  const [, before = '', figure, behind = ''] =
    /^([^\d]*)(\d(?:[\d .,'’]*\d)?)([^\d]*)$/.exec(plain) ?? [];
  // `5.000.-`: no cents.
  return figure === undefined
    ? null
    : { before: before.trim(), figure, behind: behind.replace(/^[.,]--?/, '').trim() };
}

export type DecimalMark = '.' | ',';
/**
 * Possible readings of a figure: digits before and after the decimal mark. `1.500` has two
 * readings, `8,50` and `1.234.567` have one.
 */
export type Readings = {
  /** All marks separate thousands. */
  readonly grouped: string | null;
  /** The last mark separates the decimals. */
  readonly decimal: { readonly whole: string; readonly rest: string } | null;
  readonly mark: string;
};

/** A valid figure uses one mark for thousands, every three digits, and another for decimals. */
export function readingsOf(figure: string): Readings {
  const groups = figure.replaceAll('’', "'").split(/[ .,']/);
  const marks = [...figure.replaceAll('’', "'").replace(/\d/g, '')];
  const mark = marks.at(-1) ?? '';
  if (marks.length === 0) return { grouped: figure, decimal: null, mark };
  const isGrouped = areThousands(groups, marks);
  const before = groups.slice(0, -1);
  const isDecimal =
    (mark === '.' || mark === ',') &&
    groups.at(-1) !== '' &&
    (before.length === 1
      ? before[0] !== ''
      : areThousands(before, marks.slice(0, -1)) && marks[0] !== mark);
  return {
    grouped: isGrouped ? groups.join('') : null,
    decimal: isDecimal ? { whole: before.join(''), rest: groups.at(-1) ?? '' } : null,
    mark,
  };
}

function areThousands(
  [first = '', ...others]: readonly string[],
  marks: readonly string[],
): boolean {
  return (
    /^[1-9]\d{0,2}$/.test(first) &&
    others.every((group) => group.length === 3) &&
    new Set(marks).size === 1
  );
}

/**
 * In the currency's smallest unit. Null: more decimals than the currency has, or too large for a
 * number.
 */
export function amountOf(whole: string, rest: string, decimals: number): number | null {
  const digits = rest.replace(/0+$/, '');
  if (digits.length > decimals) return null;
  const amount = Number(whole + digits.padEnd(decimals, '0'));
  return Number.isSafeInteger(amount) ? amount : null;
}

/**
 * `8.500`, `8,500.00`, `$ 8500,5`, `8500,50 €`. Three digits after the only mark are decimals if
 * the currency has three; otherwise the mark separates thousands. Null: no amount, negative, or
 * more decimals than the currency has.
 */
export function amountFrom(text: string, decimals: number): number | null {
  const split = splitAmount(text);
  if (split === null || !SIGN_BEFORE.test(split.before) || !SIGN_BEHIND.test(split.behind))
    return null;
  const { grouped, decimal } = readingsOf(split.figure);
  if (decimal !== null && (grouped === null || decimals >= 3))
    return amountOf(decimal.whole, decimal.rest, decimals);
  return grouped === null ? null : amountOf(grouped, '', decimals);
}

/** A currency's sign or code: `$`, `US$`, `S/`, `Bs.`, `MXN`, `ARS $`. */
const SIGN_BEFORE = /^(?:(?:[a-z]{1,3}[./]{0,2} ?)?\p{Sc}?|\p{Sc} ?[a-z]{1,3})$/iu;
const SIGN_BEHIND = /^(?:\p{Sc}|[A-Z]{3})?$/u;
