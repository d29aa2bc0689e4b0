/** Carts: unsent lines by table or order, stored on this device to survive reloads. */
import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Id } from '../../../src-shared/base/vocabulary';

export type CartLine = {
  /** Unique within the cart. */
  readonly no: number;
  /** Null: free text, not on the menu. */
  readonly itemId: Id | null;
  readonly name: string;
  readonly code: string | null;
  readonly quantity: number;
  readonly modifiers: readonly string[];
  readonly note: string;
  readonly course: number | null;
  readonly seat: number | null;
  readonly held: boolean;
};

export type Cart = {
  readonly lines: readonly CartLine[];
  readonly covers: number | null;
  readonly customer: string;
  readonly address: string;
  readonly phone: string;
  /** Course and hold of the dishes that are tapped next. */
  readonly course: number | null;
  readonly held: boolean;
};

export const EMPTY_CART: Cart = {
  lines: [],
  covers: null,
  customer: '',
  address: '',
  phone: '',
  course: null,
  held: false,
};

export type Carts = {
  readonly store: StoreApi<Readonly<Record<string, Cart>>>;
  change(spot: string, change: (cart: Cart) => Cart): void;
  drop(spot: string): void;
};

const NAME = 'comanda.carts';

/** `host`: key of the host, so that carts of another restaurant are not shown. */
export function openCarts(host: string): Carts {
  const name = `${NAME} ${host}`;
  const store = createStore<Readonly<Record<string, Cart>>>(() => readKept(name));
  function keep(carts: Readonly<Record<string, Cart>>): void {
    store.setState(carts, true);
    try {
      localStorage.setItem(name, JSON.stringify(carts));
    } catch {
      // Private windows may have no storage: the cart lasts until the page is closed.
    }
  }
  return {
    store,
    change: (spot, change) =>
      keep({ ...store.getState(), [spot]: change(store.getState()[spot] ?? EMPTY_CART) }),
    drop(spot) {
      const { [spot]: _gone, ...others } = store.getState();
      keep(others);
    },
  };
}

function readKept(name: string): Readonly<Record<string, Cart>> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(name) ?? '{}');
    if (typeof stored !== 'object' || stored === null) return {};
    return Object.fromEntries(
      Object.entries(stored).flatMap(([spot, cart]) =>
        isCart(cart) ? [[spot, { ...EMPTY_CART, ...cart }]] : [],
      ),
    );
  } catch {
    return {};
  }
}

/**
 * Stored by this program. A former version may have stored fewer fields. One damaged cart does not
 * affect the others.
 */
function isCart(value: unknown): value is Partial<Cart> {
  if (typeof value !== 'object' || value === null) return false;
  const {
    lines = [],
    covers = null,
    customer = '',
    address = '',
    phone = '',
    course = null,
  } = value as Partial<Record<keyof Cart, unknown>>;
  const isNumber = (one: unknown): boolean => one === null || typeof one === 'number';
  const areTexts = [customer, address, phone].every((text) => typeof text === 'string');
  return (
    Array.isArray(lines) &&
    lines.every(isCartLine) &&
    areTexts &&
    isNumber(covers) &&
    isNumber(course)
  );
}

function isCartLine(value: unknown): value is CartLine {
  const { no, name, quantity, modifiers, note } = (value ?? {}) as Partial<
    Record<keyof CartLine, unknown>
  >;
  const areKnown =
    typeof no === 'number' &&
    typeof quantity === 'number' &&
    [name, note].every((text) => typeof text === 'string');
  return areKnown && Array.isArray(modifiers);
}

type NewLine = Omit<CartLine, 'no'>;

/** A line for one dish as it comes, with the cart's course. Without id and code: free text. */
export function lineOf(
  { course, held }: Cart,
  {
    id,
    name,
    code,
  }: { readonly id: Id | null; readonly name: string; readonly code: string | null },
): NewLine {
  return { itemId: id, name, code, quantity: 1, modifiers: [], note: '', course, seat: null, held };
}

/** Adds a line, or increases an equal one: same dish, wishes and course. */
export function withLine(cart: Cart, line: NewLine): Cart {
  const same = cart.lines.find((old) => isSame(old, line));
  if (!same) return { ...cart, lines: [...cart.lines, { ...line, no: nextNo(cart) }] };
  return withQuantity(cart, same.no, same.quantity + line.quantity);
}

/** A quantity of 0 removes the line. */
export function withQuantity(cart: Cart, no: number, quantity: number): Cart {
  const lines = cart.lines.flatMap((line) =>
    line.no !== no ? [line] : quantity < 1 ? [] : [{ ...line, quantity }],
  );
  return { ...cart, lines };
}

/** Replaces a line, or merges it into an equal one. */
export function withChanged(cart: Cart, changed: CartLine): Cart {
  const twin = cart.lines.find((line) => line.no !== changed.no && isSame(line, changed));
  if (!twin)
    return { ...cart, lines: cart.lines.map((line) => (line.no === changed.no ? changed : line)) };
  const rest = { ...cart, lines: cart.lines.filter((line) => line.no !== changed.no) };
  return withQuantity(rest, twin.no, twin.quantity + changed.quantity);
}

export function countOf({ lines }: Cart, itemId: Id): number {
  return lines.reduce((sum, line) => (line.itemId === itemId ? sum + line.quantity : sum), 0);
}

export function piecesIn({ lines }: Cart): number {
  return lines.reduce((sum, { quantity }) => sum + quantity, 0);
}

function isSame(a: NewLine, b: NewLine): boolean {
  return (
    a.itemId === b.itemId &&
    a.name === b.name &&
    a.note === b.note &&
    a.course === b.course &&
    a.seat === b.seat &&
    a.held === b.held &&
    a.modifiers.length === b.modifiers.length &&
    a.modifiers.every((modifier, index) => modifier === b.modifiers[index])
  );
}

function nextNo({ lines }: Cart): number {
  return lines.reduce((most, { no }) => Math.max(most, no), 0) + 1;
}
