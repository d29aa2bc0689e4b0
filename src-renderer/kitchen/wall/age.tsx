/** How long a ticket waits, as a time, a word and a colour. */
import type { EpochMs } from '../../../src-shared/base/vocabulary';
import { useNow } from '../../client/hooks';
import { ageText, minutesOf } from '../../ui/i18n/times';
import style from '../kitchen.module.css';
import { useKitchenWords } from './texts';
import type { Station } from '../../../src-shared/model/stations';

export type AgeName = 'onTime' | 'hurry' | 'late';

export function ageOf(
  ms: number,
  { hurryMin, lateMin }: Pick<Station, 'hurryMin' | 'lateMin'>,
): AgeName {
  const minutes = minutesOf(ms);
  return minutes >= lateMin ? 'late' : minutes >= hurryMin ? 'hurry' : 'onTime';
}

/** Draws again every second, and nothing around it does. */
export function Age({
  since,
  limits,
}: {
  readonly since: EpochMs;
  readonly limits: Pick<Station, 'hurryMin' | 'lateMin'>;
}) {
  const words = useKitchenWords();
  const waited = useNow(1) - since;
  return (
    <span className={style.age}>
      {ageText(waited)} <small>{words[ageOf(waited, limits)]}</small>
    </span>
  );
}

/** Fills up towards late. */
export function AgeBar({
  since,
  limits,
}: {
  readonly since: EpochMs;
  readonly limits: Pick<Station, 'hurryMin' | 'lateMin'>;
}) {
  const waited = useNow(15) - since;
  const share = Math.min(1, Math.max(0.02, waited / (limits.lateMin * 60_000)));
  return (
    <span className={style.bar}>
      <span style={{ width: `${share * 100}%` }} />
    </span>
  );
}

/** For the card's colour: changes twice in a card's life. */
export function useAgeName(since: EpochMs, limits: Pick<Station, 'hurryMin' | 'lateMin'>): AgeName {
  return ageOf(useNow(15) - since, limits);
}
