/** The menu: a tap adds one, the count on the tile opens its options, the bar below says where it all goes. */
import { useState } from 'react';
import { plainName } from '../../src-shared/plain-name';
import type { PlacedItem } from '../../src-shared/snapshot';
import type { Id } from '../../src-shared/vocabulary';
import { useHost } from '../client/hooks';
import { moneyText } from '../../src-shared/money';
import { Button, Empty } from '../ui/controls';
import { LinkBand } from '../ui/link-band';
import { useText, useUi } from '../ui/ui';
import { CartBar } from './cart-bar';
import { countOf, withLine } from './carts';
import type { Cart, CartLine } from './carts';
import { CartSheets, ItemSheets } from './later-parts';
import style from './menu.module.css';
import { PageHead } from './page-head';
import { openOrderAt, spotKey, spotPath, spotText } from './spot';
import type { Spot } from './spot';
import { useCart, useWaiter } from './tools';
import { WHENS, whenText } from './when';
import { Icon } from '../ui/icons';

const FREQUENT = 'frequent';
/** Below this there is nothing to learn from what was sent. */
const FREQUENT_LEAST = 4;
const FREQUENT_MOST = 12;

type Open =
  | { readonly sheet: 'item'; readonly item: PlacedItem; readonly line: CartLine | null }
  | { readonly sheet: 'cart' }
  | { readonly sheet: 'details' };

export function MenuPage({ spot, isBeside = false }: { readonly spot: Spot; readonly isBeside?: boolean }) {
  const text = useText();
  const { carts, go } = useWaiter();
  const { preferences } = useUi();
  const cart = useCart(spot);
  const place = useHost((state) => state.place);
  // What was wanted most when the menu was opened: nothing changes place under a thumb.
  const [frequent] = useState(() => mostSent(place.items, preferences.store.getState().sent));
  const [category, setCategory] = useState<Id>(frequent.length >= FREQUENT_LEAST ? FREQUENT : (place.categories[0]?.id ?? ''));
  const [asked, setAsked] = useState<string | null>(null);
  const [open, setOpen] = useState<Open | null>(null);
  const key = spotKey(spot);
  const order = useHost((host) => openOrderAt(host, spot));
  // The row stays where it was once the order is sent: a dish that moves up under the thumb is the wrong dish.
  const [wasNew] = useState(order === null);
  const change = (how: (cart: Cart) => Cart): void => carts.change(key, how);
  const plainLine = (item: PlacedItem): Omit<CartLine, 'no'> => ({
    itemId: item.id,
    name: item.name,
    code: item.code,
    quantity: 1,
    modifiers: [],
    note: '',
    course: cart.course,
    seat: null,
    held: cart.held,
  });
  const shown =
    asked !== null
      ? place.items.filter(({ name, code }) => plainName(`${name} ${code}`).includes(plainName(asked)))
      : category === FREQUENT
        ? frequent
        : place.items.filter(({ categoryId }) => categoryId === category);

  function tap(item: PlacedItem): void {
    const asks = place.modifierGroups.some(({ id, min }) => min > 0 && item.groupIds.includes(id));
    if (asks) setOpen({ sheet: 'item', item, line: null });
    else change((now) => withLine(now, plainLine(item)));
  }
  function tapCount(item: PlacedItem): void {
    const lines = cart.lines.filter(({ itemId }) => itemId === item.id);
    const [only] = lines;
    setOpen(lines.length === 1 && only ? { sheet: 'item', item, line: only } : { sheet: 'cart' });
  }
  function addFree(words: string): void {
    change((now) =>
      withLine(now, {
        itemId: null,
        name: words,
        code: null,
        quantity: 1,
        modifiers: [],
        note: '',
        course: now.course,
        seat: null,
        held: now.held,
      }),
    );
    setAsked(null);
  }

  return (
    <div className={style.page}>
      <div className={style.top}>
        <PageHead
          className={style.head}
          title={asked === null ? spotText(text, spot) : null}
          onBack={isBeside ? null : () => go(spot.kind === 'new' ? '/' : spotPath(spot))}
        >
          {asked === null ? (
            <>
              <WhenPicker cart={cart} onPick={(course, held) => change((now) => ({ ...now, course, held }))} />
              <Button look="quiet" icon aria-label={text.searchDish} onClick={() => setAsked('')}>
                <Icon name="Search" size={24} />
              </Button>
            </>
          ) : (
            <>
              <label className={style.search}>
                <input
                  type="search"
                  autoFocus
                  aria-label={text.searchDish}
                  placeholder={text.searchDish}
                  value={asked}
                  maxLength={80}
                  onChange={({ target }) => setAsked(target.value)}
                />
              </label>
              <Button look="quiet" icon aria-label={text.cancel} onClick={() => setAsked(null)}>
                <Icon name="X" size={24} />
              </Button>
            </>
          )}
        </PageHead>
        {asked === null && (
          <Categories
            names={[{ id: FREQUENT, name: text.frequent }, ...place.categories]}
            picked={category}
            onPick={setCategory}
          />
        )}
      </div>
      <LinkBand offline={text.cutWaiter} />
      {wasNew && spot.kind === 'table' && (
        <CoversRow
          picked={order ? order.order.covers : cart.covers}
          isShut={order !== null}
          onPick={(covers) => change((now) => ({ ...now, covers }))}
        />
      )}
      <main className={style.dishes} id="dishes" role="tabpanel" aria-label={spotText(text, spot)}>
        {place.items.length === 0 && <Empty title={text.emptyMenu} />}
        {category === FREQUENT && asked === null && frequent.length === 0 && <Empty title={text.frequentEmpty} />}
        {shown.map((item) => (
          <Dish key={item.id} item={item} count={countOf(cart, item.id)} onTap={tap} onCount={tapCount} />
        ))}
        {asked !== null && asked.trim() !== '' && shown.length === 0 && <FreeLine asked={asked.trim()} onAdd={addFree} />}
      </main>
      <CartBar
        spot={spot}
        cart={cart}
        isCovered={open !== null}
        onOpen={() => setOpen({ sheet: 'cart' })}
        onDetails={() => setOpen({ sheet: 'details' })}
      />
      {open?.sheet === 'item' && (
        <ItemSheets.Part
          item={open.item}
          line={open.line}
          usual={plainLine(open.item)}
          onClose={() => setOpen(null)}
          onChange={(how) => {
            change(how);
            setOpen(null);
          }}
        />
      )}
      {open?.sheet === 'cart' && (
        <CartSheets.Part
          spot={spot}
          cart={cart}
          isAsking={false}
          onClose={() => setOpen(null)}
          onLine={(line) => {
            const item = place.items.find(({ id }) => id === line.itemId);
            if (item) setOpen({ sheet: 'item', item, line });
          }}
        />
      )}
      {open?.sheet === 'details' && (
        <CartSheets.Part spot={spot} cart={cart} isAsking onClose={() => setOpen(null)} onLine={() => undefined} />
      )}
    </div>
  );
}

function mostSent(items: readonly PlacedItem[], sent: Readonly<Record<string, number>>): readonly PlacedItem[] {
  return (
    items
      .filter(({ id }) => (sent[id] ?? 0) > 0)
      .toSorted((a, b) => (sent[b.id] ?? 0) - (sent[a.id] ?? 0))
      .slice(0, FREQUENT_MOST)
      // In the menu's own order: a dish is where it was yesterday.
      .toSorted((a, b) => items.indexOf(a) - items.indexOf(b))
  );
}

function Categories({
  names,
  picked,
  onPick,
}: {
  readonly names: readonly { readonly id: Id; readonly name: string }[];
  readonly picked: Id;
  readonly onPick: (id: Id) => void;
}) {
  return (
    <div className={style.categories} role="tablist">
      {names.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          role="tab"
          aria-controls="dishes"
          aria-selected={id === picked}
          className={style.category}
          onClick={({ currentTarget }) => {
            currentTarget.scrollIntoView({ inline: 'center', block: 'nearest' });
            onPick(id);
          }}
        >
          {name}
        </button>
      ))}
    </div>
  );
}

const USUAL_COVERS = [1, 2, 3, 4, 5, 6, 7, 8] as const;

/** How many sit down, while the table's order is not placed yet. Nobody has to say. */
function CoversRow({
  picked,
  isShut,
  onPick,
}: {
  readonly picked: number | null;
  readonly isShut: boolean;
  readonly onPick: (covers: number | null) => void;
}) {
  const text = useText();
  return (
    <div className={style.covers} role="group" aria-label={text.howMany}>
      <span>{text.howMany}</span>
      {USUAL_COVERS.map((covers) => (
        <button
          key={covers}
          type="button"
          className={style.cover}
          aria-label={text.covers(covers)}
          aria-pressed={picked === covers}
          disabled={isShut}
          onClick={() => onPick(picked === covers ? null : covers)}
        >
          {covers}
        </button>
      ))}
    </div>
  );
}

/** When what is tapped next is wanted: at once, or held for a later course. */
function WhenPicker({ cart, onPick }: { readonly cart: Cart; readonly onPick: (course: number | null, held: boolean) => void }) {
  const text = useText();
  const value = `${cart.course ?? 0} ${cart.held ? 'held' : 'now'}`;
  return (
    <select
      className={style.when}
      data-held={cart.held}
      aria-label={text.holdTitle}
      value={value}
      onChange={({ target }) => {
        const [course, when] = target.value.split(' ');
        onPick(Number(course) || null, when === 'held');
      }}
    >
      {WHENS.map(([course, held]) => (
        <option key={`${course} ${held}`} value={`${course ?? 0} ${held ? 'held' : 'now'}`}>
          {whenText(text, course, held)}
        </option>
      ))}
    </select>
  );
}

function Dish({
  item,
  count,
  onTap,
  onCount,
}: {
  readonly item: PlacedItem;
  readonly count: number;
  readonly onTap: (item: PlacedItem) => void;
  readonly onCount: (item: PlacedItem) => void;
}) {
  const text = useText();
  const stock = useHost((state) => state.stock[item.id]);
  const decimals = useHost(({ place }) => place.decimals);
  const isOver = stock?.soldOut === true;
  const left = stock?.left ?? null;
  const hint = isOver ? text.soldOut : left === null ? moneyText(item.price, decimals) : text.left(left);
  return (
    <div className={style.dish} data-chosen={count > 0}>
      <button type="button" className={style.add} disabled={isOver} onClick={() => onTap(item)}>
        <span className={style.dishName}>{item.name}</span>
        <span className={style.hint}>{hint}</span>
      </button>
      {count > 0 && (
        <button
          type="button"
          className={style.count}
          aria-label={`${count}× ${text.optionsOf(item.name)}`}
          onClick={() => onCount(item)}
        >
          <b>{count}</b>
        </button>
      )}
    </div>
  );
}

/** What the menu does not know goes to the default station as it was written. */
function FreeLine({ asked, onAdd }: { readonly asked: string; readonly onAdd: (words: string) => void }) {
  const text = useText();
  const station = useHost(({ place }) => place.stations.find(({ isDefault }) => isDefault)?.name ?? '');
  return (
    <div className={style.free}>
      <p>{text.noDish(asked)}</p>
      <Button onClick={() => onAdd(asked)}>{text.freeLine(asked)}</Button>
      <small>{text.freeLineHint(station)}</small>
    </div>
  );
}
