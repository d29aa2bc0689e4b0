/**
 * How the house runs day by day: what is asked before it is printed late, how long guests' data
 * stay, how many print workers.
 */
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

export function OperationSection({ settings: { upkeep } }: { readonly settings: AdminSettings }) {
  const words = useSettingWords();
  const actions = useActions();
  const [stale, setStale] = useState(String(upkeep.staleMin));
  const [guests, setGuests] = useState(upkeep.guestDays === null ? '' : String(upkeep.guestDays));
  const [profile, setProfile] = useState<WorkerProfile | 'own'>(profileOf(upkeep.workers) ?? 'own');
  const [least, setLeast] = useState(String(upkeep.workers.least));
  const [most, setMost] = useState(String(upkeep.workers.most));
  const [saved, setSaved] = useState(upkeep);
  const [isAsking, setAsking] = useState(false);
  const [isSaved, setIsSaved] = useState(false);
  const digits = (value: string): string => value.replace(/\D/g, '');
  const workers =
    profile === 'own' ? { least: Number(least), most: Number(most) } : WORKER_PROFILES[profile];
  const after = {
    staleMin: Number(stale),
    guestDays: guests === '' ? null : Number(guests),
    workers,
  };
  const fits = {
    stale: after.staleMin >= 1 && after.staleMin <= 240,
    guests: after.guestDays === null || (after.guestDays >= 1 && after.guestDays <= 3_650),
    workers: workers.least >= 1 && workers.most <= 16 && workers.least <= workers.most,
  };
  // What is forgotten does not come back: asked for whenever more would go than until now.
  const forgetsMore = after.guestDays !== null && after.guestDays < (saved.guestDays ?? Infinity);

  async function save(): Promise<void> {
    setIsSaved(false);
    if ((await actions.run('setOperationSettings', { upkeep: after })) === null) return;
    setSaved(after);
    setAsking(false);
    setIsSaved(true);
  }
  return (
    <Section title={words.upkeep}>
      <div className={style.fields}>
        <FormMessage
          label={words.stale}
          hint={words.staleHint}
          inputMode="numeric"
          value={stale}
          maxLength={3}
          wrong={fits.stale ? null : words.between(1, 240)}
          onChange={({ target }) => setStale(digits(target.value))}
        />
        <FormMessage
          label={words.guests}
          hint={words.guestsHint}
          inputMode="numeric"
          value={guests}
          maxLength={4}
          wrong={fits.guests ? null : words.between(1, 3_650)}
          onChange={({ target }) => setGuests(digits(target.value))}
        />
      </div>
      <div className={style.fields}>
        <Select
          label={words.workers}
          hint={words.workersHint}
          value={profile}
          onChange={({ target }) =>
            setProfile(CHOICES.find((one) => one === target.value) ?? 'own')
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
              wrong={fits.workers ? null : words.workersWrong}
              onChange={({ target }) => setLeast(digits(target.value))}
            />
            <FormMessage
              label={words.workersMost}
              inputMode="numeric"
              value={most}
              maxLength={2}
              onChange={({ target }) => setMost(digits(target.value))}
            />
          </>
        )}
      </div>
      <SaveLine
        isSaved={isSaved}
        denied={isAsking ? null : actions.denied}
        disabled={actions.isBusy || !Object.values(fits).every(Boolean)}
        onSave={() => (forgetsMore ? setAsking(true) : void save())}
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
