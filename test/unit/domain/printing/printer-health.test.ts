/**
 * What a try, a look and a person's word mean for a printer, and when it is tried next: the figures
 * are those of docs/printers.md.
 */
import { describe, expect, it } from 'vitest';
import {
  cameBackSince,
  healthAfter,
  healthAfterProbe,
  healthNotAhead,
  healthRetried,
  healthStopped,
  healthUnknown,
  INITIAL_HEALTH,
  isAway,
  trustsSilentPrinter,
} from '../../../../src-main/host/domain/printing/printer-health';
import type { PrintCause, PrintOutcome } from '../../../../src-shared/model/print-job';
import type { PrinterHealth } from '../../../../src-shared/model/printers';
import { MINUTE, NOW, SECOND } from '../../../support/rules/context';
import { confirmed, handedOver, notStarted, unsure } from '../../../support/rules/lanes';

const health = (differing: Partial<PrinterHealth> = {}): PrinterHealth => ({
  ...INITIAL_HEALTH,
  ...differing,
});
/** The middle of the spread: looks come exactly when the table says. */
const MIDDLE = 0.5;
const after = (
  before: Partial<PrinterHealth>,
  outcome: PrintOutcome,
  chance = MIDDLE,
): PrinterHealth => healthAfter(health(before), outcome, NOW, chance);
const looked = (
  before: Partial<PrinterHealth>,
  cause: PrintCause | null,
  chance = MIDDLE,
): PrinterHealth => healthAfterProbe(health(before), cause, NOW, chance);

describe('a ticket that came out', () => {
  it('says nothing new of a printer that works', () => {
    const before = health({ backAt: NOW - MINUTE });
    expect(healthAfter(before, confirmed(), NOW, MIDDLE)).toBe(before);
    expect(healthAfter(before, handedOver(), NOW, MIDDLE)).toBe(before);
  });

  it('closes a breaker, forgets the failures and clears the printer', () => {
    expect(
      after(
        {
          state: 'half_open',
          cause: 'unreachable',
          since: NOW - 1,
          failures: 7,
          torn: true,
          mutes: 1,
        },
        confirmed(),
      ),
    ).toEqual(health({ backAt: NOW }));
  });

  it('keeps what was left unanswered lately: two of those within five minutes count', () => {
    expect(after({ failures: 1, unsureAt: [NOW - MINUTE] }, confirmed()).unsureAt).toEqual([
      NOW - MINUTE,
    ]);
  });

  it('is no return of a printer that only failed once, or that was silent', () => {
    expect(after({ failures: 1, backAt: 5 }, confirmed())).toEqual(health({ backAt: 5 }));
    expect(after({ state: 'degraded', since: 1, cause: 'mute' }, confirmed())).toEqual(health());
  });

  it('leaves a silent printer silent that takes its tickets', () => {
    const believed = { state: 'degraded', cause: 'mute', since: NOW - MINUTE } as const;
    expect(after({ ...believed, failures: 2, retryAt: NOW - 1, torn: true }, handedOver())).toEqual(
      health(believed),
    );
    const before = health(believed);
    expect(healthAfter(before, handedOver(), NOW, MIDDLE)).toBe(before);
  });

  it('says of such a printer that it is silent, and not any more why a try failed before', () => {
    const believed = { state: 'degraded', cause: 'mute', since: NOW - MINUTE } as const;
    const failed = after(believed, notStarted('refused'));
    expect(failed).toMatchObject({ state: 'degraded', cause: 'refused', failures: 1 });
    expect(after(failed, handedOver())).toEqual(health(believed));
  });

  it('calls a printer well that took a ticket after it had been away', () => {
    expect(after({ state: 'half_open', since: 1, failures: 6 }, handedOver())).toEqual(
      health({ backAt: NOW }),
    );
  });
});

describe('a try of which no byte left', () => {
  it.each(['refused', 'unreachable', 'connect_timeout', 'stranger', 'no_device'] as const)(
    'counts against the printer, which is tried again after two seconds: %s',
    (cause) => {
      expect(after({}, notStarted(cause))).toEqual(
        health({ failures: 1, cause, retryAt: NOW + 2 * SECOND }),
      );
    },
  );

  it.each(['worker_died', 'encode_failed', 'host_restarted'] as const)(
    'says nothing of the printer: %s',
    (cause) => {
      const before = health({ failures: 5 });
      expect(healthAfter(before, notStarted(cause), NOW, MIDDLE)).toBe(before);
    },
  );

  it('opens the breaker at the sixth failure, and not at the fifth', () => {
    expect(after({ failures: 4 }, notStarted('refused'))).toMatchObject({
      state: 'ready',
      failures: 5,
      since: null,
      retryAt: NOW + 2 * SECOND,
    });
    expect(after({ failures: 5 }, notStarted('refused'))).toMatchObject({
      state: 'open',
      failures: 6,
      since: NOW,
      cause: 'refused',
      retryAt: NOW + 2 * SECOND,
    });
  });

  it('opens a silent printer’s breaker at the sixth too, and not before', () => {
    const believed = { state: 'degraded', since: 1 } as const;
    expect(after({ ...believed, failures: 4 }, notStarted('refused')).state).toBe('degraded');
    expect(after({ ...believed, failures: 5 }, notStarted('refused')).state).toBe('open');
  });

  it.each(['paper_out', 'cover_open', 'cutter_jammed', 'printer_fault'] as const)(
    'is no failure where a person must go there: %s',
    (cause) => {
      expect(after({ failures: 5 }, notStarted(cause))).toEqual(
        health({ state: 'blocked', cause, since: NOW, failures: 0, retryAt: NOW + 2 * SECOND }),
      );
    },
  );

  it('lets the minute that people have run on', () => {
    expect(
      after({ state: 'blocked', cause: 'cover_open', since: NOW - 9 }, notStarted('paper_out')),
    ).toMatchObject({ since: NOW - 9, cause: 'paper_out' });
  });

  it('does not wait for paper at a printer that is not even there', () => {
    expect(
      after({ state: 'blocked', cause: 'paper_out', since: NOW - 9 }, notStarted('unreachable')),
    ).toMatchObject({ state: 'ready', since: null, failures: 1, cause: 'unreachable' });
  });

  it('makes a printer a silent one once it was asked twice in vain', () => {
    const once = after({}, notStarted('mute'));
    expect(once).toEqual(health({ mutes: 1, cause: 'mute', retryAt: NOW }));
    expect(after(once, notStarted('mute'))).toEqual(
      health({ state: 'degraded', cause: 'mute', since: NOW }),
    );
  });

  it('makes none a silent one after one question in vain where it answered another in between', () => {
    const once = after({}, notStarted('mute'));
    for (const answered of [
      after(once, notStarted('paper_out')),
      looked(after(once, notStarted('refused')), null),
      looked({ ...once, state: 'open', failures: 6 }, null),
      looked({ ...once, state: 'blocked' }, 'paper_out'),
      healthStopped(once, 'paper_out', NOW),
    ])
      expect(after(answered, notStarted('mute'))).toMatchObject({ mutes: 1 });
  });

  it('makes none a silent one that lately left a ticket unanswered', () => {
    expect(after({ mutes: 1, unsureAt: [NOW - 5 * MINUTE + 1] }, notStarted('mute'))).toMatchObject(
      { state: 'ready', failures: 1, mutes: 1, retryAt: NOW + 2 * SECOND },
    );
    expect(after({ mutes: 1, unsureAt: [NOW - 5 * MINUTE] }, notStarted('mute')).state).toBe(
      'degraded',
    );
  });
});

describe('a try of unknown end', () => {
  it('counts against the printer, and half a ticket may hang from it', () => {
    expect(after({}, unsure('no_answer'))).toEqual(
      health({
        cause: 'no_answer',
        failures: 1,
        unsureAt: [NOW],
        torn: true,
        retryAt: NOW + 2 * SECOND,
      }),
    );
  });

  it('opens the breaker at the second within five minutes', () => {
    expect(after({ unsureAt: [NOW - 5 * MINUTE + 1] }, unsure('stalled'))).toMatchObject({
      state: 'open',
      since: NOW,
      torn: true,
      unsureAt: [NOW - 5 * MINUTE + 1, NOW],
      retryAt: NOW + 2 * SECOND,
    });
    expect(after({ unsureAt: [NOW - 5 * MINUTE] }, unsure('stalled'))).toMatchObject({
      state: 'ready',
      unsureAt: [NOW],
    });
  });

  it('makes a silent printer one that is asked again', () => {
    expect(after({ state: 'degraded', since: NOW - 1 }, unsure('stalled'))).toMatchObject({
      state: 'ready',
      failures: 1,
    });
  });

  it('blocks a printer that a person must go to, and opens no breaker', () => {
    expect(after({ unsureAt: [NOW - 1] }, unsure('paper_out'))).toEqual(
      health({
        state: 'blocked',
        cause: 'paper_out',
        since: NOW,
        unsureAt: [NOW - 1],
        torn: true,
        retryAt: NOW + 2 * SECOND,
      }),
    );
  });

  it.each(['worker_died', 'host_restarted'] as const)(
    'says of the printer only that half a ticket may hang from it: %s',
    (cause) => {
      expect(after({ failures: 1 }, unsure(cause))).toEqual(health({ failures: 1, torn: true }));
    },
  );
});

describe('a look at a printer', () => {
  it('finds one well that was only out of paper', () => {
    expect(
      looked({ state: 'blocked', cause: 'paper_out', since: 1, retryAt: NOW, torn: true }, null),
    ).toEqual(health({ backAt: NOW, torn: true }));
  });

  it('leaves it to one real ticket whether a breaker closes', () => {
    expect(
      looked({ state: 'open', cause: 'refused', since: 1, failures: 8, retryAt: NOW }, null),
    ).toEqual(health({ state: 'half_open', cause: 'refused', since: NOW, failures: 8 }));
  });

  it.each([
    [6, 4],
    [7, 8],
    [8, 15],
    [9, 30],
    [10, 30],
    [60, 30],
  ])(
    'comes later and later while its breaker is open: after %i failures in %i s',
    (failures, s) => {
      expect(looked({ state: 'open', since: 1, failures }, 'unreachable')).toMatchObject({
        state: 'open',
        // It is away since its breaker opened, however often it is looked at.
        since: 1,
        failures: failures + 1,
        retryAt: NOW + s * SECOND,
      });
    },
  );

  it('comes up to a fifth sooner or later, so that printers behind one switch are not asked at once', () => {
    const open = { state: 'open', since: 1, failures: 9 } as const;
    expect(looked(open, 'unreachable', 0).retryAt).toBe(NOW + 24 * SECOND);
    expect(looked(open, 'unreachable', 1).retryAt).toBe(NOW + 36 * SECOND);
    expect(looked(open, 'unreachable', 0.25).retryAt).toBe(NOW + 27 * SECOND);
  });

  it('opens a breaker again that one failed ticket was to decide over', () => {
    expect(
      after({ state: 'half_open', since: 1, failures: 6 }, notStarted('refused')),
    ).toMatchObject({ state: 'open', since: NOW, failures: 7, retryAt: NOW + 4 * SECOND });
  });

  it('does so though two tickets of unknown end had opened it, long before six failures', () => {
    expect(
      after({ state: 'half_open', since: 1, failures: 2 }, notStarted('refused')),
    ).toMatchObject({ state: 'open', since: NOW, failures: 3 });
  });

  it('finds one that waits for a person: looked at every two seconds', () => {
    expect(looked({ state: 'open', failures: 9, since: 1 }, 'paper_out')).toMatchObject({
      state: 'blocked',
      since: NOW,
      failures: 0,
      retryAt: NOW + 2 * SECOND,
    });
  });
});

describe('other words about a printer', () => {
  it('looks at once where a person says so, and changes nothing of one that works', () => {
    expect(healthRetried(health({ state: 'open', failures: 6, retryAt: NOW + 9 }), NOW)).toEqual(
      health({ state: 'open', failures: 6, retryAt: NOW }),
    );
    expect(healthRetried(health({ failures: 1 }), NOW).retryAt).toBe(NOW);
    const well = health();
    expect(healthRetried(well, NOW)).toBe(well);
  });

  it('looks first at a printer that was never reached at this address', () => {
    expect(healthUnknown(health(), NOW)).toEqual(health({ failures: 1, retryAt: NOW }));
    expect(healthUnknown(health({ failures: 4 }), NOW).failures).toBe(4);
  });

  it('stops in the middle and goes on', () => {
    const stopped = healthStopped(health({ failures: 1 }), 'cover_open', NOW);
    expect(stopped).toEqual(
      health({ state: 'blocked', cause: 'cover_open', since: NOW, retryAt: NOW + 2 * SECOND }),
    );
    expect(healthStopped(stopped, null, NOW + 5)).toEqual(health({ backAt: NOW + 5 }));
    const well = health();
    expect(healthStopped(well, null, NOW)).toBe(well);
  });

  it('is away while its breaker is open or it waits for a person', () => {
    const away = (['ready', 'degraded', 'open', 'half_open', 'blocked'] as const).filter((state) =>
      isAway(health({ state })),
    );
    expect(away).toEqual(['open', 'blocked']);
  });

  it('came back after a moment, not at it', () => {
    expect(cameBackSince(health({ backAt: NOW + 1 }), NOW)).toBe(true);
    expect(cameBackSince(health({ backAt: NOW }), NOW)).toBe(false);
    expect(cameBackSince(health(), NOW)).toBe(false);
    expect(cameBackSince(health({ state: 'half_open', since: NOW + 1 }), NOW)).toBe(true);
    expect(cameBackSince(health({ state: 'half_open', since: NOW }), NOW)).toBe(false);
    expect(cameBackSince(health({ state: 'degraded', since: NOW + 1 }), NOW)).toBe(false);
  });

  it('is not asked anything for five minutes where it is silent', () => {
    const since = NOW - 5 * MINUTE;
    expect(trustsSilentPrinter(health({ state: 'degraded', since: since + 1 }), NOW)).toBe(true);
    expect(trustsSilentPrinter(health({ state: 'degraded', since }), NOW)).toBe(false);
    expect(trustsSilentPrinter(health({ state: 'blocked', since: NOW }), NOW)).toBe(false);
  });

  it('has no moment to come after a start, save a look within what looks are ever put off for', () => {
    const fine = health({
      state: 'open',
      since: NOW,
      retryAt: NOW + 36 * SECOND,
      unsureAt: [NOW],
      backAt: NOW,
    });
    expect(healthNotAhead(fine, NOW)).toBe(fine);
    expect(healthNotAhead(health({ retryAt: NOW + 36 * SECOND + 1 }), NOW).retryAt).toBe(NOW);
    expect(healthNotAhead(health({ unsureAt: [NOW - 1, NOW + 1] }), NOW).unsureAt).toEqual([
      NOW - 1,
      NOW,
    ]);
    expect(
      healthNotAhead(health({ state: 'blocked', since: NOW + 1, backAt: NOW + 1 }), NOW),
    ).toMatchObject({ since: NOW, backAt: NOW });
  });
});
