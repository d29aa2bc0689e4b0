/** One ticket on the kitchen screen: table, age, lines, notices, and the button that ends it. */
import { memo } from 'react';
import type { LiveOrder, LiveTicket, RestaurantLayout } from '../../../src-shared/live/snapshot';
import type { Id } from '../../../src-shared/base/vocabulary';
import { folioText } from '../../../src-shared/i18n/es';
import { useClient, useHost } from '../../client/hooks';
import { Button } from '../../ui/controls/controls';
import { lettersLostText } from '../../ui/controls/ticket-status';
import type { Catalogue } from '../../ui/i18n/es';
import { useText } from '../../ui/i18n/ui-context';
import { Held, CardLines, Wish } from './card-lines';
import { AlsoAt, BackupNotice, isAsking, Notice, PrintTrouble } from './card-notices';
import { Age, AgeBar, useAgeName } from './age';
import type { Card } from './wall-cards';
import style from '../kitchen.module.css';
import { isolated } from '../../ui/i18n/isolated';
import { nameSize, whereText } from '../../ui/i18n/order-label';
import { useKitchenWords } from './texts';
import type { Station } from '../../../src-shared/model/stations';

export type CardParts = {
  readonly card: Card;
  readonly station: Station;
  readonly place: RestaurantLayout;
  /** Printers that take no jobs now. */
  readonly away: ReadonlySet<Id>;
  /** The key that picks the card. */
  readonly digit: number | null;
  /** The card left a moment ago; its place stays free so that nothing moves. */
  readonly isGone: boolean;
  readonly isPicked: boolean;
  readonly isFresh: boolean;
};

export const TicketCard = memo(function TicketCard({
  card,
  station,
  place,
  away,
  digit,
  isGone,
  isPicked,
  isFresh,
}: CardParts) {
  const text = useText();
  const words = useKitchenWords();
  const { ticket, live, slips } = card;
  const age = useAgeName(ticket.openedAt, station);
  const where = whereText(text, card.live);
  const isNotice = ticket.kind === 'void' || ticket.kind === 'move' || ticket.kind === 'message';
  return (
    <li data-ticket={ticket.ticketId}>
      {isGone && <Gone ticket={ticket} where={where} />}
      <article
        className={style.card}
        data-age={age}
        data-gone={isGone}
        data-picked={isPicked}
        data-fresh={isFresh}
        aria-label={where}
        inert={isGone}
      >
        <CardHead card={card} station={station} digit={digit} />
        <AgeBar since={ticket.openedAt} limits={station} />
        {slips.map((notice) => (
          <Notice key={notice.ticketId} notice={notice} live={live} where={where} />
        ))}
        {ticket.kind === 'addition' && <p className={style.banner}>{words.added}</p>}
        {ticket.kind === 'change' && <p className={style.banner}>{words.changed}</p>}
        {ticket.jobs.at(-1)?.mark === 'backup' && <BackupNotice ticket={ticket} place={place} />}
        {live && live.order.note !== null && <Wish words={live.order.note} isNote />}
        {isNotice ? (
          <Notice notice={ticket} live={live} where={where} />
        ) : (
          <CardBody card={card} place={place} away={away} />
        )}
      </article>
    </li>
  );
});

function CardHead({
  card: { ticket, live },
  station,
  digit,
}: Pick<CardParts, 'card' | 'station' | 'digit'>) {
  const text = useText();
  const where = whereText(text, live);
  return (
    <header
      className={style.cardHead}
      data-size={nameSize(live?.order.table === null ? (live.order.customer ?? '') : where)}
    >
      {digit !== null && (
        <kbd className={style.digit} aria-hidden>
          {digit}
        </kbd>
      )}
      <h2 className={style.where}>
        {live && live.order.table === null ? (
          <>
            <small>{live.order.type === 'delivery' ? text.delivery : text.takeaway} </small>
            {live.order.customer ?? folioText(live.order.folio)}
          </>
        ) : (
          where
        )}
      </h2>
      <Age since={ticket.openedAt} limits={station} />
      <p className={style.sub}>{aboutOf(text, ticket, live)}</p>
    </header>
  );
}

function CardBody({ card, place, away }: Pick<CardParts, 'card' | 'place' | 'away'>) {
  const text = useText();
  const words = useKitchenWords();
  const client = useClient();
  const { ticket, live, held } = card;
  const where = whereText(text, live);
  const number = Number(ticket.ticketId);
  const lost = lettersLostText(text, ticket);
  return (
    <>
      <CardLines card={card} />
      {held.length > 0 && <Held held={held} />}
      {lost !== null && (
        <div className={style.trouble}>
          <p>{lost}</p>
        </div>
      )}
      {live && isAsking(ticket, away) && <PrintTrouble live={live} ticket={ticket} />}
      {live && <AlsoAt live={live} ticket={ticket} place={place} />}
      <button
        type="button"
        className={style.done}
        aria-label={words.readyOf(where)}
        onClick={() => void client.send('bumpTicket', { ticket: number })}
      >
        {words.ready}
      </button>
    </>
  );
}

function aboutOf(text: Catalogue, { dispatchNo }: LiveTicket, live: LiveOrder | null): string {
  if (!live) return '';
  const { folio, waiter, covers } = live.order;
  return [
    folioText(folio),
    dispatchNo === null || dispatchNo === 1 ? null : text.dispatch(dispatchNo),
    waiter ? isolated(waiter.name) : null,
    covers === null ? null : text.covers(covers),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

/** In the place of a card that left: its name, and the button that brings it back. */
function Gone({ ticket, where }: { readonly ticket: LiveTicket; readonly where: string }) {
  const words = useKitchenWords();
  const client = useClient();
  // A voided ticket cannot come back.
  const isStruck = useHost(({ orders }) =>
    Object.values(orders).some(({ tickets }) =>
      tickets.some((one) => one.ticketId === ticket.ticketId && one.state === 'voided'),
    ),
  );
  return (
    <div className={style.gone}>
      <strong>{where}</strong>
      <Button
        disabled={isStruck}
        aria-label={words.undoOf(where)}
        onClick={() => void client.send('recallTicket', { ticket: Number(ticket.ticketId) })}
      >
        {words.undo}
      </Button>
    </div>
  );
}
