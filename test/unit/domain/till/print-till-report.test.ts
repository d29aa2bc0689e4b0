/** printTillReport: an X or a Z on the counter's paper. */
import { expect, it } from 'vitest';
import { printTillReportRule } from '../../../../src-main/host/domain/till/print-till-report';
import { asks } from '../../../support/rules/asks';
import { aContext, ANA, anActor, HOUR, NOW, TODAY } from '../../../support/rules/context';
import { NEXT } from '../../../support/rules/orders';
import { aRestaurant, COUNTER, KITCHEN } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';
import { aTillReport } from '../../../support/rules/till';

const usual = {
  cut: { cut: aTillReport(), no: 4, lastOrder: 71 },
  shift: null,
  catalogue: aRestaurant(),
  next: NEXT,
};
const ofBefore = {
  no: 3,
  closedAt: NOW - 5 * HOUR,
  by: 'Luis',
  cut: aTillReport({ since: null, until: NOW - 5 * HOUR, covers: 30 }),
};
const paper = (cut: Readonly<Record<string, unknown>>) => [
  { put: 'message' },
  { put: 'ticket', ticket: { document: { cut } } },
  { put: 'printJob' },
];

/** What a report says where nothing was paid, before its waiters. */
const restOfReport = [
  ['Desde', '22/11/2026 15:30'],
  ['Hasta', '22/11/2026 20:30'],
  null,
  ['Cobrado ARS (0)', '0,00'],
  null,
  ['Impuestos', '780,99'],
  ['Propinas', '200,00'],
  ['Comensales', '7'],
  ['Anulado (4)', '600,00'],
  ['Cortesías (1)', '50,00'],
  ['Sin cobrar (2)', '990,50'],
];

table(printTillReportRule, usual, [
  {
    it: 'prints the till as it stands as an X, in the money of the restaurant',
    input: { shift: null },
    reply: { number: 2, tickets: [{ ticketId: '4', kind: 'message', station: 'Caja' }] },
    changes: [
      {
        put: 'message',
        message: { id: 'new-1', number: 2, text: 'CORTE X', sentBy: 'device', sentAt: NOW },
      },
      {
        put: 'ticket',
        lineNos: [],
        ticket: {
          id: '4',
          kind: 'message',
          stationId: 'counter',
          state: 'bumped',
          orderNumber: null,
          dispatchNo: null,
          messageId: 'new-1',
          document: {
            kind: 'message',
            text: 'CORTE X',
            waiter: 'Ana',
            time: '20:30',
            cut: {
              title: 'CORTE X',
              rows: [
                ['Desde', '22/11/2026 15:30'],
                ['Hasta', '22/11/2026 20:30'],
                null,
                ['Efectivo (2)', '3.000,00'],
                ['Tarjeta (1)', '1.500,00'],
                ['Cobrado ARS (3)', '4.500,00'],
                null,
                ['Impuestos', '780,99'],
                ['Propinas', '200,00'],
                ['Comensales', '7'],
                ['Anulado (4)', '600,00'],
                ['Cortesías (1)', '50,00'],
                ['Sin cobrar (2)', '990,50'],
                null,
                ['Ana (2)', '4.000,00'],
                ['Sin mesero (1)', '500,00'],
              ],
            },
          },
        },
      },
      { put: 'printJob', job: { id: '6', printerId: 'counter-printer', priority: 'low' } },
    ],
    events: [{ kind: 'message.sent', order: null, number: 2, by: 'Ana' }],
  },
  {
    it: 'prints a Z of before with its own figures, and who closed it',
    input: { shift: 3 },
    facts: { shift: ofBefore },
    changes: [
      { put: 'message', message: { text: 'CORTE Z 3' } },
      {
        put: 'ticket',
        ticket: {
          document: {
            waiter: 'Luis',
            cut: {
              title: 'CORTE Z 3',
              rows: expect.arrayContaining([
                ['Desde', 'el primer pedido'],
                ['Hasta', '22/11/2026 15:30'],
                ['Comensales', '30'],
              ]),
            },
          },
        },
      },
      { put: 'printJob' },
    ],
  },
  {
    it: 'prints it again under another number',
    input: { shift: 3 },
    facts: { shift: ofBefore, next: { ...NEXT, message: 3, ticketSeq: 5 } },
    reply: { number: 3, tickets: [{ ticketId: '5' }] },
  },
  {
    it: 'names the one waiter of a quiet day, apart from the rest',
    input: { shift: null },
    facts: {
      cut: {
        cut: aTillReport({
          byMethod: [],
          byWaiter: [{ name: 'Ana', count: 1, amount: 100 }],
          closed: { count: 0, amount: 0 },
        }),
        no: 4,
        lastOrder: 71,
      },
    },
    changes: paper({
      rows: [...restOfReport, null, ['Ana (1)', '1,00']],
    }),
  },
  {
    it: 'ends where nothing was paid to a waiter, and names no way of paying',
    input: { shift: null },
    facts: {
      cut: {
        cut: aTillReport({ byMethod: [], byWaiter: [], closed: { count: 0, amount: 0 } }),
        no: 4,
        lastOrder: 71,
      },
    },
    changes: paper({ rows: restOfReport }),
  },
  {
    it: 'is of no person where only a device asked',
    input: { shift: null },
    context: { actor: { id: 'till', role: 'counter', name: 'Caja' } },
    changes: [
      { put: 'message', message: { sentBy: 'till' } },
      { put: 'ticket', ticket: { document: { waiter: null } } },
      { put: 'printJob' },
    ],
    events: [{ by: 'Caja' }],
  },
  {
    it: 'is nothing for a cook to tick off, also where the counter has a screen',
    input: { shift: null },
    facts: { catalogue: aRestaurant({ stations: [KITCHEN, { ...COUNTER, hasScreen: true }] }) },
    context: { actor: anActor('counter', ANA) },
    events: [{ tickets: [{ state: 'bumped' }] }],
  },
  {
    it: 'refuses a Z that does not exist',
    input: { shift: 9 },
    refuses: 'RESTAURANT_INVALID',
    details: { reason: 'no hay un corte Z 9' },
  },
  {
    it: 'refuses where no station prints for the till',
    input: { shift: null },
    facts: { catalogue: aRestaurant({ stations: [KITCHEN] }) },
    refuses: 'RESTAURANT_INVALID',
    details: { reason: 'no hay una estación de caja que imprima cortes' },
  },
]);

asks(
  printTillReportRule,
  { shift: 3 },
  { cut: { now: NOW }, shift: { no: 3 }, catalogue: true, next: { day: TODAY } },
);

it('asks for no Z of before where it prints the till as it stands', () => {
  const { shift } = printTillReportRule.needs({ shift: null }, aContext());
  // They are numbered from 1.
  expect(shift).toEqual({ no: 0 });
});
