/** One ticket's paper: seen, saved, printed again, hurried, sent elsewhere, or given up. */
import { useState } from 'react';
import { printPdf } from '../../../client/api/admin-api';
import { useConnected, useHost } from '../../../client/hooks';
import { Button, Note } from '../../../ui/controls/controls';
import { Choices, Toggle } from '../../../ui/controls/forms';
import PaperSheet from '../../../ui/controls/paper-sheet';
import { Sheet } from '../../../ui/controls/sheet';
import { lettersLostText } from '../../../ui/controls/ticket-status';
import { useText } from '../../../ui/i18n/ui-context';
import { whereText } from '../../../ui/i18n/order-label';
import type { QueuedTicket } from '../../operations/dashboard/queue-tickets';
import { ConfirmSheet } from '../../parts/panel';
import { saveFile } from '../../parts/save-file';
import { useActions } from '../../parts/use-host';
import style from './queue.module.css';
import { useQueueWords } from './texts';

export function TicketSheet({
  slip: { job, ticket, live },
  onClose,
}: {
  readonly slip: QueuedTicket;
  readonly onClose: () => void;
}) {
  const text = useText();
  const words = useQueueWords();
  const { origin, token } = useConnected();
  const { stations, printers } = useHost(({ place }) => place);
  const actions = useActions();
  const [step, setStep] = useState<'paper' | 'reroute' | 'discard' | null>(null);
  const [isNoPdf, setNoPdf] = useState(false);
  const station = stations.find(({ id }) => id === ticket.stationId)?.name ?? '';
  const name = whereText(text, live);
  const order = live?.order.number ?? null;
  const lost = lettersLostText(text, ticket);
  const waits = job.state === 'queued';
  const asks = job.state === 'unsure' || job.state === 'stale';
  const close = (done: unknown): void => {
    if (done) onClose();
  };
  if (step === 'paper')
    return <PaperSheet jobSeq={job.seq} printerId={job.printerId} onClose={() => setStep(null)} />;
  if (step === 'discard')
    return (
      <ConfirmSheet
        title={words.discard}
        question={words.discardSure(name, station)}
        action={words.discard}
        denied={actions.denied}
        onSure={() => void actions.run('discardPrint', { order, job: job.seq }).then(close)}
        onClose={() => setStep(null)}
      />
    );
  return (
    <Sheet title={`${name} · ${station}`} onClose={onClose}>
      {actions.denied !== null && <Note tone="bad">{actions.denied}</Note>}
      {lost !== null && <Note tone="wait">{lost}</Note>}
      {isNoPdf && <Note tone="bad">{words.noPdf}</Note>}
      {step === 'reroute' && order !== null ? (
        <>
          <p>{words.rerouteTo}</p>
          <Choices label={words.rerouteTo}>
            {printers
              .filter(({ id }) => id !== job.printerId)
              .map((printer) => (
                <Toggle
                  key={printer.id}
                  isOn={false}
                  onClick={() =>
                    void actions.run('reroutePrint', { order, station, to: printer.name }).then(close)
                  }
                >
                  {printer.name}
                </Toggle>
              ))}
          </Choices>
        </>
      ) : (
        <div className={style.deeds}>
          <Button wide onClick={() => setStep('paper')}>
            {words.paper}
          </Button>
          <Button
            wide
            onClick={() =>
              void printPdf(origin, token, job.seq).then((pdf) => {
                setNoPdf(pdf === null);
                if (pdf) saveFile(`comanda-${job.seq}.pdf`, pdf);
              })
            }
          >
            {words.pdf}
          </Button>
          {waits && order !== null && job.priority !== 'urgent' && (
            <Button
              wide
              disabled={actions.isBusy}
              onClick={() => void actions.run('markUrgent', { order }).then(close)}
            >
              {words.urgent}
            </Button>
          )}
          {!waits && order !== null && ticket.state !== 'voided' && (
            <Button
              wide
              disabled={actions.isBusy}
              onClick={() =>
                void actions
                  .run('reprintOrder', { order, station: null, ticket: Number(ticket.ticketId) })
                  .then(close)
              }
            >
              {words.reprint}
            </Button>
          )}
          {(waits || asks) && order !== null && (
            <Button wide onClick={() => setStep('reroute')}>
              {words.reroute}
            </Button>
          )}
          {(waits || asks) && (
            <Button wide look="grave" onClick={() => setStep('discard')}>
              {words.discard}
            </Button>
          )}
        </div>
      )}
    </Sheet>
  );
}
