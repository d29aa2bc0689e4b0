/**
 * What every part of the waiter's view shares: the carts, the way to another page, whose tables are
 * one's own.
 */
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
   * What somebody did and the page they did it on is gone: said once the host has done it; without
   * a network, that it is kept here.
   */
  sayDone(sent: Promise<Sent<CommandName>>, words: string): void;
  sayTrouble(words: string): void;
  readonly said: StoreApi<SentMessage | null>;
  /** The floor as it was left: all tables, or one's own. */
  readonly filter: { current: string | null };
  /** Whose table it is: what one is told of, and what is under "Mis mesas". */
  isMine(live: LiveOrder): boolean;
  /**
   * Placed under one's own name; a counter also minds what programs sent, and need not hear of
   * each.
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
