/** Index of all commands by name, collected from the files by subject. */
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

/** The input as its sender writes it: fields with a default are optional. */
export type CommandText<N extends CommandName> = z.input<(typeof COMMANDS)[N]['input']>;
export type CommandInput<N extends CommandName> = z.output<(typeof COMMANDS)[N]['input']>;
export type Reply<N extends CommandName> = z.output<(typeof COMMANDS)[N]['reply']>;

/**
 * A reply without its ticket ids. The sender gets the states of the tickets (`TicketStatus`) beside
 * it.
 */
export type ReplyFacts<N extends CommandName> = Omit<Reply<N>, 'tickets'>;

/** Commands that are offered to screens or to programs. */
export type OfferedTo<D extends 'screen' | 'public'> = {
  [N in CommandName]: D extends (typeof COMMANDS)[N]['offeredTo'][number] ? N : never;
}[CommandName];

export function isOfferedTo(name: CommandName, to: 'screen' | 'public'): boolean {
  const { offeredTo }: CommandSpec = COMMANDS[name];
  return offeredTo.includes(to);
}

/** A command on its way to the core. The same `key`, input and sender identify the same command. */
export type Command<N extends CommandName = CommandName> = {
  [K in N]: {
    readonly name: K;
    readonly input: CommandInput<K>;
    readonly actor: Actor;
    readonly key: string;
    /** Time since it was made, ms. */
    readonly age: number;
  };
}[N];
