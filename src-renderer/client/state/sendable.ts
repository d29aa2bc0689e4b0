/**
 * An entry of the outbox as the command that it goes out as, or why this device cannot send it. The
 * host closes the whole connection over a message that it cannot read, and then nothing behind that
 * entry would ever arrive.
 */
import { FRAME_BYTES, OLDEST_COMMAND_MS } from '../../../src-shared/screen-api/messages';
import type { FromScreen, RefusalText } from '../../../src-shared/screen-api/messages';
import type { EpochMs } from '../../../src-shared/base/vocabulary';
import type { PendingCommand } from './outbox';
import { TOO_LARGE, UNREADABLE } from './own-refusals';

type Command = Extract<FromScreen, { readonly type: 'command' }>;
export type Sendable =
  | { readonly ok: true; readonly command: Command }
  | { readonly ok: false; readonly why: RefusalText };

/** Bytes that one UTF-16 unit takes in UTF-8 at the most. */
const BYTES_A_UNIT = 3;

export function sendable({ key, name, input, madeAt }: PendingCommand, now: EpochMs): Sendable {
  const command: Command = { type: 'command', key, name, input, age: ageToSend(madeAt, now) };
  let text: string;
  try {
    text = JSON.stringify(command);
  } catch {
    return { ok: false, why: UNREADABLE };
  }
  const fits =
    text.length * BYTES_A_UNIT <= FRAME_BYTES ||
    new TextEncoder().encode(text).length <= FRAME_BYTES;
  return fits ? { ok: true, command } : { ok: false, why: TOO_LARGE };
}

/**
 * How long ago it was made, as far as the host takes it: this device's clock may have been
 * corrected by any span since.
 */
export function ageToSend(madeAt: EpochMs, now: EpochMs): number {
  const age = Math.round(now - madeAt);
  return Number.isFinite(age) ? Math.min(OLDEST_COMMAND_MS, Math.max(0, age)) : 0;
}
