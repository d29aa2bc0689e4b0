/** The reason of a refusal, and what can be done with the refused lines. */
import { useClient, useHost } from '../../client/hooks';
import { orderOf } from '../../client/state/outbox';
import type { PendingCommand } from '../../client/state/outbox';
import { Button, Note } from '../../ui/controls/controls';
import { CopyButton } from '../../ui/controls/copy-button';
import { dismissText, linesIn, pendingText } from '../../ui/i18n/pending-text';
import { useText } from '../../ui/i18n/ui-context';
import { withLine } from '../parts/carts';
import style from './order.module.css';
import { spotKey, spotPath } from '../parts/spot';
import type { OrderSpot } from '../parts/spot';
import { useWaiter } from '../parts/waiter-context';
import { useWaiterTexts } from '../parts/texts';

export default function RefusedNote({ owed }: { readonly owed: PendingCommand }) {
  const text = useText();
  const words = useWaiterTexts();
  const client = useClient();
  const { carts, go } = useWaiter();
  const orders = useHost((host) => host.orders);
  const items = useHost(({ place }) => place.items);
  const { refused } = owed;
  if (!refused) return null;
  const lines = linesIn(owed.input);
  const spot = spotFor(owed, (order) => order in orders);
  function putBack(): void {
    if (!spot) return;
    for (const { product, code = null, quantity, modifiers, note, course, seat, held } of lines) {
      const line = {
        itemId: (code === null ? undefined : items.find((item) => item.code === code))?.id ?? null,
        name: product,
        code,
        quantity: quantity ?? 1,
        modifiers: modifiers ?? [],
        note: note ?? '',
        course: course ?? null,
        seat: seat ?? null,
        held: held ?? false,
      };
      carts.change(spotKey(spot), (cart) => withLine(cart, line));
    }
    void client.dismiss(owed.key);
    go(spotPath(spot, 'menu'));
  }
  return (
    <>
      <Note tone="bad">
        {refused.code === 'EDIT_STALE'
          ? `${words.conflictTitle}. ${words.conflictText}`
          : `${text.refusedTitle}. ${text.refusal(refused.codigo, refused.message, refused.details)}`}
      </Note>
      <div className={style.actions}>
        {spot && lines.length > 0 && <Button onClick={putBack}>{words.refusedKeep}</Button>}
        <CopyButton
          of={() => pendingText(text, client.store.getState().host ?? { orders: {} }, owed)}
        />
        <Button onClick={() => void client.dismiss(owed.key)}>{dismissText(text, owed)}</Button>
      </div>
    </>
  );
}

/**
 * The destination that refused dishes can be sent to: the table, the order while it is open, else a
 * new order of the same kind.
 */
function spotFor(
  { input, about }: PendingCommand,
  isThere: (order: number) => boolean,
): OrderSpot | null {
  if (!about) return null;
  const { table, type } = about;
  if (table !== null) return { kind: 'table', table };
  const number = orderOf({ input });
  if (number !== null && isThere(number)) return { kind: 'order', number };
  return type === 'table' ? null : { kind: 'new', type };
}
