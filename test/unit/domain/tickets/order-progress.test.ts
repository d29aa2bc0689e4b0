/** When an order is ready: the one rule that prints, cooks and voids all end in. */
import { describe, expect, it } from 'vitest';
import {
  isTicketOut,
  reopened,
  settleOrder,
} from '../../../../src-main/host/domain/tickets/order-progress';
import type { OrderAfter } from '../../../../src-main/host/domain/tickets/order-progress';
import type { OrderFacts } from '../../../../src-main/host/domain/engine/facts';
import type { OrderState } from '../../../../src-shared/model/order';
import { ORDER_MOVES } from '../../../../src-shared/model/order';
import type { PrintJobState } from '../../../../src-shared/model/print-job';
import type { TicketState } from '../../../../src-shared/model/ticket';
import { aContext, MINUTE, NOW, SECOND } from '../../../support/rules/context';
import { aLine, anOrder, anOrderWith } from '../../../support/rules/orders';
import { aRestaurant } from '../../../support/rules/restaurant';
import { aRestaurantWithScreen, ofOrder } from '../../../support/rules/tickets';

describe('a ticket’s paper is out', () => {
  const out: readonly (readonly PrintJobState[])[] = [
    ['printed'],
    ['sent'],
    ['discarded'],
    ['discarded', 'discarded'],
    // The first one is out; a copy that waits changes nothing.
    ['printed', 'queued'],
    ['unsure', 'printed'],
    ['discarded', 'sent'],
    // Nothing was ever to be printed of it.
    [],
  ];
  for (const jobs of out)
    it(`where its prints are: ${jobs.join(', ') || 'none'}`, () => {
      expect(isTicketOut(jobs)).toBe(true);
    });

  const waits: readonly (readonly PrintJobState[])[] = [
    ['queued'],
    ['sending'],
    ['blocked'],
    ['unsure'],
    ['stale'],
    // Its backup print is about to be made.
    ['rerouted'],
    ['discarded', 'queued'],
    ['unsure', 'discarded'],
  ];
  for (const jobs of waits)
    it(`not where its prints are: ${jobs.join(', ')}`, () => {
      expect(isTicketOut(jobs)).toBe(false);
    });
});

/** What `settleOrder` decides of it: the order's new state, or null where it stays as it is. */
function settled(
  found: OrderFacts,
  after: OrderAfter = {},
  catalogue = aRestaurant(),
): { readonly state: OrderState; readonly readyAt: number } | null {
  const { changes, events } = settleOrder(found, after, catalogue, aContext());
  if (changes.length === 0) {
    expect(events).toEqual([]);
    return null;
  }
  const [change] = changes as readonly { readonly state: OrderState; readonly readyAt: number }[];
  if (!change) throw new Error('one change');
  const { state, readyAt } = change;
  expect(changes).toEqual([{ set: 'order', number: 7, state, readyAt }]);
  expect(events).toEqual([{ kind: 'order.moved', order: 7, state, readyAt }]);
  return { state, readyAt };
}
const READY = { state: 'ready', readyAt: NOW } as const;

describe('an order on paper alone', () => {
  it('is ready once its only ticket is printed', () => {
    expect(settled(anOrderWith())).toEqual(READY);
  });

  it('is ready once this decision prints its last ticket', () => {
    const found = anOrderWith({
      tickets: [ofOrder({}, { jobs: [{ id: '5', state: 'sending' }] })],
    });
    expect(settled(found)).toBeNull();
    expect(settled(found, { jobs: new Map([['5', 'printed']]) })).toEqual(READY);
  });

  it('waits for every ticket of it', () => {
    const other = ofOrder({ id: '4', stationId: 'bar' }, { jobs: [{ id: '6', state: 'queued' }] });
    expect(settled(anOrderWith({ tickets: [ofOrder({}), other] }))).toBeNull();
  });

  it('waits for what is held, and not for what was voided', () => {
    const held = aLine({ no: 2, state: 'held' });
    expect(settled(anOrderWith({ lines: [aLine(), held] }))).toBeNull();
    expect(settled(anOrderWith({ lines: [aLine(), { ...held, state: 'voided' }] }))).toEqual(READY);
  });

  it('does not wait for its bill', () => {
    const bill = ofOrder({ id: '4', kind: 'bill' }, { jobs: [{ id: '6', state: 'queued' }] });
    expect(settled(anOrderWith({ tickets: [ofOrder({}), bill] }))).toEqual(READY);
  });

  it('waits for a ticket that is open on no screen only by its paper', () => {
    const found = anOrderWith({ tickets: [ofOrder({ state: 'started' })] });
    expect(settled(found)).toEqual(READY);
  });
});

describe('an order whose kitchen has a screen', () => {
  const withScreen = aRestaurantWithScreen();
  const cooking = (state: TicketState) => anOrderWith({ tickets: [ofOrder({ state })] });

  it('waits for the cook, though its paper is out', () => {
    expect(settled(cooking('open'), {}, withScreen)).toBeNull();
    expect(settled(cooking('started'), {}, withScreen)).toBeNull();
    expect(settled(cooking('bumped'), {}, withScreen)).toEqual(READY);
  });

  it('does not wait for a voided ticket', () => {
    expect(settled(cooking('voided'), {}, withScreen)).toEqual(READY);
  });

  it('is judged as this decision leaves it', () => {
    const bumped: OrderAfter = { tickets: new Map([['3', 'bumped']]) };
    expect(settled(cooking('started'), bumped, withScreen)).toEqual(READY);
    expect(settled(cooking('started'), { voided: ['3'] }, withScreen)).toEqual(READY);
    const recalled: OrderAfter = { tickets: new Map([['3', 'open']]) };
    expect(settled(cooking('bumped'), recalled, withScreen)).toBeNull();
  });

  it('waits for the paper too of a ticket that the cook is done with', () => {
    const found = anOrderWith({
      tickets: [ofOrder({ state: 'bumped' }, { jobs: [{ state: 'queued' }] })],
    });
    expect(settled(found, {}, withScreen)).toBeNull();
  });

  it('waits for the paper alone of a ticket at the bar, which has no screen', () => {
    const found = anOrderWith({
      tickets: [
        ofOrder({ state: 'bumped' }),
        ofOrder({ id: '4', stationId: 'bar', state: 'open' }),
      ],
    });
    expect(settled(found, {}, withScreen)).toEqual(READY);
  });
});

describe('a ticket that failed over to another printer', () => {
  const taken = (standIn: PrintJobState) =>
    anOrderWith({
      tickets: [ofOrder({}, { jobs: [{ state: 'rerouted' }, { id: '6', state: standIn }] })],
    });

  it('is out when its backup print is', () => {
    expect(settled(taken('printed'))).toEqual(READY);
    expect(settled(taken('queued'))).toBeNull();
  });

  it('is not waited for any more when its backup print was discarded', () => {
    expect(settled(taken('discarded'))).toEqual(READY);
    expect(settled(taken('queued'), { jobs: new Map([['6', 'discarded']]) })).toEqual(READY);
  });

  it('is waited for where its backup print cannot be found', () => {
    const lost = anOrderWith({ tickets: [ofOrder({}, { jobs: [{ state: 'rerouted' }] })] });
    expect(settled(lost)).toBeNull();
  });

  it('is waited for while this decision hands it on: its next backup print is not among its prints', () => {
    const handedOn: OrderAfter = { jobs: new Map([['6', 'rerouted']]) };
    expect(settled(taken('sending'), handedOn)).toBeNull();
    const withCopy = anOrderWith({
      tickets: [ofOrder({}, { jobs: [{ state: 'sending' }, { id: '6', state: 'discarded' }] })],
    });
    expect(settled(withCopy, { jobs: new Map([['5', 'rerouted']]) })).toBeNull();
  });
});

describe('the moment at which an order is ready', () => {
  it('is never before the one at which it began: the clock may have been set back', () => {
    const startedAt = NOW + SECOND;
    expect(settled(anOrderWith({ order: { startedAt } }))).toEqual({
      state: 'ready',
      readyAt: startedAt,
    });
    expect(settled(anOrderWith({ order: { startedAt: NOW - MINUTE } }))).toEqual(READY);
  });

  it('is written of an order too that was carried out or paid before it was cooked', () => {
    for (const state of ['served', 'closed'] as const)
      expect(settled(anOrderWith({ order: { state } }))).toEqual({ state, readyAt: NOW });
  });

  it('is written once', () => {
    for (const state of ['ready', 'served', 'closed'] as const)
      expect(settled(anOrderWith({ order: { state, readyAt: NOW - MINUTE } }))).toBeNull();
    expect(settled(anOrderWith({ order: { state: 'ready', readyAt: null } }))).toBeNull();
  });

  it('is not written of an order that was voided', () => {
    expect(settled(anOrderWith({ order: { state: 'voided' } }))).toBeNull();
  });
});

describe('an order of which something is cooked again', () => {
  it('is open, and not ready at any moment', () => {
    for (const state of ['ready', 'served'] as const)
      expect(reopened({ order: anOrder({ state, readyAt: NOW - MINUTE }) })).toEqual({
        changes: [{ set: 'order', number: 7, state: 'open', readyAt: null }],
        events: [{ kind: 'order.moved', order: 7, state: 'open', readyAt: null }],
      });
  });

  it('stays as it is where it was open', () => {
    expect(reopened({ order: anOrder() })).toEqual({ changes: [], events: [] });
  });

  it('moves as orders may move', () => {
    for (const state of ['ready', 'served'] as const) expect(ORDER_MOVES[state]).toContain('open');
  });
});
