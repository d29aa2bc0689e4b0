/** setStationScreen: a screen is hung up at a station, or taken away. */
import { expect, it } from 'vitest';
import { setStationScreenRule } from '../../../../src-main/host/domain/tickets/station-screen';
import { aContext, anActor, LUIS, MINUTE, NOW } from '../../../support/rules/context';
import { aRestaurant, BAR, COUNTER, KITCHEN } from '../../../support/rules/restaurant';
import { table } from '../../../support/rules/rule-table';
import {
  aMessageOnScreen,
  aRestaurantWithScreen,
  ofOrder,
  onScreen,
  SCREEN_KITCHEN,
} from '../../../support/rules/tickets';

it('setStationScreen asks for what cooks have in hand at that station', () => {
  expect(setStationScreenRule.needs({ station: 'Cocina', screen: false }, aContext())).toEqual({
    catalogue: true,
    inHand: { station: 'Cocina' },
  });
});

/** Two tickets of order 7, both in hand at the kitchen. */
const second = ofOrder(
  { id: '4', seq: 4, state: 'started', doneNos: [2] },
  { jobs: [{ id: '6', state: 'sent' }] },
);
const both = onScreen({}, { others: [second] });

table(setStationScreenRule, { catalogue: aRestaurantWithScreen(), inHand: [onScreen()] }, [
  {
    it: 'hangs a screen up: from its next ticket on, and nothing of what was sent before moves',
    input: { station: 'Cocina', screen: true },
    facts: { catalogue: aRestaurant({ stations: [KITCHEN, BAR, COUNTER] }) },
    context: { actor: anActor('counter', LUIS) },
    reply: { station: 'Cocina', screen: true },
    changes: [{ set: 'stationScreen', id: 'kitchen', hasScreen: true, at: NOW }],
    events: [
      {
        kind: 'restaurant.changed',
        order: null,
        what: 'station-screen',
        name: 'Cocina',
        by: 'Luis',
      },
    ],
  },
  {
    it: 'takes a screen away: what hung on it counts as done, and its orders are ready',
    input: { station: 'Cocina', screen: false },
    context: { actor: anActor('counter', LUIS) },
    reply: { station: 'Cocina', screen: false },
    changes: [
      { set: 'stationScreen', id: 'kitchen', hasScreen: false, at: NOW },
      { set: 'ticket', id: '3', state: 'bumped', movedAt: NOW },
      { set: 'order', number: 7, state: 'ready', readyAt: NOW },
    ],
    events: [
      {
        kind: 'restaurant.changed',
        order: null,
        what: 'station-screen',
        name: 'Cocina',
        by: 'Luis',
      },
      { kind: 'ticket.moved', order: 7, ticketId: '3', state: 'bumped', doneNos: [], by: 'Luis' },
      { kind: 'order.moved', order: 7, state: 'ready', readyAt: NOW },
    ],
  },
  {
    it: 'makes an order ready once of which two tickets hung there, and keeps what was ticked off',
    input: { station: 'Cocina', screen: false },
    facts: {
      inHand: [both, { ticket: second.ticket, lineNos: second.lineNos, order: both.order }],
    },
    changes: [
      { set: 'stationScreen' },
      { set: 'ticket', id: '3', state: 'bumped' },
      { set: 'ticket', id: '4', state: 'bumped' },
      { set: 'order', number: 7, state: 'ready' },
    ],
    events: [
      { kind: 'restaurant.changed' },
      { kind: 'ticket.moved', ticketId: '3', doneNos: [] },
      { kind: 'ticket.moved', ticketId: '4', doneNos: [2] },
      { kind: 'order.moved', order: 7 },
    ],
  },
  {
    it: 'leaves an order open that waits for its paper',
    input: { station: 'Cocina', screen: false },
    facts: { inHand: [onScreen({}, { jobs: [{ state: 'queued' }] })] },
    changes: [{ set: 'stationScreen' }, { set: 'ticket', id: '3', state: 'bumped' }],
    events: [{ kind: 'restaurant.changed' }, { kind: 'ticket.moved' }],
  },
  {
    it: 'leaves an order open that a cook at another screen has in hand',
    input: { station: 'Cocina', screen: false },
    facts: {
      catalogue: aRestaurant({ stations: [SCREEN_KITCHEN, { ...BAR, hasScreen: true }, COUNTER] }),
      inHand: [
        onScreen(
          {},
          {
            others: [ofOrder({ id: '4', stationId: 'bar', state: 'open' })],
          },
        ),
      ],
    },
    changes: [{ set: 'stationScreen' }, { set: 'ticket', id: '3', state: 'bumped' }],
    events: [{ kind: 'restaurant.changed' }, { kind: 'ticket.moved', ticketId: '3' }],
  },
  {
    it: 'ends messages and an order that was carried out before, each by itself',
    input: { station: 'Cocina', screen: false },
    facts: {
      inHand: [
        aMessageOnScreen({ id: '2', seq: 2 }),
        onScreen({}, { order: { state: 'served', readyAt: NOW - MINUTE } }),
      ],
    },
    changes: [
      { set: 'stationScreen' },
      { set: 'ticket', id: '2', state: 'bumped' },
      { set: 'ticket', id: '3', state: 'bumped' },
    ],
    events: [
      { kind: 'restaurant.changed' },
      { kind: 'ticket.moved', order: null, ticketId: '2' },
      { kind: 'ticket.moved', order: 7, ticketId: '3' },
    ],
  },
  {
    it: 'finds the screen as it is asked for: nothing is written again',
    input: { station: 'Cocina', screen: true },
    reply: { station: 'Cocina', screen: true },
    changes: [],
    events: [],
  },
  {
    it: 'finds no screen to take away: nothing is written again',
    input: { station: 'Bar', screen: false },
    reply: { station: 'Bar', screen: false },
    changes: [],
    events: [],
  },
  {
    it: 'knows the station in any spelling of its name, and answers with its own',
    input: { station: ' cOCÍNA ', screen: true },
    reply: { station: 'Cocina', screen: true },
  },
  {
    it: 'refuses a station that there is none of',
    input: { station: 'Terraza', screen: true },
    refuses: 'STATION_UNKNOWN',
    details: { station: 'Terraza' },
  },
]);
