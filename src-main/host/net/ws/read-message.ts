/** A screen's frames read: what is not a message of the protocol is null, whatever it is. */
import { COMMANDS } from '../../../../src-shared/commands';
import type { CommandName } from '../../../../src-shared/commands';
import type { Query } from '../../../../src-shared/queries';
import { ScreenMessage } from '../../../../src-shared/screen-wire';

export function readMessage(text: string): ScreenMessage | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = ScreenMessage.safeParse(value);
  return parsed.success ? parsed.data : null;
}

export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name);
}

/** The few things a screen may ask, with their fields checked; everything else it knows from events. */
export function readQuery(query: unknown): Query<'order' | 'journey' | 'queue' | 'recent' | 'pending' | 'paper'> | null {
  const { name, number, limit, job } = query as { name?: unknown; number?: unknown; limit?: unknown; job?: unknown };
  const isCount = (n: unknown): n is number => typeof n === 'number' && Number.isSafeInteger(n) && n > 0;
  switch (name) {
    case 'order':
    case 'journey':
      return isCount(number) ? { name, of: { number } } : null;
    case 'recent':
      return { name, limit: isCount(limit) ? Math.min(limit, 50) : 20 };
    case 'paper':
      return isCount(job) ? { name, job } : null;
    case 'queue':
    case 'pending':
      return { name };
    default:
      return null;
  }
}
