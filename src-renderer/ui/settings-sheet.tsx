/** This device's own choices, the other views, and the way out. */
import { useClientState, useConnected, useSession } from '../client/hooks';
import { logOut } from '../client/access';
import { viewsOf, VIEW_PATHS } from '../views';
import type { View } from '../views';
import { Button, Choices, Segments } from './controls';
import controls from './controls.module.css';
import { Sheet } from './sheet';
import { usePreference, useText, useUi } from './ui';
import type { ReactNode } from 'react';

export default function SettingsSheet({ onClose, children }: { readonly onClose: () => void; readonly children?: ReactNode }) {
  const text = useText();
  const { preferences, speaker } = useUi();
  const { origin, token } = useConnected();
  const session = useSession();
  const isLive = useClientState(({ link }) => link === 'live');
  const [language, theme, sound] = [
    usePreference((one) => one.language),
    usePreference((one) => one.theme),
    usePreference((one) => one.sound),
  ];
  const names: Readonly<Record<View, string>> = {
    waiter: text.viewWaiter,
    kitchen: text.viewKitchen,
    expo: text.viewExpo,
    house: text.viewHouse,
  };
  const others = viewsOf(session.role).filter((view) => VIEW_PATHS[view] !== location.pathname);
  return (
    <Sheet title={session.person?.name ?? session.device} onClose={onClose}>
      {children}
      {others.length > 0 && (
        <Choices label={text.goTo}>
          {others.map((view) => (
            <a key={view} className={controls.button} href={VIEW_PATHS[view]}>
              {names[view]}
            </a>
          ))}
        </Choices>
      )}
      <Segments
        label={text.language}
        value={language}
        options={[
          ['es', 'Español'],
          ['en', 'English'],
        ]}
        onPick={(picked) => preferences.prefer({ language: picked })}
      />
      <Segments
        label={text.theme}
        value={theme}
        options={[
          ['auto', text.themeAuto],
          ['light', text.themeLight],
          ['dark', text.themeDark],
        ]}
        onPick={(picked) => preferences.prefer({ theme: picked })}
      />
      <Segments
        label={text.sound}
        value={sound ? 'on' : 'off'}
        options={[
          ['on', text.soundOn],
          ['off', text.soundOff],
        ]}
        onPick={(picked) => {
          preferences.prefer({ sound: picked === 'on' });
          speaker.play('ready');
        }}
      />
      {session.person !== null && (
        <Button disabled={!isLive} onClick={() => void logOut(origin, token)} title={text.leaveHint}>
          {text.leave}
        </Button>
      )}
    </Sheet>
  );
}
