/** Every command that the host can carry out, by its name. It holds no list of its own. */
import type { z } from 'zod';
import type { Actor } from '../base/vocabulary';
import type { CommandSpec } from './define-command';
import * as operations from './operations';
import * as orders from './orders';
import * as printing from './printing';
import * as restaurant from './restaurant';
import * as staff from './staff';
import * as tickets from './tickets';
import * as till from './till';

export type { Lease, NextLease, Probe } from './leases';
export type {
  DispatchReply,
  LineNotice,
  OrderEdited,
  PrintResolved,
  TicketRef,
  TicketStateChanged,
} from './replies';

export const COMMANDS = {
  ...orders,
  ...tickets,
  ...printing,
  ...restaurant,
  ...staff,
  ...till,
  ...operations,
} as const satisfies Readonly<Record<string, CommandSpec>>;

export type CommandName = keyof typeof COMMANDS;

/** As its sender writes it: what has a default may be left out. */
export type CommandText<N extends CommandName> = z.input<(typeof COMMANDS)[N]['input']>;
export type CommandInput<N extends CommandName> = z.output<(typeof COMMANDS)[N]['input']>;
export type Reply<N extends CommandName> = z.output<(typeof COMMANDS)[N]['reply']>;

/**
 * A reply as its sender gets it: instead of the ids of its tickets, their states
 * (`TicketStatus`) come beside it.
 */
export type ReplyFacts<N extends CommandName> = Omit<Reply<N>, 'tickets'>;

/** The commands that are offered to screens, or to programs. */
export type OfferedTo<D extends 'screen' | 'public'> = {
  [N in CommandName]: D extends (typeof COMMANDS)[N]['offeredTo'][number] ? N : never;
}[CommandName];

export function isOfferedTo(name: CommandName, to: 'screen' | 'public'): boolean {
  const { offeredTo }: CommandSpec = COMMANDS[name];
  return offeredTo.includes(to);
}

/**
 * A command on its way to the core. The same `key` with the same input from the same sender is the
 * same command.
 */
export type Command<N extends CommandName = CommandName> = {
  [K in N]: {
    readonly name: K;
    readonly input: CommandInput<K>;
    readonly actor: Actor;
    readonly key: string;
    /** How long ago it was made, ms. */
    readonly age: number;
  };
}[N];
