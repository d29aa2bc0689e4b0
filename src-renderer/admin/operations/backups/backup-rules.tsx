/** Settings of backups: hour, number to keep, second folder, and its passphrase. */
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

type Draft = {
  readonly isDaily: boolean;
  readonly hour: number;
  /** How many backups stay. */
  readonly keep: string;
  /** Path of the second folder. */
  readonly second: string;
  /** Empty: the stored passphrase stays. */
  readonly passphrase: string;
};

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
  const [draft, setDraft] = useState<Draft>({
    isDaily: list.rules.hour !== null,
    hour: list.rules.hour ?? USUAL_HOUR,
    keep: String(list.rules.keep),
    second: list.rules.second ?? '',
    passphrase: '',
  });
  const [denied, setDenied] = useState<string | null>(null);
  const [isSaved, setSaved] = useState(false);
  const keep = Number(draft.keep);

  async function setPassphrase(passphrase: string): Promise<boolean> {
    const done = await keepBackupPassphrase(origin, token, passphrase);
    setDenied(done.ok ? null : denialText(text, done));
    return done.ok;
  }
  async function save(): Promise<void> {
    const second = draft.second.trim();
    const rules = {
      hour: draft.isDaily ? draft.hour : null,
      keep,
      second: second === '' ? null : second,
    };
    setSaved(false);
    if (!(await actions.run('setBackups', { rules }))) return;
    if (draft.passphrase !== '' && !(await setPassphrase(draft.passphrase))) return;
    setDraft((old) => ({ ...old, passphrase: '' }));
    setSaved(true);
    onChanged();
  }
  return (
    <Section title={words.rules}>
      <RuleFields
        draft={draft}
        hasPassphrase={list.hasPassphrase}
        onChange={(part) => setDraft((old) => ({ ...old, ...part }))}
      />
      {(denied ?? actions.denied) !== null && <Note tone="bad">{denied ?? actions.denied}</Note>}
      <div className={style.save}>
        <Button
          look="main"
          disabled={actions.isBusy || keep < 1 || keep > 365}
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

function RuleFields({
  draft: { isDaily, hour, keep, second, passphrase },
  hasPassphrase,
  onChange,
}: {
  readonly draft: Draft;
  readonly hasPassphrase: boolean;
  readonly onChange: (part: Partial<Draft>) => void;
}) {
  const words = useBackupWords();
  return (
    <>
      <Switch label={words.daily} isOn={isDaily} onChange={(isOn) => onChange({ isDaily: isOn })} />
      <div className={style.fields}>
        {isDaily && (
          <Select
            label={words.hour}
            value={String(hour)}
            onChange={({ target }) => onChange({ hour: Number(target.value) })}
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
          onChange={({ target }) => onChange({ keep: target.value.replace(/\D/g, '') })}
        />
        <FormMessage
          label={words.secondFolder}
          hint={words.secondHint}
          value={second}
          maxLength={500}
          onChange={({ target }) => onChange({ second: target.value })}
        />
        <FormMessage
          label={words.key}
          hint={hasPassphrase ? words.keySet : words.keyHint}
          type="password"
          autoComplete="new-password"
          value={passphrase}
          maxLength={200}
          onChange={({ target }) => onChange({ passphrase: target.value })}
        />
      </div>
    </>
  );
}
