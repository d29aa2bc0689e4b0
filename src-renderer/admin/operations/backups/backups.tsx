/** The backups page: make one now, list, inspect and restore backups, and change their rules. */
import { useCallback, useEffect, useState } from 'react';
import { versionAfter } from '../../../../src-shared/model/operations/backup-name';
import type { Backup, BackupList } from '../../../../src-shared/model/operations/backups';
import { weekdayMomentText } from '../../../../src-shared/base/moment-text';
import { listBackups, makeBackup } from '../../../client/api/admin-api';
import type { CallResult } from '../../../client/api/staff-api';
import { useConnected, useHost } from '../../../client/hooks';
import { Button, Empty, Note } from '../../../ui/controls/controls';
import type { Tone } from '../../../ui/controls/controls';
import { denialText } from '../../../ui/i18n/refusal-text';
import { useText } from '../../../ui/i18n/ui-context';
import { AdminPageHead, Section, Skeleton } from '../../parts/panel';
import { useShellWords } from '../../parts/admin-texts';
import { BackupRulesSection } from './backup-rules';
import style from './backups.module.css';
import { RestoreSheet } from './restore-sheet';
import { useBackupWords } from './texts';

export default function Backups() {
  const text = useText();
  const words = useBackupWords();
  const shell = useShellWords();
  const { origin, token } = useConnected();
  const [listed, setListed] = useState<CallResult<BackupList> | null>(null);
  const [result, setResult] = useState<{ readonly tone: Tone; readonly words: string } | null>(
    null,
  );
  const [isMaking, setMaking] = useState(false);
  const [opened, setOpened] = useState<Backup | null>(null);
  // A change of the alerts may be the result of a scheduled backup: load the list again.
  const alerts = useHost((host) => host.alerts);
  const look = useCallback(() => void listBackups(origin, token).then(setListed), [origin, token]);
  useEffect(look, [look, alerts]);
  async function make(): Promise<void> {
    setMaking(true);
    setResult({ tone: 'info', words: words.making });
    const made = await makeBackup(origin, token);
    setMaking(false);
    setResult(
      made.ok
        ? { tone: 'ok', words: words.made(made.value.orders) }
        : { tone: 'bad', words: denialText(text, made) },
    );
    look();
  }
  const list = listed?.ok ? listed.value : null;
  return (
    <>
      <AdminPageHead title={shell.pages.backups} lead={words.lead}>
        <Button look="main" disabled={isMaking} onClick={() => void make()}>
          {words.make}
        </Button>
      </AdminPageHead>
      {result && <Note tone={result.tone}>{result.words}</Note>}
      {listed && !listed.ok && <Note tone="bad">{denialText(text, listed)}</Note>}
      {list?.secondTrouble && <Note tone="wait">{words.secondTrouble(list.secondTrouble)}</Note>}
      <Section title={words.list}>
        {listed === null && <Skeleton />}
        {list?.backups.length === 0 && <Empty title={words.none}>{words.noneHint}</Empty>}
        <ul>
          {list?.backups.map((backup) => (
            <li key={`${backup.where} ${backup.name}`} className={style.row}>
              <strong>{weekdayMomentText(backup.madeAt)}</strong>
              <span>
                {[
                  versionAfter(backup.name) === null
                    ? null
                    : words.beforeVersion(versionAfter(backup.name) ?? ''),
                  backup.where === 'here' ? words.here : words.second,
                  words.size((backup.bytes / 1_048_576).toFixed(1).replace('.', ',')),
                  backup.isSealed ? words.sealed : null,
                ]
                  .filter((one) => one !== null)
                  .join(' · ')}
              </span>
              <Button
                aria-label={words.lookAt(weekdayMomentText(backup.madeAt))}
                onClick={() => setOpened(backup)}
              >
                {words.look}
              </Button>
            </li>
          ))}
        </ul>
        <p className={style.hint}>{words.newPc}</p>
      </Section>
      {list && <BackupRulesSection key={JSON.stringify(list.rules)} list={list} onChanged={look} />}
      {opened && <RestoreSheet backup={opened} onClose={() => setOpened(null)} />}
    </>
  );
}
