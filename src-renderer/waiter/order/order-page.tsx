/** The page of one table, or of one order without a table: its dispatches and what can be done. */
import { useState } from 'react';
import type { LiveOrder } from '../../../src-shared/live/snapshot';
import { useClient, useClientState, useHost, useNow } from '../../client/hooks';
import { isQuestion } from '../../client/state/outbox';
import { isReadyToCarry } from '../../client/state/selectors';
import { Button, Empty } from '../../ui/controls/controls';
import { LinkBand } from '../../ui/controls/link-band';
import { hoursText } from '../../ui/i18n/times';
import { useText } from '../../ui/i18n/ui-context';
import { useTapGuard } from '../../ui/device/use-tap-guard';
import { piecesIn } from '../parts/carts';
import { OrderCard } from './order-card';
import { OrderSheets } from './lazy-sheets';
import style from './order.module.css';
import { PendingCard } from './pending-card';
import { WaiterPageHead } from '../parts/page-head';
import { amountDue, priceText } from '../parts/amount-due';
import { pendingAt } from '../parts/send-cart';
import { editOf, ordersAt, spotPath, spotText } from '../parts/spot';
import { whereText } from '../../ui/i18n/order-label';
import type { OrderSpot } from '../parts/spot';
import { useCart, useWaiter } from '../parts/waiter-context';
import { Icon } from '../../ui/controls/icons';

export function OrderPage({
  spot,
  isBeside = false,
}: {
  readonly spot: OrderSpot;
  readonly isBeside?: boolean;
}) {
  const text = useText();
  const { go } = useWaiter();
  const host = useHost((state) => state);
  const allOwed = useClientState((state) => state.owed);
  const owed = pendingAt(allOwed, host, spot);
  const unsent = piecesIn(useCart(spot));
  const now = useNow(15);
  const [isMore, setMore] = useState(false);
  const orders = ordersAt(host, spot);
  const main = orders.findLast(({ order }) => order.mergedInto === null) ?? null;
  const covers = orders.reduce((sum, { order }) => sum + (order.covers ?? 0), 0);
  const since = orders.length > 0 ? Math.min(...orders.map(({ order }) => order.placedAt)) : null;
  return (
    <div className={style.page}>
      <WaiterPageHead
        className={style.head}
        title={main ? whereText(text, main) : spotText(text, spot)}
        onBack={isBeside ? null : () => go('/')}
      >
        <span className={style.meta}>
          {[
            covers > 0 ? text.coversShort(covers) : null,
            since === null ? null : hoursText(now - since),
          ]
            .filter((part) => part !== null)
            .join(' · ')}
        </span>
      </WaiterPageHead>
      <LinkBand offline={text.cutWaiter} />
      <main className={style.body}>
        {owed.map((one) => (
          <PendingCard key={one.key} owed={one} />
        ))}
        {unsent > 0 && isBeside && <CartPreview spot={spot} />}
        {unsent > 0 && !isBeside && (
          <div className={style.unsent}>
            {text.cartKept(unsent)}
            <Button onClick={() => go(spotPath(spot, 'menu'))}>{text.cartShow}</Button>
          </div>
        )}
        {orders.length === 0 && owed.length === 0 && (
          <Empty title={text.startTable}>
            <p>{isBeside ? text.startTableBeside : text.startTableHint}</p>
          </Empty>
        )}
        {orders.map((live) => (
          <OrderCard key={live.order.number} live={live} isAlone={orders.length === 1} />
        ))}
        {main && <Total orders={orders} />}
      </main>
      <OrderBar
        spot={spot}
        main={main}
        owed={owed}
        isBeside={isBeside}
        onMore={() => setMore(true)}
      />
      {isMore && main && <OrderSheets.Part live={main} onClose={() => setMore(false)} />}
    </div>
  );
}

/** The buttons at the bottom: serve or add dishes, bill, more. */
function OrderBar({
  spot,
  main,
  owed,
  isBeside,
  onMore,
}: {
  readonly spot: OrderSpot;
  /** The order that the buttons act on; null: none yet. */
  readonly main: LiveOrder | null;
  readonly owed: Parameters<typeof isQuestion>[0];
  readonly isBeside: boolean;
  readonly onMore: () => void;
}) {
  const text = useText();
  const client = useClient();
  const { go } = useWaiter();
  const isQuiet = useTapGuard(spot);
  const place = useHost((state) => state.place);
  const isReady = main !== null && isReadyToCarry(main, place);
  return (
    <footer className={style.bar} data-quiet={isQuiet}>
      {isReady || isBeside ? (
        <Button
          look={isReady ? 'main' : 'plain'}
          disabled={
            !main ||
            main.order.state === 'served' ||
            isQuestion(owed, 'serveOrder', main.order.number)
          }
          onClick={() => main && void client.send('serveOrder', editOf(main))}
        >
          {text.serve}
        </Button>
      ) : (
        <Button look="main" onClick={() => go(spotPath(spot, 'menu'))}>
          {text.addDishes}
        </Button>
      )}
      {isReady && !isBeside && (
        <Button onClick={() => go(spotPath(spot, 'menu'))}>{text.addDishes}</Button>
      )}
      {(!isReady || isBeside) && (
        <Button
          disabled={!main}
          onClick={() => main && void client.send('printBill', { order: main.order.number })}
        >
          {text.bill}
        </Button>
      )}
      <Button
        className={style.narrow}
        icon
        disabled={!main}
        aria-label={text.more}
        onClick={onMore}
      >
        <Icon name="Ellipsis" size={24} />
      </Button>
    </footer>
  );
}

function Total({ orders }: { readonly orders: readonly LiveOrder[] }) {
  const text = useText();
  const place = useHost((state) => state.place);
  return (
    <p className={style.total}>
      <span>{text.total}</span>
      <span>{priceText(place, amountDue(orders, place))}</span>
    </p>
  );
}

/** Beside the menu: the unsent lines of the cart. */
function CartPreview({ spot }: { readonly spot: OrderSpot }) {
  const text = useText();
  const { lines } = useCart(spot);
  return (
    <section className={style.cart} aria-label={text.cart}>
      <strong>{text.cart}</strong>
      <ul>
        {lines.map((line) => (
          <li key={line.no} className={style.plainLine}>
            <span className={style.quantity}>{line.quantity}×</span>
            <span>{line.name}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
