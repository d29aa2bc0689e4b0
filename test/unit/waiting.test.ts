/**
 * When a wait for a ticket is over: paper for `impreso`, and for `listo` also the cook, where a
 * screen hangs.
 */
import { describe, expect, it } from 'vitest';
import { isWaitOver } from '../../src-main/host/net/public-api/wait-for-tickets';
import type { PrintJobState } from '../../src-shared/model/print-job';
import type { TicketState } from '../../src-shared/model/ticket';

const UNDER_WAY: readonly PrintJobState[] = ['queued', 'sending', 'blocked'];
const SETTLED: readonly PrintJobState[] = [
  'printed',
  'sent',
  'unsure',
  'stale',
  'rerouted',
  'discarded',
];
const COOKING: readonly (TicketState | null)[] = [null, 'open', 'started', 'bumped', 'voided'];
const over = (
  state: PrintJobState,
  cooking: TicketState | null,
  until: 'impreso' | 'listo',
  isCarried = false,
): boolean => isWaitOver({ state, cooking }, until, isCarried);

describe('a wait for a ticket', () => {
  it('goes on while its paper is under way, whatever the cook said', () => {
    for (const state of UNDER_WAY)
      for (const cooking of COOKING)
        for (const until of ['impreso', 'listo'] as const)
          for (const isCarried of [false, true])
            expect(over(state, cooking, until, isCarried)).toBe(false);
  });

  it('for paper ends with the paper, whatever the cook said', () => {
    for (const state of SETTLED)
      for (const cooking of COOKING) expect(over(state, cooking, 'impreso')).toBe(true);
  });

  it('for the food ends with the paper where no screen hangs', () => {
    for (const state of SETTLED) expect(over(state, null, 'listo')).toBe(true);
  });

  it('for the food ends with the cook, or with a void, where a screen hangs', () => {
    for (const state of SETTLED) {
      expect(over(state, 'open', 'listo')).toBe(false);
      expect(over(state, 'started', 'listo')).toBe(false);
      expect(over(state, 'bumped', 'listo')).toBe(true);
      expect(over(state, 'voided', 'listo')).toBe(true);
    }
  });

  it('for the food ends when it was carried to the table, also where the cook said nothing', () => {
    for (const state of SETTLED) expect(over(state, 'started', 'listo', true)).toBe(true);
  });
});
