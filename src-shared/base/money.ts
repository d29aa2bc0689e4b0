/**
 * Money as people read it. Amounts are integers in the currency's smallest unit everywhere else.
 */

/** `1150000` with two decimals is `11.500,00`, as Latin American tills write it. */
export function moneyText(amount: number, decimals: number): string {
  const digits = String(Math.abs(amount)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, '.');
  const rest = decimals > 0 ? `,${digits.slice(-decimals)}` : '';
  return `${amount < 0 ? '-' : ''}${whole}${rest}`;
}
