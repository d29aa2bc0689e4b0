/**
 * moveTable: the guests sit elsewhere. This table also holds where a slip CAMBIO DE MESA is due
 * (table-change-notices.ts), which mergeOrders shares.
 */
import { moveTableRule } from '../../../../src-main/host/domain/orders/move-table';
import type { OrderFacts } from '../../../../src-main/host/domain/engine/facts';
import type { PrintJob } from '../../../../src-shared/model/print-job';
import { DEFAULT_SERVICE_RULES } from '../../../../src-shared/model/staff';
import type { Ticket } from '../../../../src-shared/model/ticket';
import { asks, EDIT_OF_7 } from '../../../support/rules/asks';
import { ANA, aProgram, MINUTE, NOW, TODAY } from '../../../support/rules/context';
import { refusedEditsWithBase } from '../../../support/rules/order-edits';
import { aJob, aLine, anOrder, anOrderWith, aTicket, NEXT } from '../../../support/rules/orders';
import { aRestaurant, aStation, BAR, COUNTER, KITCHEN } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';

const printed = anOrderWith();
const usual = {
  order: printed,
  hostOf: null,
  houseRules: DEFAULT_SERVICE_RULES,
  catalogue: aRestaurant(),
  next: NEXT,
  parts: [],
};
const input = { order: 7, table: '2' };

/** Order 7 whose kitchen ticket has one job like this. */
const withJob = (
  job: Partial<PrintJob>,
  ticket: Partial<Omit<Ticket, 'document'>> = {},
): OrderFacts =>
  anOrderWith({ tickets: [{ ticket: aTicket(ticket), lineNos: [1], jobs: [aJob(job)] }] });

const screenInKitchen = {
  catalogue: aRestaurant({ stations: [aStation({ ...KITCHEN, hasScreen: true }), BAR, COUNTER] }),
};

/** A slip of two minutes ago that said: from table 9 to table 1. */
const aSlip = (
  job: Partial<PrintJob> = {},
  ticket: Partial<Ticket> = {},
): OrderFacts['tickets'][number] => ({
  ticket: aTicket({
    id: '8',
    seq: 8,
    kind: 'move',
    dispatchNo: null,
    openedAt: NOW - 2 * MINUTE,
    ...ticket,
    document: { fromTable: '9', lines: [] },
  }),
  lineNos: [],
  jobs: [aJob({ id: '18', seq: 18, ticketId: '8', ...job })],
});
/** The kitchen printed the order at table 9 before that move. */
const moved = (slip: OrderFacts['tickets'][number], settledAt = NOW - 3 * MINUTE): OrderFacts =>
  anOrderWith({
    tickets: [
      { ticket: aTicket(), lineNos: [1], jobs: [aJob({ state: 'printed', settledAt })] },
      slip,
    ],
  });

const noSlip = {
  reply: { revision: 2, tickets: [] },
  changes: [
    { set: 'order', number: 7, revision: 2 },
    { set: 'orderEdit', number: 7, edit: { type: 'table', table: '2' } },
  ],
  events: [{ kind: 'order.edited', order: 7, what: 'table', revision: 2, tickets: [] }],
};

table(moveTableRule, usual, [
  {
    it: 'seats the order at the new table, and tells a station that has the old one on paper',
    input,
    reply: {
      number: 7,
      revision: 2,
      tickets: [{ ticketId: '4', kind: 'move', station: 'Cocina', jobId: '6' }],
    },
    changes: [
      { set: 'order', number: 7, revision: 2 },
      { set: 'orderEdit', number: 7, edit: { type: 'table', table: '2' } },
      {
        put: 'ticket',
        lineNos: [],
        ticket: {
          id: '4',
          kind: 'move',
          stationId: 'kitchen',
          orderNumber: 7,
          dispatchNo: null,
          messageId: null,
          document: {
            kind: 'move',
            station: 'Cocina',
            folio: '0012',
            dispatchNo: 1,
            type: 'table',
            table: '2',
            fromTable: '1',
            waiter: ANA.name,
            note: null,
            reason: null,
            time: '20:30',
            lines: [],
          },
        },
      },
      {
        put: 'printJob',
        job: { id: '6', ticketId: '4', printerId: 'kitchen-printer', priority: 'urgent' },
      },
    ],
    events: [
      {
        kind: 'order.edited',
        order: 7,
        what: 'table',
        edit: { type: 'table', table: '2' },
        revision: 2,
        by: 'Ana',
        tickets: [{ station: 'Cocina', kind: 'move', lineNos: [], quantities: [], says: '1' }],
      },
    ],
  },
  {
    it: 'tells each station that has a ticket of it, each by a slip of its own',
    input,
    facts: {
      order: anOrderWith({
        tickets: [
          ...printed.tickets,
          {
            ticket: aTicket({ id: '9', stationId: 'bar', dispatchNo: 4 }),
            lineNos: [1],
            jobs: [aJob({ state: 'sent' })],
          },
        ],
      }),
    },
    reply: {
      tickets: [
        { ticketId: '4', jobId: '6', station: 'Cocina' },
        { ticketId: '5', jobId: '7', station: 'Bar' },
      ],
    },
    changes: [
      { set: 'order' },
      { set: 'orderEdit' },
      // The order's newest dispatch, whatever station it was for.
      { put: 'ticket', ticket: { document: { dispatchNo: 4 } } },
      { put: 'printJob' },
      { put: 'ticket', ticket: { stationId: 'bar' } },
      { put: 'printJob', job: { printerId: 'bar-printer' } },
    ],
  },
  {
    it: 'tells a station once, however many tickets of it are there',
    input,
    facts: { order: anOrderWith({ tickets: [...printed.tickets, ...printed.tickets] }) },
    reply: { tickets: [{ station: 'Cocina' }] },
  },
  {
    it: 'needs no slip for a ticket that waits: it says its table when it is printed',
    input,
    facts: { order: withJob({ state: 'queued' }) },
    ...noSlip,
  },
  ...(
    [
      ['waits for a person', { state: 'stale' }],
      ['went on elsewhere', { state: 'rerouted' }],
      ['was voided before its print', { state: 'discarded', cause: 'voided_before_print' }],
      [
        'waits at a backup and was never tried',
        { state: 'queued', mark: { kind: 'backup', of: 'C', from: 'A', firstTriedAt: null } },
      ],
    ] as const
  ).map(([what, job]) => ({
    it: `needs no slip where the ticket ${what}`,
    input,
    facts: { order: withJob(job) },
    ...noSlip,
  })),
  ...(
    [
      ['is in print', { state: 'sending' }],
      ['stopped in the middle', { state: 'blocked' }],
      ['was taken by a printer that does not confirm', { state: 'sent' }],
      ['is of unknown end', { state: 'unsure' }],
      ['was discarded by a person', { state: 'discarded', cause: 'discarded_by_hand' }],
      [
        'waits for a second try',
        { state: 'queued', mark: { kind: 'possible-duplicate', firstTriedAt: '20:26' } },
      ],
      [
        'went to a backup after bytes had left',
        { state: 'rerouted', mark: { kind: 'backup', of: 'C', from: 'A', firstTriedAt: '20:26' } },
      ],
      [
        'is set aside after a first try',
        { state: 'stale', mark: { kind: 'possible-duplicate', firstTriedAt: '20:26' } },
      ],
    ] as const
  ).map(([what, job]) => ({
    it: `sends a slip where the ticket ${what}`,
    input,
    facts: { order: withJob(job) },
    reply: { tickets: [{ station: 'Cocina', kind: 'move' }] },
  })),
  {
    it: 'puts the slip behind what of the order still waits there, in the same class',
    input,
    facts: {
      order: anOrderWith({
        tickets: [
          ...printed.tickets,
          {
            ticket: aTicket({ id: '9' }),
            lineNos: [2],
            jobs: [aJob({ id: '19', state: 'queued', priority: 'normal' })],
          },
        ],
      }),
    },
    events: [{ tickets: [{ job: { priority: 'normal' } }] }],
  },
  {
    it: 'sends the slip as urgent where only another station has something that waits',
    input,
    facts: {
      order: anOrderWith({
        tickets: [
          ...printed.tickets,
          {
            ticket: aTicket({ id: '9', stationId: 'bar' }),
            lineNos: [2],
            jobs: [aJob({ id: '19', state: 'queued', priority: 'normal' })],
          },
        ],
      }),
    },
    events: [{ tickets: [{ station: 'Cocina', job: { priority: 'urgent' } }] }],
  },
  {
    it: 'tells of a delivery or takeaway that takes a table, and of no table before',
    input,
    facts: {
      order: anOrderWith({ order: { type: 'takeaway', table: null, customer: 'Rosa' } }),
    },
    changes: [
      { set: 'order' },
      { set: 'orderEdit', edit: { type: 'table', table: '2' } },
      {
        put: 'ticket',
        ticket: { document: { type: 'table', fromTable: null, table: '2', customer: 'Rosa' } },
      },
      { put: 'printJob' },
    ],
  },
  {
    it: 'tells a station without a screen nothing more once the order was served',
    input,
    facts: { order: anOrderWith({ order: { state: 'served' } }) },
    ...noSlip,
  },
  {
    it: 'tells a cook at a screen who has it in hand, also after it was served',
    input,
    facts: {
      order: {
        ...withJob({ state: 'printed' }, { state: 'open' }),
        order: anOrder({ state: 'served' }),
      },
      ...screenInKitchen,
    },
    reply: { tickets: [{ kind: 'move', cooking: 'open' }] },
  },
  {
    it: 'tells a cook who has begun by the screen, though no paper is out',
    input,
    facts: { order: withJob({ state: 'queued' }, { state: 'started' }), ...screenInKitchen },
    reply: { tickets: [{ kind: 'move' }] },
  },
  {
    it: 'tells a cook nothing who has not begun and has no paper: the screen says the new table',
    input,
    facts: { order: withJob({ state: 'queued' }, { state: 'open' }), ...screenInKitchen },
    ...noSlip,
  },
  {
    it: 'tells nothing by paper of what was begun at a screen that is gone, while its paper waits',
    input,
    facts: { order: withJob({ state: 'queued' }, { state: 'started' }) },
    ...noSlip,
  },
  {
    it: 'says nothing of the order’s note on a slip',
    input,
    facts: { order: anOrderWith({ order: { note: 'Apuro' } }) },
    changes: [
      { set: 'order' },
      { set: 'orderEdit' },
      { put: 'ticket', ticket: { document: { note: null } } },
      { put: 'printJob' },
    ],
  },
  {
    it: 'tells a cook nothing who is done with it',
    input,
    facts: { order: withJob({ state: 'printed' }, { state: 'bumped' }), ...screenInKitchen },
    ...noSlip,
  },
  {
    it: 'tells nothing of a ticket that was voided',
    input,
    facts: { order: withJob({ state: 'printed' }, { state: 'voided' }) },
    ...noSlip,
  },
  ...(['void', 'bill'] as const).map((kind) => ({
    it: `tells nothing where the station has only a ${kind} slip of it`,
    input,
    facts: { order: withJob({ state: 'printed' }, { kind }) },
    ...noSlip,
  })),

  // A second move.
  {
    it: 'replaces a slip that still waits by one that tells of both moves',
    input,
    facts: { order: moved(aSlip()) },
    reply: { tickets: [{ ticketId: '4', kind: 'move' }] },
    changes: [
      { set: 'order', revision: 2 },
      { set: 'orderEdit', edit: { table: '2' } },
      {
        set: 'printJob',
        id: '18',
        from: 'queued',
        to: 'discarded',
        cause: 'voided_before_print',
        settledAt: NOW,
      },
      { set: 'ticket', id: '8', state: 'voided', movedAt: NOW },
      { put: 'ticket', ticket: { document: { fromTable: '9', table: '2' } } },
      { put: 'printJob' },
    ],
    events: [
      { kind: 'order.edited', tickets: [{ says: '9' }] },
      { kind: 'printJob.settled', jobId: '18', state: 'discarded' },
      { kind: 'ticket.moved', order: 7, ticketId: '8', state: 'voided', doneNos: [], by: 'Ana' },
    ],
  },
  {
    it: 'drops a slip that waits where the guests go back to the table that the kitchen knows',
    input: { order: 7, table: '9' },
    facts: { order: moved(aSlip()) },
    reply: { tickets: [] },
    changes: [
      { set: 'order', revision: 2 },
      { set: 'orderEdit', edit: { table: '9' } },
      { set: 'printJob', id: '18', to: 'discarded' },
      { set: 'ticket', id: '8', state: 'voided' },
      // That slip was all that the order waited for.
      { set: 'order', number: 7, state: 'ready', readyAt: NOW },
    ],
    events: [
      { kind: 'order.edited', tickets: [] },
      { kind: 'printJob.settled' },
      { kind: 'ticket.moved' },
      { kind: 'order.moved', state: 'ready', readyAt: NOW },
    ],
  },
  ...(
    [
      ['was printed', aSlip({ state: 'printed' })],
      ['is in print', aSlip({ state: 'sending' })],
      [
        'waits for a second try',
        aSlip({ mark: { kind: 'possible-duplicate', firstTriedAt: '20:29' } }),
      ],
      ['was voided by an earlier one', aSlip({}, { state: 'voided' })],
      [
        'went to a backup printer untried',
        {
          ...aSlip(),
          jobs: [
            aJob({ id: '17', ticketId: '8', state: 'rerouted' }),
            aJob({ id: '18', ticketId: '8', printerId: 'bar-printer' }),
          ],
        },
      ],
    ] as const
  ).map(([what, slip]) => ({
    it: `leaves an earlier slip that ${what}, and tells of this move alone`,
    input,
    facts: { order: moved(slip) },
    changes: [
      { set: 'order' },
      { set: 'orderEdit' },
      { put: 'ticket', ticket: { document: { fromTable: '1', table: '2' } } },
      { put: 'printJob' },
    ],
  })),
  {
    it: 'leaves a slip that waits where something of the order was printed at the old table since',
    input,
    facts: { order: moved(aSlip(), NOW - 2 * MINUTE) },
    changes: [
      { set: 'order' },
      { set: 'orderEdit' },
      { put: 'ticket', ticket: { document: { fromTable: '1' } } },
      { put: 'printJob' },
    ],
  },
  {
    it: 'leaves a slip that waits where something of the order is in print at this moment',
    input,
    facts: {
      order: anOrderWith({
        tickets: [
          { ticket: aTicket(), lineNos: [1], jobs: [aJob({ state: 'sending', settledAt: null })] },
          aSlip(),
        ],
      }),
    },
    changes: [
      { set: 'order' },
      { set: 'orderEdit' },
      { put: 'ticket', ticket: { document: { fromTable: '1' } } },
      { put: 'printJob' },
    ],
  },
  {
    it: 'replaces it where what was printed came out before the slip was made',
    input,
    facts: { order: moved(aSlip(), NOW - 2 * MINUTE - 1) },
    changes: [
      { set: 'order' },
      { set: 'orderEdit' },
      { set: 'printJob', id: '18' },
      { set: 'ticket', id: '8' },
      { put: 'ticket', ticket: { document: { fromTable: '9' } } },
      { put: 'printJob' },
    ],
  },

  // What was joined to it.
  {
    it: 'takes along what was joined to it, each order with a revision and slips of its own',
    input,
    facts: {
      parts: [
        anOrderWith({
          order: { number: 9, folio: 14, revision: 5, mergedInto: 7, customer: 'Rosa' },
          lines: [aLine({ orderNumber: 9 })],
        }),
      ],
    },
    reply: { number: 7, revision: 2, tickets: [{ ticketId: '4' }, { ticketId: '5' }] },
    changes: [
      { set: 'order', number: 7, revision: 2 },
      { set: 'orderEdit', number: 7 },
      { put: 'ticket', ticket: { id: '4', orderNumber: 7 } },
      { put: 'printJob', job: { id: '6' } },
      { set: 'order', number: 9, revision: 6 },
      { set: 'orderEdit', number: 9, edit: { type: 'table', table: '2' } },
      {
        put: 'ticket',
        ticket: { id: '5', orderNumber: 9, document: { folio: '0014', customer: 'Rosa' } },
      },
      { put: 'printJob', job: { id: '7' } },
    ],
    events: [
      { kind: 'order.edited', order: 7, revision: 2, tickets: [{ job: { jobId: '6' } }] },
      {
        kind: 'order.edited',
        order: 9,
        what: 'table',
        revision: 6,
        tickets: [{ job: { jobId: '7' } }],
      },
    ],
  },
  {
    it: 'lets a program move a table',
    input: { ...input, base: 1 },
    context: { actor: aProgram('pedidos:cambiar') },
    events: [{ by: 'Tienda' }],
  },
  {
    it: 'refuses the table at which the order is already, however it is written',
    input: { order: 7, table: 'terraza 1' },
    facts: { order: anOrderWith({ order: { table: 'Terraza 1' } }) },
    refuses: 'TABLE_SAME',
    details: { order: 7 },
  },
  {
    it: 'refuses an order that is part of another: its table is moved there',
    input,
    facts: { order: anOrderWith({ order: { mergedInto: 5 } }) },
    refuses: 'ORDER_MERGED',
    details: { order: 7, into: 5 },
  },
  ...refusedEditsWithBase(input, printed),
]);

asks(moveTableRule, input, {
  ...EDIT_OF_7,
  catalogue: true,
  next: { day: TODAY },
  parts: { number: 7 },
});
