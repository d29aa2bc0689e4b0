/** Notices of a kitchen card: void, move or message, backup printer, print trouble, stations. */
import type { Id } from '../../../src-shared/base/vocabulary';
import type { LiveOrder, LiveTicket, RestaurantLayout } from '../../../src-shared/live/snapshot';
import { useClient, useConnected, useHost } from '../../client/hooks';
import { Button, classes } from '../../ui/controls/controls';
import { stationStatusText } from '../../ui/controls/ticket-status';
import { useText } from '../../ui/i18n/ui-context';
import style from '../kitchen.module.css';
import { useKitchenWords } from './texts';
import { linesOf } from './wall-cards';

/** A void, a move or a message. It stays until a cook acknowledges it. */
export function Notice({
  notice,
  live,
  where,
}: {
  readonly notice: LiveTicket;
  readonly live: LiveOrder | null;
  readonly where: string;
}) {
  const text = useText();
  const words = useKitchenWords();
  const client = useClient();
  return (
    <section className={style.slip}>
      {notice.kind === 'void' &&
        linesOf(notice, live).map(({ line, quantity }) => (
          <p key={line.no}>
            −{quantity}× {line.name.toUpperCase()} {text.voided}
          </p>
        ))}
      {notice.kind === 'move' && <p>{words.moved(notice.says ?? '', live?.order.table ?? '')}</p>}
      {notice.kind === 'message' && (
        <p>
          {text.message}: {notice.says}
        </p>
      )}
      {notice.kind === 'void' && notice.says !== null && <p>{notice.says}</p>}
      <button
        type="button"
        className={style.done}
        aria-label={words.acknowledgeOf(where)}
        onClick={() => void client.send('acknowledgeNotice', { ticket: Number(notice.ticketId) })}
      >
        {words.acknowledge}
      </button>
    </section>
  );
}

/**
 * Says, until the ticket is done, that its paper is at a backup printer or nowhere. The cook then
 * has only this card.
 */
export function BackupNotice({
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

/** Asks the cook, who is beside the printer, to decide or to mend it. */
export function PrintTrouble({
  live,
  ticket,
}: {
  readonly live: LiveOrder;
  readonly ticket: LiveTicket;
}) {
  const text = useText();
  const client = useClient();
  const { lanes } = useConnected();
  const host = useHost((state) => state);
  const job = ticket.jobs.at(-1);
  if (!job) return null;
  const shown = stationStatusText(text, host.place, live, ticket, lanes(host).place(job.jobId));
  if (shown.question === null) return null;
  const printer = host.place.printers.find(({ id }) => id === job.printerId)?.name ?? '';
  // `job` selects this print, not another one of the same station.
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

/** The print needs a person before it can continue. */
export function isAsking({ jobs }: LiveTicket, away: ReadonlySet<Id>): boolean {
  const job = jobs.at(-1);
  if (!job) return false;
  return (
    job.state === 'blocked' ||
    job.state === 'unsure' ||
    job.state === 'stale' ||
    (job.state === 'queued' && away.has(job.printerId))
  );
}

/** The other stations that have tickets of the same dispatch. */
export function AlsoAt({
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
