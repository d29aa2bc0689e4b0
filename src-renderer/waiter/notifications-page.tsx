/** The notifications page: orders to carry, prints that need a decision, refused commands. */
import { useMemo } from 'react';
import type { LiveOrder } from '../../src-shared/live/snapshot';
import { useClient, useClientState, useHost, useNow } from '../client/hooks';
import { problemsOf } from '../client/state/notifications';
import { isQuestion } from '../client/state/outbox';
import { isReadyToCarry } from '../client/state/selectors';
import { Button, Empty } from '../ui/controls/controls';
import { minutesOf } from '../ui/i18n/times';
import { useText } from '../ui/i18n/ui-context';
import { useLingering } from '../ui/device/use-lingering';
import { PendingCard } from './order/pending-card';
import { editOf, spotOfOrder, spotPath } from './parts/spot';
import { whereText } from '../ui/i18n/order-label';
import { StationRow } from './order/station-row';
import style from './tables/tables.module.css';
import { useWaiter } from './parts/waiter-context';
import { useWaiterTexts } from './parts/texts';

export default function NoticesPage() {
  const text = useText();
  const words = useWaiterTexts();
  const { isMine } = useWaiter();
  const { orders, place } = useHost((state) => state);
  const owed = useClientState((state) => state.owed);
  const mine = Object.values(orders).filter(isMine);
  const waiting = useMemo(
    () =>
      Object.values(orders).filter(
        (live) =>
          isMine(live) &&
          isReadyToCarry(live, place) &&
          !isQuestion(owed, 'serveOrder', live.order.number),
      ),
    [orders, place, owed, isMine],
  );
  // A served order keeps its place for a moment, so that the second tap of a double tap serves
  // nothing.
  const ready = useLingering(waiting, keyOf, byReadiness);
  const troubled = mine.filter((live) => problemsOf(live).length > 0);
  const refused = owed.filter((one) => one.refused !== null);
  if (ready.length + troubled.length + refused.length === 0)
    return (
      <Empty title={words.noticesEmpty}>
        <p>{words.noticesEmptyHint}</p>
      </Empty>
    );
  return (
    <ul className={style.rows}>
      {refused.map((one) => (
        <li key={one.key}>
          <PendingCard owed={one} isNamed />
        </li>
      ))}
      {troubled.map((live) => (
        <li key={live.order.number}>
          <h2 className={style.area}>{whereText(text, live)}</h2>
          {problemsOf(live).map(({ ticket }) => (
            <StationRow key={ticket.ticketId} live={live} ticket={ticket} />
          ))}
        </li>
      ))}
      {ready.map(({ item, isGone }) => (
        <Carry key={item.order.number} live={item} isGone={isGone} />
      ))}
    </ul>
  );
}

const keyOf = ({ order }: LiveOrder): string => String(order.number);

function byReadiness({ order: a }: LiveOrder, { order: b }: LiveOrder): number {
  return (a.readyAt ?? 0) - (b.readyAt ?? 0) || a.number - b.number;
}

/** Orders that wait at the pass: destination, age, and the button that serves them. */
function Carry({ live, isGone }: { readonly live: LiveOrder; readonly isGone: boolean }) {
  const text = useText();
  const client = useClient();
  const { go } = useWaiter();
  const now = useNow(15);
  const { readyAt } = live.order;
  return (
    <li className={style.carry}>
      <button type="button" onClick={() => go(spotPath(spotOfOrder(live)))}>
        <strong>{text.noticeReady(whereText(text, live))}</strong>
        {readyAt !== null && text.ago(minutesOf(now - readyAt))}
      </button>
      <Button disabled={isGone} onClick={() => void client.send('serveOrder', editOf(live))}>
        {text.serve}
      </Button>
    </li>
  );
}
