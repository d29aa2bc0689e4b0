/** Settings of daily operation: stale prints, retention of guests' data, print workers. */
import { useState } from 'react';
import type { AdminSettings } from '../../../../src-shared/queries/queries';
import { profileOf, WORKER_PROFILES } from '../../../../src-shared/model/operations/print-workers';
import type { WorkerProfile } from '../../../../src-shared/model/operations/print-workers';
import { Select, FormMessage } from '../../parts/fields';
import { Section, ConfirmSheet } from '../../parts/panel';
import { useActions } from '../../parts/use-host';
import { SaveLine } from './save-line';
import style from './settings.module.css';
import { useSettingWords } from './texts';

const CHOICES = ['development', 'low', 'peak', 'own'] as const;

type Upkeep = AdminSettings['upkeep'];
type Draft = {
  /** Minutes. */
  readonly stale: string;
  /** Days; empty: for ever. */
  readonly guests: string;
  readonly profile: WorkerProfile | 'own';
  readonly least: string;
  readonly most: string;
};

const digits = (value: string): string => value.replace(/\D/g, '');

function draftOf({ staleMin, guestDays, workers }: Upkeep): Draft {
  return {
    stale: String(staleMin),
    guests: guestDays === null ? '' : String(guestDays),
    profile: profileOf(workers) ?? 'own',
    least: String(workers.least),
    most: String(workers.most),
  };
}

function upkeepOf({ stale, guests, profile, least, most }: Draft): Upkeep {
  return {
    staleMin: Number(stale),
    guestDays: guests === '' ? null : Number(guests),
    workers:
      profile === 'own' ? { least: Number(least), most: Number(most) } : WORKER_PROFILES[profile],
  };
}

/** Which fields are within their limits. */
function fitOf({ staleMin, guestDays, workers }: Upkeep) {
  return {
    stale: staleMin >= 1 && staleMin <= 240,
    guests: guestDays === null || (guestDays >= 1 && guestDays <= 3_650),
    workers: workers.least >= 1 && workers.most <= 16 && workers.least <= workers.most,
  };
}

export function OperationSection({ settings: { upkeep } }: { readonly settings: AdminSettings }) {
  const words = useSettingWords();
  const actions = useActions();
  const [draft, setDraft] = useState(() => draftOf(upkeep));
  const [saved, setSaved] = useState(upkeep);
  const [isAsking, setAsking] = useState(false);
  const [isSaved, setIsSaved] = useState(false);
  const change = (part: Partial<Draft>): void => setDraft((old) => ({ ...old, ...part }));
  const after = upkeepOf(draft);
  const isFit = fitOf(after);
  // Erased data cannot be restored: a shorter retention needs a confirmation.
  const erasesMore = after.guestDays !== null && after.guestDays < (saved.guestDays ?? Infinity);

  async function save(): Promise<void> {
    setIsSaved(false);
    if ((await actions.run('setOperationSettings', { upkeep: after })) === null) return;
    setSaved(after);
    setAsking(false);
    setIsSaved(true);
  }
  return (
    <Section title={words.upkeep}>
      <RetentionFields draft={draft} isFit={isFit} onChange={change} />
      <WorkerFields draft={draft} isFit={isFit.workers} onChange={change} />
      <SaveLine
        isSaved={isSaved}
        denied={isAsking ? null : actions.denied}
        disabled={actions.isBusy || !Object.values(isFit).every(Boolean)}
        onSave={() => (erasesMore ? setAsking(true) : void save())}
      />
      {isAsking && after.guestDays !== null && (
        <ConfirmSheet
          title={words.guests}
          question={words.guestsSure(after.guestDays)}
          action={words.guestsDo}
          denied={actions.denied}
          onSure={() => void save()}
          onClose={() => setAsking(false)}
        />
      )}
    </Section>
  );
}

function RetentionFields({
  draft: { stale, guests },
  isFit,
  onChange,
}: {
  readonly draft: Draft;
  readonly isFit: { readonly stale: boolean; readonly guests: boolean };
  readonly onChange: (part: Partial<Draft>) => void;
}) {
  const words = useSettingWords();
  return (
    <div className={style.fields}>
      <FormMessage
        label={words.stale}
        hint={words.staleHint}
        inputMode="numeric"
        value={stale}
        maxLength={3}
        wrong={isFit.stale ? null : words.between(1, 240)}
        onChange={({ target }) => onChange({ stale: digits(target.value) })}
      />
      <FormMessage
        label={words.guests}
        hint={words.guestsHint}
        inputMode="numeric"
        value={guests}
        maxLength={4}
        wrong={isFit.guests ? null : words.between(1, 3_650)}
        onChange={({ target }) => onChange({ guests: digits(target.value) })}
      />
    </div>
  );
}

function WorkerFields({
  draft: { profile, least, most },
  isFit,
  onChange,
}: {
  readonly draft: Draft;
  readonly isFit: boolean;
  readonly onChange: (part: Partial<Draft>) => void;
}) {
  const words = useSettingWords();
  return (
    <div className={style.fields}>
      <Select
        label={words.workers}
        hint={words.workersHint}
        value={profile}
        onChange={({ target }) =>
          onChange({ profile: CHOICES.find((one) => one === target.value) ?? 'own' })
        }
      >
        {CHOICES.map((one) => (
          <option key={one} value={one}>
            {words.profiles[one]}
          </option>
        ))}
      </Select>
      {profile === 'own' && (
        <>
          <FormMessage
            label={words.workersLeast}
            inputMode="numeric"
            value={least}
            maxLength={2}
            wrong={isFit ? null : words.workersWrong}
            onChange={({ target }) => onChange({ least: digits(target.value) })}
          />
          <FormMessage
            label={words.workersMost}
            inputMode="numeric"
            value={most}
            maxLength={2}
            onChange={({ target }) => onChange({ most: digits(target.value) })}
          />
        </>
      )}
    </div>
  );
}
