/** Specifications of ticket commands: actions of cooks, messages to stations, stations' screens. */
import { z } from 'zod';
import { Fields } from '../base/fields';
import { defineCommand } from './define-command';
import { NameField } from './inputs';
import { Numbers, PaperIssued, TicketMoveFields, TicketStateChanged } from './replies';
import { COOKS, SELLERS } from './roles';
import { CREATE } from './scope-needs';

const { text: Text, optional: Optional, ticketNumber: TicketNumber } = Fields;

const TicketInput = z.strictObject({ ticket: TicketNumber });

export const startTicket = defineCommand({
  name: 'startTicket',
  summary: 'Begin to cook a ticket',
  input: TicketInput,
  reply: TicketStateChanged,
  roles: COOKS,
  offeredTo: ['screen', 'public'],
});

export const bumpTicket = defineCommand({
  name: 'bumpTicket',
  summary: 'Say that a ticket is done',
  input: TicketInput,
  reply: TicketStateChanged,
  roles: COOKS,
  offeredTo: ['screen', 'public'],
});

export const recallTicket = defineCommand({
  name: 'recallTicket',
  summary: 'Take a done ticket back to the wall',
  input: TicketInput,
  reply: TicketStateChanged,
  roles: COOKS,
  offeredTo: ['screen', 'public'],
});

export const acknowledgeNotice = defineCommand({
  name: 'acknowledgeNotice',
  formerly: ['acknowledgeSlip'],
  summary: 'Say that a notice was read: a void, another table, a message',
  input: TicketInput,
  reply: TicketStateChanged,
  roles: COOKS,
  offeredTo: ['screen', 'public'],
});

export const tickLine = defineCommand({
  name: 'tickLine',
  summary: 'Tick one line of a ticket off, or on again',
  input: z.strictObject({
    ticket: TicketNumber,
    line: z.int().min(1),
    done: z.boolean().default(true),
  }),
  reply: z.strictObject({ ...TicketMoveFields, done: Numbers }).readonly(),
  roles: COOKS,
  offeredTo: ['screen', 'public'],
});

/** `station` null: the kitchen. */
export const sendMessage = defineCommand({
  name: 'sendMessage',
  summary: 'Send a message to a station',
  input: z.strictObject({ text: Text, station: Optional.default(null) }),
  reply: PaperIssued,
  roles: [...SELLERS, 'expo'],
  scopes: CREATE,
  offeredTo: ['screen', 'public'],
});

export const setStationScreen = defineCommand({
  name: 'setStationScreen',
  summary: 'Say that a screen hangs at a station, or no longer',
  input: z.strictObject({ station: NameField, screen: z.boolean() }),
  reply: z.strictObject({ station: z.string(), screen: z.boolean() }).readonly(),
  roles: [...COOKS, 'system'],
  offeredTo: ['screen', 'public'],
});
