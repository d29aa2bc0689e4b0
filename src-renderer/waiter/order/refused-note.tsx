/** Why the host would not do something, and what can be done with what was to be sent. */
import { useClient, useHost } from '../client/hooks';
import { orderOf } from '../client/outbox';
import type { Owed } from '../client/outbox';
import { Button, Note } from '../ui/controls';
import { CopyButton } from '../ui/copy-button';
import { dismissText, linesIn, owedText } from '../ui/owed-text';
import { useText } from '../ui/ui';
import { withLine } from './carts';
import style from './order.module.css';
import { spotKey, spotPath } from './spot';
import type { Spot } from './spot';
import { useWaiter } from './tools';
import { useSheetWords } from './words';

export default function RefusedNote({ owed }: { readonly owed: Owed }) {
  const text = useText();
  const words = useSheetWords();
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
        <CopyButton of={() => owedText(text, client.store.getState().host ?? { orders: {} }, owed)} />
        <Button onClick={() => void client.dismiss(owed.key)}>{dismissText(text, owed)}</Button>
      </div>
    </>
  );
}

/** Where its dishes can be sent from: its table, the order while that is there, else a new one of the same kind. */
function spotFor({ input, about }: Owed, isThere: (order: number) => boolean): Spot | null {
  if (!about) return null;
  const { table, type } = about;
  if (table !== null) return { kind: 'table', table };
  const number = orderOf({ input });
  if (number !== null && isThere(number)) return { kind: 'order', number };
  return type === 'table' ? null : { kind: 'new', type };
}
