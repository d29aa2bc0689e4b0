/** The sheet of one ticket: show, save, reprint, mark urgent, reroute or discard its print. */
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
import type { Actions } from '../../parts/use-host';
import style from './queue.module.css';
import { useQueueWords } from './texts';

type Step = 'paper' | 'reroute' | 'discard';

export function TicketSheet({
  print,
  onClose,
}: {
  readonly print: QueuedTicket;
  readonly onClose: () => void;
}) {
  const text = useText();
  const words = useQueueWords();
  const { job, ticket, live } = print;
  const stations = useHost(({ place }) => place.stations);
  const actions = useActions();
  const [step, setStep] = useState<Step | null>(null);
  const [isNoPdf, setNoPdf] = useState(false);
  const station = stations.find(({ id }) => id === ticket.stationId)?.name ?? '';
  const name = whereText(text, live);
  const order = live?.order.number ?? null;
  const lost = lettersLostText(text, ticket);
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
          <PrinterChoice
            currentId={job.printerId}
            onPick={(to) => void actions.run('reroutePrint', { order, station, to }).then(close)}
          />
        </>
      ) : (
        <PaperButtons
          print={print}
          actions={actions}
          onStep={setStep}
          onNoPdf={setNoPdf}
          onDone={close}
        />
      )}
    </Sheet>
  );
}

function PrinterChoice({
  currentId,
  onPick,
}: {
  /** Id of the printer that has the print now. */
  readonly currentId: string;
  readonly onPick: (printerName: string) => void;
}) {
  const words = useQueueWords();
  const printers = useHost(({ place }) => place.printers);
  return (
    <Choices label={words.rerouteTo}>
      {printers
        .filter(({ id }) => id !== currentId)
        .map((printer) => (
          <Toggle key={printer.id} isOn={false} onClick={() => onPick(printer.name)}>
            {printer.name}
          </Toggle>
        ))}
    </Choices>
  );
}

function PaperButtons({
  print: { job, ticket, live },
  actions,
  onStep,
  onNoPdf,
  onDone,
}: {
  readonly print: QueuedTicket;
  readonly actions: Actions;
  readonly onStep: (step: Step) => void;
  readonly onNoPdf: (isNoPdf: boolean) => void;
  readonly onDone: (reply: unknown) => void;
}) {
  const words = useQueueWords();
  const { origin, token } = useConnected();
  const order = live?.order.number ?? null;
  const isQueued = job.state === 'queued';
  const isUndecided = job.state === 'unsure' || job.state === 'stale';
  return (
    <div className={style.deeds}>
      <Button wide onClick={() => onStep('paper')}>
        {words.paper}
      </Button>
      <Button
        wide
        onClick={() =>
          void printPdf(origin, token, job.seq).then((pdf) => {
            onNoPdf(pdf === null);
            if (pdf) saveFile(`comanda-${job.seq}.pdf`, pdf);
          })
        }
      >
        {words.pdf}
      </Button>
      {isQueued && order !== null && job.priority !== 'urgent' && (
        <Button
          wide
          disabled={actions.isBusy}
          onClick={() => void actions.run('markUrgent', { order }).then(onDone)}
        >
          {words.urgent}
        </Button>
      )}
      {!isQueued && order !== null && ticket.state !== 'voided' && (
        <Button
          wide
          disabled={actions.isBusy}
          onClick={() =>
            void actions
              .run('reprintOrder', { order, station: null, ticket: Number(ticket.ticketId) })
              .then(onDone)
          }
        >
          {words.reprint}
        </Button>
      )}
      {(isQueued || isUndecided) && order !== null && (
        <Button wide onClick={() => onStep('reroute')}>
          {words.reroute}
        </Button>
      )}
      {(isQueued || isUndecided) && (
        <Button wide look="grave" onClick={() => onStep('discard')}>
          {words.discard}
        </Button>
      )}
    </div>
  );
}
