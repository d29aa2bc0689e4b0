/** The page of the owner's one-time link: name and PIN of the owner. */
import { useEffect, useState } from 'react';
import type { Dispatch, SetStateAction } from 'react';
import { becomeOwner, readHostName } from '../client/api/staff-api';
import type { CallError, HostName } from '../client/api/staff-api';
import type { StoredDevice } from '../client/link/kept-device';
import { Button, Field, Note } from '../ui/controls/controls';
import { useText } from '../ui/i18n/ui-context';
import { denialText } from '../ui/i18n/refusal-text';
import { suggestedDeviceName } from './device-name';
import style from './onboarding.module.css';
import { PageFrame } from './page-frame';
import { Keypad } from './keypad';
import { untilAnswered } from './until-answered';
import { useDoorWords } from './texts';

const OWNER_PIN_DIGITS = 6;

export default function OwnerLink({
  code,
  onDone,
}: {
  readonly code: string;
  readonly onDone: (device: StoredDevice) => void;
}) {
  const text = useText();
  const words = useDoorWords();
  const [host, setHost] = useState<HostName | null>(null);
  const [person, setPerson] = useState(words.ownerDefault);
  const [pin, setPin] = useState('');
  const [denied, setDenied] = useState<CallError | null>(null);
  const [isBusy, setBusy] = useState(false);
  useHostName(setHost, setDenied);

  async function begin(another: boolean): Promise<void> {
    setBusy(true);
    setDenied(null);
    const [named, done] = [
      host ? null : await readHostName(location.origin),
      await becomeOwner(location.origin, {
        code,
        device: suggestedDeviceName(words),
        person: person.trim(),
        pin,
        another,
      }),
    ];
    setBusy(false);
    if (!done.ok) {
      setDenied(done);
      if (done.code === 'PIN_NO_SIRVE') setPin('');
      return;
    }
    // The first owner starts with the setup; a later one does not.
    if (host?.hasOwner === false) history.replaceState(null, '', '/admin#/empezar');
    onDone({
      token: done.value.token,
      hostKey: host?.hostKey ?? (named?.ok ? named.value.hostKey : null),
    });
  }

  return (
    <PageFrame
      title={words.welcomeOwner}
      lead={host ? words.ownerLead(host.restaurant) : text.loading}
    >
      <Field
        label={words.yourName}
        value={person}
        maxLength={80}
        onChange={({ target }) => setPerson(target.value)}
      />
      <p>
        <strong>{words.choosePin}</strong>
        <br />
        {words.choosePinHint}
      </p>
      <div className={style.said}>
        {denied && <Note tone="bad">{denialText(text, denied)}</Note>}
      </div>
      <Keypad
        pin={pin}
        least={OWNER_PIN_DIGITS}
        isShown
        isBusy={isBusy || person.trim() === ''}
        action={words.begin}
        onChange={setPin}
        onEnter={() => void begin(false)}
      />
      {denied?.code === 'NO_ES_DUENO' && (
        <Button onClick={() => void begin(true)} disabled={isBusy}>
          {words.anotherOwner(person.trim())}
        </Button>
      )}
    </PageFrame>
  );
}

/** Reads the host's name once it answers. */
function useHostName(
  setHost: Dispatch<SetStateAction<HostName | null>>,
  setDenied: Dispatch<SetStateAction<CallError | null>>,
): void {
  useEffect(
    () =>
      untilAnswered(
        () => readHostName(location.origin),
        (found) => {
          if (found.ok) setHost(found.value);
          // A refusal stays on screen; the error that no host answered goes.
          setDenied((now) => (found.ok ? (now?.code === 'NO_HOST' ? null : now) : found));
        },
      ),
    [setHost, setDenied],
  );
}
