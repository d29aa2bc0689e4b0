/** Spots: a table, an open order without a table, or a new one; with their URL paths. */
import { isolated } from '../../ui/i18n/isolated';
import type { HostState } from '../../../src-shared/live/projection';
import type { LiveOrder } from '../../../src-shared/live/snapshot';
import type { Catalogue } from '../../ui/i18n/es';

export type OrderSpot =
  | { readonly kind: 'table'; readonly table: string }
  | { readonly kind: 'order'; readonly number: number }
  | { readonly kind: 'new'; readonly type: 'takeaway' | 'delivery' };

export type WaiterRoute =
  | { readonly page: 'tables' | 'orders' | 'notices' }
  | { readonly page: 'order' | 'menu'; readonly spot: OrderSpot };

const NEW_WORDS = { takeaway: 'llevar', delivery: 'domicilio' } as const;

/** Parses `#/mesa/5/carta` and the like. Unknown paths are the tables page. */
export function routeOf(path: string): WaiterRoute {
  const [, what = '', name = '', page] = path.split('/').map(decoded);
  if (what === 'pedidos') return { page: 'orders' };
  if (what === 'avisos') return { page: 'notices' };
  const spot = spotOf(what, name);
  return spot ? { page: page === 'carta' ? 'menu' : 'order', spot } : { page: 'tables' };
}

function spotOf(what: string, name: string): OrderSpot | null {
  if (what === 'mesa' && name !== '') return { kind: 'table', table: name };
  if (what === 'pedido' && /^\d+$/.test(name)) return { kind: 'order', number: Number(name) };
  if (what === 'nuevo' && name === NEW_WORDS.takeaway) return { kind: 'new', type: 'takeaway' };
  if (what === 'nuevo' && name === NEW_WORDS.delivery) return { kind: 'new', type: 'delivery' };
  return null;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

/** The name of a spot in the URL and in the storage of carts. */
export function spotKey(spot: OrderSpot): string {
  switch (spot.kind) {
    case 'table':
      return `mesa/${encodeURIComponent(spot.table)}`;
    case 'order':
      return `pedido/${spot.number}`;
    case 'new':
      return `nuevo/${NEW_WORDS[spot.type]}`;
  }
}

export function spotPath(spot: OrderSpot, page: 'order' | 'menu' = 'order'): string {
  return `/${spotKey(spot)}${page === 'menu' ? '/carta' : ''}`;
}

export function spotOfOrder({ order }: LiveOrder): OrderSpot {
  return order.table === null
    ? { kind: 'order', number: order.number }
    : { kind: 'table', table: order.table };
}

/** Open orders of a spot, oldest first; merged orders after the one that pays. */
export function ordersAt({ orders }: HostState, spot: OrderSpot): readonly LiveOrder[] {
  if (spot.kind === 'new') return [];
  const all = Object.values(orders).filter(({ order }) => {
    if (order.state === 'closed' || order.state === 'voided') return false;
    return spot.kind === 'table'
      ? order.table === spot.table
      : order.number === spot.number || order.mergedInto === spot.number;
  });
  return all.toSorted((a, b) => a.order.number - b.order.number);
}

/** The order that gets added lines: the newest one that is not merged into another. */
export function openOrderAt(host: HostState, spot: OrderSpot): LiveOrder | null {
  return ordersAt(host, spot).findLast(({ order }) => order.mergedInto === null) ?? null;
}

/** The order and the revision that an edit is based on. */
export function editOf({ order }: LiveOrder): { readonly order: number; readonly base: number } {
  return { order: order.number, base: order.revision };
}

/** The title of a page for a spot that has no order yet. */
export function spotText(text: Catalogue, spot: OrderSpot): string {
  switch (spot.kind) {
    case 'table':
      return text.table(isolated(spot.table));
    case 'order':
      return text.order(String(spot.number));
    case 'new':
      return spot.type === 'delivery' ? text.delivery : text.takeaway;
  }
}
