/**
 * The client as React sees it: who holds it, what of its store a part draws, and a clock that ticks
 * for everybody together.
 */
import { createContext, use, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { LaneBoard } from '../../src-shared/live/lane-board';
import type { HostState } from '../../src-shared/live/projection';
import type { Session } from '../../src-shared/screen-api/messages';
import type { EpochMs } from '../../src-shared/base/vocabulary';
import type { ClientState, HostClient } from './host-client';
import type { Ticker } from './state/ticker';

export type Connected = {
  readonly client: HostClient;
  readonly origin: string;
  readonly token: string;
  readonly ticker: Ticker;
  readonly lanes: (host: HostState) => LaneBoard;
};

const Here = createContext<Connected | null>(null);

export function ClientProvider({
  connected,
  children,
}: {
  readonly connected: Connected;
  readonly children: ReactNode;
}) {
  return <Here value={connected}>{children}</Here>;
}

export function useConnected(): Connected {
  const connected = use(Here);
  if (!connected) throw new Error('no client above this part');
  return connected;
}

export function useClient(): HostClient {
  return useConnected().client;
}

/** What the selector gives should stay the same object while nothing in it changed. */
export function useClientState<T>(select: (state: ClientState) => T): T {
  return useStore(useConnected().client.store, select);
}

/** Of the host's picture. Only below a part that waits for it. */
export function useHost<T>(select: (host: HostState) => T): T {
  return useClientState(({ host }) => {
    if (!host) throw new Error('there is no picture of the host yet');
    return select(host);
  });
}

export function useSession(): Session {
  return useClientState(({ session }) => {
    if (!session) throw new Error('nobody was welcomed yet');
    return session;
  });
}

/**
 * The host's clock, in whole steps of so many seconds: parts that show an age draw again together,
 * and no oftener.
 */
export function useNow(stepSeconds = 1): EpochMs {
  const { ticker } = useConnected();
  return useSyncExternalStore(ticker.subscribe, () => {
    const step = stepSeconds * 1_000;
    return Math.floor(ticker.now() / step) * step;
  });
}
