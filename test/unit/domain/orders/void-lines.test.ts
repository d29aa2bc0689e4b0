/**
 * voidLines: what is not wanted any more. This table also holds what all edits have in common
 * (order-edits.ts) and what every void does (void-quantity.ts).
 */
import { voidLinesRule } from '../../../../src-main/host/domain/orders/void-lines';
import type { OrderFacts } from '../../../../src-main/host/domain/engine/facts';
import type { Stock } from '../../../../src-shared/model/menu';
import type { PrintJob } from '../../../../src-shared/model/print-job';
import { DEFAULT_SERVICE_RULES } from '../../../../src-shared/model/staff';
import { asks, EDIT_OF_7 } from '../../../support/rules/asks';
import { ANA, anActor, aProgram, LUIS, MINUTE, NOW, TODAY } from '../../../support/rules/context';
import {
  OWN_ORDERS_ONLY,
  refusedEditsWithBase,
  VOIDS_AT_COUNTER,
} from '../../../support/rules/order-edits';
import { aJob, aLine, anOrder, anOrderWith, aTicket, NEXT } from '../../../support/rules/orders';
import { aRestaurant, aStation, BAR, COUNTER, KITCHEN } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';

const steaks = aLine({ no: 1, itemId: 'bife', name: 'Bife', quantity: 3, unitPrice: 2_000 });
const water = aLine({ no: 2, itemId: 'agua', name: 'Agua', quantity: 2, unitPrice: 500 });

/** The kitchen's ticket 3 with job 5 of these states, and the bar's ticket 4 with job 6. */
function withJobs(
  kitchen: Partial<PrintJob>,
  bar: Partial<PrintJob> = { state: 'printed' },
  differing: { readonly order?: Parameters<typeof anOrder>[0]; readonly line?: typeof steaks } = {},
): OrderFacts {
  return anOrderWith({
    ...(differing.order && { order: differing.order }),
    lines: [differing.line ?? steaks, water],
    tickets: [
      { ticket: aTicket(), lineNos: [1], jobs: [aJob(kitchen)] },
      {
        ticket: aTicket({ id: '4', seq: 4, stationId: 'bar', document: { station: 'Bar' } }),
        lineNos: [2],
        jobs: [aJob({ id: '6', seq: 6, ticketId: '4', printerId: 'bar-printer', ...bar })],
      },
    ],
  });
}

const printed = withJobs({ state: 'printed' });
/** Nothing has left for the kitchen yet; the bar has its paper. */
const waiting = withJobs({ state: 'queued' });

/** One ticket of the kitchen has both lines. */
function onOneTicket(job: Partial<PrintJob>): OrderFacts {
  return anOrderWith({
    lines: [steaks, { ...water, itemId: 'milanesa', name: 'Milanesa' }],
    tickets: [{ ticket: aTicket(), lineNos: [1, 2], jobs: [aJob(job)] }],
  });
}

const screenInKitchen = aRestaurant({
  stations: [aStation({ ...KITCHEN, hasScreen: true }), BAR, COUNTER],
});
const atScreen = (state: 'open' | 'started' | 'bumped'): OrderFacts =>
  anOrderWith({
    lines: [steaks, water],
    tickets: [
      { ticket: aTicket({ state }), lineNos: [1], jobs: [aJob()] },
      {
        ticket: aTicket({ id: '4', stationId: 'bar' }),
        lineNos: [2],
        jobs: [aJob({ state: 'printed' })],
      },
    ],
  });

const fourSteaks: ReadonlyMap<string, Stock> = new Map([['bife', { soldOut: false, left: 4 }]]);
const usual = {
  order: printed,
  hostOf: null,
  houseRules: DEFAULT_SERVICE_RULES,
  catalogue: aRestaurant(),
  stock: fourSteaks,
  next: NEXT,
  parts: [],
};
const input = { order: 7, lines: [1], reason: 'se arrepintió' };
const unreasoned = { order: 7, lines: [1] };

table(voidLinesRule, usual, [
  {
    it: 'sends a slip to the station that has a line on paper, with how many and why',
    input,
    reply: {
      number: 7,
      folio: 12,
      revision: 2,
      voided: [1],
      tickets: [{ ticketId: '4', kind: 'void', station: 'Cocina', jobId: '6' }],
    },
    changes: [
      { set: 'order', number: 7, revision: 2 },
      {
        set: 'line',
        orderNumber: 7,
        no: 1,
        voided: 3,
        state: 'voided',
        reason: 'se arrepintió',
      },
      { set: 'ticket', id: '3', state: 'voided' },
      {
        put: 'ticket',
        lineNos: [1],
        ticket: {
          id: '4',
          kind: 'void',
          stationId: 'kitchen',
          orderNumber: 7,
          dispatchNo: null,
          messageId: null,
          document: {
            kind: 'void',
            station: 'Cocina',
            folio: '0012',
            orderNumber: 7,
            dispatchNo: 1,
            table: '1',
            waiter: 'Ana',
            reason: 'se arrepintió',
            note: null,
            time: '20:30',
            lines: [{ quantity: 3, name: 'Bife' }],
            alsoAt: [],
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
        kind: 'lines.voided',
        order: 7,
        lines: [{ no: 1, voided: 3, state: 'voided' }],
        reason: 'se arrepintió',
        emptied: ['3'],
        tickets: [
          {
            station: 'Cocina',
            kind: 'void',
            lineNos: [1],
            quantities: [3],
            says: 'se arrepintió',
            job: { jobId: '6', priority: 'urgent' },
          },
        ],
        revision: 2,
        by: 'Ana',
      },
    ],
  },
  {
    it: 'drops the print of what has not left yet: no paper, no reason needed, and the dish is back',
    input: unreasoned,
    facts: { order: withJobs({ state: 'queued' }, { state: 'queued' }) },
    reply: { revision: 2, voided: [1], tickets: [] },
    changes: [
      { set: 'order', revision: 2 },
      { set: 'line', no: 1, voided: 3, state: 'voided', reason: null },
      { set: 'ticket', id: '3', state: 'voided' },
      {
        set: 'printJob',
        id: '5',
        from: 'queued',
        to: 'discarded',
        cause: 'voided_before_print',
        settledAt: NOW,
      },
      { set: 'stock', itemId: 'bife', stock: { soldOut: false, left: 7 } },
    ],
    events: [
      { kind: 'lines.voided', emptied: ['3'], tickets: [], reason: null },
      {
        kind: 'printJob.settled',
        order: 7,
        jobId: '5',
        printerId: 'kitchen-printer',
        state: 'discarded',
        cause: 'voided_before_print',
        by: 'Ana',
      },
      {
        kind: 'stock.changed',
        order: null,
        itemId: 'bife',
        item: 'Bife',
        soldOut: false,
        left: 7,
        by: 'Ana',
      },
    ],
  },
  {
    it: 'calls the order ready where what is left of it is all on paper',
    input: unreasoned,
    facts: { order: waiting, stock: new Map() },
    changes: [
      { set: 'order', revision: 2 },
      { set: 'line', no: 1 },
      { set: 'ticket', id: '3', state: 'voided' },
      { set: 'printJob', id: '5', to: 'discarded' },
      { set: 'order', number: 7, state: 'ready', readyAt: NOW },
    ],
    events: [
      { kind: 'lines.voided' },
      { kind: 'printJob.settled' },
      { kind: 'order.moved', order: 7, state: 'ready', readyAt: NOW },
    ],
  },
  {
    it: 'does not call it ready while a line of it is held',
    input: unreasoned,
    facts: {
      order: {
        ...waiting,
        lines: [steaks, water, aLine({ no: 3, state: 'held', itemId: null })],
      },
      stock: new Map(),
    },
    events: [{ kind: 'lines.voided' }, { kind: 'printJob.settled' }],
  },
  {
    it: 'calls it ready once the last held line is voided',
    input: { order: 7, lines: [3] },
    facts: {
      order: { ...printed, lines: [...printed.lines, aLine({ no: 3, state: 'held' })] },
    },
    changes: [
      { set: 'order', revision: 2 },
      { set: 'line', no: 3, voided: 1, state: 'voided' },
      { set: 'order', state: 'ready', readyAt: NOW },
    ],
  },
  {
    it: 'does not call it ready while a slip about it has yet to be printed',
    input,
    facts: { order: printed },
    events: [{ kind: 'lines.voided' }],
  },
  {
    it: 'strikes only what was still wanted of a line of which some were voided before',
    input,
    facts: { order: withJobs({ state: 'printed' }, undefined, { line: { ...steaks, voided: 1 } }) },
    changes: [
      { set: 'order' },
      { set: 'line', no: 1, voided: 3, state: 'voided' },
      { set: 'ticket', id: '3', state: 'voided' },
      { put: 'ticket', ticket: { document: { lines: [{ quantity: 2, name: 'Bife' }] } } },
      { put: 'printJob' },
    ],
    events: [{ lines: [{ no: 1, voided: 3 }], tickets: [{ quantities: [2] }] }],
  },
  {
    it: 'leaves a ticket of which something remains, with a slip even before its paper is out',
    input: unreasoned,
    facts: { order: onOneTicket({ state: 'queued', priority: 'normal' }) },
    reply: { tickets: [{ kind: 'void' }] },
    changes: [
      { set: 'order' },
      { set: 'line', no: 1 },
      // The ticket that the slip cancels is older, and as urgent: it still comes out first.
      { set: 'printJob', id: '5', from: 'queued', to: 'queued', priority: 'urgent' },
      { put: 'ticket', ticket: { kind: 'void' } },
      { put: 'printJob', job: { priority: 'urgent' } },
      // No cook has seen it.
      { set: 'stock', itemId: 'bife', stock: { left: 7 } },
    ],
    events: [
      { kind: 'lines.voided', emptied: [] },
      { kind: 'printJob.promoted', order: 7, jobId: '5', priority: 'urgent' },
      { kind: 'stock.changed' },
    ],
  },
  {
    it: 'does not make urgent what is so already',
    input: unreasoned,
    facts: { order: onOneTicket({ state: 'queued', priority: 'urgent' }), stock: new Map() },
    changes: [{ set: 'order' }, { set: 'line' }, { put: 'ticket' }, { put: 'printJob' }],
  },
  {
    it: 'gives nothing back of what the kitchen has',
    input,
    facts: { order: onOneTicket({ state: 'sending' }) },
    changes: [{ set: 'order' }, { set: 'line' }, { put: 'ticket' }, { put: 'printJob' }],
  },
  {
    it: 'empties a ticket of which the rest was voided before',
    input,
    facts: {
      order: {
        ...onOneTicket({ state: 'printed' }),
        lines: [steaks, { ...water, state: 'voided', voided: 2 }, aLine({ no: 3 })],
      },
    },
    events: [{ kind: 'lines.voided', emptied: ['3'] }],
  },
  {
    it: 'sends each station a slip of its own lines and voids the order when nothing is left',
    input: { order: 7, lines: null, reason: 'se fueron' },
    reply: {
      voided: [1, 2],
      tickets: [
        { ticketId: '4', jobId: '6', station: 'Cocina' },
        { ticketId: '5', jobId: '7', station: 'Bar' },
      ],
    },
    changes: [
      { set: 'order', revision: 2 },
      { set: 'line', no: 1, voided: 3 },
      { set: 'line', no: 2, voided: 2 },
      { set: 'ticket', id: '3', state: 'voided' },
      { put: 'ticket', lineNos: [1], ticket: { id: '4', stationId: 'kitchen' } },
      { put: 'printJob', job: { id: '6' } },
      { set: 'ticket', id: '4', state: 'voided' },
      { put: 'ticket', lineNos: [2], ticket: { id: '5', stationId: 'bar' } },
      { put: 'printJob', job: { id: '7', ticketId: '5' } },
      { set: 'order', number: 7, state: 'voided' },
    ],
    events: [
      { kind: 'lines.voided', lines: [{ no: 1 }, { no: 2 }], emptied: ['3', '4'] },
      { kind: 'order.moved', order: 7, state: 'voided', readyAt: null },
    ],
  },
  {
    it: 'keeps when an order was ready that is voided afterwards',
    input: { order: 7, lines: null, reason: 'no pagó' },
    facts: {
      order: withJobs({ state: 'printed' }, undefined, {
        order: { state: 'ready', readyAt: NOW - 1 },
      }),
    },
    events: [{ kind: 'lines.voided' }, { kind: 'order.moved', state: 'voided', readyAt: NOW - 1 }],
  },
  {
    it: 'voids of an order whatever is not voided yet, and no line twice',
    input: { order: 7, lines: null, reason: 'se fueron' },
    facts: {
      order: { ...printed, lines: [{ ...steaks, voided: 3, state: 'voided' }, water] },
    },
    reply: { voided: [2] },
    events: [
      { kind: 'lines.voided', lines: [{ no: 2, voided: 2 }], emptied: ['4'] },
      { kind: 'order.moved', state: 'voided' },
    ],
  },
  {
    it: 'voids what is held with the rest of an order',
    input: { order: 7, lines: null, reason: 'se fueron' },
    facts: { order: { ...printed, lines: [...printed.lines, aLine({ no: 3, state: 'held' })] } },
    reply: { voided: [1, 2, 3] },
    events: [
      { kind: 'lines.voided', lines: [{ no: 1 }, { no: 2 }, { no: 3, state: 'voided' }] },
      { kind: 'order.moved', state: 'voided' },
    ],
  },
  {
    it: 'says nothing of the order’s note on a slip: it is about what was struck alone',
    input,
    facts: { order: withJobs({ state: 'printed' }, undefined, { order: { note: 'Apuro' } }) },
    changes: [
      { set: 'order' },
      { set: 'line' },
      { set: 'ticket' },
      { put: 'ticket', ticket: { document: { note: null, reason: 'se arrepintió' } } },
      { put: 'printJob' },
    ],
  },
  {
    it: 'voids a line once that is named twice',
    input: { ...input, lines: [1, 1] },
    reply: { voided: [1] },
    events: [{ lines: [{ no: 1, voided: 3 }], tickets: [{ quantities: [3] }] }],
  },
  {
    it: 'gives back what two lines took of a dish together',
    input: { order: 7, lines: [1, 2] },
    facts: {
      order: anOrderWith({
        lines: [
          { ...steaks, state: 'held' },
          { ...steaks, no: 2, quantity: 2, state: 'held' },
          aLine({ no: 3, state: 'held' }),
        ],
        tickets: [],
      }),
      stock: new Map([['bife', { soldOut: true, left: 0 }]]),
    },
    changes: [
      { set: 'order' },
      { set: 'line', no: 1 },
      { set: 'line', no: 2 },
      { set: 'stock', itemId: 'bife', stock: { soldOut: false, left: 5 } },
    ],
    events: [{ kind: 'lines.voided' }, { kind: 'stock.changed', soldOut: false, left: 5 }],
  },
  {
    it: 'leaves a dish over that was called over by hand',
    input: unreasoned,
    facts: {
      order: withJobs({ state: 'queued' }, { state: 'queued' }),
      stock: new Map([['bife', { soldOut: true, left: null }]]),
    },
    events: [{ kind: 'lines.voided' }, { kind: 'printJob.settled' }],
  },
  {
    it: 'frees the orders that were joined to one that is voided: the first takes its place',
    input: { order: 7, lines: null, reason: 'se fueron' },
    facts: {
      parts: [
        anOrderWith({ order: { number: 9, revision: 3, mergedInto: 7 } }),
        anOrderWith({ order: { number: 10, revision: 1, mergedInto: 7 } }),
        anOrderWith({ order: { number: 11, revision: 6, mergedInto: 7 } }),
      ],
      order: withJobs({ state: 'queued' }, { state: 'queued' }),
      stock: new Map(),
    },
    changes: [
      { set: 'order', revision: 2 },
      { set: 'line' },
      { set: 'line' },
      { set: 'ticket', id: '3' },
      { set: 'printJob', id: '5' },
      { set: 'ticket', id: '4' },
      { set: 'printJob', id: '6' },
      { set: 'order', number: 7, state: 'voided' },
      { set: 'order', number: 9, revision: 4 },
      { set: 'orderEdit', number: 9, edit: { mergedInto: null } },
      { set: 'order', number: 10, revision: 2 },
      { set: 'orderEdit', number: 10, edit: { mergedInto: 9 } },
      { set: 'order', number: 11, revision: 7 },
      { set: 'orderEdit', number: 11, edit: { mergedInto: 9 } },
    ],
    events: [
      { kind: 'lines.voided' },
      { kind: 'printJob.settled' },
      { kind: 'printJob.settled' },
      { kind: 'order.moved', order: 7 },
      {
        kind: 'order.edited',
        order: 9,
        what: 'merged',
        edit: { mergedInto: null },
        revision: 4,
        by: 'Ana',
        tickets: [],
      },
      { kind: 'order.edited', order: 10, edit: { mergedInto: 9 }, revision: 2 },
      { kind: 'order.edited', order: 11, edit: { mergedInto: 9 }, revision: 7 },
    ],
  },
  {
    it: 'leaves the orders that were joined to one of which something is left',
    input,
    facts: { parts: [anOrderWith({ order: { number: 9, mergedInto: 7 } })] },
    events: [{ kind: 'lines.voided', order: 7 }],
  },
  {
    it: 'gives the order that it was joined to a revision too: its bill is another',
    input: { order: 7, lines: [1], reason: 'frío' },
    facts: { hostOf: anOrder({ number: 5, revision: 3 }) },
    changes: [
      { set: 'order', number: 7, revision: 2 },
      { set: 'line' },
      { set: 'ticket' },
      { put: 'ticket' },
      { put: 'printJob' },
      { set: 'order', number: 5, revision: 4 },
    ],
    events: [
      { kind: 'lines.voided', order: 7 },
      {
        kind: 'order.edited',
        order: 5,
        what: 'parts',
        edit: {},
        revision: 4,
        by: 'Ana',
        tickets: [],
      },
    ],
  },
  {
    it: 'sends no slip for bills, and none for slips of before',
    input,
    facts: {
      order: {
        ...printed,
        tickets: [
          ...printed.tickets,
          ...(['void', 'move', 'bill'] as const).map((kind, index) => ({
            ticket: aTicket({ id: `${8 + index}`, kind }),
            lineNos: [1],
            jobs: [aJob({ id: `${18 + index}` })],
          })),
        ],
      },
    },
    reply: { tickets: [{ station: 'Cocina' }] },
    events: [{ kind: 'lines.voided', emptied: ['3'], tickets: [{ lineNos: [1] }] }],
  },
  {
    it: 'tells every station that a line was sent to',
    input,
    facts: {
      order: {
        ...printed,
        tickets: printed.tickets.map((facts) => ({ ...facts, lineNos: [1] })),
      },
    },
    reply: { tickets: [{ station: 'Cocina' }, { station: 'Bar' }] },
  },
  {
    it: 'says of the newest dispatch whose lines it cancels',
    input: { ...input, lines: [1, 3] },
    facts: {
      order: {
        ...onOneTicket({ state: 'printed' }),
        lines: [{ ...steaks, dispatchNo: 3 }, water, aLine({ no: 3, dispatchNo: 2 })],
        tickets: [{ ticket: aTicket(), lineNos: [1, 2, 3], jobs: [aJob({ state: 'printed' })] }],
      },
    },
    changes: [
      { set: 'order' },
      { set: 'line' },
      { set: 'line' },
      { put: 'ticket', ticket: { document: { dispatchNo: 3 } } },
      { put: 'printJob' },
    ],
  },
  {
    it: 'sends the slip to the default station where the ticket’s own does not exist',
    input,
    facts: { catalogue: aRestaurant({ stations: [aStation({ id: 'new', isDefault: true })] }) },
    events: [{ tickets: [{ stationId: 'new' }] }],
  },

  // What counts as seen by the kitchen: a person needs a reason for it.
  ...(
    [
      ['in print', { state: 'sending' }],
      ['stopped in the middle', { state: 'blocked' }],
      ['sent to a printer that does not confirm', { state: 'sent' }],
      ['of unknown end', { state: 'unsure' }],
      ['that waits for a person after an outage', { state: 'stale' }],
      ['that went on elsewhere', { state: 'rerouted' }],
      [
        'that a person discarded: it may be half out',
        { state: 'discarded', cause: 'discarded_by_hand' },
      ],
      [
        'that is tried a second time',
        { state: 'queued', mark: { kind: 'possible-duplicate', firstTriedAt: '20:26' } },
      ],
      [
        'that waits at another printer',
        { state: 'queued', mark: { kind: 'backup', of: 'Cocina', from: 'A', firstTriedAt: null } },
      ],
      ['of which a copy waits', { state: 'queued', mark: { kind: 'reprint', copy: 1 } }],
    ] as const
  ).map(([what, job]) => ({
    it: `takes for seen a print ${what}`,
    input: unreasoned,
    facts: { order: withJobs(job) },
    refuses: 'REASON_NEEDED' as const,
    details: {},
  })),
  {
    it: 'takes for seen a print of which a copy waits and the first is out',
    input: unreasoned,
    facts: {
      order: anOrderWith({
        lines: [steaks, water],
        tickets: [
          {
            ticket: aTicket(),
            lineNos: [1],
            jobs: [aJob({ state: 'printed' }), aJob({ id: '8', state: 'queued' })],
          },
        ],
      }),
    },
    refuses: 'REASON_NEEDED',
  },
  {
    it: 'takes for unseen what waits late, after an outage, and what was dropped before',
    input: unreasoned,
    facts: {
      order: anOrderWith({
        lines: [steaks, water],
        tickets: [
          {
            ticket: aTicket(),
            lineNos: [1],
            jobs: [
              aJob({ state: 'discarded', cause: 'voided_before_print' }),
              aJob({ id: '8', state: 'queued', mark: { kind: 'late' } }),
            ],
          },
          { ticket: aTicket({ id: '4' }), lineNos: [2], jobs: [aJob({ id: '9' })] },
        ],
      }),
      stock: new Map(),
    },
    reply: { tickets: [] },
    changes: [
      { set: 'order' },
      { set: 'line' },
      { set: 'ticket', id: '3', state: 'voided' },
      { set: 'printJob', id: '8', to: 'discarded' },
    ],
  },
  {
    it: 'takes for unseen what a cook’s screen shows and the cook has not begun',
    input: unreasoned,
    facts: { order: atScreen('open'), catalogue: screenInKitchen, stock: new Map() },
    reply: { tickets: [] },
    changes: [
      { set: 'order', revision: 2 },
      { set: 'line' },
      { set: 'ticket', id: '3', state: 'voided' },
      { set: 'printJob', id: '5', to: 'discarded' },
      // The cook has nothing more to do for it.
      { set: 'order', state: 'ready', readyAt: NOW },
    ],
  },
  ...(['started', 'bumped'] as const).map((state) => ({
    it: `takes for seen what a cook at a screen has ${state}, though its paper waits`,
    input: unreasoned,
    facts: { order: atScreen(state), catalogue: screenInKitchen },
    refuses: 'REASON_NEEDED' as const,
    details: {},
  })),
  {
    it: 'sends a cook who has begun a slip, and lets no paper of the ticket be lost before it',
    input,
    facts: { order: atScreen('started'), catalogue: screenInKitchen },
    reply: { tickets: [{ kind: 'void', cooking: 'open' }] },
    changes: [
      { set: 'order' },
      { set: 'line' },
      { set: 'ticket', id: '3', state: 'voided' },
      { set: 'printJob', id: '5', to: 'queued', priority: 'urgent' },
      { put: 'ticket', ticket: { state: 'open' } },
      { put: 'printJob' },
    ],
  },

  // Who may.
  {
    it: 'takes no reason from a program, which may not know one',
    input: unreasoned,
    context: { actor: aProgram('pedidos:cambiar') },
    reply: { voided: [1], tickets: [{ kind: 'void' }] },
    events: [{ reason: null, by: 'Tienda', tickets: [{ says: null }] }],
  },
  {
    it: 'refuses a person who gives no reason for what the kitchen has',
    input: unreasoned,
    refuses: 'REASON_NEEDED',
    details: {},
  },
  ...([anActor('waiter'), aProgram('pedidos:cambiar')] as const).map((actor) => ({
    it: `sends a sender of role ${actor.role} to the counter who voids what the kitchen has, where the restaurant wants so`,
    input,
    facts: { houseRules: VOIDS_AT_COUNTER },
    context: { actor },
    refuses: 'COUNTER_NEEDED' as const,
    details: {},
  })),
  {
    it: 'lets a waiter void there what the kitchen has not seen',
    input: unreasoned,
    facts: { houseRules: VOIDS_AT_COUNTER, order: waiting },
    context: { actor: anActor('waiter') },
    reply: { voided: [1] },
  },
  {
    it: 'lets the counter void there what the kitchen has',
    input,
    facts: { houseRules: VOIDS_AT_COUNTER },
    context: { actor: anActor('counter') },
    reply: { voided: [1] },
  },
  {
    it: 'asks the counter for a reason there too',
    input: unreasoned,
    facts: { houseRules: VOIDS_AT_COUNTER },
    context: { actor: anActor('counter') },
    refuses: 'REASON_NEEDED',
  },
  ...refusedEditsWithBase(input, printed),
  {
    it: 'takes the very revision that the order has',
    input: { ...input, base: 4 },
    facts: {
      order: withJobs({ state: 'printed' }, undefined, { order: { revision: 4 } }),
    },
    reply: { revision: 5 },
  },
  {
    it: 'takes an edit that names no revision for one of the order as it is',
    input: { ...input, base: null },
    facts: {
      order: withJobs({ state: 'printed' }, undefined, { order: { revision: 4 } }),
    },
    reply: { revision: 5 },
  },
  {
    it: 'tells that an edit is stale before it tells whose table it is',
    input: { ...input, base: 3 },
    facts: { houseRules: OWN_ORDERS_ONLY },
    context: { actor: anActor('waiter', LUIS) },
    refuses: 'EDIT_STALE',
    details: { order: 7, base: 3, revision: 1 },
  },
  {
    it: 'lets a waiter change what is their own',
    input,
    facts: { houseRules: OWN_ORDERS_ONLY },
    context: { actor: anActor('waiter', ANA) },
    reply: { voided: [1] },
  },
  {
    it: 'lets any waiter change another’s where the restaurant does not mind',
    input,
    context: { actor: anActor('waiter', LUIS) },
    events: [{ kind: 'lines.voided', by: 'Luis' }],
  },
  {
    it: 'lets any waiter change an order that is no waiter’s yet',
    input,
    facts: {
      houseRules: OWN_ORDERS_ONLY,
      order: withJobs({ state: 'printed' }, undefined, { order: { waiter: null } }),
    },
    context: { actor: anActor('waiter', LUIS) },
    reply: { voided: [1] },
  },
  ...(['owner', 'counter', 'expo'] as const).map((role) => ({
    it: `does not bind the ${role} to their own orders`,
    input,
    facts: { houseRules: OWN_ORDERS_ONLY },
    context: { actor: anActor(role, LUIS) },
    reply: { voided: [1] },
  })),
  {
    it: 'voids lines of an order that was carried out already',
    input,
    facts: {
      order: withJobs({ state: 'printed' }, undefined, {
        order: { state: 'served', readyAt: NOW - MINUTE },
      }),
    },
    events: [{ kind: 'lines.voided' }],
  },

  // Which lines.
  {
    it: 'refuses a line that the order does not have, and voids none of the others',
    input: { ...input, lines: [1, 3] },
    refuses: 'LINE_UNKNOWN',
    details: { line: 3 },
  },
  {
    it: 'refuses a line that was voided before',
    input: { ...input, lines: [2, 1] },
    facts: {
      order: { ...printed, lines: [{ ...steaks, voided: 3, state: 'voided' }, water] },
    },
    refuses: 'LINE_VOIDED',
    details: { line: 1 },
  },
]);

asks(voidLinesRule, input, {
  ...EDIT_OF_7,
  catalogue: true,
  stock: true,
  next: { day: TODAY },
  parts: { number: 7 },
});
