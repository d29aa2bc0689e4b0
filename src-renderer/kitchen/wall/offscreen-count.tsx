/** The foot of a kitchen screen: tickets out of sight, else the keys. Its place stays reserved. */
import { useNow } from '../../client/hooks';
import { ageText } from '../../ui/i18n/times';
import { useText } from '../../ui/i18n/ui-context';
import { ageOf } from './age';
import style from '../kitchen.module.css';
import type { Shown } from './use-wall';
import { whereText } from '../../ui/i18n/order-label';
import { useKitchenWords } from './texts';
import type { Station } from '../../../src-shared/model/stations';

const NAMED = 8;

export function OffscreenCount({
  shown,
  station,
}: {
  readonly shown: readonly Shown[];
  readonly station: Station;
}) {
  const text = useText();
  const words = useKitchenWords();
  const now = useNow(5);
  const cards = shown.filter(({ isGone }) => !isGone).map(({ card }) => card);
  const [oldest] = cards;
  if (!oldest) return <p className={style.foot}>{words.keysHint}</p>;
  return (
    <p className={style.foot} data-age={ageOf(now - oldest.ticket.openedAt, station)} role="status">
      <strong>{words.outOfSight(cards.length)}</strong>
      {/* One string, so that a narrow screen ends it with an ellipsis. */}
      <span>
        {cards
          .slice(0, NAMED)
          .map((card) => `${whereText(text, card.live)} ${ageText(now - card.ticket.openedAt)}`)
          .join(' · ')}
      </span>
    </p>
  );
}
