/** A send that has no answer yet, or a refusal: what it holds, what is true of it, and what can be done. */
import { useClientState, useHost } from '../client/hooks';
import type { Owed } from '../client/outbox';
import { Chip } from '../ui/controls';
import { clockText } from '../ui/times';
import { useText } from '../ui/ui';
import type { Catalogue } from '../ui/text/es';
import { RefusedNotes } from './later-sheets';
import style from './order.module.css';
import { dishesIn, linesIn } from './sending';
import { whereText } from '../ui/where';
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
        <strong>
          {[isNamed && owed.about ? whereText(text, { order: owed.about }) : null, what(text, owed), ...dishes]
            .filter(Boolean)
            .join(' · ')}
        </strong>
        <span>{clockText(owed.madeAt)}</span>
      </header>
      {owed.refused === null ? (
        <Chip tone={isLive ? 'info' : 'wait'} icon={isLive ? <Icon name="Send" size={16} /> : <Icon name="Kept" size={16} />}>
          {isLive ? text.sending : text.keptHere}
        </Chip>
      ) : (
        <RefusedNotes.Part owed={owed} />
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
