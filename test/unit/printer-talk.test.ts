/** Fences over one link: an answer confirms the ticket it stands behind, and no other that had its number before. */
import { expect, it } from 'vitest';
import type { PrinterLink } from '../../src-main/host/ports/printer-transport';
import { talkOver } from '../../src-main/host/print/bench/printer-talk';

/** A link whose printer says what the test tells it to. */
function link(): PrinterLink & { say(...bytes: number[]): void } {
  let hear: (bytes: Uint8Array) => void = () => {};
  return {
    say: (...bytes) => hear(Uint8Array.from(bytes)),
    write: async () => {},
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
    const talk = talkOver(printer);
    talk.fence(kind, first);
    expect(await talk.answered(kind, first, 1)).toBe(false);
    let late = 0;
    talk.whenLate(kind, first, () => late++);
    printer.say(...answer);
    expect(late).toBe(1);
    talk.fence(kind, second);
    expect(await talk.answered(kind, second, 1)).toBe(false);
  },
);

it('an answer to GS r 1 counts though it came while its asker waited for a status answer', async () => {
  const printer = link();
  const talk = talkOver(printer);
  talk.fence('status', '0001');
  const condition = talk.condition(50);
  printer.say(0x00);
  printer.say(0x12);
  expect(await condition).toBe(null);
  expect(await talk.answered('status', '0001', 1)).toBe(true);
  // And for that ticket alone.
  talk.fence('status', '0002');
  expect(await talk.answered('status', '0002', 1)).toBe(false);
});

it('an answer to a newer fence of the same number is not taken for a late one', async () => {
  const printer = link();
  const talk = talkOver(printer);
  talk.fence('star', '0107');
  let late = 0;
  talk.whenLate('star', '0107', () => late++);
  talk.fence('star', '0207');
  printer.say(0x1b, 0x1d, 0x03, 0x01, 0x30, 0x37, 0x02, 0);
  expect(await talk.answered('star', '0207', 1)).toBe(true);
  expect(late).toBe(0);
  expect(talk.awaitsLate()).toBe(false);
});
