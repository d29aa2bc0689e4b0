/**
 * One ticket on the wall: where, how old, quantity first; a tap on a line ticks it off, LISTO asks
 * nothing.
 */
import { memo } from 'react';
import type { SentLine } from '../../../src-shared/events/events';
import type { LiveOrder, LiveTicket, RestaurantLayout } from '../../../src-shared/live/snapshot';
import type { Id } from '../../../src-shared/base/vocabulary';
import { folioText } from '../../../src-shared/i18n/es';
import { useClient, useConnected, useHost } from '../../client/hooks';
import { isAllergy } from '../../../src-shared/text/allergy';
import { Button, classes } from '../../ui/controls/controls';
import { lettersLostText, stationStatusText } from '../../ui/controls/ticket-status';
import type { Catalogue } from '../../ui/i18n/es';
import { useText } from '../../ui/i18n/ui-context';
import { Age, AgeBar, useAgeName } from './age';
import { linesOf } from './wall-cards';
import type { Card } from './wall-cards';
import style from '../kitchen.module.css';
import { isolated } from '../../ui/i18n/isolated';
import { nameSize, whereText } from '../../ui/i18n/order-label';
import { useKitchenWords } from './texts';
import { Icon } from '../../ui/controls/icons';
import type { Station } from '../../../src-shared/model/stations';

export type CardParts = {
  readonly card: Card;
  readonly station: Station;
  readonly place: RestaurantLayout;
  /** Printers that take nothing now. */
  readonly away: ReadonlySet<Id>;
  /** The key that picks it. */
  readonly digit: number | null;
  /** It left a moment ago, and its place is kept. */
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
  const client = useClient();
  const { ticket, live, slips, held } = card;
  const age = useAgeName(ticket.openedAt, station);
  const where = whereText(text, card.live);
  const isSlip = ticket.kind === 'void' || ticket.kind === 'move' || ticket.kind === 'message';
  const number = Number(ticket.ticketId);
  const lost = lettersLostText(text, ticket);
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
        <AgeBar since={ticket.openedAt} limits={station} />
        {slips.map((slip) => (
          <Slip key={slip.ticketId} slip={slip} live={live} where={where} />
        ))}
        {ticket.kind === 'addition' && <p className={style.banner}>{words.added}</p>}
        {ticket.kind === 'change' && <p className={style.banner}>{words.changed}</p>}
        {ticket.jobs.at(-1)?.mark === 'backup' && <Backup ticket={ticket} place={place} />}
        {live && live.order.note !== null && <Wish words={live.order.note} isNote />}
        {isSlip ? (
          <Slip slip={ticket} live={live} where={where} />
        ) : (
          <>
            <Lines card={card} />
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
        )}
      </article>
    </li>
  );
});

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

/** By course; within one as they were sent. */
function Lines({ card: { ticket, live, doneNos } }: { readonly card: Card }) {
  const text = useText();
  const lines = linesOf(ticket, live).toSorted(
    (a, b) => (a.line.course ?? 0) - (b.line.course ?? 0),
  );
  return (
    <ul className={style.lines}>
      {lines.map(({ line, quantity }, index) => {
        const isFirstOfCourse =
          line.course !== null && line.course !== (lines[index - 1]?.line.course ?? null);
        return (
          <li key={line.no}>
            {isFirstOfCourse && line.course !== null && (
              <p className={style.course}>{text.course(line.course)}</p>
            )}
            <Line
              ticket={ticket}
              line={line}
              quantity={quantity}
              isDone={doneNos.includes(line.no)}
            />
          </li>
        );
      })}
    </ul>
  );
}

function Line({
  ticket,
  line,
  quantity,
  isDone,
}: {
  readonly ticket: LiveTicket;
  readonly line: SentLine;
  readonly quantity: number;
  readonly isDone: boolean;
}) {
  const text = useText();
  const client = useClient();
  const isStruck = quantity === 0;
  return (
    <button
      type="button"
      className={classes(style.line, isStruck && style.struck)}
      aria-pressed={isDone}
      disabled={isStruck}
      onClick={() =>
        void client.send('tickLine', {
          ticket: Number(ticket.ticketId),
          line: line.no,
          done: !isDone,
        })
      }
    >
      <span className={style.quantity}>
        {ticket.kind === 'change' && !isStruck && '+'}
        {isStruck ? line.quantity : quantity}×
      </span>
      <span className={style.dish}>{line.name}</span>
      <span className={style.tick}>
        {isStruck ? <b>{text.voided}</b> : isDone && <Icon name="Check" size={30} />}
      </span>
      {line.modifiers.map((modifier) => (
        <Wish key={modifier} words={modifier} />
      ))}
      {line.note !== null && <Wish words={line.note} isNote />}
      {line.seat !== null && <span className={style.wish}>{text.seat(line.seat)}</span>}
    </button>
  );
}

function Wish({ words, isNote = false }: { readonly words: string; readonly isNote?: boolean }) {
  const isRemoval = /^(sin|no|without)\s/i.test(words);
  return (
    <span
      className={classes(
        style.wish,
        isRemoval && style.removal,
        isNote && style.note,
        isAllergy(words) && style.allergy,
      )}
    >
      {words}
    </span>
  );
}

function Held({ held }: { readonly held: readonly SentLine[] }) {
  const words = useKitchenWords();
  return (
    <div className={style.held}>
      {held.map((line) => (
        <p key={line.no}>
          {words.waitsHere(line.course)}: {line.quantity - line.voided}× {line.name}
        </p>
      ))}
    </div>
  );
}

/** Where a card was: what became of it, and the way back. */
function Gone({ ticket, where }: { readonly ticket: LiveTicket; readonly where: string }) {
  const words = useKitchenWords();
  const client = useClient();
  // What was struck is not cooked after all: there is nothing to take back.
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

/** What was struck, moved or said: it waits until somebody has read it. */
function Slip({
  slip,
  live,
  where,
}: {
  readonly slip: LiveTicket;
  readonly live: LiveOrder | null;
  readonly where: string;
}) {
  const text = useText();
  const words = useKitchenWords();
  const client = useClient();
  return (
    <section className={style.slip}>
      {slip.kind === 'void' &&
        linesOf(slip, live).map(({ line, quantity }) => (
          <p key={line.no}>
            −{quantity}× {line.name.toUpperCase()} {text.voided}
          </p>
        ))}
      {slip.kind === 'move' && <p>{words.moved(slip.says ?? '', live?.order.table ?? '')}</p>}
      {slip.kind === 'message' && (
        <p>
          {text.message}: {slip.says}
        </p>
      )}
      {slip.kind === 'void' && slip.says !== null && <p>{slip.says}</p>}
      <button
        type="button"
        className={style.done}
        aria-label={words.acknowledgeOf(where)}
        onClick={() => void client.send('acknowledgeNotice', { ticket: Number(slip.ticketId) })}
      >
        {words.acknowledge}
      </button>
    </section>
  );
}

/**
 * The paper went somewhere else, or nowhere: this card is what the cook has. It says so until it is
 * done.
 */
function Backup({
  ticket,
  place: { printers },
}: {
  readonly ticket: LiveTicket;
  readonly place: RestaurantLayout;
}) {
  const text = useText();
  const words = useKitchenWords();
  const job = ticket.jobs.at(-1);
  const failed = ticket.jobs.findLast(({ state }) => state === 'rerouted');
  const name = (id: string | undefined): string =>
    printers.find((printer) => printer.id === id)?.name ?? '';
  const cause = failed?.cause ?? job?.cause ?? null;
  return (
    <p className={classes(style.banner, style.backup)}>
      {words.backup(
        `${words.printer} ${name(failed?.printerId)}${cause === null ? '' : ` ${text.causes[cause]}`}`,
      )}
    </p>
  );
}

/** Whoever stands beside the printer mends it. */
function PrintTrouble({ live, ticket }: { readonly live: LiveOrder; readonly ticket: LiveTicket }) {
  const text = useText();
  const client = useClient();
  const { lanes } = useConnected();
  const host = useHost((state) => state);
  const job = ticket.jobs.at(-1);
  if (!job) return null;
  const shown = stationStatusText(text, host.place, live, ticket, lanes(host).place(job.jobId));
  if (shown.question === null) return null;
  const printer = host.place.printers.find(({ id }) => id === job.printerId)?.name ?? '';
  // That print, and no other of the same station.
  const about = { order: null, job: ticket.jobs.at(-1)?.seq ?? null, station: null };
  return (
    <div className={style.trouble}>
      <p>
        {printer}: {shown.words}
        {shown.remedy !== null && `. ${shown.remedy}`}
      </p>
      {shown.question === 'blocked' && (
        <Button onClick={() => void client.send('retryPrinter', { printer })}>
          {text.retryPrinter}
        </Button>
      )}
      {shown.question === 'unsure' && (
        <>
          <Button onClick={() => void client.send('confirmPrinted', about)}>
            {text.unsureYes}
          </Button>
          <Button onClick={() => void client.send('printHeld', about)}>{text.unsureAgain}</Button>
        </>
      )}
      {shown.question === 'stale' && (
        <>
          <Button onClick={() => void client.send('printHeld', about)}>{text.staleYes}</Button>
          <Button onClick={() => void client.send('discardPrint', about)}>{text.staleNo}</Button>
        </>
      )}
    </div>
  );
}

/** Somebody has to do something before its paper comes out. */
function isAsking({ jobs }: LiveTicket, away: ReadonlySet<Id>): boolean {
  const job = jobs.at(-1);
  if (!job) return false;
  return (
    job.state === 'blocked' ||
    job.state === 'unsure' ||
    job.state === 'stale' ||
    (job.state === 'queued' && away.has(job.printerId))
  );
}

function AlsoAt({
  live,
  ticket,
  place: { stations },
}: {
  readonly live: LiveOrder;
  readonly ticket: LiveTicket;
  readonly place: RestaurantLayout;
}) {
  const words = useKitchenWords();
  const others = live.tickets.filter(
    ({ dispatchNo, stationId, kind, state }) =>
      dispatchNo !== null &&
      dispatchNo === ticket.dispatchNo &&
      stationId !== ticket.stationId &&
      kind === ticket.kind &&
      state !== 'voided',
  );
  if (others.length === 0) return null;
  const names = others.map(
    ({ stationId }) => stations.find(({ id }) => id === stationId)?.name ?? '',
  );
  return <p className={style.also}>{words.alsoAt(names.join(', '))}</p>;
}
