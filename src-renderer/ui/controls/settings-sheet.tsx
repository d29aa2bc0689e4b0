/** The settings sheet: preferences of this device, other views, turbo mode, log out. */
import { useClient, useClientState, useConnected, useHost, useSession } from '../../client/hooks';
import { logOutHere } from '../../client/api/staff-api';
import { viewsOf, VIEW_PATHS } from '../navigation/views';
import type { View } from '../navigation/views';
import { Button, Segments } from './controls';
import { Choices } from './forms';
import controls from './controls.module.css';
import { Sheet } from './sheet';
import { usePreference, useText, useUi } from '../i18n/ui-context';
import type { ReactNode } from 'react';
import { clockText } from '../i18n/times';
import { useSheetWords } from '../i18n/sheet-texts';

export default function SettingsSheet({
  onClose,
  children,
}: {
  readonly onClose: () => void;
  readonly children?: ReactNode;
}) {
  const words = useSheetWords();
  const { preferences, speaker } = useUi();
  const { origin, token } = useConnected();
  const session = useSession();
  const isLive = useClientState(({ link }) => link === 'live');
  const [language, theme, sound] = [
    usePreference((one) => one.language),
    usePreference((one) => one.theme),
    usePreference((one) => one.sound),
  ];
  return (
    <Sheet title={session.person?.name ?? session.device} onClose={onClose}>
      <OtherViews />
      <TurboSwitch />
      <Segments
        isNamed
        label={words.language}
        value={language}
        options={[
          ['es', 'Español'],
          ['en', 'English'],
        ]}
        onPick={(picked) => preferences.prefer({ language: picked })}
      />
      <Segments
        isNamed
        label={words.theme}
        value={theme}
        options={[
          ['auto', words.themeAuto],
          ['light', words.themeLight],
          ['dark', words.themeDark],
        ]}
        onPick={(picked) => preferences.prefer({ theme: picked })}
      />
      <Segments
        isNamed
        label={words.sound}
        value={sound ? 'on' : 'off'}
        options={[
          ['on', words.soundOn],
          ['off', words.soundOff],
        ]}
        onPick={(picked) => {
          preferences.prefer({ sound: picked === 'on' });
          speaker.play('ready');
        }}
      />
      {session.person !== null && (
        <Button
          disabled={!isLive}
          onClick={() => void logOutHere(origin, token)}
          title={words.leaveHint}
        >
          {words.leave}
        </Button>
      )}
      {children}
    </Sheet>
  );
}

function OtherViews() {
  const text = useText();
  const words = useSheetWords();
  const session = useSession();
  const names: Readonly<Record<View, string>> = {
    waiter: text.viewWaiter,
    kitchen: words.viewKitchen,
    expo: text.viewExpo,
    house: words.viewHouse,
  };
  const others = viewsOf(session.role).filter((view) => VIEW_PATHS[view] !== location.pathname);
  if (others.length === 0) return null;
  return (
    <Choices label={words.goTo}>
      {others.map((view) => (
        <a key={view} className={controls.button} href={VIEW_PATHS[view]}>
          {names[view]}
        </a>
      ))}
    </Choices>
  );
}

/** Roles that may switch turbo mode: those that take orders or run the counter. */
const TURBO_ROLES: ReadonlySet<string> = new Set(['owner', 'counter', 'waiter']);

/** Switches turbo mode, with an explanation beside it. While it is on, every head shows it. */
function TurboSwitch() {
  const words = useSheetWords();
  const client = useClient();
  const { role } = useSession();
  const turbo = useHost((state) => state.turbo);
  if (!TURBO_ROLES.has(role)) return null;
  return (
    <div>
      <Button
        look={turbo ? 'main' : 'plain'}
        wide
        onClick={() => void client.send('setTurbo', { on: turbo === null })}
      >
        {turbo ? words.turboOff : words.turboOn}
      </Button>
      <p>
        {turbo
          ? words.turboSince(clockText(turbo.since), turbo.by ?? words.turboItself)
          : words.turboHint}
      </p>
    </div>
  );
}
