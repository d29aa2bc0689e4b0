/**
 * What a request of the order wire turns into, and the parts its words share: keys, names, how long
 * a sender waits.
 */
import { z } from 'zod';
import type { CommandInput } from '../commands/registry';
import type { Refusal } from '../base/errors';
import { Fields, PersonName } from '../base/fields';
import { LIMITS } from '../base/limits';
import type { PrinterActionRequest } from './printing';
import type { Query } from '../queries/queries';
import type { Scope } from '../base/scope-words';
import { inputError } from '../base/input-errors';

export type PublicCommandName =
  | 'placeOrder'
  | 'addLines'
  | 'fireLines'
  | 'voidLines'
  | 'changeQuantity'
  | 'compLines'
  | 'editOrder'
  | 'moveTable'
  | 'mergeOrders'
  | 'handOver'
  | 'serveOrder'
  | 'closeOrder'
  | 'printBill'
  | 'startTicket'
  | 'bumpTicket'
  | 'recallTicket'
  | 'acknowledgeNotice'
  | 'tickLine'
  | 'setStock'
  | 'setStationScreen'
  | 'setTurbo'
  | 'markUrgent'
  | 'reprintOrder'
  | 'sendMessage'
  | 'confirmPrinted'
  | 'discardPrint'
  | 'printHeld'
  | 'reroutePrint'
  | 'confirmShown';

/** Until when a sender wants to wait for its answer. */
export type Until = 'recibido' | 'impreso' | 'listo';

export type CommandRequest = {
  [N in PublicCommandName]: {
    readonly kind: 'command';
    readonly name: N;
    readonly input: CommandInput<N>;
    readonly key: string | null;
    readonly until: Until;
    readonly deadlineS: number;
  };
}[PublicCommandName];

export type PublicRequest =
  | CommandRequest
  | {
      readonly kind: 'query';
      readonly query: Query<'order' | 'journey' | 'queue' | 'recent' | 'printers' | 'pending'>;
    }
  | { readonly kind: 'ownOrder'; readonly what: 'order' | 'journey'; readonly key: string }
  | { readonly kind: 'addDevice'; readonly name: string; readonly scopes: readonly Scope[] }
  | { readonly kind: 'programs' }
  | { readonly kind: 'revokeProgram'; readonly called: string }
  | { readonly kind: 'retryPrinter'; readonly printer: string }
  | PrinterActionRequest
  | { readonly kind: 'subscribe' };

export type ParsedRequest = {
  readonly ok: true;
  readonly token: string | null;
  readonly request: PublicRequest;
};

/** Reads the fields of one kind of request. */
export type RequestReader = (fields: unknown) => ParsedRequest | Refusal;

export const Key = z.union([
  z.int().transform(String),
  PersonName.refine((key) => key.length > 0 && key.length <= LIMITS.keyChars, {
    error: `entre 1 y ${LIMITS.keyChars} caracteres`,
  }),
]);
/** A text that people also write as a number: a table, a telephone. */
export const NameOrNull = z
  .union([z.int().transform(String), PersonName])
  .nullish()
  .transform((text) => (text ? text : null));

export const Token = z.string().max(LIMITS.keyChars).optional();

/** Fields any request may carry beside its own. */
export const Common = {
  id: Key.nullish(),
  token: Token,
  esperar: z.enum(['recibido', 'impreso', 'listo']).default('recibido'),
  plazo_s: z.number().min(0).max(600).default(60),
};
/** The same for an edit, which may name the revision that its sender saw. */
export const CommonEdit = { ...Common, base: Fields.base };

/** Issues then carry what was given, which tells "missing" from "of another kind". */
export const WITH_INPUT = { reportInput: true } as const;

/**
 * The wire's schema has checked every field with the contract's own; the types say that nothing is
 * missing.
 */
export function command<N extends PublicCommandName>(
  name: N,
  wire: { id?: string | null | undefined; esperar: Until; plazo_s: number },
  input: CommandInput<N>,
): PublicRequest {
  // Which input goes with which name is checked at each call; TypeScript cannot carry the pair
  // through the union.
  return {
    kind: 'command',
    name,
    input,
    key: wire.id ?? null,
    until: wire.esperar,
    deadlineS: wire.plazo_s,
  } as unknown as PublicRequest;
}

export function reader<S extends z.ZodType<{ token?: string | undefined }>>(
  schema: S,
  make: (wire: z.output<S>) => PublicRequest | Refusal,
): RequestReader {
  return (fields) => {
    const parsed = schema.safeParse(fields, WITH_INPUT);
    if (!parsed.success) return inputError(parsed.error);
    const request = make(parsed.data);
    return 'code' in request ? request : { ok: true, token: parsed.data.token ?? null, request };
  };
}
