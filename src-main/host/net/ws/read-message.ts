/** A screen's frames, read by the same strict grammar as the order port: no repeated keys, no more levels than anywhere else. */
import type { z } from 'zod';
import { COMMANDS } from '../../../../src-shared/commands';
import type { CommandName } from '../../../../src-shared/commands';
import { refuse } from '../../../../src-shared/errors';
import type { Refusal } from '../../../../src-shared/errors';
import { FRAME_BYTES } from '../../../../src-shared/protocol';
import type { ScreenQuery } from '../../../../src-shared/protocol';
import { SCREEN_ASKS } from '../../../../src-shared/screen-queries';
import { ScreenMessage } from '../../../../src-shared/screen-wire';
import { invalid } from '../../../../src-shared/wire/faults';
import { readJson } from '../http/json-body';

export type ReadFrame =
  | { readonly kind: 'message'; readonly message: ScreenMessage }
  /** It does not fit, and its sender waits for an answer under this key. */
  | { readonly kind: 'unfit'; readonly key: string; readonly refusal: Refusal }
  /** It does not fit, and there is no key to answer to. */
  | { readonly kind: 'nonsense' };

export function readFrame(bytes: Buffer): ReadFrame {
  const body = readJson(bytes, FRAME_BYTES);
  if (!body.ok) return unfit(keyOfBroken(bytes, body), body);
  const parsed = ScreenMessage.safeParse(body.value, { reportInput: true });
  if (parsed.success) return { kind: 'message', message: parsed.data };
  const { type } = body.value as { readonly type?: unknown };
  return unfit(keyIn(body.value), type === 'command' ? invalid(parsed.error) : refuse('NOT_A_REQUEST'));
}

function unfit(key: string | null, refusal: Refusal): ReadFrame {
  return key === null ? { kind: 'nonsense' } : { kind: 'unfit', key, refusal };
}

/** The sender's own name for its message, however odd: the answer repeats it as it came. */
function keyIn(value: unknown): string | null {
  const { key } = (value ?? {}) as { readonly key?: unknown };
  return typeof key === 'string' && key !== '' ? key : null;
}

/** A frame with a repeated field or too many levels can still be read. One whose key itself is repeated has none. */
function keyOfBroken(bytes: Buffer, { details }: Refusal): string | null {
  if (details.key === 'key') return null;
  try {
    return keyIn(JSON.parse(bytes.toString('utf8')));
  } catch {
    return null;
  }
}

export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name);
}

/** A question with its fields checked; null: it is none, or not well asked. */
export function readQuery({ name, ...fields }: { readonly name: ScreenQuery }): AskedByScreen | null {
  const { ask } = SCREEN_ASKS[name];
  const parsed = ask.safeParse(fields);
  // Each name's fields are its own schema's; the table is too wide for the compiler to see it.
  return parsed.success ? ({ name, ...parsed.data } as AskedByScreen) : null;
}

/** As the schemas of `SCREEN_ASKS` leave it. */
export type AskedByScreen = {
  [N in ScreenQuery]: { readonly name: N } & z.output<(typeof SCREEN_ASKS)[N]['ask']>;
}[ScreenQuery];
