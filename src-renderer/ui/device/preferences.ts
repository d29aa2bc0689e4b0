/** Preferences of this device (language, theme, sound), stored beside the pairing. */
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';

export type Language = 'es' | 'en';
/** `auto`: dark in a kitchen, else the theme of the device. */
export type Theme = 'auto' | 'light' | 'dark';

export type Preferences = {
  readonly language: Language;
  readonly theme: Theme;
  readonly sound: boolean;
  /** The station of a kitchen screen. */
  readonly station: string | null;
  /** Dishes sent from this device, by item id; for the most frequent ones. */
  readonly sent: Readonly<Record<string, number>>;
};

const NAME = 'comanda.preferences';

function firstOf(): Preferences {
  const language =
    typeof navigator !== 'undefined' && /^en\b/i.test(navigator.language) ? 'en' : 'es';
  const usual: Preferences = { language, theme: 'auto', sound: true, station: null, sent: {} };
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(NAME) ?? 'null');
    return typeof stored === 'object' && stored !== null
      ? { ...usual, ...readable(stored as Readonly<Record<string, unknown>>) }
      : usual;
  } catch {
    return usual;
  }
}

/** Only values of the right type: another version may have stored them. */
function readable(stored: Readonly<Record<string, unknown>>): Partial<Preferences> {
  const { language, theme, sound, station, sent } = stored;
  return {
    ...(language === 'es' || language === 'en' ? { language } : {}),
    ...(theme === 'auto' || theme === 'light' || theme === 'dark' ? { theme } : {}),
    ...(typeof sound === 'boolean' ? { sound } : {}),
    ...(typeof station === 'string' ? { station } : {}),
    ...(typeof sent === 'object' && sent !== null ? { sent: sent as Record<string, number> } : {}),
  };
}

export type PreferenceStore = {
  readonly store: StoreApi<Preferences>;
  prefer(some: Partial<Preferences>): void;
};

export function openPreferences(): PreferenceStore {
  const store = createStore<Preferences>(firstOf);
  return {
    store,
    prefer(some) {
      store.setState(some);
      try {
        localStorage.setItem(NAME, JSON.stringify(store.getState()));
      } catch {
        // Private windows may have no storage: preferences last until the page is closed.
      }
    },
  };
}

/** A kitchen is dark unless a person chose otherwise; other views follow the device. */
export function applyTheme(theme: Theme, isKitchen: boolean): void {
  const device = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  document.documentElement.dataset.theme = theme === 'auto' ? (isKitchen ? 'dark' : device) : theme;
}
