/**
 * Parses a column of prices. `1.500` may be fifteen hundred or one and a half, so the decimal mark
 * is decided from all cells together. A cell with one possible reading (`8,50`, `1.234.567`) is
 * always read that way.
 */
import { amountOf, readingsOf, splitAmount } from '../base/amount';
import type { DecimalMark, Readings } from '../base/amount';
import { LIMITS } from '../base/limits';
import { currencyOf } from './currency-signs';

/** The restaurant's own, as its screens and files write it. */
export const DECIMAL_MARK = ',';

export type MoneyStyle = { readonly currency: string; readonly decimals: number };
export type PriceFault =
  'missing' | 'no-price' | 'negative' | 'other-currency' | 'too-fine' | 'too-large';
export type PriceRead = { readonly amount: number } | { readonly fault: PriceFault };

export function readPrices(texts: readonly string[], money: MoneyStyle): readonly PriceRead[] {
  const figures = texts.map((text) => figureIn(text, money));
  const mark = decimalMark(
    figures.filter((one) => typeof one !== 'string'),
    money,
  );
  return figures.map((figure) =>
    typeof figure === 'string' ? { fault: figure } : priceFrom(figure, mark, money),
  );
}

export function readPrice(text: string, money: MoneyStyle): number | null {
  const [read] = readPrices([text], money);
  return read && 'amount' in read ? read.amount : null;
}

function figureIn(text: string, { currency }: MoneyStyle): Readings | PriceFault {
  if (text.trim() === '') return 'missing';
  const split = splitAmount(text);
  if (split === null) return 'no-price';
  const { before, figure, behind } = split;
  if (/[-−–(]/.test(before) || behind === '-') return 'negative';
  const signs = new Set([currencyOf(before, currency), currencyOf(behind, currency)]);
  if (signs.has(null)) return 'no-price';
  if (signs.has('other')) return 'other-currency';
  const readings = readingsOf(figure);
  return readings.grouped === null && readings.decimal === null ? 'no-price' : readings;
}

/**
 * The mark of most unambiguous cells; without any, the restaurant's. Three digits after a mark are
 * cents in no currency with two.
 */
function decimalMark(figures: readonly Readings[], { decimals }: MoneyStyle): DecimalMark {
  const sure = votes(figures.flatMap((figure) => sureMark(figure)));
  if (sure !== null) return sure;
  const doubtful = figures.filter(isDoubtful).map(({ mark }) => mark);
  const [only] = new Set(doubtful).size === 1 ? doubtful : [];
  if (only === undefined || decimals >= 3 || figures.some((figure) => sureMark(figure).length > 0))
    return DECIMAL_MARK;
  return otherMark(only);
}

function isDoubtful({ grouped, decimal }: Readings): boolean {
  return grouped !== null && decimal !== null;
}

/** The decimal mark that a cell proves, if any. */
function sureMark(figure: Readings): readonly DecimalMark[] {
  if (isDoubtful(figure) || (figure.mark !== '.' && figure.mark !== ',')) return [];
  return [figure.decimal === null ? otherMark(figure.mark) : figure.mark];
}

function otherMark(mark: string): DecimalMark {
  return mark === '.' ? ',' : '.';
}

/** Null: none, or a tie. */
function votes(marks: readonly DecimalMark[]): DecimalMark | null {
  const points = marks.filter((mark) => mark === '.').length;
  if (points * 2 === marks.length) return null;
  return points * 2 > marks.length ? '.' : ',';
}

function priceFrom(
  { grouped, decimal, mark }: Readings,
  decided: DecimalMark,
  { decimals }: MoneyStyle,
): PriceRead {
  const isDecimal = decimal !== null && (grouped === null || mark === decided);
  const amount = isDecimal
    ? amountOf(decimal.whole, decimal.rest, decimals)
    : amountOf(grouped ?? '', '', decimals);
  if (amount === null) return { fault: isDecimal ? 'too-fine' : 'too-large' };
  return amount > LIMITS.amount ? { fault: 'too-large' } : { amount };
}
