/** Settings of alerts: their limits, relief of long queues, automatic turbo, and which are mailed. */
import { useState } from 'react';
import type { AlertKind } from '../../../../src-shared/model/operations/alerts';
import type { AdminSettings } from '../../../../src-shared/queries/queries';
import { Field } from '../../../ui/controls/controls';
import { MultiSelect, Switch, FormMessage } from '../../parts/fields';
import { Section } from '../../parts/panel';
import { useActions } from '../../parts/use-host';
import { SaveLine } from './save-line';
import style from './settings.module.css';
import { useSettingWords } from './texts';

type Rules = AdminSettings['watch'];
type Draft = {
  /** Limits: empty for none; `slow` and `paper` in seconds. */
  readonly queue: string;
  readonly slow: string;
  readonly paper: string;
  /** Part of a long queue moves to the backup printer without asking. */
  readonly isAutomatic: boolean;
  readonly mailed: readonly AlertKind[];
  readonly printer: boolean;
  /** Turbo starts and ends by itself; `offQueue` and `offSlowS` are what ends it. */
  readonly automatic: boolean;
  readonly offQueue: string;
  readonly offSlowS: string;
};
type FieldsProps = { readonly draft: Draft; readonly onChange: (part: Partial<Draft>) => void };

const digits = (value: string): string => value.replace(/\D/g, '');
const textOf = (limit: number | null): string => (limit === null ? '' : String(limit));
const limitOf = (typed: string): number | null => (typed === '' ? null : Number(typed));

function draftOf({ queue, slowS, paperS, relief, mailed, printer, turbo }: Rules): Draft {
  return {
    queue: textOf(queue),
    slow: textOf(slowS),
    paper: textOf(paperS),
    isAutomatic: relief === 'automatic',
    mailed,
    printer,
    automatic: turbo.automatic,
    offQueue: String(turbo.offQueue),
    offSlowS: String(turbo.offSlowS),
  };
}

function rulesOf(draft: Draft) {
  return {
    queue: limitOf(draft.queue),
    slowS: limitOf(draft.slow),
    paperS: limitOf(draft.paper),
    relief: draft.isAutomatic ? ('automatic' as const) : ('offered' as const),
    printer: draft.printer,
    mailed: [...draft.mailed],
    turbo: {
      automatic: draft.automatic,
      offQueue: Number(draft.offQueue),
      offSlowS: Number(draft.offSlowS),
    },
  };
}

export function AlertSection({ settings: { watch, mail } }: { readonly settings: AdminSettings }) {
  const words = useSettingWords();
  const actions = useActions();
  const [draft, setDraft] = useState(() => draftOf(watch));
  const [isSaved, setSaved] = useState(false);
  const fields: FieldsProps = {
    draft,
    onChange: (part) => setDraft((old) => ({ ...old, ...part })),
  };
  const { offQueue, offSlowS } = draft;
  return (
    <Section title={words.watch}>
      <LimitFields {...fields} />
      <ReliefAndTurbo {...fields} />
      {mail !== null && <MailedAlerts {...fields} />}
      <SaveLine
        isSaved={isSaved}
        denied={actions.denied}
        disabled={actions.isBusy || Number(offQueue) < 1 || Number(offSlowS) < 1}
        onSave={() =>
          void actions
            .run('setAlertRules', { rules: rulesOf(draft) })
            .then((done) => setSaved(done !== null))
        }
      />
    </Section>
  );
}

function LimitFields({ draft: { queue, slow, paper }, onChange }: FieldsProps) {
  const words = useSettingWords();
  return (
    <div className={style.fields}>
      <FormMessage
        label={words.queueLimit}
        hint={words.empty}
        inputMode="numeric"
        value={queue}
        maxLength={4}
        onChange={({ target }) => onChange({ queue: digits(target.value) })}
      />
      <FormMessage
        label={words.slowLimit}
        hint={words.empty}
        inputMode="numeric"
        value={slow}
        maxLength={4}
        onChange={({ target }) => onChange({ slow: digits(target.value) })}
      />
      <FormMessage
        label={words.paperLimit}
        hint={words.empty}
        inputMode="numeric"
        value={paper}
        maxLength={4}
        onChange={({ target }) => onChange({ paper: digits(target.value) })}
      />
    </div>
  );
}

function ReliefAndTurbo({ draft, onChange }: FieldsProps) {
  const words = useSettingWords();
  return (
    <>
      <Switch
        label={words.relief}
        hint={words.reliefHint}
        isOn={draft.isAutomatic}
        onChange={(isOn) => onChange({ isAutomatic: isOn })}
      />
      <Switch
        label={words.printerDown}
        isOn={draft.printer}
        onChange={(isOn) => onChange({ printer: isOn })}
      />
      <Switch
        label={words.autoTurbo}
        hint={words.autoTurboHint}
        isOn={draft.automatic}
        onChange={(isOn) => onChange({ automatic: isOn })}
      />
      {draft.automatic && (
        <div className={style.fields}>
          <Field
            label={words.offQueue}
            inputMode="numeric"
            value={draft.offQueue}
            maxLength={4}
            onChange={({ target }) => onChange({ offQueue: digits(target.value) })}
          />
          <Field
            label={words.offSlow}
            inputMode="numeric"
            value={draft.offSlowS}
            maxLength={4}
            onChange={({ target }) => onChange({ offSlowS: digits(target.value) })}
          />
        </div>
      )}
    </>
  );
}

function MailedAlerts({ draft: { mailed }, onChange }: FieldsProps) {
  const words = useSettingWords();
  // No mail can report that mail fails.
  const mailable = Object.keys(words.alertNames) as Exclude<AlertKind, 'mail'>[];
  return (
    <MultiSelect
      label={words.mailedFor}
      options={mailable.map((id) => ({ id, name: words.alertNames[id] }))}
      chosen={[...mailed]}
      onChange={(chosen) => onChange({ mailed: mailable.filter((kind) => chosen.includes(kind)) })}
    />
  );
}
