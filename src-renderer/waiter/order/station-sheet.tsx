/**
 * The sheet of one station's part: urgent, reprint, reroute, show the paper, as its state allows.
 */
import { useState } from 'react';
import { useClient, useHost } from '../../client/hooks';
import { Button } from '../../ui/controls/controls';
import { Choices, Toggle } from '../../ui/controls/forms';
import { Sheet } from '../../ui/controls/sheet';
import { useText } from '../../ui/i18n/ui-context';
import { LazyPaperSheet } from '../../ui/controls/lazy-paper';
import type { TicketOfOrder } from '../parts/ticket-of';
import { useWaiterTexts } from '../parts/texts';

export default function StationSheet({
  live,
  ticket,
  station,
  shown,
  onClose,
}: TicketOfOrder & { readonly onClose: () => void }) {
  const text = useText();
  const words = useWaiterTexts();
  const client = useClient();
  const printers = useHost(({ place }) => place.printers);
  const [page, setPage] = useState<'actions' | 'elsewhere' | 'paper'>('actions');
  const { number: order } = live.order;
  const job = ticket.jobs.at(-1);
  const isWaiting = job?.state === 'queued';
  const mayMove = isWaiting || job?.state === 'unsure' || job?.state === 'stale';
  const act = (work: Promise<unknown>): void => {
    void work;
    onClose();
  };
  if (page === 'paper' && job)
    return <LazyPaperSheet.Part jobSeq={job.seq} printerId={job.printerId} onClose={onClose} />;
  if (page === 'elsewhere')
    return (
      <Sheet title={words.elsewhereTo} onClose={onClose}>
        <Choices label={words.elsewhereTo}>
          {printers
            // A ticket of a real printer must not go to a sample printer.
            .filter(({ id, virtual }) => id !== job?.printerId && (!virtual || job?.virtual))
            .map(({ id, name }) => (
              <Toggle
                key={id}
                isOn={false}
                onClick={() => act(client.send('reroutePrint', { order, station, to: name }))}
              >
                {name}
              </Toggle>
            ))}
        </Choices>
      </Sheet>
    );
  return (
    <Sheet title={`${station}: ${shown.words}`} onClose={onClose}>
      {shown.remedy !== null && <p>{shown.remedy}</p>}
      <Choices label={station}>
        {isWaiting && (
          <Button
            disabled={job.priority === 'urgent'}
            onClick={() => act(client.send('markUrgent', { order }))}
          >
            {job.priority === 'urgent' ? words.markedUrgent : text.urgent}
          </Button>
        )}
        {!isWaiting && (
          <Button
            onClick={() =>
              act(client.send('reprintOrder', { order, station, ticket: Number(ticket.ticketId) }))
            }
          >
            {text.reprint}
          </Button>
        )}
        {mayMove && <Button onClick={() => setPage('elsewhere')}>{text.sendElsewhere}</Button>}
        <Button onClick={() => setPage('paper')}>{text.paper}</Button>
      </Choices>
    </Sheet>
  );
}
