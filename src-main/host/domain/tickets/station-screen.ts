/** setStationScreen: connects a station to a kitchen screen, or disconnects it. */
import { setStationScreen } from '../../../../src-shared/commands/tickets';
import { refuse } from '../../../../src-shared/base/errors';
import { actorName } from '../../../../src-shared/base/vocabulary';
import type { EventDraft } from '../../../../src-shared/events/events';
import type { RestaurantIndex } from '../engine/catalogue';
import { defineRule, accept } from '../engine/rule';
import type { Change, Context } from '../engine/rule';
import type { TicketFacts } from '../engine/facts';
import { settleOrder } from './order-progress';

/**
 * With a screen, cooks bump the station's tickets from the next one on. Without one, paper decides
 * again.
 */
export const setStationScreenRule = defineRule(setStationScreen, {
  needs: ({ station }) => ({ catalogue: true as const, inHand: { station } }),
  decide(input, { catalogue, inHand }, context) {
    const { actor } = context;
    const station = catalogue.stationCalled(input.station);
    if (!station) return refuse('STATION_UNKNOWN', { station: input.station });
    const { name, hasScreen } = station;
    const reply = { station: name, screen: input.screen };
    if (hasScreen === input.screen) return accept(reply, [], []);
    const left = input.screen ? NOTHING : releaseTickets(inHand, catalogue, context);
    return accept(
      reply,
      [
        { set: 'stationScreen', id: station.id, hasScreen: input.screen, at: context.now },
        ...left.changes,
      ],
      [
        {
          kind: 'restaurant.changed',
          order: null,
          what: 'station-screen',
          name,
          by: actorName(actor),
        },
        ...left.events,
      ],
    );
  },
});

const NOTHING = { changes: [], events: [] };

/** Tickets of a removed screen count as done. Orders that waited only for them become ready. */
function releaseTickets(
  inHand: readonly TicketFacts[],
  catalogue: RestaurantIndex,
  context: Context,
): { readonly changes: readonly Change[]; readonly events: readonly EventDraft[] } {
  const changes: Change[] = [];
  const events: EventDraft[] = [];
  const tickets = new Map(inHand.map(({ ticket }) => [ticket.id, 'bumped' as const]));
  const by = actorName(context.actor);
  for (const { ticket } of inHand) {
    const { id, orderNumber, doneNos } = ticket;
    changes.push({ set: 'ticket', id, state: 'bumped', movedAt: context.now });
    events.push({
      kind: 'ticket.moved',
      order: orderNumber,
      ticketId: id,
      state: 'bumped',
      doneNos,
      by,
    });
  }
  const orders = new Map(
    inHand.flatMap(({ order }) => (order ? [[order.order.number, order] as const] : [])),
  );
  for (const order of orders.values()) {
    const settled = settleOrder(order, { tickets }, catalogue, context);
    changes.push(...settled.changes);
    events.push(...settled.events);
  }
  return { changes, events };
}
