/** Prints that are not made any more because what they say was voided. */
import { describe, expect, it } from 'vitest';
import { discardPrints } from '../../../../src-main/host/domain/tickets/discard-prints';
import type { Change } from '../../../../src-main/host/domain/engine/rule';
import type { EventDraft } from '../../../../src-shared/events/events';
import type { PrintJobState } from '../../../../src-shared/model/print-job';
import { mayMove } from '../../../../src-shared/model/print-job';
import { aContext, anActor, LUIS, NOW } from '../../../support/rules/context';
import { ofOrder } from '../../../support/rules/tickets';

function discarded(...jobs: Parameters<typeof ofOrder>[1][]) {
  const changes: Change[] = [];
  const events: EventDraft[] = [];
  const states = new Map<string, PrintJobState>();
  const context = aContext({ actor: anActor('waiter', LUIS) });
  for (const prints of jobs)
    discardPrints(ofOrder({}, prints), 7, context, changes, events, states);
  return { changes, events, states };
}

describe('prints of what was voided', () => {
  it('are not made where they wait, and it is written down when and by whom', () => {
    const { changes, events, states } = discarded({ jobs: [{ id: '8', state: 'queued' }] });
    expect(changes).toEqual([
      {
        set: 'printJob',
        id: '8',
        from: 'queued',
        to: 'discarded',
        cause: 'voided_before_print',
        settledAt: NOW,
      },
    ]);
    expect(events).toEqual([
      {
        kind: 'printJob.settled',
        order: 7,
        jobId: '8',
        printerId: 'kitchen-printer',
        state: 'discarded',
        cause: 'voided_before_print',
        ms: null,
        by: 'Luis',
      },
    ]);
    expect([...states]).toEqual([['8', 'discarded']]);
  });

  it('are all taken back that wait, of each ticket after the other', () => {
    const { changes, events, states } = discarded(
      { jobs: [{ id: '8', state: 'queued' }] },
      {
        jobs: [
          { id: '9', state: 'printed' },
          { id: '10', state: 'queued' },
        ],
      },
    );
    expect(changes).toMatchObject([{ id: '8' }, { id: '10' }]);
    expect(events).toMatchObject([{ jobId: '8' }, { jobId: '10' }]);
    expect([...states.keys()]).toEqual(['8', '10']);
  });

  const others = [
    'sending',
    'blocked',
    'printed',
    'sent',
    'unsure',
    'rerouted',
    'discarded',
    'stale',
  ] as const;
  for (const state of others)
    it(`stay as they are where they are ${state}`, () => {
      const { changes, events, states } = discarded({ jobs: [{ state }] });
      expect([changes, events, [...states]]).toEqual([[], [], []]);
    });

  it('move as prints may move', () => {
    expect(mayMove('queued', 'discarded')).toBe(true);
  });
});
