/** Paper: the layout, its bytes, and what can never be in them. */
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { encodeTicket } from '../../src-main/host/printing/worker/encode-escpos';
import { pageEncoder } from '../../src-main/host/printing/worker/sanitize';
import { starReader } from '../../src-main/virtual-printer/star-reader';
import { escPosReader } from '../../src-main/virtual-printer/escpos-reader';
import { CODE_PAGES } from '../../src-shared/text/code-pages';
import { lettersOf, wrap } from '../../src-shared/paper/paper-text';
import { layOutTicket } from '../../src-shared/paper/ticket-layout';
import type { TicketDocument, TicketHead } from '../../src-shared/model/ticket';

const line = { quantity: 1, name: 'Milanesa', modifiers: [], note: null, course: null, seat: null };
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
  lines: [line],
  alsoAt: [],
  text: null,
  fromTable: null,
  bill: null,
};
const none = { kind: 'none' } as const;

function textOf(
  ticket: TicketDocument,
  columns: 32 | 42 | 48 = 48,
  mark: Parameters<typeof layOutTicket>[0]['mark'] = none,
): readonly string[] {
  return layOutTicket({ document: ticket, mark, jobSeq: 7, shownTime: '21:08' }, columns).flatMap(
    (paper) => (paper.kind === 'text' ? [paper.text] : []),
  );
}

describe('layout', () => {
  it('of a full ticket is this, in 48 columns', () => {
    const full: TicketDocument = {
      ...document,
      note: 'apurar',
      lines: [
        {
          ...line,
          quantity: 2,
          name: 'Hamburguesa clásica',
          modifiers: ['término medio', 'sin cebolla'],
          note: 'cortar en dos',
          course: 1,
        },
        { ...line, course: 1, modifiers: ['Alergia: maní'] },
        { ...line, name: 'Flan', course: 2, seat: 2 },
      ],
      alsoAt: [{ station: 'Bar', quantity: 2 }],
    };
    expect(textOf(full)).toMatchInlineSnapshot(`
      [
        "COCINA",
        "MESA 5",
        "0147 · envío 3",
        "21:08 · Ana · 3 comensales",
        "------------------------------------------------",
        "1º TIEMPO",
        "------------------------------------------------",
        "2 x Hamburguesa clásica",
        "   término medio",
        "   SIN CEBOLLA",
        ">> cortar en dos <<",
        "1 x Milanesa",
        "   Alergia: maní",
        "------------------------------------------------",
        "2º TIEMPO",
        "------------------------------------------------",
        "1 x Flan",
        "   comensal 2",
        "------------------------------------------------",
        ">> apurar <<",
        "TAMBIÉN EN: BAR (2)",
        "#7",
      ]
    `);
  });

  it('adds up identical lines, and only identical ones', () => {
    const lines = [line, { ...line, quantity: 2 }, { ...line, note: 'jugosa' }];
    expect(textOf({ ...document, lines }).filter((text) => text.includes('Milanesa'))).toEqual([
      '3 x Milanesa',
      '1 x Milanesa',
    ]);
  });

  it('never loses a letter of a dish, a modifier or a note, at any width', () => {
    const word = fc.stringMatching(/^[a-zA-ZáéíóúñÑ]{1,60}$/);
    const phrase = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(
        phrase,
        phrase,
        phrase,
        fc.constantFrom(32 as const, 42 as const, 48 as const),
        (name, modifier, note, columns) => {
          const paper = layOutTicket(
            {
              document: { ...document, lines: [{ ...line, name, modifiers: [modifier], note }] },
              mark: none,
              jobSeq: 1,
              shownTime: '21:08',
            },
            columns,
          );
          const letters = paper
            .flatMap((part) => (part.kind === 'text' ? [part.text] : []))
            .join('')
            .replace(/\s/g, '')
            .toLowerCase();
          for (const text of [name, modifier, note])
            expect(letters).toContain(text.replace(/\s/g, '').toLowerCase());
          for (const part of paper) {
            if (part.kind === 'text')
              expect(lettersOf(part.text).length).toBeLessThanOrEqual(
                part.size === 'big' ? columns >> 1 : columns,
              );
          }
        },
      ),
    );
  });

  it('of a copy differs from the first only by its banners', () => {
    const first = textOf(document);
    const copy = textOf(document, 48, { kind: 'reprint', copy: 2 });
    expect(copy.filter((text) => !first.includes(text))).toEqual([' REIMPRESIÓN 2 ']);
    const doubtful = textOf(document, 48, { kind: 'possible-duplicate', firstTriedAt: '21:08:22' });
    expect(doubtful.filter((text) => !first.includes(text))).toEqual([
      ' POSIBLE DUPLICADO ',
      'Verificar 0147 envío 3, primer intento 21:08:22',
      ' POSIBLE DUPLICADO ',
    ]);
  });

  it('of an addition says AGREGA, of more of a line MODIFICADO and how many more', () => {
    expect(textOf({ ...document, kind: 'addition' })).toEqual(
      expect.arrayContaining([' AGREGA ', '1 x Milanesa']),
    );
    expect(textOf({ ...document, kind: 'addition' }).join()).not.toContain('MODIFICADO');
    const more = textOf({
      ...document,
      kind: 'change',
      lines: [{ ...line, quantity: 2, more: true }],
    });
    expect(more).toEqual(expect.arrayContaining([' MODIFICADO ', '+2 x Milanesa']));
    expect(more.join()).not.toContain('AGREGA');
  });

  describe('of an order that was edited since it was sent', () => {
    const sent: TicketDocument = { ...document, customer: 'Eva', note: 'apurar' };
    const changes = (ticket: TicketDocument, edit: Partial<TicketHead>): readonly string[] => {
      const first = layOutTicket(
        { document: ticket, mark: none, jobSeq: 7, shownTime: '21:08' },
        48,
      );
      const now = layOutTicket(
        {
          document: ticket,
          head: { ...ticket, ...edit },
          mark: none,
          jobSeq: 7,
          shownTime: '21:08',
        },
        48,
      );
      return now.flatMap((part) =>
        part.kind === 'text' && !first.some((old) => old.kind === 'text' && old.text === part.text)
          ? [part.text]
          : [],
      );
    };

    it.each([
      ['its table', sent, { table: '9' }, ['MESA 9 (antes 5)']],
      ['its waiter', sent, { waiter: 'Beto' }, ['21:08 · Beto (antes Ana) · Eva · 3 comensales']],
      [
        'nobody to wait on it',
        sent,
        { waiter: null },
        ['21:08 · (ya no: Ana) · Eva · 3 comensales'],
      ],
      ['its covers', sent, { covers: 1 }, ['21:08 · Ana · Eva · 1 comensal (antes 3)']],
      [
        'its guest',
        sent,
        { customer: 'Eva P.' },
        ['21:08 · Ana · Eva P. (antes Eva) · 3 comensales'],
      ],
      ['its note', sent, { note: 'sin apuro' }, ['>> sin apuro <<', '(antes: apurar)']],
      ['no note', sent, { note: null }, ['(ya no: apurar)']],
      [
        'a first note',
        document,
        { note: 'ALERGIA: maní' },
        ['>> ALERGIA: maní <<', '(nota nueva)'],
      ],
      [
        'a table at last',
        { ...sent, table: null, type: 'takeaway' },
        { table: '9', type: 'table' },
        ['MESA 9 (antes LLEVAR)'],
      ],
      [
        'its address and telephone',
        { ...sent, table: null, type: 'delivery', address: 'Calle 1', phone: '11' },
        { address: 'Calle 2', phone: '22' },
        ['Calle 2', '(antes: Calle 1)', 'Tel. 22', '(antes: Tel. 11)'],
      ],
      [
        'another guest, and his telephone',
        { ...sent, table: null, type: 'takeaway' },
        { customer: 'Ida', phone: '22' },
        ['Ida', '(antes: Eva)', 'Tel. 22', '(nuevo)'],
      ],
    ] as const)('says %s and what was sent', (_, ticket, edit, lines) => {
      expect(changes(ticket, edit)).toEqual(expect.arrayContaining([...lines]));
    });

    it('says nothing of it where it is the same, and leaves the lines as they were sent', () => {
      expect(changes(sent, {})).toEqual([]);
      const now = layOutTicket(
        {
          document: sent,
          head: { ...sent, table: '9' },
          mark: none,
          jobSeq: 7,
          shownTime: '21:08',
        },
        48,
      );
      expect(now).toContainEqual(expect.objectContaining({ text: '1 x Milanesa' }));
    });

    it('tells one table where a slip was overtaken by the way back', () => {
      const slip: TicketDocument = {
        ...document,
        kind: 'move',
        table: '9',
        fromTable: '5',
        lines: [],
      };
      const back = layOutTicket(
        {
          document: slip,
          head: { ...slip, table: '5' },
          mark: none,
          jobSeq: 7,
          shownTime: '21:08',
        },
        48,
      );
      expect(back).toContainEqual(expect.objectContaining({ text: 'MESA 5 (antes 9)' }));
    });
  });

  it('has whole words in its banners on the narrowest paper', () => {
    const narrow = layOutTicket(
      { document, mark: { kind: 'reprint', copy: 2 }, jobSeq: 7, shownTime: '21:08' },
      24,
    );
    expect(narrow).toContainEqual(
      expect.objectContaining({ text: ' REIMPRESIÓN 2 ', size: 'tall' }),
    );
  });

  it('of another table says both, and nothing that could be cooked again', () => {
    expect(
      textOf({ ...document, kind: 'move', table: '9', fromTable: '5', lines: [], note: null }),
    ).toEqual([
      ' CAMBIO DE MESA ',
      'COCINA',
      'MESA 5 -> 9',
      '0147 · envío 3',
      '21:08 · Ana · 3 comensales',
      '-'.repeat(48),
      '#7',
    ]);
  });

  it('of a bill has every amount at its edge and the sum of what is charged, at any width', () => {
    const lines = [
      {
        quantity: 2,
        name: 'Hamburguesa clásica con doble queso y panceta ahumada',
        amount: 2_300_000,
      },
      { quantity: 1, name: 'Café (cortesía)', amount: 0 },
      { quantity: 1, name: 'fuera de carta', amount: null },
    ];
    const bill = { lines, total: 2_300_000, tax: null, currency: 'ARS', decimals: 2 };
    for (const columns of [32, 42, 48] as const) {
      const paper = textOf(
        { ...document, kind: 'bill', station: 'Caja', lines: [], bill },
        columns,
      );
      expect(paper).toContain(' PRECUENTA ');
      const amounts = paper.filter(
        (text) => /(\d,\d\d|s\/p)$/.test(text) && text.length > columns >> 1,
      );
      expect(amounts.map((text) => text.length)).toEqual([columns, columns, columns]);
      expect(amounts.map((text) => text.split(' ').at(-1))).toEqual(['23.000,00', '0,00', 's/p']);
      expect(paper.join('')).toContain('TOTAL ARS');
      expect(paper.join('')).toContain('23.000,00');
    }
  });

  it('of a bill tells the tax that is in the prices, or what comes on top of them', () => {
    const lines = [{ quantity: 1, name: 'Café', amount: 12_100 }];
    const money = { lines, currency: 'ARS', decimals: 2 };
    const paperOf = (total: number, tax: NonNullable<TicketDocument['bill']>['tax']) =>
      textOf({
        ...document,
        kind: 'bill',
        station: 'Caja',
        lines: [],
        bill: { ...money, total, tax },
      }).map((text) => text.replace(/ +/g, ' '));
    expect(paperOf(12_100, { name: 'IVA 21 %', amount: 2_100, included: true })).toEqual(
      expect.arrayContaining(['Incluye IVA 21 % 21,00', 'TOTAL ARS 121,00']),
    );
    expect(paperOf(14_641, { name: 'IVA 21 %', amount: 2_541, included: false })).toEqual(
      expect.arrayContaining(['Subtotal 121,00', 'IVA 21 % 25,41', 'TOTAL ARS 146,41']),
    );
  });

  it('comes out as often as its station wants it, each copy saying so, and once where it may be there already', () => {
    const cuts = (mark: Parameters<typeof layOutTicket>[0]['mark']): number =>
      layOutTicket(
        { document: { ...document, copies: 2 }, mark, jobSeq: 7, shownTime: '21:08' },
        48,
      ).filter(({ kind }) => kind === 'cut').length;
    expect([none, { kind: 'late' } as const].map(cuts)).toEqual([2, 2]);
    expect(cuts({ kind: 'reprint', copy: 1 })).toBe(1);
    expect(cuts({ kind: 'possible-duplicate', firstTriedAt: '21:07' })).toBe(1);
    const text = textOf({ ...document, copies: 2 });
    expect(text.filter((line) => line.includes('COPIA 2 DE 2'))).toHaveLength(1);
    expect(text.filter((line) => line.includes('1 x Milanesa'))).toHaveLength(2);
  });

  it('shows a takeaway by its customer, and both times when the print came later', () => {
    const takeaway = layOutTicket(
      {
        document: { ...document, table: null, type: 'takeaway', customer: 'Eva' },
        mark: none,
        jobSeq: 9,
        shownTime: '21:15',
      },
      32,
    );
    const text = takeaway.flatMap((part) => (part.kind === 'text' ? [part.text] : []));
    expect(text).toEqual(
      expect.arrayContaining(['LLEVAR', 'Eva', '#9 · enviado 21:08 · impreso', '21:15']),
    );
  });
});

describe('wrapping', () => {
  it('breaks at spaces, cuts only words longer than a line, and keeps the indent', () => {
    expect(wrap('2 x Hamburguesa con queso', 16, '    ')).toEqual([
      '2 x Hamburguesa',
      '    con queso',
    ]);
    expect(wrap('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij']);
    expect(wrap('', 10)).toEqual(['']);
  });
});

describe('code pages', () => {
  it.each([
    ['PC858', 'cp858'],
    ['WPC1252', 'win1252'],
  ] as const)('%s agree with iconv-lite on every byte that prints', (page, reference) => {
    const { upper } = CODE_PAGES[page];
    expect([...upper]).toHaveLength(128);
    const encoder = pageEncoder(page);
    for (const [index, letter] of [...upper].entries()) {
      if (letter === ' ') continue;
      expect(iconv.decode(Buffer.from([0x80 + index]), reference)).toBe(letter);
      expect([...encoder.encode(letter).bytes]).toEqual([0x80 + index]);
    }
  });

  it('print áéíóúñÑ¿¡€ in both, an accent the page lacks without it, and what is left as a counted question mark', () => {
    for (const [page, reference] of [
      ['PC858', 'cp858'],
      ['WPC1252', 'win1252'],
    ] as const) {
      const { bytes, unprintable } = pageEncoder(page).encode('áéíóúñÑ¿¡€ ő 寿 👨‍👩‍👧 ñ');
      expect(iconv.decode(Buffer.from(bytes), reference)).toBe('áéíóúñÑ¿¡€ o ? ? ñ');
      expect(unprintable).toBe(2);
    }
  });
});

describe('bytes', () => {
  const profile = { columns: 48, codePage: 'PC858', language: 'escpos' } as const;

  it('frame every ticket: reset, no kanji, page; one cut at the end', () => {
    const bytes = encodeTicket(
      layOutTicket({ document, mark: none, jobSeq: 7, shownTime: '21:08' }, 48),
      profile,
    ).bytes;
    expect([...bytes.subarray(0, 7)]).toEqual([0x1b, 0x40, 0x1c, 0x2e, 0x1b, 0x74, 19]);
    expect([...bytes.subarray(-4)]).toEqual([0x1d, 0x56, 0x42, 0x00]);
  });

  it('are the same for the same ticket and attempt', () => {
    const once = () =>
      Buffer.from(
        encodeTicket(
          layOutTicket({ document, mark: none, jobSeq: 7, shownTime: '21:08' }, 48),
          profile,
        ).bytes,
      ).toString('hex');
    expect(once()).toBe(once());
  });

  it('never carry a command from data: whatever is in whatever field, one cut, no drawer, nothing unknown', () => {
    const nasty = fc
      .string({ unit: 'binary', maxLength: 80 })
      .map(
        (text) =>
          `${text}\u001bp\u0000\u0019\u00fa\u0010\u0014\u0001\u001dV\u0000\u001b@\u001d(A\u0002\u0000\u0000\u0002`,
      );
    fc.assert(
      fc.property(
        nasty,
        nasty,
        fc.constantFrom('PC858' as const, 'WPC1252' as const),
        fc.constantFrom('order' as const, 'void' as const, 'message' as const),
        fc.constantFrom('escpos' as const, 'star' as const),
        (a, b, codePage, kind, language) => {
          const evil: TicketDocument = {
            ...document,
            kind,
            station: a,
            folio: b,
            table: a,
            customer: b,
            address: a,
            phone: b,
            waiter: a,
            note: b,
            reason: a,
            time: b,
            text: a,
            lines: [{ ...line, name: a, modifiers: [b], note: a }],
            alsoAt: [{ station: b, quantity: 1 }],
          };
          const { bytes } = encodeTicket(
            layOutTicket({ document: evil, mark: none, jobSeq: 1, shownTime: a }, 48),
            {
              columns: 48,
              codePage,
              language,
            },
          );
          const reader = language === 'star' ? starReader() : escPosReader();
          const kinds = [...bytes].flatMap((byte) => reader.push(byte)?.kind ?? []);
          expect(kinds.filter((found) => found === 'cut')).toHaveLength(1);
          expect(kinds).not.toContain('drawer');
          expect(kinds).not.toContain('unknown');
          expect(kinds.filter((found) => found === 'reset')).toHaveLength(1);
        },
      ),
      { numRuns: 300 },
    );
  });
});
