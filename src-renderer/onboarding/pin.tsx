/** The PIN page: choice of the person, then the PIN. */
import { useEffect, useState } from 'react';
import { logIn, listPeople } from '../client/api/staff-api';
import type { CallError, PersonRow } from '../client/api/staff-api';
import { useClientState, useConnected } from '../client/hooks';
import { Button, Empty, Note } from '../ui/controls/controls';
import { useText } from '../ui/i18n/ui-context';
import { denialText } from '../ui/i18n/refusal-text';
import style from './onboarding.module.css';
import { untilAnswered } from './until-answered';
import { PageFrame } from './page-frame';
import { Keypad } from './keypad';
import { useDoorWords } from './texts';

const PIN_DIGITS = 4;

export default function PinDoor() {
  const text = useText();
  const words = useDoorWords();
  const { origin, token } = useConnected();
  const link = useClientState((state) => state.link);
  const owed = useClientState((state) => state.owed);
  const [people, setPeople] = useState<readonly PersonRow[] | null>(null);
  const [person, setPerson] = useState<PersonRow | null>(null);
  const [denied, setDenied] = useState<CallError | null>(null);
  useEffect(
    () =>
      // Also after a reconnect: people may have been added meanwhile.
      untilAnswered(
        () => listPeople(origin, token),
        (found) => {
          if (found.ok)
            setPeople(found.value.filter(({ role }) => role !== 'cocina' && role !== 'pase'));
          setDenied(found.ok ? null : found);
        },
      ),
    [origin, token, link],
  );

  if (person) return <PinOf person={person} onBack={() => setPerson(null)} />;
  return (
    <PageFrame title={words.whoAreYou}>
      {people?.length === 0 && <Empty title={words.noPeople} />}
      <div className={style.people}>
        {people?.map((one) => (
          <button
            key={one.id}
            type="button"
            className={style.person}
            onClick={() => setPerson(one)}
          >
            {one.name}
            <small>{text.roles[one.role]}</small>
          </button>
        ))}
      </div>
      {owed.length > 0 && <Note tone="wait">{words.owedByOthers(owed.length)}</Note>}
      {denied && <Note tone="bad">{denialText(text, denied)}</Note>}
    </PageFrame>
  );
}

function PinOf({ person, onBack }: { readonly person: PersonRow; readonly onBack: () => void }) {
  const text = useText();
  const words = useDoorWords();
  const { origin, token } = useConnected();
  const [pin, setPin] = useState('');
  const [denied, setDenied] = useState<CallError | null>(null);
  const [isBusy, setBusy] = useState(false);

  async function enter(): Promise<void> {
    setBusy(true);
    setDenied(null);
    const done = await logIn(origin, token, person.name, pin);
    setBusy(false);
    setPin('');
    // After a correct PIN the host notifies the client.
    if (!done.ok) setDenied(done);
  }

  return (
    <PageFrame title={words.pinOf(person.name)}>
      {/* The place stays reserved, so that the keys do not move under the thumb. */}
      <div className={style.said}>
        {denied && <Note tone="bad">{denialText(text, denied)}</Note>}
      </div>
      <Keypad
        pin={pin}
        least={PIN_DIGITS}
        isBusy={isBusy}
        action={words.pinEnter}
        onChange={setPin}
        onEnter={() => void enter()}
      />
      <Button onClick={onBack}>{words.otherPerson}</Button>
    </PageFrame>
  );
}
