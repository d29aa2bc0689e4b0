/**
 * When backups are made, how many stay, the second folder and the passphrase of what lies there.
 */
import { useState } from 'react';
import type { BackupList } from '../../../../src-shared/model/operations/backups';
import { keepBackupPassphrase } from '../../../client/api/admin-api';
import { useConnected } from '../../../client/hooks';
import { Button, Field, Note } from '../../../ui/controls/controls';
import { denialText } from '../../../ui/i18n/refusal-text';
import { useText } from '../../../ui/i18n/ui-context';
import { Select, Switch, FormMessage } from '../../parts/fields';
import { Section } from '../../parts/panel';
import { useShellWords } from '../../parts/admin-texts';
import { useActions } from '../../parts/use-host';
import style from './backups.module.css';
import { useBackupWords } from './texts';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const USUAL_HOUR = 5;

export function BackupRulesSection({
  list,
  onChanged,
}: {
  readonly list: BackupList;
  readonly onChanged: () => void;
}) {
  const text = useText();
  const words = useBackupWords();
  const shell = useShellWords();
  const { origin, token } = useConnected();
  const actions = useActions();
  const [isDaily, setDaily] = useState(list.rules.hour !== null);
  const [hour, setHour] = useState(list.rules.hour ?? USUAL_HOUR);
  const [keep, setKeep] = useState(String(list.rules.keep));
  const [second, setSecond] = useState(list.rules.second ?? '');
  const [key, setKey] = useState('');
  const [denied, setDenied] = useState<string | null>(null);
  const [isSaved, setSaved] = useState(false);
  const kept = Number(keep);

  async function setPassphrase(clave: string): Promise<boolean> {
    const done = await keepBackupPassphrase(origin, token, clave);
    setDenied(done.ok ? null : denialText(text, done));
    return done.ok;
  }
  async function save(): Promise<void> {
    const rules = {
      hour: isDaily ? hour : null,
      keep: kept,
      second: second.trim() === '' ? null : second.trim(),
    };
    setSaved(false);
    if (!(await actions.run('setBackups', { rules }))) return;
    if (key !== '' && !(await setPassphrase(key))) return;
    setKey('');
    setSaved(true);
    onChanged();
  }
  return (
    <Section title={words.rules}>
      <Switch label={words.daily} isOn={isDaily} onChange={setDaily} />
      <div className={style.fields}>
        {isDaily && (
          <Select
            label={words.hour}
            value={String(hour)}
            onChange={({ target }) => setHour(Number(target.value))}
          >
            {HOURS.map((one) => (
              <option key={one} value={one}>
                {`${String(one).padStart(2, '0')}:00`}
              </option>
            ))}
          </Select>
        )}
        <Field
          label={words.keep}
          inputMode="numeric"
          value={keep}
          maxLength={3}
          onChange={({ target }) => setKeep(target.value.replace(/\D/g, ''))}
        />
        <FormMessage
          label={words.secondFolder}
          hint={words.secondHint}
          value={second}
          maxLength={500}
          onChange={({ target }) => setSecond(target.value)}
        />
        <FormMessage
          label={words.key}
          hint={list.hasPassphrase ? words.keySet : words.keyHint}
          type="password"
          autoComplete="new-password"
          value={key}
          maxLength={200}
          onChange={({ target }) => setKey(target.value)}
        />
      </div>
      {(denied ?? actions.denied) !== null && <Note tone="bad">{denied ?? actions.denied}</Note>}
      <div className={style.save}>
        <Button
          look="main"
          disabled={actions.isBusy || kept < 1 || kept > 365}
          onClick={() => void save()}
        >
          {shell.save}
        </Button>
        {list.hasPassphrase && (
          <Button onClick={() => void setPassphrase('').then((done) => done && onChanged())}>
            {words.forgetKey}
          </Button>
        )}
        <span role="status">{isSaved ? shell.saved : ''}</span>
      </div>
    </Section>
  );
}
