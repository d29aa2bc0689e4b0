/** The people page: name, role and PIN of each person, and removal. */
import { useState } from 'react';
import { createPerson, editPerson } from '../../client/api/staff-api';
import type { CallError, PersonRoleWord } from '../../client/api/staff-api';
import { useConnected, useHost, useSession } from '../../client/hooks';
import type { Person } from '../../../src-shared/model/staff';
import { Button, Field, Note } from '../../ui/controls/controls';
import { denialText } from '../../ui/i18n/refusal-text';
import { Choices, Toggle } from '../../ui/controls/forms';
import { Sheet } from '../../ui/controls/sheet';
import { useText } from '../../ui/i18n/ui-context';
import { AdminPageHead, Section, ConfirmSheet } from '../parts/panel';
import { useShellWords } from '../parts/admin-texts';
import { useActions } from '../parts/use-host';
import style from './staff.module.css';
import { ROLES, roleText, roleWord } from './roles';
import { useCrewWords } from './texts';

export default function People() {
  const text = useText();
  const words = useCrewWords();
  const shell = useShellWords();
  const isOwner = useSession().role === 'owner';
  const people = useHost(({ place }) => place.people);
  const [edited, setEdited] = useState<Person | 'new' | null>(null);
  const [leaving, setLeaving] = useState<Person | null>(null);
  const actions = useActions();
  return (
    <>
      <AdminPageHead title={shell.pages.people} lead={isOwner ? words.peopleLead : shell.ownerOnly}>
        {isOwner && (
          <Button look="main" onClick={() => setEdited('new')}>
            {words.addPerson}
          </Button>
        )}
      </AdminPageHead>
      <Section title={words.people}>
        {people.map((person) => (
          <div key={person.id} className={style.row}>
            <strong>{person.name}</strong>
            <span>{roleText(text, roleWord(person.role))}</span>
            {isOwner && (
              <>
                <Button aria-label={words.editName(person.name)} onClick={() => setEdited(person)}>
                  {shell.edit}
                </Button>
                <Button
                  aria-label={words.removeName(person.name)}
                  onClick={() => setLeaving(person)}
                >
                  {shell.remove}
                </Button>
              </>
            )}
          </div>
        ))}
      </Section>
      {edited && (
        <PersonSheet person={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
      {leaving && (
        <ConfirmSheet
          title={words.removeName(leaving.name)}
          question={words.removeSure(leaving.name)}
          action={shell.remove}
          denied={actions.denied}
          onSure={() =>
            void actions
              .run('removePerson', { person: leaving.id })
              .then((done) => done && setLeaving(null))
          }
          onClose={() => {
            actions.forget();
            setLeaving(null);
          }}
        />
      )}
    </>
  );
}

function PersonSheet({
  person,
  onClose,
}: {
  readonly person: Person | null;
  readonly onClose: () => void;
}) {
  const text = useText();
  const words = useCrewWords();
  const shell = useShellWords();
  const { origin, token } = useConnected();
  const before = person ? roleWord(person.role) : 'mesero';
  const [name, setName] = useState(person?.name ?? '');
  const [role, setRole] = useState<PersonRoleWord>(before === 'programa' ? 'mesero' : before);
  const [pin, setPin] = useState('');
  const [denied, setDenied] = useState<CallError | null>(null);
  const isPin = /^\d{4,12}$/.test(pin) || (person !== null && pin === '');
  async function save(): Promise<void> {
    const given = { name: name.trim(), role, pin };
    const done = await (person
      ? editPerson(origin, token, person.id, given)
      : createPerson(origin, token, given));
    if (done.ok) onClose();
    else setDenied(done);
  }
  return (
    <Sheet
      title={person ? words.editName(person.name) : words.addPerson}
      onClose={onClose}
      foot={
        <Button look="main" disabled={name.trim() === '' || !isPin} onClick={() => void save()}>
          {shell.save}
        </Button>
      }
    >
      <Field
        label={words.name}
        value={name}
        maxLength={80}
        onChange={({ target }) => setName(target.value)}
      />
      <Choices label={words.role}>
        {ROLES.map((one) => (
          <Toggle key={one} isOn={one === role} onClick={() => setRole(one)}>
            {text.roles[one]}
          </Toggle>
        ))}
      </Choices>
      <Field
        label={person ? words.newPin : words.pin}
        inputMode="numeric"
        value={pin}
        maxLength={12}
        onChange={({ target }) => setPin(target.value.replace(/\D/g, ''))}
      />
      {denied && <Note tone="bad">{denialText(text, denied)}</Note>}
    </Sheet>
  );
}
