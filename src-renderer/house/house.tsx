/** Devices and people: what it takes until a waiter's phone and a kitchen's wall are in. The owner's other panels will stand beside it. */
import { useCallback, useEffect, useState } from 'react';
import { addPerson, answerDevice, devicesHere, inviteDevice, isLanOpen, setLanOpen } from '../client/access';
import type { Answered, AskingDevice, Denied, DeviceHere, PersonRoleWord } from '../client/access';
import { useClient, useConnected, useHost, useSession } from '../client/hooks';
import { denialText } from '../ui/denial';
import { Button, Field, Note } from '../ui/controls';
import { Choices, Toggle } from '../ui/forms';
import controls from '../ui/controls.module.css';
import { LinkBand, LinkWord } from '../ui/link-band';
import { Sheet } from '../ui/sheet';
import { useText } from '../ui/ui';
import { VIEW_PATHS } from '../views';
import style from './house.module.css';
import { QrCode } from './qr';
import { useHouseWords } from './words';
import { Icon } from '../ui/icons';

const LOOK_EVERY_MS = 2_000;
const ROLES: readonly PersonRoleWord[] = ['mesero', 'cocina', 'pase', 'caja', 'dueño'];
const ROLE_WORDS = { owner: 'dueño', counter: 'caja', waiter: 'mesero', cook: 'cocina', expo: 'pase' } as const;

type Listed = { readonly devices: readonly DeviceHere[]; readonly asking: readonly AskingDevice[] };

export default function House() {
  const text = useText();
  const words = useHouseWords();
  const { origin, token } = useConnected();
  const client = useClient();
  const session = useSession();
  const people = useHost(({ place }) => place.people);
  const [listed, setListed] = useState<Listed | null>(null);
  const [isOpen, setOpen] = useState<boolean | null>(null);
  const [denied, setDenied] = useState<Denied | null>(null);
  const [sheet, setSheet] = useState<'invite' | 'person' | null>(null);
  const [leaving, setLeaving] = useState<DeviceHere | null>(null);
  const look = useCallback(async () => {
    const [found, lan] = await Promise.all([devicesHere(origin, token), isLanOpen(origin, token)]);
    if (found.ok) setListed(found.value);
    if (lan.ok) setOpen(lan.value);
    setDenied(found.ok ? null : found);
  }, [origin, token]);
  useEffect(() => {
    void look();
    const timer = setInterval(() => void look(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [look]);
  const after = (done: Answered<unknown>): void => {
    if (!done.ok) setDenied(done);
    void look();
  };
  const isOwner = session.role === 'owner';

  return (
    <>
      <LinkBand offline={text.noHost} />
      <main className={style.page}>
        <header className={style.head}>
          <a className={controls.button} href={VIEW_PATHS.waiter} aria-label={text.viewWaiter}>
            <Icon name="ChevronLeft" size={24} />
          </a>
          <h1>{words.houseTitle}</h1>
          <LinkWord />
        </header>
        {denied && <Note tone="bad">{denialText(text, denied)}</Note>}
        <section className={style.panel} aria-label={words.houseAsking}>
          <h2>{words.houseAsking}</h2>
          {listed?.asking.length === 0 && <p>{words.houseNobodyAsks}</p>}
          {listed?.asking.map((one) => (
            <div key={one.id} className={`${style.row} ${style.asking}`}>
              <strong>{one.name}</strong>
              <span>{roleText(text, one.role)}</span>
              <Button look="main" onClick={() => void answerDevice(origin, token, one.id, true).then(after)}>
                {words.houseLet}
              </Button>
              <Button onClick={() => void answerDevice(origin, token, one.id, false).then(after)}>{words.houseRefuse}</Button>
            </div>
          ))}
        </section>
        <div className={style.two}>
          <section className={style.panel} aria-label={words.houseDevices}>
            <h2>{words.houseDevices}</h2>
            <Button look="main" onClick={() => setSheet('invite')}>
              {words.houseInvite}
            </Button>
            {isOpen !== null && (
              <div className={style.row}>
                <strong>{isOpen ? words.houseLanOpen : words.houseNoLan}</strong>
                {isOwner && (
                  <Button onClick={() => void setLanOpen(origin, token, !isOpen).then(after)}>
                    {isOpen ? words.houseCloseLan : words.houseOpenLan}
                  </Button>
                )}
              </div>
            )}
            {listed?.devices.map((one) => (
              <div key={one.id} className={style.row}>
                <strong>{one.name}</strong>
                <span>{[roleText(text, one.role), one.person].filter((part) => part !== null).join(' · ')}</span>
                {one.id === session.deviceId ? (
                  <span>{words.houseThisOne}</span>
                ) : (
                  <Button onClick={() => setLeaving(one)}>{words.houseRevoke}</Button>
                )}
              </div>
            ))}
          </section>
          <section className={style.panel} aria-label={words.housePeople}>
            <h2>{words.housePeople}</h2>
            {isOwner && (
              <Button look="main" onClick={() => setSheet('person')}>
                {words.houseAddPerson}
              </Button>
            )}
            {people.map(({ id, name, role }) => (
              <div key={id} className={style.row}>
                <strong>{name}</strong>
                <span>{role in ROLE_WORDS ? text.roles[ROLE_WORDS[role as keyof typeof ROLE_WORDS]] : role}</span>
              </div>
            ))}
          </section>
        </div>
      </main>
      {sheet === 'invite' && (
        <InviteSheet
          isLanOpen={isOpen !== false}
          onOpenLan={isOwner ? () => void setLanOpen(origin, token, true).then(after) : null}
          onClose={() => setSheet(null)}
        />
      )}
      {sheet === 'person' && <PersonSheet onClose={() => setSheet(null)} />}
      {leaving && (
        <Sheet
          title={words.houseRevoke}
          onClose={() => setLeaving(null)}
          foot={
            <Button
              look="grave"
              onClick={() => {
                void client.send('revokeDevice', { device: leaving.id }).then(() => look());
                setLeaving(null);
              }}
            >
              {words.houseRevoke}
            </Button>
          }
        >
          <p>{words.houseRevokeSure(leaving.name)}</p>
        </Sheet>
      )}
    </>
  );
}

function roleText(text: ReturnType<typeof useText>, word: string): string {
  return Object.hasOwn(text.roles, word) ? text.roles[word as keyof typeof text.roles] : text.roles.programa;
}

function InviteSheet({
  isLanOpen,
  onOpenLan,
  onClose,
}: {
  readonly isLanOpen: boolean;
  /** Null: whoever asks may not. */
  readonly onOpenLan: (() => void) | null;
  readonly onClose: () => void;
}) {
  const text = useText();
  const words = useHouseWords();
  const { origin, token } = useConnected();
  const { role } = useSession();
  const [invited, setInvited] = useState<{ readonly code: string; readonly links: readonly string[] } | null>(null);
  const [denied, setDenied] = useState<Denied | null>(null);
  async function invite(to: PersonRoleWord): Promise<void> {
    const done = await inviteDevice(origin, token, to);
    if (done.ok) setInvited(done.value);
    else setDenied(done);
  }
  // A phone cannot reach this machine's own name for itself.
  const link = invited?.links.find((one) => !/^https?:\/\/(localhost|127\.|\[::1\])/.test(one)) ?? invited?.links[0] ?? null;
  return (
    <Sheet title={words.houseInvite} onClose={onClose}>
      {denied && <Note tone="bad">{denialText(text, denied)}</Note>}
      {!isLanOpen && <Note tone="wait">{words.houseNoLan}</Note>}
      {!isLanOpen && onOpenLan && <Button onClick={onOpenLan}>{words.houseOpenLan}</Button>}
      {invited === null ? (
        <>
          <p>{words.houseInviteRole}</p>
          <Choices label={words.houseInviteRole}>
            {ROLES.filter((one) => one !== 'dueño' || role === 'owner').map((one) => (
              <Toggle key={one} isOn={false} onClick={() => void invite(one)}>
                {text.roles[one]}
              </Toggle>
            ))}
          </Choices>
        </>
      ) : (
        <>
          <p>{words.houseInviteLead}</p>
          {link !== null && (
            <>
              <QrCode words={link} label={words.houseInvite} className={style.qr} />
              <p className={style.link}>{link}</p>
              <p>{words.houseInviteByHand(new URL(link).origin)}</p>
            </>
          )}
          <p className={style.code}>{invited.code}</p>
        </>
      )}
    </Sheet>
  );
}

function PersonSheet({ onClose }: { readonly onClose: () => void }) {
  const text = useText();
  const words = useHouseWords();
  const { origin, token } = useConnected();
  const [name, setName] = useState('');
  const [role, setRole] = useState<PersonRoleWord>('mesero');
  const [pin, setPin] = useState('');
  const [denied, setDenied] = useState<Denied | null>(null);
  async function save(): Promise<void> {
    const done = await addPerson(origin, token, { name: name.trim(), role, pin });
    if (done.ok) onClose();
    else setDenied(done);
  }
  return (
    <Sheet
      title={words.houseAddPerson}
      onClose={onClose}
      foot={
        <Button look="main" disabled={name.trim() === '' || !/^\d{4,12}$/.test(pin)} onClick={() => void save()}>
          {words.houseSave}
        </Button>
      }
    >
      <Field label={words.houseName} value={name} maxLength={80} onChange={({ target }) => setName(target.value)} />
      <Choices label={words.houseRole}>
        {ROLES.map((one) => (
          <Toggle key={one} isOn={one === role} onClick={() => setRole(one)}>
            {text.roles[one]}
          </Toggle>
        ))}
      </Choices>
      <Field
        label={words.housePin}
        inputMode="numeric"
        value={pin}
        maxLength={12}
        onChange={({ target }) => setPin(target.value.replace(/\D/g, ''))}
      />
      {denied && <Note tone="bad">{denialText(text, denied)}</Note>}
    </Sheet>
  );
}
