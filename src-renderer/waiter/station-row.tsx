/** One station's share of a send: what is true of it now, and what a waiter can do about it. */
import { useState } from 'react';
import type { LiveOrder, LiveTicket } from '../../src-shared/snapshot';
import { useClient, useConnected, useHost } from '../client/hooks';
import { Button, Chip, Choices, Toggle } from '../ui/controls';
import type { Tone } from '../ui/controls';
import { Sheet } from '../ui/sheet';
import { standingText } from '../ui/standing';
import type { StandingText } from '../ui/standing';
import { useText } from '../ui/ui';
import { Paper } from './later-parts';
import style from './order.module.css';
import { Icon } from '../ui/icons';
import type { IconName } from '../ui/icons';

const ICONS: Readonly<Record<Tone, IconName>> = { ok: 'Check', wait: 'Clock', bad: 'Alert', info: 'Printer', plain: 'Check' };

export function StationRow({ live, ticket }: { readonly live: LiveOrder; readonly ticket: LiveTicket }) {
  const text = useText();
  const { lanes } = useConnected();
  const host = useHost((state) => state);
  const [isOpen, setOpen] = useState(false);
  const station = host.place.stations.find(({ id }) => id === ticket.stationId);
  const job = ticket.jobs.at(-1);
  const shown = standingText(text, host.place, live, ticket, job ? lanes(host).place(job.jobId) : null);
  const icon = shown.question === 'unsure' ? 'Question' : shown.words === text.stStarted ? 'Pot' : ICONS[shown.tone];
  const name = station?.name ?? '';
  return (
    <div className={style.station}>
      <button type="button" className={style.stationRow} aria-expanded={isOpen} onClick={() => setOpen(true)}>
        <span className={style.stationName}>{name}</span>
        <Chip tone={shown.tone} icon={<Icon name={icon} size={16} />}>
          {shown.words}
        </Chip>
        <span className={style.aside}>{shown.aside}</span>
      </button>
      {shown.remedy !== null && shown.question !== 'stale' && <p className={style.remedy}>{shown.remedy}</p>}
      {shown.question !== null && <Answers live={live} ticket={ticket} station={name} shown={shown} />}
      {isOpen && <StationSheet live={live} ticket={ticket} station={name} shown={shown} onClose={() => setOpen(false)} />}
    </div>
  );
}

type About = { readonly live: LiveOrder; readonly ticket: LiveTicket; readonly station: string; readonly shown: StandingText };

/** A print that asks: the answers stand beside the question. */
function Answers({ live, ticket, station, shown }: About) {
  const text = useText();
  const client = useClient();
  const printer = usePrinterOf(ticket);
  const about = { order: live.order.number, job: null, station };
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
          <Button onClick={() => void client.send('retryPrinter', { printer })}>{text.retryPrinter}</Button>
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

function StationSheet({ live, ticket, station, shown, onClose }: About & { readonly onClose: () => void }) {
  const text = useText();
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
  if (page === 'paper' && job) return <Paper.Part jobSeq={job.seq} printerId={job.printerId} onClose={onClose} />;
  if (page === 'elsewhere')
    return (
      <Sheet title={text.elsewhereTo} onClose={onClose}>
        <Choices label={text.elsewhereTo}>
          {printers
            .filter(({ id }) => id !== job?.printerId)
            .map(({ id, name }) => (
              <Toggle key={id} isOn={false} onClick={() => act(client.send('reroutePrint', { order, station, to: name }))}>
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
        <Button disabled={!isWaiting || job.priority === 'urgent'} onClick={() => act(client.send('markUrgent', { order }))}>
          {job?.priority === 'urgent' && isWaiting ? text.markedUrgent : text.urgent}
        </Button>
        <Button disabled={isWaiting} onClick={() => act(client.send('reprintOrder', { order, station }))}>
          {text.reprint}
        </Button>
        <Button disabled={!mayMove} onClick={() => setPage('elsewhere')}>
          {text.sendElsewhere}
        </Button>
        <Button onClick={() => setPage('paper')}>{text.paper}</Button>
      </Choices>
    </Sheet>
  );
}
