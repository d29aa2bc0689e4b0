/** A send that has no answer yet, or a refusal: what it holds, what is true of it, and what can be done. */
import { useClient, useClientState, useHost } from '../client/hooks';
import type { Owed } from '../client/outbox';
import { Button, Chip, Note } from '../ui/controls';
import { clockText } from '../ui/times';
import { useText } from '../ui/ui';
import type { Catalogue } from '../ui/text/es';
import { withLine } from './carts';
import style from './order.module.css';
import { dishesIn, linesIn, tableIn } from './sending';
import { spotKey, spotPath } from './spot';
import type { Spot } from './spot';
import { useWaiter } from './tools';
import { Icon } from '../ui/icons';

export function OwedCard({ owed, isNamed = false }: { readonly owed: Owed; readonly isNamed?: boolean }) {
  const text = useText();
  const isLive = useClientState(({ link }) => link === 'live');
  const host = useHost((state) => state);
  const lines = linesIn(owed.input);
  const dishes = dishesIn(host, owed.input);
  return (
    <article className={style.dispatch} aria-label={text.cart}>
      <header className={style.dispatchHead}>
        <strong>{[isNamed ? whereOf(text, owed) : null, what(text, owed), ...dishes].filter(Boolean).join(' · ')}</strong>
        <span>{clockText(owed.madeAt)}</span>
      </header>
      {owed.refused === null ? (
        <Chip tone={isLive ? 'info' : 'wait'} icon={isLive ? <Icon name="Send" size={16} /> : <Icon name="Kept" size={16} />}>
          {isLive ? text.sending : text.keptHere}
        </Chip>
      ) : (
        <Refused owed={owed} />
      )}
      <ul className={style.lines}>
        {lines.map((line, index) => (
          <li key={index} className={style.plainLine}>
            <span className={style.quantity}>{line.quantity ?? 1}×</span>
            <span>{line.product}</span>
          </li>
        ))}
      </ul>
    </article>
  );
}

function Refused({ owed }: { readonly owed: Owed }) {
  const text = useText();
  const client = useClient();
  const { carts, go } = useWaiter();
  const { refused } = owed;
  if (!refused) return null;
  const lines = linesIn(owed.input);
  const spot = spotOf(owed);
  function putBack(): void {
    if (!spot) return;
    for (const line of lines) {
      carts.change(spotKey(spot), (cart) =>
        withLine(cart, {
          itemId: null,
          name: line.product,
          code: line.code ?? null,
          quantity: line.quantity ?? 1,
          modifiers: line.modifiers ?? [],
          note: line.note ?? '',
          course: line.course ?? null,
          seat: line.seat ?? null,
          held: line.held ?? false,
        }),
      );
    }
    void client.dismiss(owed.key);
    go(spotPath(spot, 'menu'));
  }
  return (
    <>
      <Note tone="bad">
        {refused.code === 'EDIT_STALE'
          ? `${text.conflictTitle}. ${text.conflictText}`
          : `${text.refusedTitle}. ${text.refusal(refused.codigo, refused.message, refused.details)}`}
      </Note>
      <div className={style.actions}>
        {spot && lines.length > 0 && <Button onClick={putBack}>{text.refusedKeep}</Button>}
        <Button onClick={() => void client.dismiss(owed.key)}>{lines.length > 0 ? text.refusedDrop : text.understood}</Button>
      </div>
    </>
  );
}

function spotOf({ input }: Owed): Spot | null {
  const table = tableIn(input);
  const { order, type } = (input ?? {}) as { readonly order?: unknown; readonly type?: unknown };
  if (table !== null) return { kind: 'table', table };
  if (typeof order === 'number') return { kind: 'order', number: order };
  return type === 'takeaway' || type === 'delivery' ? { kind: 'new', type } : null;
}

function whereOf(text: Catalogue, owed: Owed): string {
  const spot = spotOf(owed);
  if (spot?.kind === 'table') return text.table(spot.table);
  if (spot?.kind === 'order') return text.order(String(spot.number));
  const { customer } = (owed.input ?? {}) as { readonly customer?: unknown };
  return typeof customer === 'string' ? customer : what(text, owed);
}

/** What somebody asked for, in the button's own words. */
function what(text: Catalogue, { name }: Owed): string {
  const words: Readonly<Record<string, string>> = {
    fireLines: text.fire,
    voidLines: text.voidLine,
    changeQuantity: text.changeQuantity,
    compLines: text.comp,
    editOrder: text.editNote,
    moveTable: text.moveTable,
    mergeOrders: text.mergeWith,
    handOver: text.handOver,
    serveOrder: text.serve,
    closeOrder: text.pay,
    printBill: text.bill,
    markUrgent: text.urgent,
    reprintOrder: text.reprint,
    sendMessage: text.messageKitchen,
    confirmPrinted: text.unsureYes,
    printHeld: text.unsureAgain,
    discardPrint: text.staleNo,
    reroutePrint: text.sendElsewhere,
    retryPrinter: text.retryPrinter,
    setStock: text.stock,
  };
  return words[name] ?? text.cart;
}
