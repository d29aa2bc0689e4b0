/** Routes a page: the owner's link, pairing, the desktop app's own page, or the views. */
import { Component, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { storeDevice, readStoredDevice } from './client/link/kept-device';
import type { StoredDevice } from './client/link/kept-device';
import { JoinPage, MachinePage, OwnerPage } from './onboarding/lazy-pages';
import { ProblemPage } from './onboarding/stop-pages';
import { Inside } from './inside';
import { applyTheme } from './ui/device/preferences';
import type { PreferenceStore } from './ui/device/preferences';
import type { Speaker } from './ui/device/sound';
import { es } from './ui/i18n/es';
import type { Catalogue } from './ui/i18n/es';
import { UiProvider } from './ui/i18n/ui-context';
import { isKitchenPath } from './ui/navigation/views';

type Door =
  | { readonly kind: 'owner'; readonly code: string }
  | {
      readonly kind: 'join';
      readonly code: string;
      readonly hostKey: string | null;
      readonly paired: StoredDevice | null;
    }
  | { readonly kind: 'machine' }
  | { readonly kind: 'inside'; readonly device: StoredDevice };

/** The page of the desktop app that no host serves; it chooses what this machine is. */
const MACHINE_PATH = '/equipo';

/**
 * Links carry their code behind the #, which browsers never send to a server. The code leaves the
 * address as soon as it is read.
 */
function doorOf(hash: string, paired: StoredDevice | null): Door {
  if (location.pathname === MACHINE_PATH) return { kind: 'machine' };
  const params = new URLSearchParams(hash.replace(/^#/, ''));
  const [owner, pairing] = [params.get('propietario'), params.get('vincular')];
  if (owner !== null || pairing !== null) history.replaceState(null, '', location.pathname);
  if (owner !== null) return { kind: 'owner', code: owner };
  if (pairing !== null)
    return { kind: 'join', code: pairing, hostKey: params.get('clave'), paired };
  return paired
    ? { kind: 'inside', device: paired }
    : { kind: 'join', code: '', hostKey: null, paired: null };
}

export function App({
  preferences,
  speaker,
}: {
  readonly preferences: PreferenceStore;
  readonly speaker: Speaker;
}) {
  const text = useCatalogue(preferences);
  const theme = useStore(preferences.store, (one) => one.theme);
  const [door, setDoor] = useState(() => doorOf(location.hash, readStoredDevice()));
  useEffect(() => {
    // A link that is opened in a loaded page changes only the part behind the #.
    const look = (): void => {
      if (/#(propietario|vincular)=/.test(location.hash))
        setDoor(doorOf(location.hash, readStoredDevice()));
    };
    addEventListener('hashchange', look);
    return () => removeEventListener('hashchange', look);
  }, []);
  useEffect(() => {
    const follow = (): void => applyTheme(theme, isKitchenPath(location.pathname));
    follow();
    const device = matchMedia('(prefers-color-scheme: dark)');
    device.addEventListener('change', follow);
    return () => device.removeEventListener('change', follow);
  }, [theme]);

  if (!text) return null;
  const enter = (device: StoredDevice): void => {
    storeDevice(device);
    setDoor({ kind: 'inside', device });
  };
  const leave = (): void => {
    storeDevice(null);
    setDoor({ kind: 'join', code: '', hostKey: null, paired: null });
  };
  return (
    <UiProvider ui={{ preferences, speaker, text }}>
      <Caught>
        {door.kind === 'machine' && <MachinePage.Part />}
        {door.kind === 'owner' && <OwnerPage.Part code={door.code} onDone={enter} />}
        {door.kind === 'join' && (
          <JoinPage.Part
            code={door.code}
            hostKey={door.hostKey}
            paired={door.paired}
            onDone={enter}
          />
        )}
        {door.kind === 'inside' && (
          <Inside key={door.device.token} device={door.device} onForget={leave} />
        )}
      </Caught>
    </UiProvider>
  );
}

/** Spanish is built in. Other languages are loaded; nothing is drawn until they are there. */
function useCatalogue({ store }: PreferenceStore): Catalogue | null {
  const language = useStore(store, (preferences) => preferences.language);
  const [loaded, setLoaded] = useState<Catalogue | null>(language === 'es' ? es : null);
  useEffect(() => {
    document.documentElement.lang = language;
    if (language === 'es') return setLoaded(es);
    let isWanted = true;
    import('./ui/i18n/en').then(
      ({ en }) => isWanted && setLoaded(en),
      () => isWanted && setLoaded(es),
    );
    return () => {
      isWanted = false;
    };
  }, [language]);
  return loaded;
}

/** An error in rendering must not leave a blank page. */
class Caught extends Component<{ readonly children: ReactNode }, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };
  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }
  override render(): ReactNode {
    return this.state.hasFailed ? <ProblemPage /> : this.props.children;
  }
}
