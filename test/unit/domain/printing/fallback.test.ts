/** Failover: which stop of a station's chain takes a ticket over, when, and what its paper says. */
import { describe, expect, it } from 'vitest';
import {
  abandonAt,
  abandonedAt,
  failOver,
  holdForDecision,
  leavesScreenAt,
  nextInChain,
  staleBefore,
} from '../../../../src-main/host/domain/printing/fallback';
import { INITIAL_HEALTH } from '../../../../src-main/host/domain/printing/printer-health';
import type { JobFacts } from '../../../../src-main/host/domain/engine/facts';
import { DEFAULT_OPERATION_SETTINGS } from '../../../../src-shared/model/operations/operation-settings';
import type { PrintMark } from '../../../../src-shared/model/print-job';
import type { Printer } from '../../../../src-shared/model/printers';
import { aContext, MINUTE, NOW, SECOND } from '../../../support/rules/context';
import { aRestaurantWithChain, printersWith, SAMPLE_PRINTER } from '../../../support/rules/lanes';
import { aJobWith, aTicket } from '../../../support/rules/orders';
import { aPrinter, PRINTERS } from '../../../support/rules/restaurant';

const catalogue = aRestaurantWithChain();
const KITCHEN = 'kitchen-printer';
const BAR = 'bar-printer';
const COUNTER = 'counter-printer';
const away = { state: 'open' } as const;

describe('the next stop of a chain', () => {
  const next = (
    job: JobFacts,
    printers: readonly Printer[] = PRINTERS,
    of = catalogue,
  ): string | null => nextInChain(job, { catalogue: of, printers, mailSettings: null })?.id ?? null;
  const tried = (...printersTried: readonly string[]): JobFacts =>
    aJobWith({ printerId: printersTried.at(-1) ?? KITCHEN }, { printersTried });

  it('is the first of the chain that has not had the ticket', () => {
    expect(next(tried(KITCHEN))).toBe(BAR);
    expect(next(tried(KITCHEN, BAR))).toBe(COUNTER);
  });

  it('is the station’s own printer where a person sent the ticket elsewhere before', () => {
    expect(next(tried(BAR))).toBe(KITCHEN);
  });

  it('is none that is away', () => {
    expect(next(tried(KITCHEN), printersWith({ [BAR]: away }))).toBe(COUNTER);
    expect(next(tried(KITCHEN), printersWith({ [BAR]: { state: 'blocked' } }))).toBe(COUNTER);
    expect(next(tried(KITCHEN), printersWith({ [BAR]: away, [COUNTER]: away }))).toBeNull();
  });

  it('may be one that the next ticket decides about, or a silent one', () => {
    expect(next(tried(KITCHEN), printersWith({ [BAR]: { state: 'half_open' } }))).toBe(BAR);
    expect(next(tried(KITCHEN), printersWith({ [BAR]: { state: 'degraded' } }))).toBe(BAR);
  });

  it('is nowhere once all have had it', () => {
    expect(next(tried(KITCHEN, BAR, COUNTER))).toBeNull();
  });

  it('is then one that came back since the ticket was queued there', () => {
    const all = aJobWith(
      { printerId: COUNTER, queuedAt: NOW - MINUTE },
      { printersTried: [KITCHEN, BAR, COUNTER] },
    );
    expect(next(all, printersWith({ [BAR]: { backAt: NOW - MINUTE } }))).toBeNull();
    expect(next(all, printersWith({ [BAR]: { backAt: NOW - MINUTE + 1 } }))).toBe(BAR);
  });

  it('is never the printer itself that came back', () => {
    const all = aJobWith({ printerId: COUNTER }, { printersTried: [KITCHEN, BAR, COUNTER] });
    expect(next(all, printersWith({ [COUNTER]: { backAt: NOW } }))).toBeNull();
  });

  it('is one that has not had it rather than one that came back', () => {
    expect(next(tried(KITCHEN, BAR), printersWith({ [KITCHEN]: { backAt: NOW } }))).toBe(COUNTER);
  });

  it('is none for a station that is not there any more', () => {
    expect(next(aJobWith({}, { ticket: aTicket({ stationId: 'patio' }) }))).toBeNull();
  });

  it('is none that is not there any more', () => {
    expect(
      next(
        tried(KITCHEN),
        PRINTERS.filter(({ id }) => id !== BAR),
      ),
    ).toBe(COUNTER);
  });

  it('is no sample where one of the chain is real', () => {
    const printers = PRINTERS.map((one) =>
      one.id === BAR ? { ...SAMPLE_PRINTER, id: BAR, name: one.name } : one,
    );
    expect(next(tried(KITCHEN), printers)).toBe(COUNTER);
  });

  it('is a sample where all of the chain are', () => {
    const printers = PRINTERS.map(({ id, name }) => ({ ...SAMPLE_PRINTER, id, name }));
    expect(next(tried(KITCHEN), printers)).toBe(BAR);
  });
});

describe('a ticket that fails over', () => {
  const [kitchen, bar] = PRINTERS as readonly [Printer, Printer, Printer];
  const taken = (
    mark: PrintMark,
    {
      to = bar,
      at = KITCHEN,
      firstTriedAt = null,
    }: { readonly to?: Printer; readonly at?: string; readonly firstTriedAt?: string | null } = {},
  ): PrintMark =>
    failOver(
      aJobWith({ mark, printerId: at }),
      to,
      { jobSeq: 6, cause: 'refused', firstTriedAt },
      catalogue,
      aContext(),
    ).job.mark;
  const standsIn = {
    kind: 'backup',
    of: 'Cocina',
    from: 'Impresora cocina',
    firstTriedAt: null,
  } as const;

  it('says whose it is', () => {
    expect(taken({ kind: 'none' })).toEqual(standsIn);
    expect(taken({ kind: 'late' })).toEqual(standsIn);
  });

  it('says that it may be a second copy where it may', () => {
    expect(taken({ kind: 'none' }, { firstTriedAt: '20:29:58' })).toEqual({
      ...standsIn,
      firstTriedAt: '20:29:58',
    });
    expect(taken({ kind: 'possible-duplicate', firstTriedAt: '20:20:00' })).toEqual({
      ...standsIn,
      firstTriedAt: '20:20:00',
    });
  });

  it('says of a wanted copy when the first one was sent: it is a second wherever it comes out', () => {
    expect(taken({ kind: 'reprint', copy: 2 })).toEqual({ ...standsIn, firstTriedAt: '20:25' });
  });

  it('says further down the chain whose it was at first', () => {
    expect(
      taken({ ...standsIn, firstTriedAt: '20:20:00' }, { at: BAR, to: PRINTERS[2] ?? bar }),
    ).toEqual({ ...standsIn, firstTriedAt: '20:20:00' });
  });

  it('stands in for no printer once it is back at its station’s own', () => {
    expect(taken(standsIn, { at: BAR, to: kitchen })).toEqual({ kind: 'none' });
    expect(taken({ ...standsIn, firstTriedAt: '20:20:00' }, { at: BAR, to: kitchen })).toEqual({
      kind: 'possible-duplicate',
      firstTriedAt: '20:20:00',
    });
  });

  it('takes a try that has just ended for the first one, whatever its mark says', () => {
    expect(
      taken({ kind: 'possible-duplicate', firstTriedAt: '20:20:00' }, { firstTriedAt: '20:29:58' }),
    ).toMatchObject({ firstTriedAt: '20:29:58' });
  });

  it('is as long as its paper is on the other printer, and comes in as many copies', () => {
    const long = aTicket({
      document: {
        copies: 2,
        lines: [
          {
            quantity: 1,
            // With its number 46 letters: two lines where 42 fit, one where 48 do.
            name: 'M'.repeat(42),
            modifiers: [],
            note: null,
            course: null,
            seat: null,
          },
        ],
      },
    });
    const wide = aPrinter({ ...bar, profile: { ...bar.profile, columns: 48 } });
    const linesAt = (to: Printer): number =>
      failOver(
        aJobWith({}, { ticket: long }),
        to,
        { jobSeq: 6, cause: null, firstTriedAt: null },
        aRestaurantWithChain({}, [kitchen, to]),
        aContext(),
      ).job.paperLines;
    // 18 of head and foot, and each line of a dish twice as high.
    expect(linesAt(bar)).toBe(2 * (18 + 4));
    expect(linesAt(wide)).toBe(2 * (18 + 2));
  });

  it('ends the job of a try under that try’s token, and says who said so', () => {
    const { changes, events, to, cause, left, job } = failOver(
      aJobWith({ state: 'sending', priority: 'low' }, { orderNumber: null }),
      bar,
      { jobSeq: 6, heldBy: 8, cause: 'rerouted_by_hand', firstTriedAt: null, by: 'Luis' },
      catalogue,
      aContext(),
    );
    expect(changes).toMatchObject([
      { set: 'printJob', id: '5', from: 'sending', heldBy: 8, to: 'rerouted', settledAt: NOW },
      { put: 'printJob', job: { id: '6', priority: 'low', printerId: BAR, queuedAt: NOW } },
    ]);
    expect(events).toMatchObject([
      { kind: 'printJob.settled', order: null, printerId: KITCHEN, by: 'Luis' },
      { kind: 'printJob.queued', order: null, cause: 'rerouted_by_hand' },
    ]);
    expect({ to, cause, left: left.id, job: job.id }).toEqual({
      to: 'Impresora bar',
      cause: 'rerouted_by_hand',
      left: '5',
      job: '6',
    });
  });
});

describe('when tickets do not wait any longer', () => {
  const blocked = (since: number | null) =>
    ({ ...INITIAL_HEALTH, state: 'blocked', since }) as const;

  it('is at once at an abandoned printer, and after a minute where people may come', () => {
    expect(abandonedAt({ ...INITIAL_HEALTH, state: 'open' }, NOW)).toBe(true);
    expect(abandonedAt({ ...INITIAL_HEALTH, state: 'half_open' }, NOW)).toBe(false);
    expect(abandonedAt({ ...INITIAL_HEALTH, since: NOW - MINUTE }, NOW)).toBe(false);
    expect(abandonedAt(blocked(NOW - MINUTE), NOW)).toBe(true);
    expect(abandonedAt(blocked(NOW - MINUTE + 1), NOW)).toBe(false);
    expect(abandonedAt(blocked(null), NOW)).toBe(false);
  });

  it('is a moment that can be waited for until it has come', () => {
    expect(abandonAt(blocked(NOW - MINUTE + 1), NOW)).toBe(NOW + 1);
    expect(abandonAt(blocked(NOW - MINUTE), NOW)).toBeNull();
    expect(abandonAt(blocked(null), NOW)).toBeNull();
    expect(abandonAt({ ...INITIAL_HEALTH, state: 'open', since: NOW }, NOW)).toBeNull();
  });

  it('is fifteen seconds after a screen was asked', () => {
    expect(leavesScreenAt(NOW)).toBe(NOW + 15 * SECOND);
  });

  it('is a person’s question after as long as the owner wants', () => {
    expect(staleBefore(DEFAULT_OPERATION_SETTINGS, NOW)).toBe(NOW - 10 * MINUTE);
    expect(staleBefore({ ...DEFAULT_OPERATION_SETTINGS, staleMin: 1 }, NOW)).toBe(NOW - MINUTE);
  });

  it('asks about each ticket by itself', () => {
    const { changes, events } = holdForDecision(
      [aJobWith(), aJobWith({ id: '6', printerId: BAR }, { orderNumber: null })],
      aContext(),
    );
    expect(changes).toEqual([
      { set: 'printJob', id: '5', from: 'queued', to: 'stale', cause: 'too_old', settledAt: NOW },
      { set: 'printJob', id: '6', from: 'queued', to: 'stale', cause: 'too_old', settledAt: NOW },
    ]);
    expect(events).toMatchObject([
      { order: 7, jobId: '5', printerId: KITCHEN, state: 'stale' },
      { order: null, jobId: '6', printerId: BAR, state: 'stale' },
    ]);
  });
});
