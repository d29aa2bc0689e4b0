/**
 * Turns sent lines into order lines: a menu item if known, else free text for the default station.
 */
import type { DispatchReply } from '../../../../src-shared/commands/registry';
import { nearestName } from '../../../../src-shared/text/nearest-name';
import type { Stock } from '../../../../src-shared/model/menu';
import type { EventDraft, SentLine } from '../../../../src-shared/events/events';
import type { OrderLine } from '../../../../src-shared/model/order';
import type { Id } from '../../../../src-shared/base/vocabulary';
import type { LineInput } from '../../../../src-shared/commands/line-input';
import type { Refusal } from '../../../../src-shared/base/errors';
import type { RestaurantIndex } from '../engine/catalogue';
import type { Change, Context } from '../engine/rule';
import type { LineForStation } from '../tickets/issue-tickets';
import { reserveStock } from './stock';

export type MadeLines = {
  readonly ok: true;
  readonly lines: readonly LineForStation[];
  /** Stock changes of items that are counted down. */
  readonly changes: readonly Change[];
  readonly events: readonly EventDraft[];
  /** For the reply; an empty object if there are no notices. */
  readonly said: Pick<DispatchReply, 'notices'>;
};

/**
 * Price and name come from the menu, never from the sender. `firstNo`: number of the first new
 * line.
 */
export function makeLines(
  inputs: readonly LineInput[],
  orderNumber: number,
  dispatchNo: number,
  firstNo: number,
  {
    catalogue,
    stock,
  }: { readonly catalogue: RestaurantIndex; readonly stock: ReadonlyMap<Id, Stock> },
  context: Context,
): MadeLines | Refusal {
  const lines: LineForStation[] = [];
  const items = inputs.map(
    ({ code, product }) =>
      (code === null ? null : catalogue.itemWithCode(code)) ?? catalogue.itemCalled(product),
  );
  const taken = reserveStock(
    inputs.map(({ quantity }, index) => ({ item: items[index] ?? null, quantity })),
    stock,
    context,
  );
  if (!taken.ok) return taken;
  for (const [index, input] of inputs.entries()) {
    const item = items[index] ?? null;
    lines.push({
      stations: catalogue.stationsFor(item),
      line: {
        orderNumber,
        dispatchNo,
        no: firstNo + lines.length,
        itemId: item?.id ?? null,
        name: item?.name ?? input.product,
        quantity: input.quantity,
        unitPrice: item ? catalogue.priceOf(item, input.modifiers) : null,
        modifiers: input.modifiers,
        note: input.note,
        course: input.course,
        seat: input.seat,
        state: input.held ? 'held' : 'fired',
        voided: 0,
        comp: null,
      },
    });
  }
  return {
    ok: true,
    lines,
    changes: taken.changes,
    events: taken.events,
    said: noticesOf(lines, catalogue),
  };
}

/**
 * Most similar-name searches in one order, so that a long order of unknown products does not delay
 * the next.
 */
const SEARCHED = 10;

/**
 * A product that is not on the menu prints as written and costs nothing on the bill. The sender may
 * not expect that.
 */
function noticesOf(
  lines: readonly LineForStation[],
  catalogue: RestaurantIndex,
): Pick<DispatchReply, 'notices'> {
  const unknown = lines.filter(({ line }) => line.itemId === null);
  if (unknown.length === 0) return {};
  const notices = unknown.map(({ line }, index) => ({
    code: 'NO_PRICE' as const,
    line: line.no,
    product: line.name,
    similar: index < SEARCHED ? nearestName(line.name, namesOf(catalogue)) : null,
  }));
  return { notices };
}

function* namesOf({ items }: RestaurantIndex): Iterable<string> {
  for (const { name } of items) yield name;
}

/** Held lines get their tickets when they are fired. */
export function firedOf(lines: readonly LineForStation[]): readonly LineForStation[] {
  return lines.filter(({ line }) => line.state === 'fired');
}

/** A line as events carry it. */
export function sentLine(line: OrderLine): SentLine {
  const { orderNumber: _orderNumber, ...sent } = line;
  return sent;
}
