/** The tables page: each table with its state, and orders without a table beside them. */
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { useClientState, useHost, useNow } from '../../client/hooks';
import { problemsOf } from '../../client/state/notifications';
import { tablesOf } from '../../client/state/selectors';
import type { Table } from '../../client/state/selectors';
import { Button, classes, Empty, Hidden, Segments } from '../../ui/controls/controls';
import { Icon } from '../../ui/controls/icons';
import { hoursText } from '../../ui/i18n/times';
import { useText } from '../../ui/i18n/ui-context';
import { piecesIn } from '../parts/carts';
import { OrderRow } from './order-row';
import { tableIn } from '../parts/send-cart';
import { spotKey, spotPath } from '../parts/spot';
import type { OrderSpot } from '../parts/spot';
import style from './tables.module.css';
import { useWaiter } from '../parts/waiter-context';

type Filter = 'mine' | 'all' | 'away';

export function TablesPage({ open }: { readonly open: OrderSpot | null }) {
  const text = useText();
  const { isMine, go, filter: stored } = useWaiter();
  const host = useHost((state) => state);
  const owedTables = useOwedTables();
  const busy = new Map(tablesOf(host).map((table) => [table.name, table]));
  const mine = [...busy.values()].filter(({ orders }) => orders.some(isMine));
  const away = Object.values(host.orders).filter(
    ({ order }) =>
      order.table === null &&
      order.state !== 'closed' &&
      order.state !== 'voided' &&
      order.mergedInto === null,
  );
  const [filter, setShown] = useState<Filter>(() => {
    const first = (stored.current as Filter | null) ?? (mine.length > 0 ? 'mine' : 'all');
    stored.current = first;
    return first;
  });
  const setFilter = (next: Filter): void => {
    stored.current = next;
    setShown(next);
  };
  return (
    <>
      <Segments
        label={text.tabTables}
        value={filter}
        options={[
          ['mine', text.mine],
          ['all', text.all],
          ['away', away.length > 0 ? `${text.takeaway} ${away.length}` : text.takeaway],
        ]}
        onPick={setFilter}
      />
      {filter === 'mine' &&
        (mine.length + owedTables.length > 0 ? (
          <Tiles
            tables={mine}
            names={[...new Set([...mine.map(({ name }) => name), ...owedTables])]}
            open={open}
          />
        ) : (
          <Empty title={text.noMine} />
        ))}
      {filter === 'all' && <Floor busy={busy} open={open} />}
      {filter === 'away' && (
        <div className={style.away}>
          <div className={style.pair}>
            <Button
              look="main"
              onClick={() => go(spotPath({ kind: 'new', type: 'takeaway' }, 'menu'))}
            >
              {text.newTakeaway}
            </Button>
            <Button onClick={() => go(spotPath({ kind: 'new', type: 'delivery' }, 'menu'))}>
              {text.newDelivery}
            </Button>
          </div>
          {away.length === 0 && <Empty title={text.noTakeaways} />}
          <ul className={style.rows}>
            {away.map((live) => (
              <OrderRow key={live.order.number} live={live} />
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function Floor({
  busy,
  open,
}: {
  readonly busy: ReadonlyMap<string, Table>;
  readonly open: OrderSpot | null;
}) {
  const text = useText();
  const tables = useHost(({ place }) => place.tables);
  const known = new Set(tables.map(({ name }) => name));
  const areas = new Map<string, string[]>();
  for (const { name, area } of tables) areas.set(area, [...(areas.get(area) ?? []), name]);
  // Programs may send a table that is not on the floor. It is shown too.
  const others = [...busy.keys()].filter((name) => !known.has(name));
  if (tables.length === 0 && others.length === 0) return <Empty title={text.noTables} />;
  return (
    <>
      {[...areas].map(([area, names]) => (
        <section key={area} aria-label={area}>
          <h2 className={style.area}>{area}</h2>
          <Tiles tables={[...busy.values()]} names={names} open={open} />
        </section>
      ))}
      {others.length > 0 && <Tiles tables={[...busy.values()]} names={others} open={open} />}
    </>
  );
}

function Tiles({
  tables,
  names,
  open,
}: {
  readonly tables: readonly Table[];
  readonly names: readonly string[];
  readonly open: OrderSpot | null;
}) {
  return (
    <ul className={style.tiles}>
      {names.map((name) => (
        <li key={name}>
          <Tile
            name={name}
            table={tables.find((table) => table.name === name) ?? null}
            isOpen={open?.kind === 'table' && open.table === name}
          />
        </li>
      ))}
    </ul>
  );
}

function Tile({
  name,
  table,
  isOpen,
}: {
  readonly name: string;
  readonly table: Table | null;
  readonly isOpen: boolean;
}) {
  const text = useText();
  const { go, isMine, carts } = useWaiter();
  const now = useNow(15);
  const spot: OrderSpot = { kind: 'table', table: name };
  const unsent = useStore(carts.store, (all) => {
    const cart = all[spotKey(spot)];
    return cart ? piecesIn(cart) : 0;
  });
  const isOwed = useOwedTables().includes(name);
  const orders = table?.orders ?? [];
  const covers = orders.reduce((sum, { order }) => sum + (order.covers ?? 0), 0);
  const isOurs = orders.length === 0 || orders.some(isMine);
  const waiter = orders.find(({ order }) => order.waiter !== null)?.order.waiter?.name;
  const state = tableState(table);
  const words = {
    free: text.free,
    ready: text.tableReady,
    held: text.tableHeld,
    served: text.tableServed,
    busy: '',
    trouble: text.tableTrouble,
  };
  const status =
    state === 'ready' || state === 'trouble'
      ? words[state]
      : unsent > 0
        ? text.cartKept(unsent)
        : isOwed
          ? text.kept
          : words[state];
  return (
    <button
      type="button"
      className={classes(style.tile, style[state], (unsent > 0 || isOwed) && style.unsent)}
      aria-current={isOpen ? 'true' : undefined}
      onClick={() =>
        go(spotPath(spot, table === null && unsent === 0 && !isOwed ? 'menu' : 'order'))
      }
    >
      <span className={style.top}>
        <span className={style.name}>
          <Hidden>{text.table('')}</Hidden>
          {name}
        </span>
        {covers > 0 && <span className={style.covers}>{text.coversShort(covers)}</span>}
      </span>
      <span className={style.facts}>
        {table && <time>{hoursText(now - table.since)}</time>}
        {!isOurs && waiter !== undefined && <span className={style.whose}>{waiter}</span>}
      </span>
      <span className={style.state}>
        {(state === 'ready' || state === 'trouble') && (
          <Icon name={state === 'ready' ? 'Bell' : 'Alert'} size={16} />
        )}
        <span>{status}</span>
      </span>
    </button>
  );
}

/**
 * Tables with a pending command. Joined to one string, which stays equal while nothing changes and
 * so avoids renders.
 */
function useOwedTables(): readonly string[] {
  const names = useClientState(({ owed }) =>
    JSON.stringify(
      owed.flatMap(({ name, input, refused }) =>
        name === 'placeOrder' && refused === null ? (tableIn(input) ?? []) : [],
      ),
    ),
  );
  return useMemo(() => JSON.parse(names) as readonly string[], [names]);
}

type TableState = 'free' | 'busy' | 'held' | 'ready' | 'served' | 'trouble';

function tableState(table: Table | null): TableState {
  if (!table) return 'free';
  if (table.orders.some((live) => problemsOf(live).length > 0)) return 'trouble';
  if (table.isReady) return 'ready';
  if (table.orders.every(({ order }) => order.state === 'served')) return 'served';
  return table.orders.some(({ lines }) => lines.some(({ state }) => state === 'held'))
    ? 'held'
    : 'busy';
}
