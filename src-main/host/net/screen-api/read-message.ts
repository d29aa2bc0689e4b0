/** Reads a screen's frames by the strict grammar of the order port. */
import type { z } from 'zod';
import { COMMANDS } from '../../../../src-shared/commands/registry';
import type { CommandName } from '../../../../src-shared/commands/registry';
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import { FRAME_BYTES } from '../../../../src-shared/screen-api/messages';
import type { ScreenQuery } from '../../../../src-shared/screen-api/messages';
import { SCREEN_ASKS } from '../../../../src-shared/screen-api/screen-queries';
import { ScreenMessage } from '../../../../src-shared/screen-api/message-schemas';
import { inputError } from '../../../../src-shared/base/input-errors';
import { readJson } from '../json/json-body';

export type ReadFrame =
  | { readonly kind: 'message'; readonly message: ScreenMessage }
  /** Invalid; the sender waits for an answer under this key. */
  | { readonly kind: 'unfit'; readonly key: string; readonly refusal: Refusal }
  /** Invalid, without a key to answer to. */
  | { readonly kind: 'nonsense' };

/** Messages are text. Of a binary frame only the key is read, to refuse it. */
export function readFrame(bytes: Buffer, isBinary: boolean): ReadFrame {
  if (isBinary) return unfit(keyOfUnread(bytes), refuse('NOT_A_REQUEST'));
  const body = readJson(bytes, FRAME_BYTES);
  if (!body.ok) return unfit(keyOfUnread(bytes), body);
  const parsed = ScreenMessage.safeParse(body.value, { reportInput: true });
  if (parsed.success) return { kind: 'message', message: parsed.data };
  const { type } = body.value as { readonly type?: unknown };
  return unfit(
    keyIn(body.value),
    type === 'command' ? inputError(parsed.error) : refuse('NOT_A_REQUEST'),
  );
}

function unfit(key: string | null, refusal: Refusal): ReadFrame {
  return key === null ? { kind: 'nonsense' } : { kind: 'unfit', key, refusal };
}

/** The sender's key for its message, also if empty. The answer repeats it unchanged. */
function keyIn(value: unknown): string | null {
  const { key } = (value ?? {}) as { readonly key?: unknown };
  return typeof key === 'string' ? key : null;
}

/**
 * The key of a frame with a repeated field, too many levels or too many bytes. Null if the key
 * itself is repeated.
 */
function keyOfUnread(bytes: Buffer): string | null {
  const text = bytes.toString('utf8');
  try {
    const key = keyIn(JSON.parse(text));
    return namesItsKeyTwice(text) ? null : key;
  } catch {
    return null;
  }
}

/** `text` is valid JSON. Only keys at its top level count. */
function namesItsKeyTwice(text: string): boolean {
  let depth = 0;
  let times = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (letter === '{' || letter === '[') depth++;
    else if (letter === '}' || letter === ']') depth--;
    else if (letter === '"') {
      const end = closingQuote(text, at);
      if (depth === 1 && JSON.parse(text.slice(at, end + 1)) === 'key' && isName(text, end + 1))
        times++;
      at = end;
    }
  }
  return times > 1;
}

function closingQuote(text: string, opening: number): number {
  let at = opening + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at;
}

/** A string with a colon behind it is the name of a field. */
function isName(text: string, from: number): boolean {
  let at = from;
  while (' \t\r\n'.includes(text[at] ?? '')) at++;
  return text[at] === ':';
}

export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name);
}

/** The query with its fields checked; null: unknown or invalid. */
export function readQuery({
  name,
  ...fields
}: {
  readonly name: ScreenQuery;
}): ScreenQueryRequest | null {
  const { ask } = SCREEN_ASKS[name];
  const parsed = ask.safeParse(fields);
  // The fields match the name's schema, which the types cannot express.
  return parsed.success ? ({ name, ...parsed.data } as ScreenQueryRequest) : null;
}

/** A query as parsed by the schemas of `SCREEN_ASKS`. */
export type ScreenQueryRequest = {
  [N in ScreenQuery]: { readonly name: N } & z.output<(typeof SCREEN_ASKS)[N]['ask']>;
}[ScreenQuery];
