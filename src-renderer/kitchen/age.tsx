/** How long a ticket waits, as a time, a word and a colour. */
import type { Station } from '../../src-shared/floor';
import type { EpochMs } from '../../src-shared/vocabulary';
import { useNow } from '../client/hooks';
import { ageText, minutesOf } from '../ui/times';
import style from './kitchen.module.css';
import { useKitchenWords } from './words';

export type AgeName = 'onTime' | 'hurry' | 'late';

export function ageOf(ms: number, { hurryMin, lateMin }: Pick<Station, 'hurryMin' | 'lateMin'>): AgeName {
  const minutes = minutesOf(ms);
  return minutes >= lateMin ? 'late' : minutes >= hurryMin ? 'hurry' : 'onTime';
}

/** Draws again every second, and nothing around it does. */
export function Age({ since, limits }: { readonly since: EpochMs; readonly limits: Pick<Station, 'hurryMin' | 'lateMin'> }) {
  const words = useKitchenWords();
  const waited = useNow(1) - since;
  return (
    <span className={style.age}>
      {ageText(waited)} <small>{words[ageOf(waited, limits)]}</small>
    </span>
  );
}

/** For the card's colour: changes twice in a card's life. */
export function useAgeName(since: EpochMs, limits: Pick<Station, 'hurryMin' | 'lateMin'>): AgeName {
  return ageOf(useNow(15) - since, limits);
}
