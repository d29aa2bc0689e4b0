/**
 * One printer and its connection: a link that swallowed a ticket is not used again, clones can be
 * calibrated, and no state of a printer holds its lane for ever.
 */
import { isDeepStrictEqual } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { WELL_BEHAVED } from '../../src-main/virtual-printer/faults';
import type { PrinterCondition, PrinterFaults } from '../../src-main/virtual-printer/faults';
import { startVirtualPrinter } from '../../src-main/virtual-printer/virtual-printer';
import type {
  VirtualPrinter,
  VirtualPrinterOptions,
} from '../../src-main/virtual-printer/virtual-printer';
import { longestHoldMs } from '../../src-main/host/printing/queue/session-limits';
import { spoolTransport } from '../../src-main/host/printing/worker/transports/spool';
import { benchFor } from '../support/bench';
import { freePort } from '../support/ports';
import { noisyLine } from '../support/noisy-line';
import type { Noise, NoisyLine } from '../support/noisy-line';
import { until } from '../support/until';

let stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(stops.map((stop) => stop()));
  stops = [];
});

async function open(options: Partial<VirtualPrinterOptions> = {}): Promise<VirtualPrinter> {
  const printer = await startVirtualPrinter({
    port: await freePort(),
    ticketMs: null,
    mmPerSecond: 0,
    ...options,
  });
  stops.push(() => printer.stop());
  return printer;
}
const names = (printer: VirtualPrinter): readonly string[] =>
  printer.pieces.flatMap(({ text }) => text.filter((line) => /^A\d$/.test(line)));

describe('a link that swallowed a ticket', () => {
  it('is not used for the next one: the marked copy and the order behind it go over a new connection', async () => {
    const printer = await open({ faults: { discardsData: true } });
    const bench = benchFor(printer);
    const first = await bench.print('A1');
    expect(first.outcome).toMatchObject({ kind: 'unsure', cause: 'no_answer' });
    // Only that connection was dead.
    printer.misbehave({ discardsData: false });
    expect((await bench.print('A1', { torn: true })).outcome).toMatchObject({ kind: 'confirmed' });
    expect((await bench.print('A2')).outcome).toMatchObject({ kind: 'confirmed' });
    expect(names(printer)).toEqual(['A1', 'A2']);
    // On a busy machine the scaled idle time may pass between the two, and the link is closed.
    expect(printer.connections).toBeGreaterThanOrEqual(2);
    expect(printer.mostConnections).toBe(1);
  });

  it('may be asked how the printer is while a late answer can still come, and for no longer than that', async () => {
    const printer = await open({ faults: { discardsData: true } });
    const bench = benchFor(printer);
    await bench.print('A1');
    // Looking at it again and again must not keep the dead connection.
    await until('the connection was given up', async () => {
      expect(await bench.look()).toBe(null);
      return printer.connections > 1;
    });
    expect(printer.mostConnections).toBe(1);
  });

  it('is not used for the drawer or a test page either', async () => {
    const printer = await open({ faults: { discardsData: true } });
    const bench = benchFor(printer);
    await bench.print('A1');
    printer.misbehave({ discardsData: false });
    await bench.errand({ kind: 'drawer' });
    await until('the pulse', () => printer.drawerKicks === 1);
  });

  it('a slow printer is still believed when its answer comes late', async () => {
    const printer = await open({ faults: { fenceAnswersAfterMs: 900 } });
    const bench = benchFor(printer);
    expect((await bench.print('A1')).outcome).toMatchObject({ kind: 'unsure' });
    await until('the late answer', () => bench.late.length === 1);
  });
});

describe('a printer that hangs up behind each ticket', () => {
  it.each([
    ['process_id', 5],
    ['process_id', 60],
    ['status', 5],
    ['status', 60],
  ] as const)(
    'prints each once, unmarked, where %s confirms it, after %i ms',
    async (fence, hangsUpAfterMs) => {
      const printer = await open({ ticketMs: 100, faults: { hangsUpAfterMs } });
      const bench = benchFor(printer, { profile: { fence }, scale: 1 });
      for (const name of ['A1', 'A2', 'A3', 'A4'])
        expect((await bench.print(name)).outcome).toMatchObject({ kind: 'confirmed' });
      expect(names(printer)).toEqual(['A1', 'A2', 'A3', 'A4']);
      expect(printer.mostConnections).toBe(1);
    },
  );

  it('and one that does not hang up gets all its tickets over one connection', async () => {
    const printer = await open();
    const bench = benchFor(printer, { scale: 1 });
    for (const name of ['A1', 'A2', 'A3']) await bench.print(name);
    expect(printer.connections).toBe(1);
  });
});

describe('a printer that answers more slowly than it is looked at', () => {
  it.each(['process_id', 'status'] as const)(
    'is believed all the same where %s confirms its tickets',
    async (fence) => {
      const printer = await open({ faults: { answersAfterMs: 400 } });
      const bench = benchFor(printer, { profile: { fence, answersStatus: false }, scale: 0.1 });
      expect((await bench.print('A1')).outcome).toMatchObject({ kind: 'confirmed', by: fence });
    },
  );
});

describe('a clone', () => {
  const calibrate = { kind: 'calibrate', name: 'Cocina', shownTime: '21:08' } as const;

  it.each([0x16, 0x1e, 0x32])(
    'that answers %i to every status question is found to answer nothing useful, and prints',
    async (same) => {
      const printer = await open({ faults: { sameStatus: same, ignoresProcessId: true } });
      const found = await benchFor(printer).errand(calibrate);
      expect(found).toMatchObject({
        kind: 'confirmed',
        found: { answersStatus: false, fence: 'status' },
      });
      await until('the test page', () => printer.pieces.length > 0);
      const bench = benchFor(printer, { profile: { answersStatus: false, fence: 'status' } });
      expect((await bench.print('A1')).outcome).toMatchObject({ kind: 'confirmed' });
      expect(names(printer)).toEqual(['A1']);
    },
  );

  it.each([
    [{ cover: 'open' }, 'cover_open'],
    [{ paper: 'out' }, 'paper_out'],
    [{ cutter: 'jammed' }, 'cutter_jammed'],
  ] as const)(
    'is not mistaken for a real printer with %o: that one is not calibrated, and says why',
    async (bad, cause) => {
      const printer = await open();
      printer.set(bad);
      expect(await benchFor(printer).errand(calibrate)).toEqual({ kind: 'not_started', cause });
      expect(printer.pieces).toEqual([]);
    },
  );

  it('that no longer says who it is gets nothing, and is not said to have left a ticket unconfirmed', async () => {
    const printer = await open({ faults: { ignoresIdentity: true }, identity: IDENTITY });
    const { outcome } = await benchFor(printer, { profile: { identity: IDENTITY } }).print('A1');
    expect(outcome).toMatchObject({ kind: 'not_started', cause: 'unidentified' });
    expect(names(printer)).toEqual([]);
  });

  it.each([0x10, 0x16, 0x37, 0x5f, 0x1b, 0x00, 0xff])(
    'that sends the stray byte %i on connecting is understood all the same, whatever confirms its tickets',
    async (stray) => {
      for (const fence of ['process_id', 'status'] as const) {
        const printer = await open({
          faults: { strayOnConnect: stray },
          identity: IDENTITY,
          ticketMs: 50,
        });
        const bench = benchFor(printer, { profile: { fence, identity: IDENTITY }, scale: 0.1 });
        expect((await bench.print('A1')).outcome).toMatchObject({ kind: 'confirmed', by: fence });
        const silent = benchFor(await open({ faults: { strayOnConnect: stray }, ticketMs: 50 }), {
          profile: { fence, answersStatus: false },
          scale: 0.1,
        });
        expect((await silent.print('A1')).outcome).toMatchObject({ kind: 'confirmed', by: fence });
      }
    },
  );
});

/** Stray bytes of every kind, as a line may bring them. */
const STRAYS: readonly (readonly number[])[] = [
  [0x16],
  [0x12],
  [0x00],
  [0x5f],
  [0x11],
  [0x13, 0x11],
  [0x37, 0x22],
  [0x1b, 0x1d],
  [0x32, 0x1a],
  [0x10, 0x00, 0x00, 0x0f],
  [0x16, 0x16, 0x16, 0x16, 0x16, 0x16, 0x16, 0x16],
  [0x18, 0x00, 0x0c, 0x0f, 0x10, 0x00, 0x00, 0x0f],
];
const TIMES: readonly Noise['at'][] = [
  'connect',
  'fence',
  'answer',
  { ms: 5 },
  { ms: 50 },
  { ms: 500 },
];
const TOGETHER = 11;
const PATIENT = { answersWithinMs: 1_000 };
const MOMENTS = STRAYS.flatMap((bytes) => TIMES.map((at) => ({ bytes, at })));

/**
 * Several together, since most of the time is waiting, and not so many that this machine is what is
 * slow.
 */
async function throughNoise(
  look: (noise: Noise) => Promise<unknown>,
  expected: unknown,
  moments: readonly Noise[] = MOMENTS,
): Promise<void> {
  const wrong: unknown[] = [];
  for (let from = 0; from < moments.length; from += TOGETHER)
    await Promise.all(
      moments.slice(from, from + TOGETHER).map(async (noise) => {
        const saw = await look(noise);
        if (!isDeepStrictEqual(saw, expected)) wrong.push({ noise: JSON.stringify(noise), saw });
      }),
    );
  expect(wrong).toEqual([]);
}

async function lineTo(printer: VirtualPrinter, noise: Noise): Promise<NoisyLine> {
  const line = await noisyLine(printer.port, noise);
  stops.push(() => line.stop());
  return line;
}

describe('stray bytes on the line', () => {
  const calibrate = { kind: 'calibrate', name: 'Cocina', shownTime: '21:08' } as const;

  it.each([
    ['process_id', false],
    ['status', true],
  ] as const)(
    'block no calibration, and what is learned (%s) is true',
    async (fence, ignoresProcessId) => {
      await throughNoise(
        async (noise) => {
          const printer = await open({ identity: IDENTITY, faults: { ignoresProcessId } });
          return benchFor(await lineTo(printer, noise), PATIENT).errand(calibrate);
        },
        {
          kind: 'confirmed',
          found: { answersStatus: true, contradicts: false, fence, identity: IDENTITY },
        },
      );
    },
  );

  it('do not make a mute printer one that answers', async () => {
    await throughNoise(
      async (noise) =>
        benchFor(await lineTo(await open({ faults: { mute: true } }), noise)).errand(calibrate),
      {
        kind: 'handed_over',
        found: { answersStatus: false, contradicts: false, fence: 'none', identity: null },
      },
    );
  });

  it('do not hide that a printer cannot print, and make no clone of it', async () => {
    await throughNoise(
      async (noise) => {
        const printer = await open();
        printer.set({ cover: 'open' });
        const bench = benchFor(await lineTo(printer, noise), PATIENT);
        return [
          (await bench.errand(calibrate)).kind,
          (await bench.print('A1')).outcome.kind,
          printer.pieces.length,
        ];
      },
      ['not_started', 'not_started', 0],
    );
  });

  const star = { language: 'star', fence: 'star', answersStatus: false } as const;
  const talking = { language: 'escpos', answersStatus: true } as const;
  const BY = [
    ['GS ( H', { ...talking, fence: 'process_id', identity: IDENTITY }],
    ['GS r 1', { ...talking, fence: 'status', identity: IDENTITY }],
    ["Star's fence", star],
  ] as const;

  it.each(BY)('hold no ticket back and lose none, where %s confirms it', async (_, profile) => {
    await throughNoise(
      async (noise) => {
        const printer = await open({
          identity: IDENTITY,
          ticketMs: 50,
          language: profile.language,
        });
        const bench = benchFor(await lineTo(printer, noise), { ...PATIENT, profile, scale: 0.1 });
        const kinds: string[] = [];
        for (const name of ['A1', 'A2']) kinds.push((await bench.print(name)).outcome.kind);
        return [kinds, names(printer)];
      },
      [
        ['confirmed', 'confirmed'],
        ['A1', 'A2'],
      ],
    );
  });

  it.each(BY)('confirm no ticket that is not on paper, where %s would', async (_, can) => {
    await throughNoise(async (noise) => {
      const printer = await open({ faults: { losesFenceAnswer: true }, language: can.language });
      const profile = { ...can, identity: null };
      return (await benchFor(await lineTo(printer, noise), { profile, scale: SCALE }).print('A1'))
        .outcome.kind;
    }, 'unsure');
  });
});

const IDENTITY = { maker: 'EPSON', model: 'TM-T20III', serial: 'X1' };

/** One value of every fault, so that a new one has to be walked too. */
const FAULTS: { readonly [Name in keyof PrinterFaults]: PrinterFaults[Name] } = {
  mute: true,
  ignoresProcessId: true,
  ignoresIdentity: true,
  garbledStatus: true,
  sameStatus: 0x16,
  strayOnConnect: 0x5f,
  answersAfterMs: 40,
  fenceAnswersAfterMs: 900_000,
  losesFenceAnswer: true,
  repeatsFenceAnswer: true,
  wrongFenceId: true,
  chattersOnConnect: true,
  closesAtOnce: true,
  neverReads: true,
  discardsData: true,
  swallowsAfter: 40,
  resetsAt: 40,
  losesPowerAt: 40,
  endsAt: 40,
  hangsUpAfterMs: 10,
  paperOutAtLine: 3,
  secondConnection: 'reset',
};
const CONDITIONS: readonly Partial<PrinterCondition>[] = [
  { paper: 'out' },
  { cover: 'open' },
  { cutter: 'jammed' },
  { paper: 'low' },
];
const CAN = [
  { fence: 'process_id', answersStatus: true },
  { fence: 'status', answersStatus: true },
  { fence: 'process_id', answersStatus: false },
  { fence: 'none', answersStatus: true },
  { fence: 'none', answersStatus: false },
] as const;
const SCALE = 0.004;

describe('no state of a printer holds its lane longer than the documented bound', () => {
  /** A busy machine may be late by this much, ms. */
  const LATE = 3_000;

  async function holds(
    make: () => Promise<{ readonly port: number }>,
    can: (typeof CAN)[number],
  ): Promise<number> {
    const bench = benchFor(await make(), { profile: can, scale: SCALE });
    let longest = 0;
    for (const customer of ['A1', 'A2']) {
      const from = performance.now();
      await bench.print(customer, { torn: customer === 'A2' });
      longest = Math.max(longest, performance.now() - from);
    }
    const from = performance.now();
    await bench.errand({ kind: 'calibrate', name: 'Cocina', shownTime: '21:08' });
    longest = Math.max(longest, performance.now() - from);
    return longest;
  }

  it('whatever is the matter with it, whatever it can answer', async () => {
    const walks = CAN.flatMap((can) => [
      ...(Object.keys(WELL_BEHAVED) as (keyof PrinterFaults)[]).map(
        (name) =>
          [
            `${name} with ${JSON.stringify(can)}`,
            () => open({ faults: { [name]: FAULTS[name] } }),
            can,
          ] as const,
      ),
      ...CONDITIONS.map(
        (condition) =>
          [
            `${JSON.stringify(condition)} with ${JSON.stringify(can)}`,
            async () => {
              const printer = await open();
              printer.set(condition);
              return printer;
            },
            can,
          ] as const,
      ),
    ]);
    const held = await Promise.all(
      walks.map(async ([name, make, can]) => ({ name, ms: await holds(make, can) })),
    );
    const bound = longestHoldMs({ expectedMs: 0 }) * SCALE + LATE;
    expect(held.filter(({ ms }) => ms > bound)).toEqual([]);
  });

  it('a printer that runs out of paper again and again in one ticket', async () => {
    const printer = await open({ faults: { fenceAnswersAfterMs: 900_000 } });
    const flapping = setInterval(
      () => printer.set({ paper: printer.pieces.length > 0 && Math.random() < 0.5 ? 'out' : 'ok' }),
      20,
    );
    stops.push(async () => clearInterval(flapping));
    const from = performance.now();
    await benchFor(printer, { scale: SCALE }).print('A1');
    expect(performance.now() - from).toBeLessThan(longestHoldMs({ expectedMs: 0 }) * SCALE + LATE);
  });

  it('a printer that is not there', async () => {
    const from = performance.now();
    const gone = benchFor({ port: await freePort() }, { scale: SCALE });
    expect((await gone.print('A1')).outcome).toMatchObject({ kind: 'not_started' });
    expect(performance.now() - from).toBeLessThan(longestHoldMs({ expectedMs: 0 }) * SCALE + LATE);
  });

  it('a spooler that never answers', async () => {
    const bench = benchFor(
      { transport: spoolTransport('Cola', () => new Promise(() => {})) },
      { profile: { fence: 'none', answersStatus: false }, scale: SCALE },
    );
    expect((await bench.print('A1')).outcome).toMatchObject({ kind: 'unsure', cause: 'stalled' });
  });
});
