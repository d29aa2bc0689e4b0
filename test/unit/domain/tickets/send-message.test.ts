/** sendMessage: a line of text for the kitchen, on paper and on its screen. */
import { expect, it } from 'vitest';
import { sendMessageRule } from '../../../../src-main/host/domain/tickets/send-message';
import { aContext, anActor, LUIS, MINUTE, NOW, TODAY } from '../../../support/rules/context';
import { NEXT } from '../../../support/rules/orders';
import { aRestaurant, aStation, BAR, COUNTER, KITCHEN } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';
import { aRestaurantWithScreen } from '../../../support/rules/tickets';

it('sendMessage asks for the numbers of the business day', () => {
  expect(sendMessageRule.needs({ text: 'x', station: null }, aContext())).toEqual({
    catalogue: true,
    next: { day: TODAY },
  });
});

const text = 'Mesa 5 sin sal';

table(sendMessageRule, { catalogue: aRestaurant(), next: NEXT }, [
  {
    it: 'prints at the default station, with the text, its moment and who sent it',
    input: { text },
    context: { actor: anActor('waiter', LUIS) },
    reply: {
      number: 2,
      tickets: [
        {
          ticketId: '4',
          kind: 'message',
          station: 'Cocina',
          jobId: '6',
          printerId: 'kitchen-printer',
          printer: 'Impresora cocina',
          virtual: false,
          divertedTo: null,
          cooking: null,
        },
      ],
    },
    changes: [
      { put: 'message', message: { id: 'new-1', number: 2, text, sentBy: 'device', sentAt: NOW } },
      {
        put: 'ticket',
        lineNos: [],
        ticket: {
          id: '4',
          seq: 4,
          orderNumber: null,
          dispatchNo: null,
          messageId: 'new-1',
          stationId: 'kitchen',
          kind: 'message',
          // No screen hangs there: its paper is all that is asked of it.
          state: 'bumped',
          doneNos: [],
          openedAt: NOW,
          movedAt: null,
          document: {
            kind: 'message',
            station: 'Cocina',
            text,
            waiter: 'Luis',
            time: '20:30',
            lines: [],
            alsoAt: [],
            folio: '',
            orderNumber: 0,
            dispatchNo: 0,
            type: 'takeaway',
            table: null,
            customer: null,
            address: null,
            phone: null,
            covers: null,
            note: null,
            reason: null,
            fromTable: null,
            bill: null,
          },
        },
      },
      {
        put: 'printJob',
        job: {
          id: '6',
          seq: 6,
          ticketId: '4',
          printerId: 'kitchen-printer',
          state: 'queued',
          priority: 'normal',
          ahead: false,
          mark: { kind: 'none' },
          cause: null,
          queuedAt: NOW,
          settledAt: null,
        },
      },
    ],
    events: [
      {
        kind: 'message.sent',
        order: null,
        messageId: 'new-1',
        number: 2,
        by: 'Luis',
        tickets: [
          {
            station: 'Cocina',
            stationId: 'kitchen',
            kind: 'message',
            state: 'bumped',
            dispatchNo: null,
            lineNos: [],
            quantities: [],
            says: text,
            job: { jobId: '6', seq: 6, ticketId: '4', printerId: 'kitchen-printer', mark: 'none' },
          },
        ],
      },
    ],
  },
  {
    it: 'prints at the station that it names, in any spelling of its name',
    input: { text, station: 'BÁR' },
    reply: { tickets: [{ station: 'Bar', printerId: 'bar-printer' }] },
    changes: [
      { put: 'message' },
      { put: 'ticket', ticket: { stationId: 'bar', document: { station: 'Bar' } } },
      { put: 'printJob', job: { printerId: 'bar-printer' } },
    ],
  },
  {
    it: 'says no name on paper where no person is logged in, and the device’s in the journey',
    input: { text },
    context: { actor: { id: 'tablet', role: 'waiter', name: 'Tableta salón' } },
    changes: [
      { put: 'message', message: { sentBy: 'tablet' } },
      { put: 'ticket', ticket: { document: { waiter: null } } },
      { put: 'printJob' },
    ],
    events: [{ kind: 'message.sent', by: 'Tableta salón' }],
  },
  {
    it: 'waits on the screen of a station that has one',
    input: { text },
    facts: { catalogue: aRestaurantWithScreen() },
    reply: { tickets: [{ cooking: 'open' }] },
    changes: [
      { put: 'message' },
      { put: 'ticket', ticket: { state: 'open' } },
      { put: 'printJob' },
    ],
    events: [{ kind: 'message.sent', tickets: [{ state: 'open' }] }],
  },
  {
    it: 'says that it is late where a screen kept it for more than three minutes',
    input: { text },
    context: { madeAt: NOW - 3 * MINUTE - 1 },
    changes: [
      // It was sent when the host took it.
      { put: 'message', message: { sentAt: NOW } },
      { put: 'ticket' },
      { put: 'printJob', job: { mark: { kind: 'late' } } },
    ],
    events: [{ kind: 'message.sent', tickets: [{ job: { mark: 'late' } }] }],
  },
  {
    it: 'does not say that it is late after three minutes and no more',
    input: { text },
    context: { madeAt: NOW - 3 * MINUTE },
    changes: [
      { put: 'message' },
      { put: 'ticket' },
      { put: 'printJob', job: { mark: { kind: 'none' } } },
    ],
  },
  {
    it: 'is another message when the same text is sent again',
    input: { text },
    facts: { next: { ...NEXT, message: 3, ticketSeq: 5, jobSeq: 7 } },
    reply: { number: 3, tickets: [{ ticketId: '5', jobId: '7' }] },
  },
  {
    it: 'refuses a station that there is none of',
    input: { text, station: 'Terraza' },
    refuses: 'STATION_UNKNOWN',
    details: { station: 'Terraza' },
  },
  {
    it: 'refuses a station that takes nothing any more',
    input: { text, station: 'Bar' },
    facts: { catalogue: aRestaurant({ stations: [KITCHEN, COUNTER], formerStations: [BAR] }) },
    refuses: 'STATION_UNKNOWN',
    details: { station: 'Bar' },
  },
  {
    it: 'refuses a message for the default station where there is none',
    input: { text },
    facts: { catalogue: aRestaurant({ stations: [aStation()] }) },
    refuses: 'RESTAURANT_INVALID',
    details: { reason: 'el restaurante no tiene una estación por defecto' },
  },
]);
