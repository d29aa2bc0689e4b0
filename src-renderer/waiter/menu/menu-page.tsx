/** The menu page: a tap adds a dish, its count opens its options, the bar below sends the cart. */
import { useState } from 'react';
import type { LayoutItem, RestaurantLayout } from '../../../src-shared/live/snapshot';
import type { Id } from '../../../src-shared/base/vocabulary';
import { useHost } from '../../client/hooks';
import { Empty } from '../../ui/controls/controls';
import { LinkBand } from '../../ui/controls/link-band';
import { useText, useUi } from '../../ui/i18n/ui-context';
import { countOf, lineOf, withLine } from '../parts/carts';
import type { Cart, CartLine } from '../parts/carts';
import { openOrderAt, spotKey, spotPath, spotText } from '../parts/spot';
import type { OrderSpot } from '../parts/spot';
import { useCart, useWaiter } from '../parts/waiter-context';
import { CartBar } from './cart-bar';
import { CoversRow } from './covers-row';
import { Dish, FreeLine } from './dish';
import { dishesShown, FREQUENT, FREQUENT_LEAST, mostSent } from './dishes-shown';
import { Categories, MenuHead } from './head';
import style from './menu.module.css';
import { CartSheets, ItemSheets } from './lazy-sheets';

type Open =
  | { readonly sheet: 'item'; readonly item: LayoutItem; readonly line: CartLine | null }
  | { readonly sheet: 'cart' }
  | { readonly sheet: 'details' };

export function MenuPage({
  spot,
  isBeside = false,
}: {
  readonly spot: OrderSpot;
  readonly isBeside?: boolean;
}) {
  const text = useText();
  const { carts, go } = useWaiter();
  const cart = useCart(spot);
  const place = useHost((state) => state.place);
  const { frequent, category, setCategory } = useCategory(place);
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState<Open | null>(null);
  const key = spotKey(spot);
  const order = useHost((host) => openOrderAt(host, spot));
  // The row stays after the order is sent, so that no dish moves under the thumb.
  const [wasNew] = useState(order === null);
  const change = (how: (cart: Cart) => Cart): void => carts.change(key, how);
  const shown = dishesShown(place.items, { typed, category, frequent });
  const { tap, tapCount, addFree } = useTaps(cart, change, setOpen, setTyped);

  return (
    <div className={style.page}>
      <div className={style.top}>
        <MenuHead
          title={spotText(text, spot)}
          cart={cart}
          typed={typed}
          onBack={isBeside ? null : () => go(spot.kind === 'new' ? '/' : spotPath(spot))}
          onType={setTyped}
          onWhen={(course, held) => change((now) => ({ ...now, course, held }))}
        />
        {typed === null && (
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
        {category === FREQUENT && typed === null && frequent.length === 0 && (
          <Empty title={text.frequentEmpty} />
        )}
        {shown.map((item) => (
          <Dish
            key={item.id}
            item={item}
            count={countOf(cart, item.id)}
            onTap={tap}
            onCount={tapCount}
          />
        ))}
        {typed !== null && typed.trim() !== '' && shown.length === 0 && (
          <FreeLine typed={typed.trim()} onAdd={addFree} />
        )}
      </main>
      <CartBar
        spot={spot}
        cart={cart}
        isCovered={open !== null}
        onOpen={() => setOpen({ sheet: 'cart' })}
        onDetails={() => setOpen({ sheet: 'details' })}
      />
      {open && <MenuSheet spot={spot} cart={cart} open={open} onOpen={setOpen} onChange={change} />}
    </div>
  );
}

/** The chosen category; at first the most frequent dishes of this device, if there are enough. */
function useCategory({ items, categories }: RestaurantLayout) {
  const { preferences } = useUi();
  // Computed once, when the menu opens, so that no dish moves while it is in use.
  const [frequent] = useState(() => mostSent(items, preferences.store.getState().sent));
  const [category, setCategory] = useState<Id>(
    frequent.length >= FREQUENT_LEAST ? FREQUENT : (categories[0]?.id ?? ''),
  );
  return { frequent, category, setCategory };
}

/** What taps on dishes, on their counts and on the free line do. */
function useTaps(
  cart: Cart,
  change: (how: (cart: Cart) => Cart) => void,
  setOpen: (open: Open) => void,
  setTyped: (typed: string | null) => void,
) {
  const groups = useHost((state) => state.place.modifierGroups);
  function tap(item: LayoutItem): void {
    const asks = groups.some(({ id, min }) => min > 0 && item.groupIds.includes(id));
    if (asks) setOpen({ sheet: 'item', item, line: null });
    else change((now) => withLine(now, lineOf(now, item)));
  }
  function tapCount(item: LayoutItem): void {
    const lines = cart.lines.filter(({ itemId }) => itemId === item.id);
    const [only] = lines;
    setOpen(lines.length === 1 && only ? { sheet: 'item', item, line: only } : { sheet: 'cart' });
  }
  function addFree(words: string): void {
    change((now) => withLine(now, lineOf(now, { id: null, name: words, code: null })));
    setTyped(null);
  }
  return { tap, tapCount, addFree };
}

function MenuSheet({
  spot,
  cart,
  open,
  onOpen,
  onChange,
}: {
  readonly spot: OrderSpot;
  readonly cart: Cart;
  readonly open: Open;
  readonly onOpen: (open: Open | null) => void;
  readonly onChange: (how: (cart: Cart) => Cart) => void;
}) {
  const items = useHost((state) => state.place.items);
  const onClose = (): void => onOpen(null);
  switch (open.sheet) {
    case 'item':
      return (
        <ItemSheets.Part
          item={open.item}
          line={open.line}
          usual={lineOf(cart, open.item)}
          onClose={onClose}
          onChange={(how) => {
            onChange(how);
            onClose();
          }}
        />
      );
    case 'cart':
    case 'details':
      return (
        <CartSheets.Part
          spot={spot}
          cart={cart}
          isAsking={open.sheet === 'details'}
          onClose={onClose}
          onLine={(line) => {
            const item = items.find(({ id }) => id === line.itemId);
            if (item) onOpen({ sheet: 'item', item, line });
          }}
        />
      );
  }
}
