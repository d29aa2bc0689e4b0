/**
 * The words Comanda is written in, and the small types that carry them. Code speaks English,
 * screens Spanish first.
 *
 * | code            | es                     | meaning |
 * |-----------------|------------------------|---------|
 * | order, line     | pedido, línea          | what a table or customer asked; a line is item x quantity with modifiers and note |
 * | dispatch        | envío                  | one *send* of an order: the lines sent together; a line belongs to exactly one |
 * | ticket          | comanda                | one station's share of one dispatch: what the cook sees and what is printed |
 * | print job       | impresión              | the duty to put one ticket on one printer |
 * | attempt         | intento                | one try of a print job; its number is the fencing token of the lease |
 * | lane            | carril                 | one printer's jobs, strictly one at a time |
 * | station         | estación               | kitchen, bar, pastry: has a printer and fallbacks |
 * | routing rule    | regla de enrutamiento  | item or category to stations; the most specific wins; there is always a default station |
 * | course, hold, fire | tiempo, en espera, marchar | held lines wait, firing sends them to their stations |
 * | start, bump, recall | empezar, listo, recuperar | what a cook does to a ticket |
 * | void, comp, reprint | anular, cortesía, reimprimir | |
 * | 86, sold out    | agotado                | a dish that is over, or of which so many are left |
 * | covers, seat    | comensales, comensal   | |
 * | pre-check, bill | precuenta              | the unpaid bill, printed at the counter |
 * | revision        | revisión               | counts an order's edits: an edit names the one that its sender saw |
 * | message         | mensaje                | a line of text for the kitchen, printed at the default station |
 * | business day    | jornada                | the day a folio counts in; it turns at the cut-over hour, not at midnight |
 * | host, device    | servidor, dispositivo  | the main instance; a paired machine with a role |
 */
import { z } from 'zod';
import { systemActorName } from './system-actors';
import type { StoredScope } from './scope-words';

/** UUIDv7 as text. Sorts by creation time. */
export type Id = string;

/** Milliseconds since 1970-01-01T00:00Z, from the host's clock. */
export type EpochMs = number;

/** `YYYY-MM-DD` of a business day. */
export type BusinessDay = string;

export const OrderType = z.enum(['table', 'takeaway', 'delivery']);
export type OrderType = z.infer<typeof OrderType>;

/** urgent: changes, voids, prints that a waiter marked; normal: new orders; low: reprints. */
export const Priority = z.enum(['urgent', 'normal', 'low']);
export type Priority = z.infer<typeof Priority>;

/** The role of an actor. `system` is the host itself: its print desk, its set-up. */
export const Role = z.enum(['owner', 'counter', 'waiter', 'cook', 'expo', 'integrator', 'system']);
export type Role = z.infer<typeof Role>;

/**
 * The sender of a command: the receipt's namespace (`id`), its rights (`role`), and the logged-in
 * person, if any.
 */
export type Actor = {
  readonly id: string;
  readonly role: Role;
  readonly person?: PersonRef;
  /** Display name of the device or the program. */
  readonly name?: string;
  /** Scopes of a program's token. A program without scopes may do nothing. */
  readonly scopes?: readonly StoredScope[];
};

/** A person as orders and papers name them. */
export type PersonRef = { readonly id: Id; readonly name: string };

/** Display name of the device or program that sent it. */
export function senderOf({ id, name }: Actor): string {
  return name ?? systemActorName(id);
}

/** The actor's name for journeys and the audit: the person, else the device or the program. */
export function actorName({ id, person, name }: Actor): string {
  return person?.name ?? name ?? systemActorName(id);
}
