/** Money as people type it, read as whole numbers of the currency's smallest unit. */

/**
 * `8.500`, `8,500.00`, `$ 8500,5`: the last of `.` and `,` parts the decimals off if so many digits as the currency has, or fewer, follow it; else
 * it parts thousands. Null: no amount, negative, or finer than the currency.
 */
export function amountFrom(text: string, decimals: number): number | null {
  const plain = text.replace(/[^\d.,-]/g, '');
  if (!/^\d[\d.,]*$/.test(plain) || /[a-z]/i.test(text.replace(/^\s*[a-z]{1,3}\$?\s*/i, ''))) return null;
  const last = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','));
  const behind = last < 0 ? '' : plain.slice(last + 1);
  const isOnlyOne = last >= 0 && !/[.,]/.test(plain.slice(0, last));
  // Three digits behind a single mark are thousands, unless the currency has three decimals.
  const isDecimal =
    last >= 0 && behind.length > 0 && behind.length <= decimals && !(behind.length === 3 && isOnlyOne && decimals !== 3);
  const whole = (isDecimal ? plain.slice(0, last) : plain).replace(/[.,]/g, '');
  const rest = isDecimal ? behind : '';
  if (!isDecimal && last >= 0 && !/^\d{1,3}([.,]\d{3})+$/.test(plain)) return null;
  const amount = Number(whole + rest.padEnd(decimals, '0'));
  return Number.isSafeInteger(amount) ? amount : null;
}
