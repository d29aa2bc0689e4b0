/** Money as people type it, read as whole numbers of the currency's smallest unit. */

/**
 * `8.500`, `8,500.00`, `$ 8500,5`: the last `.` or `,` parts the decimals off if as many digits as the currency has, or fewer, follow it;
 * else it parts thousands, as every one before it must. Null: no amount, negative, or finer than the currency.
 */
export function amountFrom(text: string, decimals: number): number | null {
  const plain = text
    .trim()
    .replace(/^[a-z]{0,3}\s*\$?\s*/i, '')
    .replaceAll(' ', '');
  const [, before = '', mark = '', behind = ''] = /^(.*)([.,])(\d+)$/.exec(plain) ?? [];
  const isDecimal = mark !== '' && behind.length <= decimals;
  const whole = isDecimal ? before : plain;
  // Thousands are parted by one mark throughout, and not by the one that parts the decimals.
  const [, other] = /([.,])/.exec(whole) ?? [];
  if (!/^\d+$/.test(whole) && !/^\d{1,3}(?:(?:\.\d{3})+|(?:,\d{3})+)$/.test(whole)) return null;
  if (isDecimal && other === mark) return null;
  const amount = Number(whole.replaceAll(/[.,]/g, '') + (isDecimal ? behind : '').padEnd(decimals, '0'));
  return Number.isSafeInteger(amount) ? amount : null;
}
