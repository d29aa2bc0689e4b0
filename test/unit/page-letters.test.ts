/**
 * What a printer's page lacks: written in its plain form, else `?`, counted, and never at the cost
 * of a neighbour or of the paper's width.
 */
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { encodeTicket } from '../../src-main/host/printing/worker/encode-escpos';
import { pageEncoder } from '../../src-main/host/printing/worker/sanitize';
import { escPosReader } from '../../src-main/virtual-printer/escpos-reader';
import { starReader } from '../../src-main/virtual-printer/star-reader';
import { CODE_PAGE_NAMES, CODE_PAGES, pageOf } from '../../src-shared/text/code-pages';
import type { CodePage } from '../../src-shared/text/code-pages';
import { PrinterProfile } from '../../src-shared/model/printers';
import { inPage, isMostlyUnprintable } from '../../src-shared/paper/page-letters';
import { layOutTicket } from '../../src-shared/paper/ticket-layout';
import type { TicketDocument } from '../../src-shared/model/ticket';

const REFERENCE = {
  PC437: 'cp437',
  PC850: 'cp850',
  PC858: 'cp858',
  PC860: 'cp860',
  WPC1252: 'win1252',
} as const;
const printed = (text: string, page: CodePage): readonly [string, number] => {
  const { bytes, unprintable } = pageEncoder(page).encode(text);
  return [iconv.decode(Buffer.from(bytes), REFERENCE[page]), unprintable];
};

describe('code pages', () => {
  it.each(CODE_PAGE_NAMES)('%s agrees with iconv-lite on every byte that prints', (page) => {
    const { upper } = CODE_PAGES[page];
    expect([...upper]).toHaveLength(128);
    const encoder = pageEncoder(page);
    for (const [index, letter] of [...upper].entries()) {
      if (letter === ' ') continue;
      expect(iconv.decode(Buffer.from([0x80 + index]), REFERENCE[page])).toBe(letter);
      expect([...encoder.encode(letter).bytes]).toEqual([0x80 + index]);
    }
  });

  it('have the numbers that Epson gives them, and Star where Star has them', () => {
    expect(CODE_PAGE_NAMES.map((page) => CODE_PAGES[page].escT)).toEqual([0, 2, 19, 3, 16]);
    expect(CODE_PAGE_NAMES.map((page) => CODE_PAGES[page].starT)).toEqual([1, null, 4, 6, 32]);
    expect(pageOf({ codePage: 'PC850', language: 'star' })).toBe('PC858');
    expect(pageOf({ codePage: 'PC850', language: 'escpos' })).toBe('PC850');
  });

  it.each(CODE_PAGE_NAMES)(
    '%s is read back by the virtual printer, in both languages',
    (codePage) => {
      const name = 'Ñandú Ç ü €';
      const paper = {
        document: { ...document, station: name },
        mark: { kind: 'none' } as const,
        jobSeq: 1,
        shownTime: '21:08',
      };
      for (const language of ['escpos', 'star'] as const) {
        const page = pageOf({ codePage, language });
        const { bytes } = encodeTicket(layOutTicket(paper, 48, page), {
          columns: 48,
          codePage,
          language,
        });
        const reader = language === 'star' ? starReader() : escPosReader();
        const letters = [...bytes].flatMap((byte) => {
          const found = reader.push(byte);
          return found?.kind === 'page' ? [found.letters] : [];
        });
        expect(letters).toEqual([CODE_PAGES[page].upper]);
      }
    },
  );
});

describe('a letter that the page lacks', () => {
  it.each([
    ['Kiełbasa', 'PC858', 'Kielbasa'],
    ['œuf', 'PC858', 'oeuf'],
    ['œuf', 'WPC1252', 'œuf'],
    ['ığ', 'PC858', 'ig'],
    ['ığ', 'PC850', 'ıg'],
    ['ﬁlete', 'PC437', 'filete'],
    ['ＭＥＮＵ　５', 'PC858', 'MENU 5'],
    ['‘a’ “b” ‚c„', 'PC437', `'a' "b" ,c"`],
    ['Smørrebrød Þór Straße', 'PC860', 'Smorrebrod THór Straße'],
    ['Việt Nam', 'PC858', 'Viet Nam'],
    ['½ №5 ① ℃', 'WPC1252', '½ No5 1 °C'],
    ['€5 ₲ ₡', 'PC437', 'EUR5 Gs CRC'],
    ['Ação', 'PC437', 'Açao'],
    ['5 μm ʿAyn 20˚ a˜', 'PC437', "5 µm 'Ayn 20° a~"],
    ['tlaꞌpa Ɛwe ɔkɔ', 'PC858', "tla'pa Ewe oko"],
    ['Ação', 'PC860', 'Ação'],
  ] as const)('%s on %s is %s', (text, page, plain) => {
    expect(printed(text, page)).toEqual([plain, 0]);
  });

  it.each(CODE_PAGE_NAMES)('and cannot be spelled is one counted question mark on %s', (page) => {
    expect(printed('寿司', page)).toEqual(['??', 2]);
    expect(printed('كباب', page)).toEqual(['????', 4]);
    expect(printed('a 👨‍👩‍👧 b 🇦🇷 한', page)).toEqual(['a ? b ? ?', 3]);
    expect(printed('1️⃣', page)).toEqual(['1', 0]);
  });

  it.each([
    '\u200b',
    '\u200c',
    '\u200d',
    '\u00ad',
    '\u034f',
    '\u061c',
    '\u180e',
    '\ufe0f',
    '\u{e0041}',
    '\u2060',
  ])('and that nobody sees (%j) takes no neighbour with it', (hidden) => {
    for (const page of CODE_PAGE_NAMES) {
      expect(printed(`a${hidden}b`, page)).toEqual(['ab', 0]);
      const paper = layOutTicket(
        {
          document: { ...document, customer: `a${hidden}b` },
          mark: { kind: 'none' },
          jobSeq: 1,
          shownTime: '21:08',
        },
        48,
      );
      expect(paper.some((line) => line.kind === 'text' && line.text.includes('ab'))).toBe(true);
    }
  });

  it('never leaves a byte below 0x20, and the count is that of the question marks', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom(...CODE_PAGE_NAMES),
        (any, page) => {
          const text = any.replaceAll('?', '');
          const { bytes, unprintable } = pageEncoder(page).encode(text);
          expect(bytes.every((byte) => byte >= 0x20)).toBe(true);
          expect(bytes.filter((byte) => byte === 0x3f)).toHaveLength(unprintable);
        },
      ),
    );
  });

  it('is counted too where it is an accent by itself: a blank in its place would be a loss that nobody is told of', () => {
    for (const accent of ['˘', '˙', '΄', '῾'])
      expect(printed(`a${accent}b`, 'PC858')).toEqual(['a?b', 1]);
  });

  it('is warned of at a dish where most of its name is lost', () => {
    expect(isMostlyUnprintable('寿司', 'PC858')).toBe(true);
    expect(isMostlyUnprintable('Sushi 寿司', 'PC858')).toBe(false);
    expect(isMostlyUnprintable('Борщ', 'PC437')).toBe(true);
    expect(isMostlyUnprintable('Kiełbasa œuf ﬁlete', 'PC437')).toBe(false);
    expect(isMostlyUnprintable('', 'PC437')).toBe(false);
  });
});

const document: TicketDocument = {
  kind: 'order',
  station: 'Cocina',
  folio: '0147',
  orderNumber: 1234,
  dispatchNo: 3,
  type: 'table',
  table: '5',
  customer: null,
  address: null,
  phone: null,
  covers: 3,
  waiter: 'Ana',
  note: null,
  reason: null,
  time: '21:08',
  lines: [{ quantity: 1, name: 'Milanesa', modifiers: [], note: null, course: null, seat: null }],
  alsoAt: [],
  text: null,
  fromTable: null,
  bill: null,
};

describe('paper of any width from 24 to 64', () => {
  const word = fc.string({
    unit: fc.constantFrom(
      ...'a œ ﬁ € ł ñ 寿 \u00ad ½ 👨‍👩‍👧 🇦🇷 한 क्ष e\u0301 ﷺ'.split(' '),
      ' ',
      // One letter to a reader: an Arabic sign with the digit under it, a Thai vowel on what stands
      // before it.
      '\u06dd1',
      'a\u0e33',
    ),
    minLength: 1,
    maxLength: 70,
  });
  const kinds = ['order', 'addition', 'change', 'void', 'move', 'message', 'bill'] as const;

  it('never has a line that is wider, spelled letters counted, and loses none', () => {
    fc.assert(
      fc.property(
        word,
        fc.integer({ min: 24, max: 64 }),
        fc.constantFrom(...CODE_PAGE_NAMES),
        fc.constantFrom(...kinds),
        (name, columns, page, kind) => {
          const bill = {
            lines: [{ quantity: 2, name, amount: 1_234_567_89 }],
            total: 1_234_567_89,
            tax: { name: 'IVA 21 %', amount: 1_000, included: false },
            currency: 'ARS',
            decimals: 2,
          };
          const full: TicketDocument = {
            ...document,
            kind,
            station: name,
            customer: name,
            note: name,
            reason: name,
            text: name,
            lines: [{ quantity: 2, name, modifiers: [name], note: name, course: 1, seat: 2 }],
            alsoAt: [{ station: name, quantity: 2 }],
            bill: kind === 'bill' ? bill : null,
            fromTable: kind === 'move' ? '5' : null,
            table: '9',
          };
          const head = { ...full, table: '12', customer: `${name} otro`, covers: 4 };
          const mark = { kind: 'backup', of: name, from: name, firstTriedAt: '21:08:22' } as const;
          const lines = layOutTicket(
            { document: full, head, mark, jobSeq: 7, shownTime: '21:20' },
            columns,
            page,
          );
          for (const line of lines) {
            if (line.kind !== 'text') continue;
            const shown = inPage(line.text, page).text;
            expect(pageEncoder(page).encode(line.text).bytes).toHaveLength(
              Array.from(shown).length,
            );
            expect(Array.from(shown).length).toBeLessThanOrEqual(
              line.size === 'big' ? columns >> 1 : columns,
            );
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is what a profile may ask for, and no other', () => {
    const widths = [23, 24, 33, 64, 65].map(
      (columns) => PrinterProfile.safeParse({ columns, codePage: 'PC860' }).success,
    );
    expect(widths).toEqual([false, true, true, true, false]);
  });
});
