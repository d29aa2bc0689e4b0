/** The devices page: pairing requests, invitations, access from the LAN, revocation. */
import { useState } from 'react';
import { answerDevice, setLanOpen } from '../../client/api/staff-api';
import type {
  CallResult,
  CallError,
  DeviceRow,
  PairingRequestRow,
} from '../../client/api/staff-api';
import { useConnected, useSession } from '../../client/hooks';
import { Button, Empty, Note } from '../../ui/controls/controls';
import { denialText } from '../../ui/i18n/refusal-text';
import { useText } from '../../ui/i18n/ui-context';
import { AdminPageHead, Section, Skeleton, ConfirmSheet } from '../parts/panel';
import { useShellWords } from '../parts/admin-texts';
import { useActions } from '../parts/use-host';
import { hasInheritedScopes, scopesText } from './scopes-text';
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
  const isOwner = useSession().role === 'owner';
  const { devices, asking, isOpen, denied: unread, look } = useDevices();
  const [denied, setDenied] = useState<CallError | null>(null);
  const [isInviting, setInviting] = useState(false);
  const [isProgramming, setProgramming] = useState(false);
  const [scoped, setScoped] = useState<DeviceRow | null>(null);
  const [leaving, setLeaving] = useState<DeviceRow | null>(null);
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
            <AskingRow key={one.id} device={one} onAnswered={after} />
          ))}
        </Section>
      )}
      <LanSection isOpen={isOpen} isOwner={isOwner} onChanged={after} />
      <Section title={words.devices}>
        {devices === null && <Skeleton />}
        {devices?.length === 1 && <Empty title={words.onlyThis}>{words.onlyThisHint}</Empty>}
        {devices?.map((one) => (
          <DeviceRowLine
            key={one.id}
            device={one}
            isOwner={isOwner}
            onScopes={() => setScoped(one)}
            onRevoke={() => setLeaving(one)}
          />
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
        <RevokeSheet device={leaving} onRevoked={look} onClose={() => setLeaving(null)} />
      )}
    </>
  );
}

/** A device that waits for permission to come in. */
function AskingRow({
  device,
  onAnswered,
}: {
  readonly device: PairingRequestRow;
  readonly onAnswered: (result: CallResult<unknown>) => void;
}) {
  const text = useText();
  const words = useCrewWords();
  const { origin, token } = useConnected();
  const answer = (isAllowed: boolean): void =>
    void answerDevice(origin, token, device.id, isAllowed).then(onAnswered);
  return (
    <div className={`${style.row} ${style.asking}`}>
      <strong>{device.name}</strong>
      <span>{roleText(text, device.role)}</span>
      <Button look="main" onClick={() => answer(true)}>
        {words.letIn}
      </Button>
      <Button onClick={() => answer(false)}>{words.refuse}</Button>
    </div>
  );
}

function LanSection({
  isOpen,
  isOwner,
  onChanged,
}: {
  /** Null: not known yet. */
  readonly isOpen: boolean | null;
  readonly isOwner: boolean;
  readonly onChanged: (result: CallResult<unknown>) => void;
}) {
  const words = useCrewWords();
  const { origin, token } = useConnected();
  return (
    <Section title={words.lan}>
      {isOpen !== null && (
        <div className={style.row}>
          <strong>{isOpen ? words.lanOpen : words.lanShut}</strong>
          {isOwner && (
            <Button onClick={() => void setLanOpen(origin, token, !isOpen).then(onChanged)}>
              {isOpen ? words.closeLan : words.openLan}
            </Button>
          )}
        </div>
      )}
    </Section>
  );
}

function DeviceRowLine({
  device,
  isOwner,
  onScopes,
  onRevoke,
}: {
  readonly device: DeviceRow;
  readonly isOwner: boolean;
  readonly onScopes: () => void;
  readonly onRevoke: () => void;
}) {
  const text = useText();
  const words = useCrewWords();
  const { deviceId } = useSession();
  const { name, role, person, scopes } = device;
  return (
    <div className={style.row}>
      <strong>{name}</strong>
      <span>
        {[roleText(text, role), person, scopes && scopesText(words, scopes)]
          .filter((part) => part !== null)
          .join(' · ')}
      </span>
      {scopes !== null && isOwner && (
        <Button
          look={hasInheritedScopes(scopes) ? 'main' : 'plain'}
          aria-label={words.changeScopes(name)}
          onClick={onScopes}
        >
          {words.chooseScopes}
        </Button>
      )}
      {/* Only the owner admits and revokes programs. */}
      {device.id === deviceId ? (
        <span>{words.thisOne}</span>
      ) : scopes !== null && !isOwner ? null : (
        <Button aria-label={words.revokeName(name)} onClick={onRevoke}>
          {words.revoke}
        </Button>
      )}
    </div>
  );
}

function RevokeSheet({
  device: { id, name },
  onRevoked,
  onClose,
}: {
  readonly device: DeviceRow;
  readonly onRevoked: () => void;
  readonly onClose: () => void;
}) {
  const words = useCrewWords();
  const actions = useActions();
  return (
    <ConfirmSheet
      title={words.revokeName(name)}
      question={words.revokeSure(name)}
      action={words.revoke}
      denied={actions.denied}
      onSure={() =>
        void actions.run('revokeDevice', { device: id }).then((done) => {
          if (!done) return;
          onClose();
          onRevoked();
        })
      }
      onClose={() => {
        actions.forget();
        onClose();
      }}
    />
  );
}
