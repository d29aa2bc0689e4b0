/**
 * The bytes of one ticket with everything on it, for each kind of printer, as files that were read
 * by eye once: commands in names of bytes, text as it is. A change of them is a change of every
 * kitchen's paper and must be looked at again.
 */
import iconv from 'iconv-lite';
import { expect, it } from 'vitest';
import { encodeTicket } from '../../src-main/host/printing/worker/encode-escpos';
import { pageOf } from '../../src-shared/text/code-pages';
import type { CodePage } from '../../src-shared/text/code-pages';
import type { PrinterProfile } from '../../src-shared/model/printers';
import { layOutTicket } from '../../src-shared/paper/ticket-layout';
import type { TicketDocument } from '../../src-shared/model/ticket';

const FULL: TicketDocument = {
  kind: 'change',
  station: 'Cocina',
  folio: '0147',
  orderNumber: 1234,
  dispatchNo: 3,
  type: 'delivery',
  table: null,
  customer: 'Íñigo Núñez',
  address: 'Av. Siempre Viva 742, piso 3º, al lado de la panadería',
  phone: '11 5555-1234',
  covers: 2,
  waiter: 'Ana',
  note: 'alérgico al maní',
  reason: null,
  time: '21:08',
  lines: [
    {
      quantity: 2,
      name: 'Hamburguesa clásica',
      modifiers: ['término medio', 'sin cebolla'],
      note: '¿cortar en dos?',
      course: 1,
      seat: 2,
    },
    {
      quantity: 1,
      name: 'Ñoquis → “especial” 寿 €5',
      modifiers: [],
      note: null,
      course: 2,
      seat: null,
    },
  ],
  alsoAt: [{ station: 'Bar', quantity: 2 }],
  text: null,
  fromTable: null,
  bill: null,
};

const PROFILES = {
  'escpos-pc858-48': { columns: 48, codePage: 'PC858', language: 'escpos' },
  'escpos-wpc1252-42': { columns: 42, codePage: 'WPC1252', language: 'escpos' },
  'escpos-pc858-32': { columns: 32, codePage: 'PC858', language: 'escpos' },
  'star-wpc1252-48': { columns: 48, codePage: 'WPC1252', language: 'star' },
  'escpos-pc437-24': { columns: 24, codePage: 'PC437', language: 'escpos' },
  'escpos-pc850-64': { columns: 64, codePage: 'PC850', language: 'escpos' },
  'escpos-pc860-48': { columns: 48, codePage: 'PC860', language: 'escpos' },
  'star-pc437-42': { columns: 42, codePage: 'PC437', language: 'star' },
} as const satisfies Record<string, Pick<PrinterProfile, 'columns' | 'codePage' | 'language'>>;

it.each(Object.keys(PROFILES) as (keyof typeof PROFILES)[])(
  'the paper of %s is what was read by eye',
  async (name) => {
    const profile = PROFILES[name];
    const mark = {
      kind: 'backup',
      of: 'Cocina',
      from: 'Cocina',
      firstTriedAt: '21:08:15',
    } as const;
    const lines = layOutTicket(
      { document: FULL, mark, jobSeq: 77, shownTime: '21:10' },
      profile.columns,
      pageOf(profile),
    );
    const { bytes, unprintable } = encodeTicket(lines, profile);
    expect(unprintable).toBe(1);
    await expect(readable(bytes, profile.codePage)).toMatchFileSnapshot(`golden/${name}.txt`);
  },
);

/**
 * Sent to another table, by another waiter, for fewer people, with another note: what a reprint
 * says today.
 */
it('the paper of an addition whose order was edited since is what was read by eye', async () => {
  const profile = PROFILES['escpos-pc858-48'];
  const document: TicketDocument = {
    ...FULL,
    kind: 'addition',
    type: 'table',
    table: '5',
    address: null,
    phone: null,
  };
  const head = { ...document, table: '9', covers: 1, waiter: 'Łucja', note: 'sin apuro' };
  const mark = { kind: 'reprint', copy: 1 } as const;
  const lines = layOutTicket({ document, head, mark, jobSeq: 78, shownTime: '21:30' }, 48, 'PC858');
  const { bytes } = encodeTicket(lines, profile);
  await expect(readable(bytes, 'PC858')).toMatchFileSnapshot('golden/escpos-pc858-48-edited.txt');
});

const NAMES: Readonly<Record<number, string>> = { 0x1b: 'ESC', 0x1d: 'GS', 0x1c: 'FS', 0x0a: 'LF' };

/**
 * Control bytes as <ESC 40>, a line a line feed. A command's letters are taken for text; a reader
 * of the file knows them.
 */
function readable(bytes: Uint8Array, codePage: CodePage): string {
  const page = {
    PC437: 'cp437',
    PC850: 'cp850',
    PC858: 'cp858',
    PC860: 'cp860',
    WPC1252: 'win1252',
  }[codePage];
  return Array.from(bytes, (byte) => {
    if (byte === 0x0a) return '\n';
    if (byte < 0x20) return `<${NAMES[byte] ?? byte.toString(16).padStart(2, '0')}>`;
    return iconv.decode(Buffer.from([byte]), page);
  }).join('');
}
