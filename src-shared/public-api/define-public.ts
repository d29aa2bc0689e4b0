/**
 * Defines a command's TCP and HTTP form: the field that selects it, its Spanish body, its path and
 * its answer. Spanish field names exist only in these bindings.
 */
import type { z } from 'zod';
import type { Refusal } from '../base/errors';
import type { CommandInput, OfferedTo, ReplyFacts } from '../commands/registry';
import type { Answered, PublicReply } from './public-reply';

/** The commands that programs may send. */
export type PublicCommandName = OfferedTo<'public'>;

export type HttpBinding = {
  readonly method: 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** HTTP status of success. */
  readonly status: number;
  /** The body field that the number in the path replaces; null: none. */
  readonly pathField: string | null;
};

/**
 * Declares methods, so that bindings of all commands fit one list; `definePublic` checks the types.
 */
export type PublicBinding<
  N extends PublicCommandName = PublicCommandName,
  B extends z.ZodType = z.ZodType,
> = {
  readonly command: N;
  /** A request with one of these fields is this command. */
  readonly words: readonly string[];
  /** One Spanish line for the API's description. */
  readonly summary: string;
  /** Null: TCP only. */
  readonly http: HttpBinding | null;
  readonly body: B;
  /** Schema of the answer of success. */
  readonly answer: z.ZodType;
  decode(body: z.output<B>): CommandInput<N> | Refusal;
  encode(reply: ReplyFacts<N>, answered: Answered): PublicReply;
};

export function definePublic<N extends PublicCommandName, B extends z.ZodType>(
  { name }: { readonly name: N },
  binding: Omit<PublicBinding<N, B>, 'command'>,
): PublicBinding<N, B> {
  return { command: name, ...binding };
}

/** `POST /folder/:id/word`; the number is the value of that field. */
export function postTo(folder: 'pedidos' | 'comandas', word: string): HttpBinding {
  return { method: 'POST', path: `/${folder}/:id/${word}`, status: 200, pathField: word };
}

/** `POST` with a whole body. */
export function postWhole(path: string, status = 200): HttpBinding {
  return { method: 'POST', path, status, pathField: null };
}
