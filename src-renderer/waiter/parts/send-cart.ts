/**
 * From a cart to a dispatch: whether it starts an order or joins one, also one that is itself still
 * on its way.
 */
import type { CommandText } from '../../../src-shared/commands/registry';
import type { HostState } from '../../../src-shared/live/projection';
import type { PendingCommand } from '../../client/state/outbox';
import type { HostClient } from '../../client/host-client';
import type { Cart, CartLine } from './carts';
import { openOrderAt } from './spot';
import type { OrderSpot } from './spot';

type LineText = CommandText<'placeOrder'>['lines'][number];

function lineText({
  name,
  code,
  quantity,
  modifiers,
  note,
  course,
  seat,
  held,
}: CartLine): LineText {
  return {
    product: name,
    code,
    quantity,
    modifiers: [...modifiers],
    note: note.trim() || null,
    course,
    seat,
    held,
  };
}

/** Resolves once it is written down on this device. */
export async function sendCart(
  client: HostClient,
  host: HostState,
  spot: OrderSpot,
  cart: Cart,
): Promise<void> {
  const lines = cart.lines.map(lineText);
  const open = openOrderAt(host, spot);
  if (open) {
    await client.send('addLines', { order: open.order.number, lines });
    return;
  }
  const placing = owedPlacing(client.store.getState().owed, spot);
  if (placing) {
    await client.addAfter(placing.key, { lines });
    return;
  }
  if (spot.kind === 'order') throw new Error('that order is not there any more');
  await client.send('placeOrder', {
    type: spot.kind === 'table' ? 'table' : spot.type,
    table: spot.kind === 'table' ? spot.table : null,
    covers: cart.covers,
    customer: cart.customer.trim() || null,
    address: cart.address.trim() || null,
    phone: cart.phone.trim() || null,
    lines,
  });
}

/**
 * A table's order that this device has not got through yet. Orders without a table are each their
 * own.
 */
function owedPlacing(owed: readonly PendingCommand[], spot: OrderSpot): PendingCommand | null {
  if (spot.kind !== 'table') return null;
  return (
    owed.find(
      ({ name, input, refused }) =>
        name === 'placeOrder' && refused === null && tableIn(input) === spot.table,
    ) ?? null
  );
}

export function tableIn(input: unknown): string | null {
  const { table } = (input ?? {}) as { readonly table?: unknown };
  return typeof table === 'string' ? table : null;
}

/** What is still owed for this spot, oldest first: sends, and what follows them. */
export function pendingAt(
  owed: readonly PendingCommand[],
  host: HostState,
  spot: OrderSpot,
): readonly PendingCommand[] {
  const keys = new Set<string>();
  return owed.filter((one) => {
    const isHere = belongsTo(one, host, spot) || (one.after !== null && keys.has(one.after));
    if (isHere) keys.add(one.key);
    return isHere;
  });
}

function belongsTo(
  { name, input, about }: PendingCommand,
  { orders }: HostState,
  spot: OrderSpot,
): boolean {
  const { order } = (input ?? {}) as { readonly order?: unknown };
  if (name === 'placeOrder') {
    const { type } = (input ?? {}) as { readonly type?: unknown };
    return spot.kind === 'table'
      ? tableIn(input) === spot.table
      : spot.kind === 'new' && type === spot.type;
  }
  if (typeof order !== 'number') return false;
  return spot.kind === 'order'
    ? order === spot.number
    : spot.kind === 'table' && (orders[order]?.order ?? about)?.table === spot.table;
}
