/** Commands of cooks: what they say of their tickets, and messages to them. */
import { z } from 'zod';
import { Fields } from '../base/fields';
import { Name } from './inputs';

const { text: Text, optional: Optional, ticketNumber: TicketNumber } = Fields;

export const SendMessage = z.strictObject({ text: Text, station: Optional.default(null) });

/** Empezar, listo, recuperar; and "enterado" for a slip that asks for nothing else. */
export const TicketInput = z.strictObject({ ticket: TicketNumber });

export const TickLine = z.strictObject({
  ticket: TicketNumber,
  line: z.int().min(1),
  done: z.boolean().default(true),
});

export const SetStationScreen = z.strictObject({ station: Name, screen: z.boolean() });
