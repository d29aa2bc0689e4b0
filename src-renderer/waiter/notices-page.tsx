/** What needs this waiter now: plates to carry, prints that ask, sends that were refused. */
import type { LiveOrder } from '../../src-shared/snapshot';
import { useClient, useClientState, useHost, useNow } from '../client/hooks';
import { troublesOf } from '../client/notices';
import { isReadyToCarry } from '../client/selectors';
import { Button, Empty } from '../ui/controls';
import { minutesOf } from '../ui/times';
import { useText } from '../ui/ui';
import { OwedCard } from './owed-card';
import { editOf, spotOfOrder, spotPath, whereText } from './spot';
import { StationRow } from './station-row';
import style from './tables.module.css';
import { useWaiter } from './tools';
import { useSheetWords } from './words';

export default function NoticesPage() {
  const text = useText();
  const words = useSheetWords();
  const { isMine } = useWaiter();
  const { orders, place } = useHost((state) => state);
  const owed = useClientState((state) => state.owed);
  const mine = Object.values(orders).filter(isMine);
  const ready = mine.filter((live) => isReadyToCarry(live, place));
  const troubled = mine.filter((live) => troublesOf(live).length > 0);
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
          <OwedCard owed={one} isNamed />
        </li>
      ))}
      {troubled.map((live) => (
        <li key={live.order.number}>
          <h2 className={style.area}>{whereText(text, live)}</h2>
          {troublesOf(live).map(({ ticket }) => (
            <StationRow key={ticket.ticketId} live={live} ticket={ticket} />
          ))}
        </li>
      ))}
      {ready.map((live) => (
        <Carry key={live.order.number} live={live} />
      ))}
    </ul>
  );
}

/** Plates that wait at the pass: where to, since when, and the tap that says it is done. */
function Carry({ live }: { readonly live: LiveOrder }) {
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
      <Button onClick={() => void client.send('serveOrder', editOf(live))}>{text.serve}</Button>
    </li>
  );
}
