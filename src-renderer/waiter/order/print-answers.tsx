/** A print that needs a decision, with the answers beside the question. */
import type { LiveTicket } from '../../../src-shared/live/snapshot';
import { useClient, useHost } from '../../client/hooks';
import { Button } from '../../ui/controls/controls';
import { useText } from '../../ui/i18n/ui-context';
import type { TicketOfOrder } from '../parts/ticket-of';
import style from './order.module.css';

export default function PrintAnswers({ ticket, station, shown }: Omit<TicketOfOrder, 'live'>) {
  const text = useText();
  const client = useClient();
  const printer = usePrinterOf(ticket);
  // `job` selects this print, not another one of the same station.
  const about = { order: null, job: ticket.jobs.at(-1)?.seq ?? null, station: null };
  switch (shown.question) {
    case 'unsure':
      return (
        <div className={style.ask}>
          <p>{text.unsureAsk(station)}</p>
          <Button look="main" onClick={() => void client.send('confirmPrinted', about)}>
            {text.unsureYes}
          </Button>
          <Button onClick={() => void client.send('printHeld', about)}>{text.unsureAgain}</Button>
        </div>
      );
    case 'stale':
      return (
        <div className={style.ask}>
          <p>{text.staleAsk}</p>
          <Button look="main" onClick={() => void client.send('printHeld', about)}>
            {text.staleYes}
          </Button>
          <Button onClick={() => void client.send('discardPrint', about)}>{text.staleNo}</Button>
        </div>
      );
    case 'blocked':
      return printer === null ? null : (
        <div className={style.ask}>
          <Button onClick={() => void client.send('retryPrinter', { printer })}>
            {text.retryPrinter}
          </Button>
        </div>
      );
    case null:
      return null;
  }
}

function usePrinterOf({ jobs }: LiveTicket): string | null {
  const id = jobs.at(-1)?.printerId;
  return useHost(({ place }) => place.printers.find((printer) => printer.id === id)?.name ?? null);
}
