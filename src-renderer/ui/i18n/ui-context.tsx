/** Context of every screen: texts of the language, preferences, speaker. */
import { createContext, use } from 'react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { Preferences, PreferenceStore } from '../device/preferences';
import type { Speaker } from '../device/sound';
import type { Catalogue } from './es';

export type Ui = {
  readonly preferences: PreferenceStore;
  readonly speaker: Speaker;
  readonly text: Catalogue;
};

const Around = createContext<Ui | null>(null);

export function UiProvider({ ui, children }: { readonly ui: Ui; readonly children: ReactNode }) {
  return <Around value={ui}>{children}</Around>;
}

export function useUi(): Ui {
  const ui = use(Around);
  if (!ui) throw new Error('no words above this part');
  return ui;
}

export function useText(): Catalogue {
  return useUi().text;
}

export function usePreference<T>(select: (preferences: Preferences) => T): T {
  return useStore(useUi().preferences.store, select);
}
