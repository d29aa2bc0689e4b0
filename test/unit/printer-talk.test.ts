/**
 * Fences over one link: an answer confirms the ticket it stands behind, and no other that had its
 * number before.
 */
import { expect, it } from 'vitest';
import { TransportError } from '../../src-main/host/ports/printer-transport';
import type { PrinterLink } from '../../src-main/host/ports/printer-transport';
import { openDialogue } from '../../src-main/host/printing/worker/printer-dialogue';
import type { PrinterDialogue } from '../../src-main/host/printing/worker/printer-dialogue';
import { until } from '../support/until';

/** Long enough that what a test's printer says at once comes within it, ms. */
const SETTLE = 30;
const talkTo = (printer: PrinterLink): PrinterDialogue => openDialogue(printer, SETTLE);

type Scripted = PrinterLink & {
  say(...bytes: number[]): void;
  /** What it was asked, hex. */
  readonly asked: readonly string[];
};

/** A link whose printer says what the test tells it to, or answers what it is asked. */
function link(answer: (question: string, nth: number) => readonly number[] = () => []): Scripted {
  let hear: (bytes: Uint8Array) => void = () => {};
  const asked: string[] = [];
  return {
    asked,
    say: (...bytes) => hear(Uint8Array.from(bytes)),
    async write(bytes) {
      asked.push(Buffer.from(bytes).toString('hex'));
      const said = answer(asked.at(-1) ?? '', asked.length);
      if (said.length > 0) setImmediate(() => hear(Uint8Array.from(said)));
    },
    finish: async () => true,
    onData: (listener) => void (hear = listener),
    onBroken: () => () => {},
    isOpen: () => true,
    close: () => {},
  };
}

it.each([
  ['star', [0x1b, 0x1d, 0x03, 0x01, 0x30, 0x37, 0x01, 0], '0107', '0207'],
  ['process_id', [0x37, 0x22, 0x30, 0x31, 0x30, 0x37, 0], '0107', '0107'],
] as const)(
  'a late answer of %s confirms its own ticket, and not a later one whose number is the same',
  async (kind, answer, first, second) => {
    const printer = link();
    const talk = talkTo(printer);
    talk.completionQuestion(kind, first);
    expect(await talk.isConfirmed(kind, first, 1, 1)).toBe(false);
    let late = 0;
    talk.whenLate(kind, first, () => late++);
    printer.say(...answer);
    expect(late).toBe(1);
    talk.completionQuestion(kind, second);
    expect(await talk.isConfirmed(kind, second, 1, 1)).toBe(false);
  },
);

const EOT_2 = '100402';
const GS_R = '1d7201';

it('an answer to GS r 1 counts though it came while its asker waited for a status answer, and for that ticket alone', async () => {
  const printer = link((question) =>
    question === EOT_2 ? [0x00, 0x12] : question === GS_R ? [0x00] : [],
  );
  const talk = talkTo(printer);
  talk.completionQuestion('status', '0001');
  expect(await talk.condition(500)).toBe(null);
  expect(await talk.isConfirmed('status', '0001', 500, 500)).toBe(true);
  printer.say(0x00);
  talk.completionQuestion('status', '0002');
  expect(await talk.isConfirmed('status', '0002', 1, 1)).toBe(false);
});

it.each([[[0x00]], [[0x00, 0x00, 0x0c, 0x00]], [[0x10, 0x00, 0x00, 0x0f]], [[0x41, 0x20]]])(
  'stray bytes %o do not stand for the answer to GS r 1',
  async (stray) => {
    const printer = link();
    const talk = talkTo(printer);
    talk.completionQuestion('status', '0001');
    printer.say(...stray);
    expect(await talk.isConfirmed('status', '0001', 200, 200)).toBe(false);
  },
);

it('an answer to GS r 1 counts once it was given a second time', async () => {
  const printer = link((question) => (question === GS_R ? [0x00] : []));
  const talk = talkTo(printer);
  talk.completionQuestion('status', '0001');
  printer.say(0x00);
  expect(await talk.isConfirmed('status', '0001', 500, 500)).toBe(true);
  expect(printer.asked).toEqual([GS_R]);
});

it('one that takes longer to answer than the next look at it is waited for', async () => {
  const printer = link();
  const talk = talkTo(printer);
  talk.completionQuestion('status', '0001');
  printer.say(0x00);
  const answered = talk.isConfirmed('status', '0001', 1, 5_000);
  await until('it is asked again', () => printer.asked.length === 1);
  setTimeout(() => printer.say(0x00), 100);
  expect(await answered).toBe(true);
});

it('a printer that answers GS r 1 and hangs up is believed; one whose link breaks is not', async () => {
  for (const drained of [true, false]) {
    const printer = link();
    const talk = talkTo({
      ...printer,
      write: () => Promise.reject(new TransportError('link_lost')),
      finish: async () => drained,
    });
    talk.completionQuestion('status', '0001');
    printer.say(0x00);
    const answered = talk.isConfirmed('status', '0001', 500, 500);
    if (drained) expect(await answered).toBe(true);
    else await expect(answered).rejects.toMatchObject({ why: 'link_lost' });
  }
});

it('what a printer says before it is asked is no answer, and neither is the rest of it', async () => {
  // Beginnings of every kind of answer, and whole ones.
  for (const stray of [
    [0x16],
    [0x12],
    [0x32, 0x16],
    [0x5f],
    [0x37, 0x22],
    [0x10, 0x00],
    [0x1b],
    Array(8).fill(0x16),
  ]) {
    const printer = link((question) => (question === EOT_2 ? [0x32] : []));
    const talk = talkTo(printer);
    const condition = talk.condition(500);
    printer.say(...stray);
    expect({ stray, is: await condition }).toEqual({ stray, is: 'paper_out' });
  }
});

it('bad news is asked again: a stray byte in the place of an answer blocks no printer, and a real cover does', async () => {
  const once = link((_, nth) => (nth === 1 ? [0x16, 0x12] : [0x12]));
  expect(await talkTo(once).condition(500)).toBe(null);
  const open = link((_, nth) => (nth === 1 ? [0x36, 0x16] : [0x16]));
  expect(await talkTo(open).condition(500)).toBe('cover_open');
  // The error's cause is another question: a stray behind the answer before is not taken for it.
  const jammed = link((question) => (question === EOT_2 ? [0x52, 0x12] : [0x1a]));
  expect(await talkTo(jammed).condition(500)).toBe('cutter_jammed');
});

it('a fence whose answer was garbled is asked again, a few times at most', async () => {
  const again =
    Buffer.from('1d284806003030', 'hex').toString('hex') + Buffer.from('0107').toString('hex');
  const printer = link((question) =>
    question === again ? [0x37, 0x22, 0x30, 0x31, 0x30, 0x37, 0] : [],
  );
  const talk = talkTo(printer);
  talk.completionQuestion('process_id', '0107');
  printer.say(0x37, 0x22, 0x30, 0x35, 0x31, 0x30, 0x37, 0);
  expect(await talk.isConfirmed('process_id', '0107', 500, 500)).toBe(true);
  expect(printer.asked).toEqual([again]);

  // Another ticket's, whatever it is asked: nothing is confirmed, and asking ends.
  const liar = link(() => [0x37, 0x22, 0x30, 0x30, 0x30, 0x30, 0]);
  const lied = talkTo(liar);
  lied.completionQuestion('process_id', '0107');
  liar.say(0x37, 0x22, 0x30, 0x30, 0x30, 0x30, 0);
  expect(await lied.isConfirmed('process_id', '0107', 100, 100)).toBe(false);
  expect(liar.asked).toHaveLength(2);
});

it('an answer to a newer fence of the same number is not taken for a late one', async () => {
  const printer = link();
  const talk = talkTo(printer);
  talk.completionQuestion('star', '0107');
  let late = 0;
  talk.whenLate('star', '0107', () => late++);
  talk.completionQuestion('star', '0207');
  printer.say(0x1b, 0x1d, 0x03, 0x01, 0x30, 0x37, 0x02, 0);
  expect(await talk.isConfirmed('star', '0207', 1, 1)).toBe(true);
  expect(late).toBe(0);
  expect(talk.awaitsLate()).toBe(false);
});
