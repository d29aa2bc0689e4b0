/** The foot of a wall: tickets that are out of sight, so that nobody forgets them; else what the keys do. Its place is always kept. */
import type { Station } from '../../src-shared/floor';
import { useNow } from '../client/hooks';
import { ageText } from '../ui/times';
import { useText } from '../ui/ui';
import { ageOf } from './age';
import style from './kitchen.module.css';
import type { Shown } from './use-board';
import { whereText } from '../ui/where';
import { useKitchenWords } from './words';

const NAMED = 8;

export function BelowTheFold({ shown, station }: { readonly shown: readonly Shown[]; readonly station: Station }) {
  const text = useText();
  const words = useKitchenWords();
  const now = useNow(5);
  const cards = shown.filter(({ isGone }) => !isGone).map(({ card }) => card);
  const [oldest] = cards;
  if (!oldest) return <p className={style.foot}>{words.keysHint}</p>;
  return (
    <p className={style.foot} data-age={ageOf(now - oldest.ticket.openedAt, station)} role="status">
      <strong>{words.outOfSight(cards.length)}</strong>
      {/* One text, so that it ends in dots where the wall is too narrow for all of them. */}
      <span>
        {cards
          .slice(0, NAMED)
          .map((card) => `${whereText(text, card.live)} ${ageText(now - card.ticket.openedAt)}`)
          .join(' · ')}
      </span>
    </p>
  );
}
