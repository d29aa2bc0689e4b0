/**
 * Replies that several commands share. Receipts store them, so only optional fields may be added.
 */
import { z } from 'zod';
import type { OrderState } from '../model/order';
import type { Medium } from '../model/printers';
import type { TicketKind, TicketState } from '../model/ticket';

const TicketKindWord = z.enum([
  'order',
  'addition',
  'change',
  'void',
  'move',
  'message',
  'bill',
]) satisfies z.ZodType<TicketKind>;
const TicketStateWord = z.enum([
  'open',
  'started',
  'bumped',
  'voided',
]) satisfies z.ZodType<TicketState>;
export const OrderStateWord = z.enum([
  'open',
  'ready',
  'served',
  'closed',
  'voided',
]) satisfies z.ZodType<OrderState>;

/** One ticket of a reply, with the ids for looking up its state. */
export const TicketRef = z
  .strictObject({
    ticketId: z.string(),
    kind: TicketKindWord,
    station: z.string(),
    jobId: z.string(),
    printerId: z.string(),
    printer: z.string(),
    /** Its printer is a sample, so no paper is printed. */
    virtual: z.boolean(),
    divertedTo: z.enum(['pdf', 'screen']).nullable() satisfies z.ZodType<Exclude<
      Medium,
      'paper'
    > | null>,
    cooking: TicketStateWord.nullable(),
  })
  .readonly();
export type TicketRef = z.infer<typeof TicketRef>;
export const Tickets = z.array(TicketRef).readonly();

/** A notice about an accepted line. `similar`: the item that was probably meant. */
export const LineNotice = z
  .strictObject({
    code: z.literal('NO_PRICE'),
    line: z.int(),
    product: z.string(),
    similar: z.string().nullable(),
  })
  .readonly();
export type LineNotice = z.infer<typeof LineNotice>;

export const Numbers = z.array(z.int()).readonly();

/** An empty reply: the command was carried out. */
export const DoneReply = z.strictObject({}).readonly();

export const DispatchFields = {
  number: z.int(),
  folio: z.int(),
  revision: z.int(),
  tickets: Tickets,
  /** Absent if there are none. */
  notices: z.array(LineNotice).readonly().optional(),
} as const;
/** An order after a dispatch. */
export const DispatchReply = z.strictObject(DispatchFields).readonly();
export type DispatchReply = z.infer<typeof DispatchReply>;

export const EditFields = { number: z.int(), revision: z.int(), tickets: Tickets } as const;
/** An order after an edit, with the notices for cooks. */
export const OrderEdited = z.strictObject(EditFields).readonly();
export type OrderEdited = z.infer<typeof OrderEdited>;

/** Paper of an order, a message or the till, by its number. */
export const PaperIssued = z.strictObject({ number: z.int(), tickets: Tickets }).readonly();

export const TicketMoveFields = {
  ticket: z.int(),
  state: TicketStateWord,
  moved: z.boolean(),
} as const;
/** `moved` is false if the ticket had that state already: two cooks may tap at the same time. */
export const TicketStateChanged = z.strictObject(TicketMoveFields).readonly();
export type TicketStateChanged = z.infer<typeof TicketStateChanged>;

export const PrintResolvedFields = {
  number: z.int().nullable(),
  decided: z.int(),
  tickets: Tickets,
} as const;
/** `number`: the order's; null for the print of a message. */
export const PrintResolved = z.strictObject(PrintResolvedFields).readonly();
export type PrintResolved = z.infer<typeof PrintResolved>;

export const SavedFields = { id: z.string(), name: z.string() } as const;
/** A saved record, with its current name. */
export const SavedRef = z.strictObject(SavedFields).readonly();
export type SavedRef = z.infer<typeof SavedRef>;
