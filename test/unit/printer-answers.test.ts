/**
 * What a printer says back is understood through noise, and nothing it says is taken for what it is
 * not.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { replyParser } from '../../src-main/host/printing/worker/printer-replies';
import type { Askable, PrinterReply } from '../../src-main/host/printing/worker/printer-replies';

type Kind = PrinterReply['kind'];

/** What is understood while one kind of answer is waited for. */
const parse = (
  asked: Kind,
  bytes: readonly number[],
  cuts: readonly number[] = [],
): readonly PrinterReply[] => {
  const parser = replyParser((kind) => kind === asked);
  const places = [
    0,
    ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b),
    bytes.length,
  ];
  return places
    .slice(1)
    .flatMap((end, n) => parser.push(Uint8Array.from(bytes.slice(places[n], end))));
};

/** What printers send, as Epson and Star write it down. */
const PIECES: readonly (readonly [readonly number[], PrinterReply])[] = [
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

const KINDS = [...new Set(PIECES.map(([, { kind }]) => kind))];
/** Come at any time, asked for or not. */
const UNASKED: ReadonlySet<Kind> = new Set(['status', 'automatic']);

it('understands any row of answers of the kind that was asked for, however its bytes are split', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...KINDS),
      fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }),
      fc.array(fc.nat(500), { maxLength: 6 }),
      (asked, pieces, cuts) => {
        const row = pieces.filter(([, { kind }]) => kind === asked || UNASKED.has(kind));
        expect(
          parse(
            asked,
            row.flatMap(([bytes]) => bytes),
            cuts,
          ),
        ).toEqual(row.map(([, answer]) => answer));
      },
    ),
  );
});

it('takes nothing for an answer that nobody asked for', () => {
  fc.assert(
    fc.property(fc.constantFrom(...KINDS), fc.uint8Array({ maxLength: 60 }), (asked, noise) => {
      const heard = parse(asked, [...noise]).map(({ kind }) => kind);
      expect(
        heard.filter((kind) => kind !== asked && !UNASKED.has(kind) && kind !== 'unclear'),
      ).toEqual([]);
    }),
  );
});

it('never throws on noise, and is ready again for a whole answer after it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
      // An answer that had begun may swallow what comes next, up to its own length; then it listens
      // again.
      const quiet = Array.from({ length: 90 }, () => 0);
      const heard = parse('processId', [...noise, ...quiet, 0x37, 0x22, 0x39, 0x39, 0x39, 0x39, 0]);
      expect(heard.at(-1)).toEqual({ kind: 'processId', id: '9999' });
    }),
    { numRuns: 500 },
  );
});

const WHOLE = PIECES.filter(([, { kind }]) => kind !== 'automatic' && kind !== 'paper');
it.each([0x10, 0x11, 0x13, 0x16, 0x1b, 0x37, 0x5f, 0xff])(
  'a stray byte %i before an answer does not swallow it',
  (stray) => {
    for (const [bytes, answer] of WHOLE)
      expect(parse(answer.kind, [stray, ...bytes])).toContainEqual(answer);
  },
);

const BETWEEN: readonly (readonly number[])[] = [
  [0x00],
  [0x11],
  [0x13, 0x11],
  [0x16],
  [0x12, 0x16, 0xff, 0x01, 0x7f, 0x80, 0x41, 0x16],
  [0x10, 0x00, 0x00, 0x0f],
  [0x18, 0x00, 0x0c, 0x0f, 0x10, 0x00, 0x00, 0x0f],
];
it.each(BETWEEN)('bytes %o %o %o among those of a fence do not make another of it', (...stray) => {
  const answer = [0x37, 0x22, 0x30, 0x31, 0x32, 0x33, 0];
  for (let at = 1; at < answer.length - 1; at++) {
    const heard = parse('processId', [...answer.slice(0, at), ...stray, ...answer.slice(at)]);
    expect({ at, heard }).toMatchObject({
      heard: expect.arrayContaining([{ kind: 'processId', id: '0123' }]),
    });
  }
});

it('a digit too many in a fence is said to be unclear, and confirms no ticket', () => {
  for (const garbled of [
    [0x37, 0x22, 0x30, 0x31, 0x35, 0x32, 0x33, 0],
    [0x37, 0x22, 0x30, 0x31, 0x37, 0x32, 0x33, 0],
    [0x37, 0x22, 0x30, 0x37, 0x22, 0x31],
  ]) {
    expect(parse('processId', garbled)).toEqual([{ kind: 'unclear' }]);
    expect(parse('processId', [...garbled, 0x37, 0x22, 0x30, 0x31, 0x32, 0x33, 0]).at(-1)).toEqual({
      kind: 'processId',
      id: '0123',
    });
  }
  const star = parse(
    'star',
    [
      0x1b, 0x1d, 0x03, 0x01, 0x16, 0x34, 0x35, 0x07, 0, 0x1b, 0x1d, 0x03, 0x01, 0x34, 0x35, 0x13,
      0,
    ],
  );
  expect(star.filter(({ kind }) => kind !== 'status')).toEqual([
    { kind: 'unclear' },
    { kind: 'star', id: '45' },
  ]);
});

it('flow control of a serial line is part of no answer', () => {
  for (const [bytes, answer] of PIECES)
    expect(
      parse(answer.kind, [0x11, ...bytes.flatMap((byte) => [byte, 0x13, 0x11]), 0x13]),
    ).toEqual(
      // A Star's counter may have any value.
      answer.kind === 'star' ? expect.arrayContaining([]) : [answer],
    );
});

it('an automatic status that never becomes whole gives back the answer that came behind its first byte', () => {
  const parser = replyParser((kind) => kind === 'paper');
  expect(parser.push(Uint8Array.of(0x10, 0x00))).toEqual([]);
  expect(parser.isMidway()).toBe(true);
  expect(parser.abandon()).toEqual([{ kind: 'paper', byte: 0 }]);
  expect(parser.isMidway()).toBe(false);
});

it('half a fence that never becomes whole is unclear: none of its bytes confirms a ticket', () => {
  for (const [asked, half, heard] of [
    ['processId', [0x37, 0x22], []],
    ['processId', [0x37, 0x22, 0x30, 0x31, 0x33, 0], [{ kind: 'unclear' }]],
    ['processId', [0x37, 0x22, 0x30, 0x31], [{ kind: 'unclear' }]],
    ['info', [0x5f, 0x41, 0x42], []],
    ['star', [0x1b, 0x1d], []],
  ] as const) {
    const parser = replyParser((kind: Askable) => kind === asked);
    parser.push(Uint8Array.from(half));
    expect(parser.abandon()).toEqual(heard);
    expect(parser.isMidway()).toBe(false);
  }
});

it('takes no answer with a broken end for a fence: another ticket would be called printed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 255 }), (last) => {
      const heard = parse('processId', [0x37, 0x22, 0x30, 0x30, 0x30, 0x31, last]);
      expect(heard.filter(({ kind }) => kind === 'processId')).toEqual([]);
    }),
  );
});
