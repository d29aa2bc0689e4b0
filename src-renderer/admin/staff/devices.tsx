/** Devices: who asks to come in, the code for one more, the LAN, and showing one out. */
import { useState } from 'react';
import { answerDevice, setLanOpen } from '../../client/api/staff-api';
import type { CallResult, CallError, DeviceRow } from '../../client/api/staff-api';
import { useConnected, useSession } from '../../client/hooks';
import { Button, Empty, Note } from '../../ui/controls/controls';
import { denialText } from '../../ui/i18n/refusal-text';
import { useText } from '../../ui/i18n/ui-context';
import { AdminPageHead, Section, Skeleton, ConfirmSheet } from '../parts/panel';
import { useShellWords } from '../parts/admin-texts';
import { useActions } from '../parts/use-host';
import { isInherited, scopesText } from './scopes-text';
import style from './staff.module.css';
import { InviteSheet } from './invite-sheet';
import { ProgramSheet } from './program-sheet';
import { roleText } from './roles';
import { ScopesSheet } from './scopes-sheet';
import { useDevices } from './use-devices';
import { useCrewWords } from './texts';

export default function Devices() {
  const text = useText();
  const words = useCrewWords();
  const shell = useShellWords();
  const { origin, token } = useConnected();
  const session = useSession();
  const { devices, asking, isOpen, denied: unread, look } = useDevices();
  const [denied, setDenied] = useState<CallError | null>(null);
  const [isInviting, setInviting] = useState(false);
  const [isProgramming, setProgramming] = useState(false);
  const [scoped, setScoped] = useState<DeviceRow | null>(null);
  const [leaving, setLeaving] = useState<DeviceRow | null>(null);
  const actions = useActions();
  const isOwner = session.role === 'owner';
  const after = (done: CallResult<unknown>): void => {
    setDenied(done.ok ? null : done);
    look();
  };
  const wrong = denied ?? unread;
  return (
    <>
      <AdminPageHead title={shell.pages.devices} lead={words.devicesLead}>
        {isOwner && <Button onClick={() => setProgramming(true)}>{words.program}</Button>}
        <Button look="main" onClick={() => setInviting(true)}>
          {words.invite}
        </Button>
      </AdminPageHead>
      {wrong && <Note tone="bad">{denialText(text, wrong)}</Note>}
      {asking.length > 0 && (
        <Section title={words.asking}>
          {asking.map((one) => (
            <div key={one.id} className={`${style.row} ${style.asking}`}>
              <strong>{one.name}</strong>
              <span>{roleText(text, one.role)}</span>
              <Button
                look="main"
                onClick={() => void answerDevice(origin, token, one.id, true).then(after)}
              >
                {words.letIn}
              </Button>
              <Button onClick={() => void answerDevice(origin, token, one.id, false).then(after)}>
                {words.refuse}
              </Button>
            </div>
          ))}
        </Section>
      )}
      <Section title={words.lan}>
        {isOpen !== null && (
          <div className={style.row}>
            <strong>{isOpen ? words.lanOpen : words.lanShut}</strong>
            {isOwner && (
              <Button onClick={() => void setLanOpen(origin, token, !isOpen).then(after)}>
                {isOpen ? words.closeLan : words.openLan}
              </Button>
            )}
          </div>
        )}
      </Section>
      <Section title={words.devices}>
        {devices === null && <Skeleton />}
        {devices?.length === 1 && <Empty title={words.onlyThis}>{words.onlyThisHint}</Empty>}
        {devices?.map((one) => (
          <div key={one.id} className={style.row}>
            <strong>{one.name}</strong>
            <span>
              {[roleText(text, one.role), one.person, one.scopes && scopesText(words, one.scopes)]
                .filter((part) => part !== null)
                .join(' · ')}
            </span>
            {one.scopes !== null && isOwner && (
              <Button
                look={isInherited(one.scopes) ? 'main' : 'plain'}
                aria-label={words.changeScopes(one.name)}
                onClick={() => setScoped(one)}
              >
                {words.chooseScopes}
              </Button>
            )}
            {/* Only the owner lets a program in, and shows one out. */}
            {one.id === session.deviceId ? (
              <span>{words.thisOne}</span>
            ) : one.scopes !== null && !isOwner ? null : (
              <Button aria-label={words.revokeName(one.name)} onClick={() => setLeaving(one)}>
                {words.revoke}
              </Button>
            )}
          </div>
        ))}
      </Section>
      {isInviting && (
        <InviteSheet
          isLanOpen={isOpen !== false}
          onOpenLan={isOwner ? () => void setLanOpen(origin, token, true).then(after) : null}
          onClose={() => setInviting(false)}
        />
      )}
      {isProgramming && <ProgramSheet onAdded={look} onClose={() => setProgramming(false)} />}
      {scoped && (
        <ScopesSheet
          program={scoped}
          onClose={() => {
            setScoped(null);
            look();
          }}
        />
      )}
      {leaving && (
        <ConfirmSheet
          title={words.revokeName(leaving.name)}
          question={words.revokeSure(leaving.name)}
          action={words.revoke}
          denied={actions.denied}
          onSure={() =>
            void actions.run('revokeDevice', { device: leaving.id }).then((done) => {
              if (!done) return;
              setLeaving(null);
              look();
            })
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
