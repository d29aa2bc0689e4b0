/** The waiter view: tables, one table and the menu, side by side where there is room. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { createStore } from 'zustand/vanilla';
import { useClientState, useConnected, useHost, useSession } from '../client/hooks';
import { problemsOf } from '../client/state/notifications';
import { isReadyToCarry } from '../client/state/selectors';
import { goToHash, useHashPath } from '../ui/navigation/hash-path';
import { LinkBand } from '../ui/controls/link-band';
import { useText } from '../ui/i18n/ui-context';
import { useWidth } from '../ui/device/width';
import { openCarts } from './parts/carts';
import { fetchLaterParts, Notices, Orders, Settings } from './lazy-parts';
import { MenuPage } from './menu/menu-page';
import { OrderPage } from './order/order-page';
import { routeOf, spotKey } from './parts/spot';
import type { OrderSpot } from './parts/spot';
import { TablesPage } from './tables/tables-page';
import { Toasts } from './toasts';
import { useWaiter, WaiterProvider } from './parts/waiter-context';
import type { SentMessage, WaiterContext } from './parts/waiter-context';
import style from './waiter.module.css';
import { WaiterHead } from './waiter-head';
import { Icon } from '../ui/controls/icons';

export default function Waiter() {
  const text = useText();
  const { client, origin } = useConnected();
  const { person, role } = useSession();
  const path = useHashPath();
  const width = useWidth();
  const carts = useMemo(() => openCarts(origin), [origin]);
  const messages = useMemo(() => createStore<SentMessage | null>(() => null), []);
  const filter = useRef<string | null>(null);
  const tools = useMemo<WaiterContext>(
    () => ({
      carts,
      go: goToHash,
      messages,
      async sayDone(sent, words) {
        const { outcome } = await sent;
        if (client.store.getState().link !== 'live')
          messages.setState({ tone: 'info', words: text.keptHere });
        if ((await outcome).ok) messages.setState({ tone: 'ok', words });
      },
      sayTrouble: (words) => messages.setState({ tone: 'bad', words }),
      filter,
      isMine: ({ order }) =>
        order.waiter?.id === person?.id || (order.waiter === null && role !== 'waiter'),
      isOwn: ({ order }) => order.waiter !== null && order.waiter.id === person?.id,
    }),
    [carts, client, messages, text, person?.id, role],
  );
  const route = routeOf(path);
  const spot = 'spot' in route ? route.spot : null;
  useEffect(() => {
    scrollTo(0, 0);
  }, [path]);
  useEffect(fetchLaterParts, []);
  return (
    <WaiterProvider tools={tools}>
      {width === 'phone' ? (
        <OnPhone route={route} />
      ) : (
        <SideBySide spot={spot} page={route.page} isWide={width === 'wide'} />
      )}
      <Toasts />
    </WaiterProvider>
  );
}

function OnPhone({ route }: { readonly route: ReturnType<typeof routeOf> }) {
  switch (route.page) {
    case 'order':
      return <OrderPage key={spotKey(route.spot)} spot={route.spot} />;
    case 'menu':
      return <MenuPage key={spotKey(route.spot)} spot={route.spot} />;
    case 'tables':
    case 'orders':
    case 'notices':
      return <Overview page={route.page} />;
  }
}

/** Three columns: tables, menu, order. Two columns: tables and menu alternate. */
function SideBySide({
  spot,
  page,
  isWide,
}: {
  readonly spot: OrderSpot | null;
  readonly page: string;
  readonly isWide: boolean;
}) {
  const text = useText();
  return (
    <div className={isWide ? style.wide : style.two}>
      <Overview page={page === 'orders' || page === 'notices' ? page : 'tables'} open={spot} />
      {spot === null && (
        <main className={style.nothing}>
          <h2>{text.chooseTable}</h2>
          <Notices.Part />
        </main>
      )}
      {spot !== null && (isWide || page === 'menu') && (
        <MenuPage key={`menu ${spotKey(spot)}`} spot={spot} isBeside={isWide} />
      )}
      {spot !== null && (isWide || page === 'order') && (
        <OrderPage key={`order ${spotKey(spot)}`} spot={spot} isBeside={isWide} />
      )}
    </div>
  );
}

type Tab = 'tables' | 'orders' | 'notices';

function Overview({ page, open = null }: { readonly page: Tab; readonly open?: OrderSpot | null }) {
  const text = useText();
  const { go, isMine } = useWaiter();
  const [isSetting, setSetting] = useState(false);
  const waiting = useHost(
    ({ orders, place }) =>
      Object.values(orders).filter(
        (live) => isMine(live) && (isReadyToCarry(live, place) || problemsOf(live).length > 0),
      ).length,
  );
  const refused = useClientState(({ owed }) => owed.filter((one) => one.refused !== null).length);
  const count = waiting + refused;
  const tabs = [
    ['tables', '/', text.tabTables, 'Grid', 0],
    ['orders', '/pedidos', text.tabOrders, 'List', 0],
    ['notices', '/avisos', text.tabNotices, 'Bell', count],
  ] as const;
  return (
    <div className={style.overview}>
      <WaiterHead onSettings={() => setSetting(true)} />
      <LinkBand offline={text.cutWaiter} />
      <main className={style.page}>
        {page === 'tables' && <TablesPage open={open} />}
        {page === 'orders' && <Orders.Part />}
        {page === 'notices' && <Notices.Part />}
      </main>
      <nav className={style.tabs}>
        {tabs.map(([name, path, words, icon, badge]) => (
          <button
            key={name}
            type="button"
            className={style.tab}
            aria-current={name === page ? 'page' : undefined}
            onClick={() => go(path)}
          >
            <Icon name={icon} />
            <span>
              {words}
              {badge > 0 && <b className={style.badge}>{badge}</b>}
            </span>
          </button>
        ))}
      </nav>
      {isSetting && <Settings.Part onClose={() => setSetting(false)} />}
    </div>
  );
}
