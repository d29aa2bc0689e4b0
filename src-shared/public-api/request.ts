/** Parts that requests share: keys, names, how long a sender waits. */
import { z } from 'zod';
import type { CommandInput } from '../commands/registry';
import { isRefusal } from '../base/errors';
import type { Refusal } from '../base/errors';
import { Fields, PersonName } from '../base/fields';
import { LIMITS } from '../base/limits';
import type { PublicBinding, PublicCommandName } from './define-public';
import type { PrinterActionRequest } from './printing';
import type { Query } from '../queries/queries';
import type { Scope } from '../base/scope-words';
import { inputError } from '../base/input-errors';

/** The event that a sender waits for before its answer. */
export type Until = 'recibido' | 'impreso' | 'listo';

export type CommandRequest = {
  readonly kind: 'command';
  readonly binding: PublicBinding;
  /** Input of `binding.command`. */
  readonly input: CommandInput<PublicCommandName>;
  readonly key: string | null;
  readonly until: Until;
  readonly deadlineS: number;
};

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
  | PrinterActionRequest
  | { readonly kind: 'subscribe' };

export type ParsedRequest = {
  readonly ok: true;
  readonly token: string | null;
  readonly request: PublicRequest;
};

/** Parses the fields of one kind of request. */
export type RequestReader = (fields: unknown) => ParsedRequest | Refusal;

export const Key = z.union([
  z.int().transform(String),
  PersonName.refine((key) => key.length > 0 && key.length <= LIMITS.keyChars, {
    error: `entre 1 y ${LIMITS.keyChars} caracteres`,
  }),
]);
/** A text that may also be given as a number: a table, a telephone. */
export const NameOrNull = z
  .union([z.int().transform(String), PersonName])
  .nullish()
  .transform((text) => (text ? text : null));

export const Token = z.string().max(LIMITS.keyChars).optional();

/** Fields that every command may have beside its own. */
export const Common = {
  id: Key.nullish(),
  token: Token,
  esperar: z.enum(['recibido', 'impreso', 'listo']).default('recibido'),
  plazo_s: z.number().min(0).max(600).default(60),
};
/** As `Common`, for an edit, which may name the revision that its sender saw. */
export const CommonEdit = { ...Common, base: Fields.base };

/** Issues then contain the input, which distinguishes "missing" from "of another type". */
export const WITH_INPUT = { reportInput: true } as const;

export function reader<S extends z.ZodType<{ token?: string | undefined }>>(
  schema: S,
  make: (body: z.output<S>) => PublicRequest | Refusal,
): RequestReader {
  return (fields) => {
    const parsed = schema.safeParse(fields, WITH_INPUT);
    if (!parsed.success) return inputError(parsed.error);
    const request = make(parsed.data);
    return 'code' in request ? request : { ok: true, token: parsed.data.token ?? null, request };
  };
}

/** The fields of `Common` in a body. A binding may omit them. */
type CommonFields = {
  readonly id?: string | null | undefined;
  readonly token?: string | undefined;
  readonly esperar?: Until;
  readonly plazo_s?: number;
};

export function bindingReader(binding: PublicBinding): RequestReader {
  return reader(binding.body as z.ZodType<CommonFields>, (body) => {
    const input = binding.decode(body);
    if (isRefusal(input)) return input;
    return {
      kind: 'command',
      binding,
      input,
      key: body.id ?? null,
      until: body.esperar ?? 'recibido',
      deadlineS: body.plazo_s ?? 0,
    };
  });
}
