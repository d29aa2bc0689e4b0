/** What a cook presses moves tickets and orders only as the tables of moves allow. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  acknowledgeNoticeRule,
  bumpTicketRule,
  recallTicketRule,
  startTicketRule,
  tickLineRule,
} from '../../../../src-main/host/domain/tickets/cook-tickets';
import { setStationScreenRule } from '../../../../src-main/host/domain/tickets/station-screen';
import { settleOrder } from '../../../../src-main/host/domain/tickets/order-progress';
import type { Change } from '../../../../src-main/host/domain/engine/rule';
import type { OrderFacts, TicketFacts } from '../../../../src-main/host/domain/engine/facts';
import { ORDER_MOVES } from '../../../../src-shared/model/order';
import type { OrderState } from '../../../../src-shared/model/order';
import { PRINT_JOB_MOVES } from '../../../../src-shared/model/print-job';
import type { PrintJobState } from '../../../../src-shared/model/print-job';
import { TICKET_MOVES } from '../../../../src-shared/model/ticket';
import type { TicketKind, TicketState } from '../../../../src-shared/model/ticket';
import { aContext, NOW } from '../../../support/rules/context';
import { anOrderWith } from '../../../support/rules/orders';
import { aRestaurant, BAR, COUNTER } from '../../../support/rules/restaurant';
import { ofOrder, SCREEN_KITCHEN } from '../../../support/rules/tickets';

const orderStates = Object.keys(ORDER_MOVES) as OrderState[];
const ticketStates = Object.keys(TICKET_MOVES) as TicketState[];
const jobStates = Object.keys(PRINT_JOB_MOVES) as PrintJobState[];
const kinds: readonly TicketKind[] = [
  'order',
  'addition',
  'change',
  'void',
  'move',
  'message',
  'bill',
];

const aTicketOf = fc.record({
  kind: fc.constantFrom(...kinds),
  state: fc.constantFrom(...ticketStates),
  stationId: fc.constantFrom('kitchen', 'bar'),
  doneNos: fc.subarray([1, 2]),
  jobs: fc.array(fc.constantFrom(...jobStates), { minLength: 1, maxLength: 3 }),
});

/** An order in any state with up to three tickets in any state; the first is ticket 3. */
const orders: fc.Arbitrary<OrderFacts> = fc
  .record({
    state: fc.constantFrom(...orderStates),
    readyAt: fc.constantFrom(null, NOW - 1),
    tickets: fc.array(aTicketOf, { minLength: 1, maxLength: 3 }),
  })
  .map(({ state, readyAt, tickets }) =>
    anOrderWith({
      order: { state, readyAt },
      tickets: tickets.map(({ kind, state: at, stationId, doneNos, jobs }, index) =>
        ofOrder(
          { id: String(3 + index), seq: 3 + index, kind, state: at, stationId, doneNos },
          {
            lineNos: [1, 2],
            jobs: jobs.map((job, no) => ({ id: String(10 * index + no), state: job })),
          },
        ),
      ),
    }),
  );

const catalogue = aRestaurant({ stations: [SCREEN_KITCHEN, BAR, COUNTER] });
const factsOf = (order: OrderFacts): TicketFacts => {
  const [first] = order.tickets;
  if (!first) throw new Error('every order here has a ticket');
  return { ticket: first.ticket, lineNos: first.lineNos, order };
};

/** Each change moves what it names from the state that it has to one that may follow it. */
function expectMoves(order: OrderFacts, changes: readonly Change[]): void {
  for (const change of changes) {
    if (!('set' in change)) continue;
    if (change.set === 'ticket') {
      const before = order.tickets.find(({ ticket }) => ticket.id === change.id)?.ticket.state;
      expect(before).toBeDefined();
      // Ticking a line off leaves a ticket that is begun where it is.
      if (before !== change.state) expect(TICKET_MOVES[before ?? 'voided']).toContain(change.state);
    }
    if (change.set === 'order' && change.state !== undefined && change.state !== order.order.state)
      expect(ORDER_MOVES[order.order.state]).toContain(change.state);
  }
}

it('a cook moves tickets and their orders only as they may move', () => {
  const deeds = fc.oneof(
    fc
      .constantFrom(startTicketRule, bumpTicketRule, recallTicketRule, acknowledgeNoticeRule)
      .map(
        (rule) => (order: OrderFacts) =>
          rule.decide({ ticket: 3 }, { ticket: factsOf(order), catalogue }, aContext()),
      ),
    fc.record({ line: fc.integer({ min: 1, max: 3 }), done: fc.boolean() }).map(
      ({ line, done }) =>
        (order: OrderFacts) =>
          tickLineRule.decide(
            { ticket: 3, line, done },
            { ticket: factsOf(order), catalogue },
            aContext(),
          ),
    ),
  );
  fc.assert(
    fc.property(orders, deeds, (order, decide) => {
      const decision = decide(order);
      if (decision.ok) expectMoves(order, decision.changes);
    }),
    { numRuns: 60 },
  );
});

it('a screen that is taken away ends what hung on it, and moves orders only as they may move', () => {
  fc.assert(
    fc.property(orders, (order) => {
      const inHand = order.tickets
        .filter(({ ticket }) => ticket.state === 'open' || ticket.state === 'started')
        .map(({ ticket, lineNos }) => ({ ticket, lineNos, order }));
      const decision = setStationScreenRule.decide(
        { station: 'Cocina', screen: false },
        { catalogue, inHand },
        aContext(),
      );
      if (!decision.ok) throw new Error('the kitchen has a screen');
      expectMoves(order, decision.changes);
      const ended = decision.changes.filter((change) => 'set' in change && change.set === 'ticket');
      expect(ended).toHaveLength(inHand.length);
    }),
    { numRuns: 60 },
  );
});

it('an order is ready only when each of its tickets is out, and where a screen hangs done', () => {
  fc.assert(
    fc.property(orders, (order) => {
      const { changes } = settleOrder(order, {}, catalogue, aContext());
      expectMoves(order, changes);
      if (changes.length === 0) return;
      for (const { ticket, jobs } of order.tickets) {
        if (ticket.kind === 'bill') continue;
        const states = jobs.map(({ state }) => state);
        expect(
          states.includes('printed') || states.includes('sent') || states.at(-1) === 'discarded',
        ).toBe(true);
        if (ticket.stationId === 'kitchen') expect(['bumped', 'voided']).toContain(ticket.state);
      }
    }),
    { numRuns: 60 },
  );
});

it('doing it again changes nothing more: a ticket that was moved is where it was to go', () => {
  fc.assert(
    fc.property(
      orders,
      fc.constantFrom(startTicketRule, bumpTicketRule, recallTicketRule),
      (order, rule) => {
        const found = factsOf(order);
        const first = rule.decide({ ticket: 3 }, { ticket: found, catalogue }, aContext());
        if (!first.ok) return;
        const { state } = first.reply;
        const after = { ...found, ticket: { ...found.ticket, state } };
        const again = rule.decide({ ticket: 3 }, { ticket: after, catalogue }, aContext());
        expect(again).toMatchObject({
          ok: true,
          reply: { state, moved: false },
          changes: [],
          events: [],
        });
      },
    ),
    { numRuns: 60 },
  );
});
