/** fireLines: held lines go to their stations. */
import { fireLinesRule } from '../../../../src-main/host/domain/orders/fire-lines';
import { DEFAULT_SERVICE_RULES } from '../../../../src-shared/model/staff';
import { asks, EDIT_OF_7 } from '../../../support/rules/asks';
import { anActor, ANA, aProgram, LUIS, TODAY } from '../../../support/rules/context';
import { aLine, anOrder, anOrderWith, NEXT } from '../../../support/rules/orders';
import { aRestaurant } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';

const soup = aLine({ no: 1, name: 'Sopa', itemId: null, course: 1, state: 'held' });
const steak = aLine({ no: 2, name: 'Bife', itemId: 'bife', course: 2, state: 'held' });
const water = aLine({ no: 3, name: 'Agua', itemId: 'agua', course: 2, state: 'held' });
const bread = aLine({ no: 4, name: 'Pan', itemId: null, state: 'fired' });
const held = anOrderWith({ lines: [soup, steak, water, bread], tickets: [] });

table(
  fireLinesRule,
  {
    order: held,
    hostOf: null,
    houseRules: DEFAULT_SERVICE_RULES,
    catalogue: aRestaurant(),
    next: NEXT,
  },
  [
    {
      it: 'fires the next course alone when neither lines nor a course are named',
      input: { order: 7 },
      reply: { number: 7, folio: 12, revision: 2, fired: [1], tickets: [{ station: 'Cocina' }] },
      changes: [
        { set: 'order', number: 7, revision: 2 },
        { set: 'line', no: 1, state: 'fired' },
        {
          put: 'ticket',
          lineNos: [1],
          ticket: { id: '4', orderNumber: 7, dispatchNo: 1, stationId: 'kitchen' },
        },
        {
          put: 'printJob',
          job: { id: '6', printerId: 'kitchen-printer', state: 'queued', priority: 'normal' },
        },
      ],
      events: [{ kind: 'lines.fired', order: 7, lines: [1], revision: 2, by: 'Ana' }],
    },
    {
      it: 'fires a named course, a ticket for each station that cooks of it',
      input: { order: 7, course: 2 },
      reply: { fired: [2, 3], tickets: [{ station: 'Cocina' }, { station: 'Bar' }] },
    },
    {
      it: 'fires named lines of different courses together',
      input: { order: 7, lines: [1, 3] },
      reply: { fired: [1, 3] },
    },
    {
      it: 'says of the newest dispatch whose lines it fires',
      input: { order: 7, lines: [1, 2] },
      facts: {
        order: anOrderWith({ lines: [soup, { ...steak, dispatchNo: 3 }], tickets: [] }),
      },
      events: [{ kind: 'lines.fired', tickets: [{ dispatchNo: 3 }] }],
    },
    {
      it: 'takes a line without a course before the first course',
      input: { order: 7 },
      facts: { order: anOrderWith({ lines: [soup, { ...steak, course: null }], tickets: [] }) },
      reply: { fired: [2] },
    },
    {
      it: 'opens an order again that was ready',
      input: { order: 7, lines: [1] },
      facts: { order: anOrderWith({ order: { state: 'ready', readyAt: 1 }, lines: [soup] }) },
      changes: [
        { set: 'order', revision: 2 },
        { set: 'order', number: 7, state: 'open', readyAt: null },
        { set: 'line', no: 1, state: 'fired' },
        { put: 'ticket' },
        { put: 'printJob' },
      ],
      events: [
        { kind: 'lines.fired' },
        { kind: 'order.moved', order: 7, state: 'open', readyAt: null },
      ],
    },
    {
      it: 'gives the order that it was joined to a revision too: its bill is another',
      input: { order: 7, lines: [1] },
      facts: { hostOf: anOrder({ number: 5, revision: 3 }) },
      events: [
        { kind: 'lines.fired', order: 7 },
        { kind: 'order.edited', order: 5, what: 'parts', revision: 4 },
      ],
    },
    {
      it: 'refuses a course of which nothing is held',
      input: { order: 7, course: 3 },
      refuses: 'NOTHING_HELD',
      details: { order: 7 },
    },
    {
      it: 'refuses all lines where one of them was fired already',
      input: { order: 7, lines: [1, 4] },
      refuses: 'NOTHING_HELD',
    },
    {
      it: 'refuses an edit of a revision that is not the order’s any more',
      input: { order: 7, base: 1 },
      facts: { order: anOrderWith({ order: { revision: 2 }, lines: [soup] }) },
      refuses: 'EDIT_STALE',
      details: { order: 7, base: 1, revision: 2 },
    },
    {
      it: 'refuses an order that was paid',
      input: { order: 7 },
      facts: { order: anOrderWith({ order: { state: 'closed' }, lines: [soup] }) },
      refuses: 'ORDER_CLOSED',
    },
    {
      it: 'refuses an order that nobody placed',
      input: { order: 7 },
      facts: { order: null },
      refuses: 'ORDER_UNKNOWN',
    },
    {
      it: 'refuses a waiter whose table it is not, where waiters touch only what is theirs',
      input: { order: 7 },
      facts: { houseRules: { ...DEFAULT_SERVICE_RULES, ownOrdersOnly: true } },
      context: { actor: anActor('waiter', LUIS) },
      refuses: 'NOT_YOURS',
      details: { waiter: ANA.name },
    },
    {
      it: 'tells a program that it is another person’s table, and not whose',
      input: { order: 7 },
      facts: { houseRules: { ...DEFAULT_SERVICE_RULES, ownOrdersOnly: true } },
      context: { actor: aProgram('pedidos:cambiar') },
      refuses: 'NOT_YOURS',
      details: { waiter: 'otra persona' },
    },
  ],
);

asks(fireLinesRule, { order: 7 }, { ...EDIT_OF_7, catalogue: true, next: { day: TODAY } });
