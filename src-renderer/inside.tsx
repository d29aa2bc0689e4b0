/** Opens the client while it is mounted, and shows PIN, revoked and foreign-host pages. */
import { useEffect, useState } from 'react';
import { desktopApp } from './client/link/bridge';
import { ClientProvider, useClientState, useConnected } from './client/hooks';
import type { Connected } from './client/hooks';
import { openHostClient } from './client/host-client';
import type { StoredDevice } from './client/link/kept-device';
import { lanesReader } from './client/state/selectors';
import { createTicker } from './client/state/ticker';
import { AwayPage, OtherVersion, PinPage, RevokedPage } from './onboarding/lazy-pages';
import { Outdated, Stranger, Waiting } from './onboarding/stop-pages';
import { lazy } from './ui/controls/lazy';
import type { Lazy } from './ui/controls/lazy';
import { applyTheme } from './ui/device/preferences';
import { useUi } from './ui/i18n/ui-context';
import { isKitchenPath, viewAt, VIEW_PATHS } from './ui/navigation/views';
import type { View } from './ui/navigation/views';

const VIEWS: Readonly<Record<View, Lazy<object>>> = {
  waiter: lazy(() => import('./waiter/waiter')),
  kitchen: lazy(() => import('./kitchen/kitchen')),
  expo: lazy(() => import('./kitchen/expo')),
  house: lazy(async () => {
    const house = await import('./admin/frame/admin');
    house.fetchPage(location.hash);
    return house;
  }),
};

function fetchViewAt(path: string): void {
  for (const [view, at] of Object.entries(VIEW_PATHS)) if (at === path) VIEWS[view as View].fetch();
}

export function Inside({
  device,
  onForget,
}: {
  readonly device: StoredDevice;
  readonly onForget: () => void;
}) {
  const connected = useOpenClient(device);
  if (!connected) return <Waiting />;
  return (
    <ClientProvider connected={connected}>
      <Gate onForget={onForget} />
    </ClientProvider>
  );
}

function useOpenClient({ token, hostKey }: StoredDevice): Connected | null {
  const [connected, setConnected] = useState<Connected | null>(null);
  useEffect(() => {
    // Most devices reopen their last view: load it while the host answers who this is.
    fetchViewAt(location.pathname);
    let stop = (): void => undefined;
    let isWanted = true;
    const { origin } = location;
    void openHostClient({ origin, token, hostKey }).then((client) => {
      if (!isWanted) return client.stop();
      // The device woke up or found a network: reconnect now instead of at the next retry.
      const wake = (): void => {
        if (document.visibilityState === 'visible') client.tryNow();
      };
      addEventListener('online', wake);
      document.addEventListener('visibilitychange', wake);
      stop = () => {
        removeEventListener('online', wake);
        document.removeEventListener('visibilitychange', wake);
        client.stop();
      };
      const ticker = createTicker(() => client.store.getState().clockOffset);
      setConnected({ client, origin, token, ticker, lanes: lanesReader() });
    });
    return () => {
      isWanted = false;
      stop();
    };
  }, [token, hostKey]);
  return connected;
}

function Gate({ onForget }: { readonly onForget: () => void }) {
  const { client } = useConnected();
  const { preferences } = useUi();
  const link = useClientState((state) => state.link);
  const session = useClientState((state) => state.session);
  const hasPicture = useClientState(({ host }) => host !== null);
  const view = session && !session.locked ? viewAt(location.pathname, session.role) : null;
  useEffect(() => {
    if (view === null || location.pathname === VIEW_PATHS[view]) return;
    history.replaceState(null, '', VIEW_PATHS[view] + location.hash);
    applyTheme(preferences.store.getState().theme, isKitchenPath(location.pathname));
  }, [view, preferences]);

  if (link === 'revoked') return <RevokedPage.Part onForget={onForget} />;
  if (link === 'outdated') return desktopApp() ? <OtherVersion.Part /> : <Outdated />;
  if (link === 'stranger' && !hasPicture) return <Stranger onRetry={() => client.tryNow()} />;
  if (session?.locked) return <PinPage.Part />;
  // Only the desktop app can start without its host; browsers load this page from it.
  if (!hasPicture && link === 'cut' && desktopApp()) return <AwayPage.Part />;
  if (!hasPicture || view === null) return <Waiting />;
  const { Part } = VIEWS[view];
  return <Part />;
}
