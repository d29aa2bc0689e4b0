/** The age of a ticket as time, word and colour. */
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

/** Renders every second by itself; its parents do not. */
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

/** A bar that is full when the ticket is late. */
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

/** For the card's colour. It changes twice in a card's life. */
export function useAgeName(since: EpochMs, limits: Pick<Station, 'hurryMin' | 'lateMin'>): AgeName {
  return ageOf(useNow(15) - since, limits);
}
