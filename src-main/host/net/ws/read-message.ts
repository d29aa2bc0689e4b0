/** A screen's frames read: what is not a message of the protocol is null, whatever it is. */
import type { z } from 'zod';
import { COMMANDS } from '../../../../src-shared/commands';
import type { CommandName } from '../../../../src-shared/commands';
import type { ScreenQuery } from '../../../../src-shared/protocol';
import { SCREEN_ASKS } from '../../../../src-shared/screen-queries';
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

/** A question with its fields checked; null: it is none, or not well asked. */
export function readQuery(query: { readonly name: ScreenQuery }): AskedByScreen | null {
  const { ask } = SCREEN_ASKS[query.name];
  const parsed = ask.safeParse(query);
  // Each name's fields are its own schema's; the table is too wide for the compiler to see it.
  return parsed.success ? ({ name: query.name, ...parsed.data } as AskedByScreen) : null;
}

/** As the schemas of `SCREEN_ASKS` leave it. */
export type AskedByScreen = {
  [N in ScreenQuery]: { readonly name: N } & z.output<(typeof SCREEN_ASKS)[N]['ask']>;
}[ScreenQuery];
