/** Shared state of the waiter view: carts, navigation, own tables. */
import { createContext, use } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand';
import type { CommandName } from '../../../src-shared/commands/registry';
import type { LiveOrder } from '../../../src-shared/live/snapshot';
import type { Sent } from '../../client/host-client';
import { EMPTY_CART } from './carts';
import type { Cart, Carts } from './carts';
import { spotKey } from './spot';
import type { OrderSpot } from './spot';

export type SentMessage = { readonly tone: 'ok' | 'info' | 'bad'; readonly words: string };

export type WaiterContext = {
  readonly carts: Carts;
  go(path: string): void;
  /**
   * Shows a notification once the host carried out the command, for commands that leave their page.
   * Offline it says that the command is stored here.
   */
  sayDone(sent: Promise<Sent<CommandName>>, words: string): void;
  sayTrouble(words: string): void;
  readonly messages: StoreApi<SentMessage | null>;
  /** The chosen view of the floor: all tables, or only the waiter's own. */
  readonly filter: { current: string | null };
  /** Whether a table is the waiter's own: it has notifications and is listed under "Mis mesas". */
  isMine(live: LiveOrder): boolean;
  /**
   * Orders placed under the waiter's own name. A counter also serves orders of programs, but gets
   * no notification of each.
   */
  isOwn(live: LiveOrder): boolean;
};

const Tools = createContext<WaiterContext | null>(null);

export function WaiterProvider({
  tools,
  children,
}: {
  readonly tools: WaiterContext;
  readonly children: ReactNode;
}) {
  return <Tools value={tools}>{children}</Tools>;
}

export function useWaiter(): WaiterContext {
  const tools = use(Tools);
  if (!tools) throw new Error('no waiter above this part');
  return tools;
}

export function useCart(spot: OrderSpot): Cart {
  const { carts } = useWaiter();
  return useStore(carts.store, (all) => all[spotKey(spot)] ?? EMPTY_CART);
}
