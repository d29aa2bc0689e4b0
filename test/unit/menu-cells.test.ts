/**
 * A menu file's bytes as cells: encodings, separators, quotes that swallow rows, and the line that
 * each row begins in.
 */
import fc from 'fast-check';
import iconv from 'iconv-lite';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { csvText, withoutGuard } from '../../src-shared/text/csv';
import { listFrom, listText } from '../../src-shared/text/list-text';
import { cellsOf } from '../../src-shared/menu-import/cells';
import { decode } from '../../src-shared/menu-import/decode';

const rows = (text: string, quotes: 'around' | 'letters' = 'around') =>
  cellsOf(text, quotes).rows.map(({ cells }) => cells);

describe('bytes', () => {
  const text = 'Nombre\tPrecio\tCategoría\r\nÑoquis\t22,5\tPastas\r\n';
  it.each(['utf8', 'utf16le', 'utf16be', 'win1252'] as const)(
    'in %s are read, with a byte order mark and without',
    (encoding) => {
      expect(decode(iconv.encode(text, encoding))).toEqual({ text });
      if (encoding !== 'win1252')
        expect(decode(iconv.encode(text, encoding, { addBOM: true }))).toEqual({ text });
    },
  );

  it('of a workbook are told from bytes that are no text', () => {
    expect(decode(new Uint8Array([0x50, 0x4b, 3, 4, 20, 0]))).toEqual({ fault: 'workbook' });
    expect(decode(new Uint8Array([0x89, 0x50, 0, 0, 0, 13, 0, 1, 2]))).toEqual({
      fault: 'no-text',
    });
  });

  it('of any kind end in text or in a fault', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const decoded = decode(bytes);
        if ('fault' in decoded) expect(decoded.fault).toMatch(/workbook|no-text/);
        else expect(cellsOf(decoded.text, 'around').separator).toHaveLength(1);
      }),
    );
  });
});

describe('a separator', () => {
  it.each([
    ['sep=;\r\ncategoria;nombre;precio\r\nPlatos;Sopa, de lima;8,50\r\n', ';'],
    ['SEP=|\na|b|c\n1|2|3\n', '|'],
    ['sep=\t\na\tb\tc\n', '\t'],
    ['nombre;precio;categoria\nPa;1,250;Tacos\nPb;1,5;Tacos\n', ';'],
    ['nombre,precio,categoria\n"Sopa; rica",8,Tacos\n', ','],
    ['nombre\tprecio\tcategoria\nSopa, arroz, pan\t8,5\tPlatos\n', '\t'],
    ['a|b|c\nx;y|1,2|z\n', '|'],
  ])('of %j is %j', (text, separator) => expect(cellsOf(text, 'around').separator).toBe(separator));

  it('that the first line names is no row, and counts as a line', () => {
    expect(cellsOf('sep=;\r\na;b\r\n1;2\r\n', 'around').rows).toEqual([
      { line: 2, cells: ['a', 'b'] },
      { line: 3, cells: ['1', '2'] },
    ]);
  });
});

describe('rows', () => {
  it('begin in the line that an editor shows, behind line breaks in quotes, empty lines and any mix of line ends', () => {
    const text = 'a;b\r\n"x\r\ny";1\n\n"p\nq\rr";2\rlast;3';
    expect(cellsOf(text, 'around').rows.map(({ line, cells }) => [line, cells[0]])).toEqual([
      [1, 'a'],
      [2, 'x\r\ny'],
      [5, 'p\nq\rr'],
      [8, 'last'],
    ]);
  });

  it('keep quotes that are letters', () => {
    expect(rows('a;b\nSopa "de lima";1\n"Sopa" de lima;2\n5" pan;3\n')).toEqual([
      ['a', 'b'],
      ['Sopa "de lima"', '1'],
      ['"Sopa" de lima', '2'],
      ['5" pan', '3'],
    ]);
  });

  it.each([
    ['is never closed', 'a;b\nx;1\np;"2\nq;3\n', 3],
    ['is closed in a later line, in the middle of a cell', 'a;b\nx;1\np;"2\nq;"r" s\nt;4\n', 3],
    ['stands behind a cell of several lines', 'a;b;c\n"x\ny";"1;2\nz;3;4\n', 3],
    ['is in the first line', '"a;b\nx;1\n', 1],
  ])('stop before a quote that %s, and say its line', (_, text, line) => {
    const { rows: read, openQuote } = cellsOf(text, 'around');
    expect(openQuote).toBe(line);
    expect(read.every((row) => row.line < line)).toBe(true);
    const letters = cellsOf(text, 'letters');
    expect(letters.openQuote).toBe(null);
    expect(letters.rows).toHaveLength(text.trimEnd().split('\n').length);
  });

  it('of a well-formed file are those that another reader reads', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', 'é', '"', ';', ',', '\n', ' ', "'", '=', '1'),
      maxLength: 8,
    });
    const table = fc.integer({ min: 2, max: 5 }).chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), {
        minLength: 1,
        maxLength: 8,
      }),
    );
    fc.assert(
      fc.property(table, (written) => {
        const text = Papa.unparse(written, { delimiter: ';', quotes: true });
        const other = Papa.parse<string[]>(text, { delimiter: ';', newline: '\r\n' }).data;
        expect(rows(`sep=;\n${text}`)).toEqual(
          other.filter((row) => row.some((one) => one.trim() !== '')),
        );
      }),
    );
  });
});

describe('the guard against formulas', () => {
  it.each([
    ["'+ Huevo frito", '+ Huevo frito'],
    ["''+ Huevo frito", "'+ Huevo frito"],
    ["'Ndrina", "'Ndrina"],
    ["'90s burger", "'90s burger"],
    ["'@casa", '@casa'],
    ['-5', '-5'],
    ["Rock 'n' roll", "Rock 'n' roll"],
    ["D'Onofrio", "D'Onofrio"],
  ])('of %j is taken away: %j', (cell, text) => expect(withoutGuard(cell)).toBe(text));

  it('leaves every text as it was when it comes back', () => {
    const unit = fc.constantFrom(
      '=',
      '+',
      '-',
      '@',
      "'",
      '"',
      ',',
      ';',
      '|',
      '\t',
      '\r',
      '\n',
      ' ',
      '\u00a0',
      '\u200c',
      '＝',
      '(',
      '!',
      'a',
      '1',
    );
    const text = fc.oneof(
      fc.string({ unit, maxLength: 14 }),
      fc.string({ unit: 'binary', maxLength: 14 }),
    );
    fc.assert(
      fc.property(text, (value) => {
        const [row] = cellsOf(`sep=;\n${csvText([[value, 'x']]).slice(1)}`, 'around').rows;
        expect(withoutGuard(row?.cells[0] ?? '')).toBe(value);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a list in one cell', () => {
  it('keeps names that hold a comma, a bar or quotes', () => {
    const name = fc.string({
      unit: fc.constantFrom(',', '|', '"', ' ', '\n', 'a', 'b'),
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(fc.array(name, { maxLength: 6 }), (names) => {
        expect(listFrom(listText(names))).toEqual(names);
        expect(listFrom(listText(names), (one) => names.includes(one))).toEqual(names);
      }),
      { numRuns: 300 },
    );
  });

  it('finds a known name that people wrote without quotes', () => {
    const known = new Set(['Barra, terraza', 'Bar', 'Cocina']);
    const list = (text: string) => listFrom(text, (name) => known.has(name));
    expect(list('Cocina, Barra, terraza | Bar')).toEqual(['Cocina', 'Barra, terraza', 'Bar']);
    expect(list('Barra; x, Bar')).toEqual(['Barra; x', 'Bar']);
    expect(list('"Barra, terraza"')).toEqual(['Barra, terraza']);
    expect(list(' , ,')).toEqual([]);
  });
});
