/**
 * Signs, codes and names that people write beside a price, and the currencies that each may mean.
 */

const DOLLARS_AND_PESOS =
  'ARS AUD BBD BMD BND BSD BZD CAD CLP COP CUP DOP FJD GYD HKD JMD KYD LRD MXN NAD NZD SBD SGD SRD TTD TWD USD UYU XCD';

/** Keys in the form of `plainSign`. */
const SIGNS: Readonly<Record<string, string>> = {
  $: DOLLARS_AND_PESOS,
  '€': 'EUR',
  '£': 'GBP EGP FKP GIP LBP SHP SYP',
  '¥': 'JPY CNY',
  '₡': 'CRC SVC',
  '₲': 'PYG',
  '₱': 'PHP CUP',
  '₩': 'KRW',
  '₹': 'INR',
  '₺': 'TRY',
  '₽': 'RUB',
  '₪': 'ILS',
  '฿': 'THB',
  '₫': 'VND',
  '₴': 'UAH',
  '₦': 'NGN',
  'S/': 'PEN',
  R$: 'BRL',
  BS: 'BOB VES',
  BSS: 'VES',
  B$: 'BOB',
  Q: 'GTQ',
  L: 'HNL',
  LPS: 'HNL',
  C$: 'NIO CAD',
  'B/': 'PAB',
  RD$: 'DOP',
  MX$: 'MXN',
  MEX$: 'MXN',
  MN: 'MXN',
  US$: 'USD',
  U$S: 'USD',
  U$D: 'USD',
  AR$: 'ARS',
  CL$: 'CLP',
  CLP$: 'CLP',
  CO$: 'COP',
  COL$: 'COP',
  UY$: 'UYU',
  U$: 'UYU USD',
  $U: 'UYU',
  CU$: 'CUP',
  CA$: 'CAD',
  A$: 'AUD ARS',
  GS: 'PYG',
  CHF: 'CHF',
  KR: 'SEK NOK DKK ISK',
  PESO: 'ARS CLP COP CUP DOP MXN PHP UYU',
  PESOS: 'ARS CLP COP CUP DOP MXN PHP UYU',
  EURO: 'EUR',
  EUROS: 'EUR',
  DOLAR: 'USD',
  DOLARES: 'USD',
  SOL: 'PEN',
  SOLES: 'PEN',
  REAL: 'BRL',
  REALES: 'BRL',
  REAIS: 'BRL',
  COLON: 'CRC SVC',
  COLONES: 'CRC SVC',
  QUETZALES: 'GTQ',
  LEMPIRAS: 'HNL',
  CORDOBAS: 'NIO',
  BALBOAS: 'PAB',
  BOLIVARES: 'VES',
  BOLIVIANOS: 'BOB',
  GUARANIES: 'PYG',
};

/** Classifies the text beside a price: the restaurant's currency, another one, or no currency. */
export function currencyOf(sign: string, house: string): 'own' | 'other' | null {
  const plain = plainSign(sign);
  if (plain === '' || plain === house) return 'own';
  const known = named(plain);
  if (known !== null) return known.includes(house) ? 'own' : 'other';
  // `MXN $` and `$ MXN` name the currency twice.
  const [, a, b] = /^([A-Z]{3})(\p{Sc})$/u.exec(plain) ?? /^(\p{Sc})([A-Z]{3})$/u.exec(plain) ?? [];
  if (a !== undefined && b !== undefined) {
    const both = [currencyOf(a, house), currencyOf(b, house)];
    return both.find((one) => one !== 'own') ?? 'own';
  }
  if (/^\p{Sc}$/u.test(plain)) return 'other';
  return /^[A-Z]{3}$/.test(sign.trim()) ? 'other' : null;
}

function named(plain: string): readonly string[] | null {
  return Object.hasOwn(SIGNS, plain) ? (SIGNS[plain] ?? '').split(' ') : null;
}

/** `Bs.`, `bs` and `BS` are one sign; so are `dólares` and `DOLARES`. */
function plainSign(sign: string): string {
  return sign
    .normalize('NFD')
    .replace(/[\p{M}\s.]/gu, '')
    .toUpperCase();
}
