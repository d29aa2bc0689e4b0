/** sendMessage: a line of text for the kitchen, printed at the default station unless it names another. */
import { refuse } from '../../../src-shared/errors';
import { commandRule, decided } from './decision';
import { issueTicket, SAYS_NOTHING_ELSE } from './issue-tickets';
import { handOf } from '../../../src-shared/vocabulary';

export const sendMessage = commandRule({
  name: 'sendMessage',
  needs: (_, { day }) => ({ catalogue: true as const, next: { day } }),
  decide({ text, station: wanted }, { catalogue, next }, context) {
    const station = wanted === null ? catalogue.defaultStation : catalogue.stationCalled(wanted);
    if (!station && wanted !== null) return refuse('STATION_UNKNOWN', { station: wanted });
    if (!station) return refuse('RESTAURANT_INVALID', { reason: 'el restaurante no tiene una estación por defecto' });
    const message = { id: context.newId(), number: next.message, text, sentBy: context.actor.id, sentAt: context.now };
    const issued = issueTicket(
      {
        kind: 'message',
        station,
        document: {
          kind: 'message',
          station: station.name,
          folio: '',
          orderNumber: 0,
          dispatchNo: 0,
          type: 'takeaway',
          table: null,
          customer: null,
          address: null,
          phone: null,
          covers: null,
          waiter: context.actor.person?.name ?? null,
          note: null,
          reason: null,
          time: context.wallTime(context.now),
          lines: [],
          ...SAYS_NOTHING_ELSE,
          text,
        },
        orderNumber: null,
        dispatchNo: null,
        messageId: message.id,
        lineNos: [],
        priority: 'normal',
        next,
      },
      catalogue,
      context,
    );
    return decided(
      { number: message.number, tickets: issued.tickets },
      [{ put: 'message', message }, ...issued.changes],
      [
        {
          kind: 'message.sent',
          order: null,
          messageId: message.id,
          number: message.number,
          by: handOf(context.actor),
          tickets: issued.opened,
        },
      ],
    );
  },
});
