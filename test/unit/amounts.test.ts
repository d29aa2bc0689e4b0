/** Money as people type it, and cells as spreadsheets open them. */
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { amountFrom } from '../../src-shared/base/amount';
import { orderAmount, taxOf, withTax } from '../../src-shared/model/price';
import { csvText } from '../../src-shared/text/csv';
import { moneyText } from '../../src-shared/base/money';

describe('an amount', () => {
  it.each([
    ['8500', 2, 850_000],
    ['8.500', 2, 850_000],
    ['8,500', 2, 850_000],
    ['8.500,50', 2, 850_050],
    ['8,500.50', 2, 850_050],
    ['8500,5', 2, 850_050],
    ['$ 1.234.567', 0, 1_234_567],
    ['1.234', 0, 1_234],
    ['ARS 12,5', 2, 1_250],
    ['0', 2, 0],
    ['1,234', 3, 1_234],
    ['12.345.678,9', 1, 123_456_789],
  ])('%s with %d decimals is %d', (text, decimals, amount) =>
    expect(amountFrom(text, decimals)).toBe(amount),
  );

  it.each(['', 'gratis', '-5', '12,3,4', '1.2.3', '8.50.0', '12abc', '1,234567', '..', ',5'])(
    '%s is none',
    (text) => expect(amountFrom(text, 2)).toBe(null),
  );

  it('that a page shows is read back as itself', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000_000 }),
        fc.integer({ min: 0, max: 2 }),
        (amount, decimals) => {
          expect(amountFrom(moneyText(amount, decimals), decimals)).toBe(amount);
        },
      ),
    );
  });
});

describe('tax', () => {
  it('of prices with it in them and of prices without come to the same thing', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000_000 }),
        fc.integer({ min: 0, max: 3_000 }),
        (net, rate) => {
          const gross = withTax(net, { name: 'IVA', rate, included: false });
          expect(
            Math.abs(gross - net - taxOf(gross, { name: 'IVA', rate, included: true })),
          ).toBeLessThanOrEqual(1);
          expect(withTax(net, { name: 'IVA', rate, included: true })).toBe(net);
          expect(withTax(net, null)).toBe(net);
        },
      ),
    );
  });

  it('is of what is still wanted and not on the house', () => {
    const line = { state: 'fired', quantity: 3, voided: 1, unitPrice: 100, comp: null } as const;
    expect(orderAmount([line, { ...line, comp: 'demora' }, { ...line, unitPrice: null }])).toBe(
      200,
    );
  });
});

describe('a CSV', () => {
  it('comes back as it went, and no cell of it is a formula', () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.constantFrom(
        '=1+1',
        '+cmd|calc',
        '-2+3',
        '@SUM(A1)',
        '\t=x',
        '\r=x',
        '"quoted"',
        'a;b',
        'línea\nnueva',
        '-5',
        '1,5',
        ' =HYPERLINK("x")',
        "x,=cmd|'/C calc'!A0",
        'x\t=1+1',
        '＝1+1',
        '\u200c=1+1',
        'Ñandú, con |barra|',
      ),
    );
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 10 }),
        (rows) => {
          const { data } = Papa.parse<string[]>(
            csvText(rows)
              .replace(/^\ufeff/, '')
              .replace(/\r\n$/, ''),
            { delimiter: ';', newline: '\r\n' },
          );
          const read: readonly (readonly string[])[] = data;
          expect(read).toHaveLength(rows.length);
          read.forEach((row, at) =>
            row.forEach((one, column) => {
              const wrote = rows[at]?.[column] ?? '';
              // As it was, but for what was put before a formula.
              expect(one.replaceAll("'", '')).toBe(wrote.replaceAll("'", ''));
              expect(
                /^[\s\p{Cf}]*[=+@＝＋－＠]/u.test(one) ||
                  (/^\s*-/.test(one) && !/^-\d+([.,]\d+)?$/.test(one)),
              ).toBe(false);
            }),
          );
        },
      ),
    );
  });

  it('has no formula in any cell, whatever a spreadsheet takes for a separator', () => {
    const text = fc.string({
      unit: fc.constantFrom('=', '@', ',', '\t', '|', '"', "'", ' ', 'a', '1'),
      maxLength: 12,
    });
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(',', '\t', '|'),
        (row, delimiter) => {
          const { data } = Papa.parse<string[]>(csvText([row]).replace(/^\ufeff/, ''), {
            delimiter,
            newline: '\r\n',
          });
          for (const one of data.flat())
            expect(/^\s*[=@]/.test(one), `${JSON.stringify(row)} reads as ${one}`).toBe(false);
        },
      ),
    );
  });
});
