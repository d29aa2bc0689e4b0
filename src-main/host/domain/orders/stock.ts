/** Stock of items: checks and reserves it, returns it after a void, and setStock. */
import { setStock } from '../../../../src-shared/commands/orders';
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import type { EventDraft } from '../../../../src-shared/events/events';
import type { MenuItem, Stock } from '../../../../src-shared/model/menu';
import { actorName } from '../../../../src-shared/base/vocabulary';
import type { Id } from '../../../../src-shared/base/vocabulary';
import { defineRule, accept } from '../engine/rule';
import type { Change, Context } from '../engine/rule';

type StockMap = ReadonlyMap<Id, Stock>;
export type StockTaken = {
  readonly ok: true;
  readonly changes: readonly Change[];
  readonly events: readonly EventDraft[];
};

/** Reserves stock for a dispatch. `wanted` may name an item more than once. */
export function reserveStock(
  wanted: readonly { readonly item: MenuItem | null; readonly quantity: number }[],
  stock: StockMap,
  context: Context,
): StockTaken | Refusal {
  const sums = new Map<Id, { readonly item: MenuItem; readonly quantity: number }>();
  for (const { item, quantity } of wanted) {
    if (!item || !stock.has(item.id)) continue;
    sums.set(item.id, { item, quantity: quantity + (sums.get(item.id)?.quantity ?? 0) });
  }
  const changes: Change[] = [];
  const events: EventDraft[] = [];
  for (const { item, quantity } of sums.values()) {
    const { soldOut, left } = stock.get(item.id) ?? ENDLESS;
    if (soldOut) return refuse('ITEM_SOLD_OUT', { item: item.name });
    if (left === null) continue;
    if (quantity > left) return refuse('ITEM_SHORT', { item: item.name, left });
    const after = { soldOut: left === quantity, left: left - quantity };
    changes.push({ set: 'stock', itemId: item.id, stock: after });
    events.push({
      kind: 'stock.changed',
      order: null,
      itemId: item.id,
      item: item.name,
      by: actorName(context.actor),
      ...after,
    });
  }
  return { ok: true, changes, events };
}

/**
 * Returns uncooked quantities to the count. An item that a person marked as sold out stays sold
 * out.
 */
export function returnStock(
  items: readonly {
    readonly itemId: Id | null;
    readonly name: string;
    readonly quantity: number;
  }[],
  stock: StockMap,
  context: Context,
): Omit<StockTaken, 'ok'> {
  const left = new Map<Id, { name: string; left: number }>();
  for (const { itemId, name, quantity } of items) {
    const now =
      itemId === null ? null : (left.get(itemId)?.left ?? stock.get(itemId)?.left ?? null);
    if (itemId !== null && now !== null) left.set(itemId, { name, left: now + quantity });
  }
  const entries = [...left].map(([itemId, { name, left: sum }]) => ({
    itemId,
    name,
    stock: { soldOut: false, left: sum },
  }));
  return {
    changes: entries.map(({ itemId, stock: after }): Change => ({
      set: 'stock',
      itemId,
      stock: after,
    })),
    events: entries.map(({ itemId, name, stock: after }): EventDraft => ({
      kind: 'stock.changed',
      order: null,
      itemId,
      item: name,
      by: actorName(context.actor),
      ...after,
    })),
  };
}

const ENDLESS: Stock = { soldOut: false, left: null };

export const setStockRule = defineRule(setStock, {
  needs: () => ({ catalogue: true as const }),
  decide(input, { catalogue }, context) {
    const item = catalogue.itemCalled(input.item);
    if (!item) return refuse('ITEM_UNKNOWN', { item: input.item });
    const stock = { soldOut: input.soldOut, left: input.soldOut ? null : input.left };
    return accept(
      { item: item.name, ...stock },
      [{ set: 'stock', itemId: item.id, stock }],
      [
        {
          kind: 'stock.changed',
          order: null,
          itemId: item.id,
          item: item.name,
          by: actorName(context.actor),
          ...stock,
        },
      ],
    );
  },
});
