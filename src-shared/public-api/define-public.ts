/**
 * How a command is spoken of over TCP and HTTP: the field that names it, its body in Spanish, its
 * path, and its answer. Spanish field names live in these bindings and nowhere else.
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
  /** Status of success. */
  readonly status: number;
  /** The field of the body that the number in the path stands for; null: none. */
  readonly pathField: string | null;
};

/** Methods, so that bindings of all commands fit one list; `definePublic` checks the types. */
export type PublicBinding<
  N extends PublicCommandName = PublicCommandName,
  B extends z.ZodType = z.ZodType,
> = {
  readonly command: N;
  /** A request that has one of these fields is this command. */
  readonly words: readonly string[];
  /** Spanish, one line, for the API's description. */
  readonly summary: string;
  /** Null: over TCP alone. */
  readonly http: HttpBinding | null;
  readonly body: B;
  /** The answer of success. */
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

/** `POST /folder/:id/word`, the number being the field of that name. */
export function postTo(folder: 'pedidos' | 'comandas', word: string): HttpBinding {
  return { method: 'POST', path: `/${folder}/:id/${word}`, status: 200, pathField: word };
}

/** `POST` of a whole body. */
export function postWhole(path: string, status = 200): HttpBinding {
  return { method: 'POST', path, status, pathField: null };
}
