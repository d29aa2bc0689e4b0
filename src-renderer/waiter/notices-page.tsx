/** What needs this waiter now: plates to carry, prints that ask, sends that were refused. */
import { useClientState, useHost } from '../client/hooks';
import { troublesOf } from '../client/notices';
import { isReadyToCarry } from '../client/selectors';
import { Empty } from '../ui/controls';
import { useText } from '../ui/ui';
import { OrderRow } from './order-row';
import { OwedCard } from './owed-card';
import { whereText } from './spot';
import { StationRow } from './station-row';
import style from './tables.module.css';
import { useWaiter } from './tools';

export function NoticesPage() {
  const text = useText();
  const { isMine } = useWaiter();
  const { orders, place } = useHost((state) => state);
  const owed = useClientState((state) => state.owed);
  const mine = Object.values(orders).filter(isMine);
  const ready = mine.filter((live) => isReadyToCarry(live, place));
  const troubled = mine.filter((live) => troublesOf(live).length > 0);
  const refused = owed.filter((one) => one.refused !== null);
  if (ready.length + troubled.length + refused.length === 0)
    return (
      <Empty title={text.noticesEmpty}>
        <p>{text.noticesEmptyHint}</p>
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
        <OrderRow key={live.order.number} live={live} />
      ))}
    </ul>
  );
}
