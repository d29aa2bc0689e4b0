/** The sheet of one backup: checks it, shows what a restore would lose, asks once, restores it. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Backup } from '../../../../src-shared/model/operations/backups';
import { weekdayMomentText } from '../../../../src-shared/base/moment-text';
import { withBackup } from '../../../client/api/admin-api';
import type { BackupInside } from '../../../client/api/admin-api';
import type { CallResult } from '../../../client/api/staff-api';
import { useClientState, useConnected, useHost } from '../../../client/hooks';
import { Button, Field, Note } from '../../../ui/controls/controls';
import { denialText } from '../../../ui/i18n/refusal-text';
import { Sheet } from '../../../ui/controls/sheet';
import { useText } from '../../../ui/i18n/ui-context';
import { Skeleton, ConfirmSheet } from '../../parts/panel';
import style from './backups.module.css';
import { useBackupWords } from './texts';

export function RestoreSheet({
  backup,
  onClose,
}: {
  readonly backup: Backup;
  readonly onClose: () => void;
}) {
  const text = useText();
  const words = useBackupWords();
  const { origin, token } = useConnected();
  const newest = useHost((host) =>
    Object.values(host.orders).reduce((last, { order }) => Math.max(last, order.number), 0),
  );
  const [inside, setInside] = useState<CallResult<BackupInside> | null>(null);
  const [typed, setTyped] = useState('');
  const [passphrase, setPassphrase] = useState<string | null>(null);
  const [isSure, setSure] = useState(false);
  const [denied, setDenied] = useState<string | null>(null);
  const [isRestoring, setRestoring] = useState(false);
  useCloseAfterRestart(isRestoring, onClose);
  const { name, where, isSealed } = backup;
  const look = useCallback(
    (key: string | null) => {
      setInside(null);
      setPassphrase(key);
      void withBackup(origin, token, 'ver', { name, where }, key).then(setInside);
    },
    [origin, token, name, where],
  );
  useEffect(() => look(null), [look]);
  const when = weekdayMomentText(backup.madeAt);
  if (isSure)
    return (
      <ConfirmSheet
        title={words.restore}
        question={words.restoreSure(when)}
        action={words.restore}
        denied={denied}
        onSure={() =>
          void withBackup(origin, token, 'restaurar', { name, where }, passphrase).then((done) => {
            if (!done.ok) return setDenied(denialText(text, done));
            setSure(false);
            setRestoring(true);
          })
        }
        onClose={() => setSure(false)}
      />
    );
  return (
    <Sheet
      title={when}
      onClose={onClose}
      foot={
        inside?.ok &&
        !isRestoring && (
          <Button look="grave" wide onClick={() => setSure(true)}>
            {words.restore}
          </Button>
        )
      }
    >
      {isRestoring && <Note tone="info">{words.restoring}</Note>}
      {inside === null && (
        <>
          <p role="status">{words.looking}</p>
          <Skeleton rows={2} />
        </>
      )}
      {inside && !inside.ok && <Note tone="bad">{denialText(text, inside)}</Note>}
      {inside && !inside.ok && isSealed && (
        <PassphraseForm typed={typed} onType={setTyped} onOpen={look} />
      )}
      {inside?.ok && !isRestoring && <Inside inside={inside.value} newest={newest} />}
    </Sheet>
  );
}

/** Calls `onClose` once the host has restarted, which it does with the restored backup. */
function useCloseAfterRestart(isRestoring: boolean, onClose: () => void): void {
  const isLive = useClientState(({ link }) => link === 'live');
  const wasCut = useRef(false);
  useEffect(() => {
    if (!isRestoring) return;
    if (!isLive) wasCut.current = true;
    else if (wasCut.current) onClose();
  }, [isRestoring, isLive, onClose]);
}

function PassphraseForm({
  typed,
  onType,
  onOpen,
}: {
  readonly typed: string;
  readonly onType: (typed: string) => void;
  readonly onOpen: (passphrase: string) => void;
}) {
  const words = useBackupWords();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onOpen(typed);
      }}
    >
      <Field
        label={words.passphrase}
        type="password"
        value={typed}
        maxLength={200}
        onChange={({ target }) => onType(target.value)}
      />
      <Button type="submit" disabled={typed === ''}>
        {words.open}
      </Button>
    </form>
  );
}

function Inside({ inside, newest }: { readonly inside: BackupInside; readonly newest: number }) {
  const words = useBackupWords();
  return (
    <div className={style.inside}>
      <strong>{inside.restaurant}</strong>
      <span>{inside.orders === 0 ? words.noOrders : words.orders(inside.orders)}</span>
      {inside.lastOrder !== null && (
        <span>{words.lastOrder(weekdayMomentText(Date.parse(inside.lastOrder)))}</span>
      )}
      {/* Order numbers have no gaps, so the newest number is the number of orders. */}
      {newest > 0 && <span>{words.lost(newest - inside.orders)}</span>}
    </div>
  );
}
