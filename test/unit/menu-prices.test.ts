/**
 * Prices as spreadsheets, tills and people write them: the sign, the marks, the currency, and what
 * a whole column says of one cell.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPrice, readPrices } from '../../src-shared/menu-import/prices';
import { moneyText } from '../../src-shared/base/money';

const ARS = { currency: 'ARS', decimals: 2 };
const MXN = { currency: 'MXN', decimals: 2 };
const EUR = { currency: 'EUR', decimals: 2 };
const PEN = { currency: 'PEN', decimals: 2 };
const CRC = { currency: 'CRC', decimals: 2 };
const CLP = { currency: 'CLP', decimals: 0 };
const KWD = { currency: 'KWD', decimals: 3 };

const column = (texts: readonly string[], money = MXN) =>
  readPrices(texts, money).map((read) => ('amount' in read ? read.amount : read.fault));

describe('one price', () => {
  it.each([
    ['8,50 €', EUR, 850],
    ['€ 12,00', EUR, 1_200],
    ['€12', EUR, 1_200],
    ['1\u00a0234,50', EUR, 123_450],
    ['1\u202f234,50\u00a0€', EUR, 123_450],
    ['1 234 567,5', EUR, 123_456_750],
    ['12 euros', EUR, 1_200],
    ['S/ 32.90', PEN, 3_290],
    ['S/. 32,90', PEN, 3_290],
    ['₡1.500', CRC, 150_000],
    ['₡1.500', { currency: 'CRC', decimals: 0 }, 1_500],
    ['1500,00', CLP, 1_500],
    ['$ 5.000.-', CLP, 5_000],
    ['$85', MXN, 8_500],
    ['85 MXN', MXN, 8_500],
    ['MX$ 85.00', MXN, 8_500],
    ['$ 85.00 M.N.', MXN, 8_500],
    ['MXN $85', MXN, 8_500],
    ["1'234.50", MXN, 123_450],
    ['R$ 9,90', { currency: 'BRL', decimals: 2 }, 990],
    ['Bs. 12', { currency: 'BOB', decimals: 2 }, 1_200],
    ['Q25', { currency: 'GTQ', decimals: 2 }, 2_500],
    ['US$ 7.5', { currency: 'USD', decimals: 2 }, 750],
    ['1,234', KWD, 1_234],
    ['8.500', ARS, 850_000],
    ['8,500', ARS, 850_000],
    ['0,500', ARS, 50],
    ['8,500000', ARS, 850],
  ])('%s in %o is %d', (text, money, amount) => expect(readPrice(text, money)).toBe(amount));

  it.each([
    ['', 'missing'],
    ['gratis', 'no-price'],
    ['-5', 'negative'],
    ['−5', 'negative'],
    ['$ -5', 'negative'],
    ['(5,00)', 'negative'],
    ['5-', 'negative'],
    ['8,50 €', 'other-currency'],
    ['S/ 32.90', 'other-currency'],
    ['85 USD', 'other-currency'],
    ['MXN €85', 'other-currency'],
    ['8,505', 'amount'],
    ['1250,555', 'too-fine'],
    ['99999999999', 'too-large'],
    ['1 25', 'no-price'],
    ['1.2.3', 'no-price'],
    ['8.50.0', 'no-price'],
    ['2 x 5', 'no-price'],
    ['=85', 'no-price'],
    ['85 pzas', 'no-price'],
    ['..', 'no-price'],
    [',5', 'no-price'],
  ])('%s in pesos mexicanos: %s', (text, fault) => {
    const [read] = column([text]);
    expect(typeof read === 'number' ? 'amount' : read).toBe(fault);
  });

  it('finer than a currency without decimals is refused, not rounded', () => {
    expect(column(['1500,50'], CLP)).toEqual(['too-fine']);
  });
});

describe('a column of prices', () => {
  it('decides from all its cells what a point or a comma is, and reads each by it', () => {
    const texts = [
      '1,250',
      '1.250',
      '22.500',
      '1,250.50',
      '$85',
      '85 MXN',
      '1 250',
      '1250.5',
      '-5',
      'MX$ 85.00',
      '1.250,5',
    ];
    expect(column(texts)).toEqual([
      125_000,
      125,
      2_250,
      125_050,
      8_500,
      8_500,
      125_000,
      125_050,
      'negative',
      8_500,
      // It can mean nothing else, whatever the others use.
      125_050,
    ]);
  });

  it('is read as the house writes where no cell decides', () => {
    expect(column(['22.500', '1.250'])).toEqual([2_250_000, 125_000]);
    expect(column(['22,500', '1,250'])).toEqual([2_250_000, 125_000]);
    // Both cannot part thousands: the house's comma parts decimals.
    expect(column(['22.500', '1,250'])).toEqual([2_250_000, 125]);
    expect(column(['1,250', '3.000'], KWD)).toEqual([1_250, 3_000_000]);
  });

  it('is not swayed by cells in another currency', () => {
    expect(column(['8.50 €', '9.50 €', '7,50', '22.500'], MXN)).toEqual([
      'other-currency',
      'other-currency',
      750,
      2_250_000,
    ]);
  });

  it('of any amounts in the house’s own writing comes back as it was, whatever the currency’s decimals', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1_000_000_000 }), { minLength: 1, maxLength: 20 }),
        fc.constantFrom(0, 1, 2, 3, 4),
        (amounts, decimals) => {
          const money = { currency: 'XTS', decimals };
          const texts = amounts.map((amount) => moneyText(amount, decimals));
          expect(column(texts, money)).toEqual(amounts);
          // As the file has it: without marks of thousands.
          expect(
            column(
              texts.map((text) => text.replaceAll('.', '')),
              money,
            ),
          ).toEqual(amounts);
        },
      ),
    );
  });
});
