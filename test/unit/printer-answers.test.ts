/** What a printer says back is understood through noise, and nothing it says is taken for what it is not. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { answerParser } from '../../src-main/host/print/bench/printer-answers';
import type { PrinterAnswer } from '../../src-main/host/print/bench/printer-answers';

const parse = (bytes: readonly number[], cuts: readonly number[] = []): readonly PrinterAnswer[] => {
  const parser = answerParser();
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  return places.slice(1).flatMap((end, n) => parser.push(Uint8Array.from(bytes.slice(places[n], end))));
};

/** What printers send, as Epson and Star write it down. */
const PIECES: readonly (readonly [readonly number[], PrinterAnswer])[] = [
  [[0x12], { kind: 'status', byte: 0x12 }],
  [[0x16], { kind: 'status', byte: 0x16 }],
  [[0x00], { kind: 'paper', byte: 0 }],
  [[0x0c], { kind: 'paper', byte: 0x0c }],
  [[0x37, 0x22, 0x30, 0x31, 0x32, 0x33, 0], { kind: 'processId', id: '0123' }],
  [[0x37, 0x25, 0], { kind: 'cleared' }],
  [[0x10, 0, 0, 0x0f], { kind: 'automatic', bytes: [0x10, 0, 0, 0x0f] }],
  [[0x5f, ...Buffer.from('TM-T20III'), 0], { kind: 'info', text: 'TM-T20III' }],
  [[0x1b, 0x1d, 0x03, 0x01, 0x34, 0x35, 0x07, 0], { kind: 'star', id: '45' }],
];

it('understands any row of answers, however its bytes are split', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }), fc.array(fc.nat(500), { maxLength: 6 }), (row, cuts) => {
      expect(
        parse(
          row.flatMap(([bytes]) => bytes),
          cuts,
        ),
      ).toEqual(row.map(([, answer]) => answer));
    }),
  );
});

it('never throws on noise, and is ready again for a whole answer after it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
      // An answer that had begun may swallow what comes next, up to its own length; then it listens again.
      const quiet = Array.from({ length: 90 }, () => 0);
      const heard = parse([...noise, ...quiet, 0x37, 0x22, 0x39, 0x39, 0x39, 0x39, 0]);
      expect(heard.at(-1)).toEqual({ kind: 'processId', id: '9999' });
    }),
    { numRuns: 500 },
  );
});

const WHOLE = PIECES.filter(([, { kind }]) => kind !== 'automatic' && kind !== 'paper');
it.each([0x10, 0x1b, 0x37, 0x5f, 0xff])('a stray byte %i before an answer does not swallow it', (stray) => {
  for (const [bytes, answer] of WHOLE) expect(parse([stray, ...bytes])).toContainEqual(answer);
});

it('an automatic status that never becomes whole gives back the answer that came behind its first byte', () => {
  const parser = answerParser();
  expect(parser.push(Uint8Array.of(0x10, 0x00))).toEqual([]);
  expect(parser.isMidway()).toBe(true);
  expect(parser.giveUp()).toEqual([{ kind: 'paper', byte: 0 }]);
  expect(parser.isMidway()).toBe(false);
});

it('half a fence that never becomes whole is noise: none of its bytes confirms a ticket', () => {
  for (const half of [
    [0x37, 0x22],
    [0x37, 0x22, 0x30, 0x31],
    [0x5f, 0x41, 0x42],
    [0x1b, 0x1d],
  ]) {
    const parser = answerParser();
    parser.push(Uint8Array.from(half));
    expect(parser.giveUp()).toEqual([]);
  }
});

it('takes no answer with a broken end for a fence: another ticket would be called printed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 255 }), (last) => {
      const heard = parse([0x37, 0x22, 0x30, 0x30, 0x30, 0x31, last]);
      expect(heard.filter(({ kind }) => kind === 'processId')).toEqual([]);
    }),
  );
});
