/** Turns what a sender wrote into order lines: the menu's item where it is known, free text for the default station where not. */
import type { LineInput } from '../../../src-shared/commands';
import { refuse } from '../../../src-shared/errors';
import type { Refusal } from '../../../src-shared/errors';
import type { Catalogue } from './catalogue';
import type { LineForStation } from './issue-tickets';

export type MadeLines = { readonly ok: true; readonly lines: readonly LineForStation[] };

/** Price and name come from the menu, never from the sender. `firstNo` is the order's next line number. */
export function makeLines(
  inputs: readonly LineInput[],
  orderNumber: number,
  dispatchNo: number,
  firstNo: number,
  catalogue: Catalogue,
): MadeLines | Refusal {
  const lines: LineForStation[] = [];
  for (const input of inputs) {
    const item = (input.code === null ? null : catalogue.itemWithCode(input.code)) ?? catalogue.itemCalled(input.product);
    if (item?.soldOut) return refuse('ITEM_SOLD_OUT', { item: item.name });
    lines.push({
      stations: catalogue.stationsFor(item),
      line: {
        orderNumber,
        dispatchNo,
        no: firstNo + lines.length,
        itemId: item?.id ?? null,
        name: item?.name ?? input.product,
        quantity: input.quantity,
        unitPrice: item?.price ?? null,
        modifiers: input.modifiers,
        note: input.note,
        course: input.course,
        seat: input.seat,
        state: 'fired',
      },
    });
  }
  return { ok: true, lines };
}
