/** Formats money for people. Elsewhere amounts are integers in the currency's smallest unit. */

/** `1150000` with two decimals is `11.500,00`, the format of Latin American tills. */
export function moneyText(amount: number, decimals: number): string {
  const digits = String(Math.abs(amount)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, '.');
  const rest = decimals > 0 ? `,${digits.slice(-decimals)}` : '';
  return `${amount < 0 ? '-' : ''}${whole}${rest}`;
}
