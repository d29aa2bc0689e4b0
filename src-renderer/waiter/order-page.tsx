/** One table, or one order without a table: every send with what is true of it, and the few things that can be done. */
import { useState } from 'react';
import { moneyText } from '../../src-shared/money';
import { wanted } from '../../src-shared/order';
import type { LiveOrder } from '../../src-shared/snapshot';
import { useClient, useClientState, useHost, useNow } from '../client/hooks';
import { isReadyToCarry } from '../client/selectors';
import { Button, Empty } from '../ui/controls';
import { LinkBand } from '../ui/link-band';
import { minutesOf } from '../ui/times';
import { useText } from '../ui/ui';
import { piecesIn } from './carts';
import { OrderCard } from './order-card';
import { OrderSheets } from './later-parts';
import style from './order.module.css';
import { OwedCard } from './owed-card';
import { owedAt } from './sending';
import { editOf, ordersAt, spotPath, whereText } from './spot';
import type { Spot } from './spot';
import { useCart, useWaiter } from './tools';
import { Icon } from '../ui/icons';

export function OrderPage({ spot, isBeside = false }: { readonly spot: Spot; readonly isBeside?: boolean }) {
  const text = useText();
  const client = useClient();
  const { go } = useWaiter();
  const host = useHost((state) => state);
  const allOwed = useClientState((state) => state.owed);
  const owed = owedAt(allOwed, host, spot);
  const unsent = piecesIn(useCart(spot));
  const now = useNow(15);
  const [isMore, setMore] = useState(false);
  const orders = ordersAt(host, spot);
  const main = orders.findLast(({ order }) => order.mergedInto === null) ?? null;
  const covers = orders.reduce((sum, { order }) => sum + (order.covers ?? 0), 0);
  const since = orders.length > 0 ? Math.min(...orders.map(({ order }) => order.placedAt)) : null;
  const isReady = main !== null && isReadyToCarry(main, host.place);
  return (
    <div className={style.page}>
      <header className={isBeside ? `${style.head} ${style.headBeside}` : style.head}>
        {!isBeside && (
          <Button look="quiet" icon aria-label={text.back} onClick={() => go('/')}>
            <Icon name="ChevronLeft" size={28} />
          </Button>
        )}
        <h1>{titleOf(text, spot, main)}</h1>
        <span className={style.meta}>
          {[covers > 0 ? text.covers(covers) : null, since === null ? null : text.ago(minutesOf(now - since))]
            .filter((part) => part !== null)
            .join(' · ')}
        </span>
      </header>
      <LinkBand offline={text.cutWaiter} />
      <main className={style.body}>
        {unsent > 0 && !isBeside && (
          <div className={style.unsent}>
            {text.cartKept(unsent)}
            <Button onClick={() => go(spotPath(spot, 'menu'))}>{text.cartShow}</Button>
          </div>
        )}
        {orders.length === 0 && owed.length === 0 && (
          <Empty title={text.startTable}>
            <p>{text.startTableHint}</p>
          </Empty>
        )}
        {orders.map((live) => (
          <OrderCard key={live.order.number} live={live} isAlone={orders.length === 1} />
        ))}
        {owed.map((one) => (
          <OwedCard key={one.key} owed={one} />
        ))}
        {main && <Total orders={orders} />}
      </main>
      <footer className={style.bar}>
        {isReady || isBeside ? (
          <Button
            look={isReady ? 'main' : 'plain'}
            disabled={!main || main.order.state === 'served'}
            onClick={() => main && void client.send('serveOrder', editOf(main))}
          >
            {text.serve}
          </Button>
        ) : (
          <Button look="main" onClick={() => go(spotPath(spot, 'menu'))}>
            {text.addDishes}
          </Button>
        )}
        {isReady && !isBeside && <Button onClick={() => go(spotPath(spot, 'menu'))}>{text.addDishes}</Button>}
        {(!isReady || isBeside) && (
          <Button disabled={!main} onClick={() => main && void client.send('printBill', { order: main.order.number })}>
            {text.bill}
          </Button>
        )}
        <Button className={style.narrow} icon disabled={!main} aria-label={text.more} onClick={() => setMore(true)}>
          <Icon name="Ellipsis" size={24} />
        </Button>
      </footer>
      {isMore && main && <OrderSheets.Part live={main} onClose={() => setMore(false)} />}
    </div>
  );
}

function titleOf(text: ReturnType<typeof useText>, spot: Spot, main: LiveOrder | null): string {
  if (main) return whereText(text, main);
  switch (spot.kind) {
    case 'table':
      return text.table(spot.table);
    case 'order':
      return text.order(String(spot.number));
    case 'new':
      return spot.type === 'delivery' ? text.newDelivery : text.newTakeaway;
  }
}

/** What is charged so far: what is wanted and has a price; comps for nothing. */
function Total({ orders }: { readonly orders: readonly LiveOrder[] }) {
  const text = useText();
  const place = useHost((state) => state.place);
  const sum = orders
    .flatMap(({ lines }) => lines)
    .reduce((total, line) => total + (line.comp === null ? wanted(line) * (line.unitPrice ?? 0) : 0), 0);
  return (
    <p className={style.total}>
      <span>{text.total}</span>
      <span>
        {place.currency} {moneyText(sum, place.decimals)}
      </span>
    </p>
  );
}
