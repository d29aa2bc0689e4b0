/** The orders page: open orders, newest first, with a search; pending commands on top. */
import { useState } from 'react';
import { plainName } from '../../../src-shared/text/plain-name';
import { folioText } from '../../../src-shared/i18n/es';
import { useClientState, useHost } from '../../client/hooks';
import { Empty, Field } from '../../ui/controls/controls';
import { useText } from '../../ui/i18n/ui-context';
import { PendingCard } from '../order/pending-card';
import { OrderRow } from './order-row';
import { whereText } from '../../ui/i18n/order-label';
import style from './tables.module.css';
import { useWaiterTexts } from '../parts/texts';

export default function OrdersPage() {
  const text = useText();
  const words = useWaiterTexts();
  const [typed, setTyped] = useState('');
  const orders = useHost((state) => state.orders);
  const owed = useClientState((state) => state.owed);
  const open = Object.values(orders)
    .filter(({ order }) => order.state !== 'closed' && order.state !== 'voided')
    .toSorted((a, b) => b.order.number - a.order.number);
  const found = open.filter((live) =>
    plainName(
      `${whereText(text, live)} ${live.order.customer ?? ''} ${folioText(live.order.folio)}`,
    ).includes(plainName(typed)),
  );
  return (
    <>
      <div className={style.search}>
        <Field
          label={words.searchOrders}
          type="search"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      </div>
      <ul className={style.rows}>
        {owed.map((one) => (
          <li key={one.key}>
            <PendingCard owed={one} isNamed />
          </li>
        ))}
        {found.map((live) => (
          <OrderRow key={live.order.number} live={live} />
        ))}
      </ul>
      {found.length === 0 && owed.length === 0 && (
        <Empty title={open.length > 0 ? words.noneFound : text.noOrders} />
      )}
    </>
  );
}
