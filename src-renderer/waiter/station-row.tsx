/** One station's share of a send: what is true of it now, and what a waiter can do about it. */
import { useState } from 'react';
import type { LiveOrder, LiveTicket } from '../../src-shared/snapshot';
import { useClient, useConnected, useHost } from '../client/hooks';
import { Button, Chip } from '../ui/controls';
import type { Tone } from '../ui/controls';
import { standingText } from '../ui/standing';
import { useText } from '../ui/ui';
import { StationSheets } from './later-sheets';
import style from './order.module.css';
import { Icon } from '../ui/icons';
import type { IconName } from '../ui/icons';
import type { About } from './about';

const ICONS: Readonly<Record<Tone, IconName>> = { ok: 'Check', wait: 'Clock', bad: 'Alert', info: 'Printer', plain: 'Printer' };

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
      {shown.question !== null && <Answers ticket={ticket} station={name} shown={shown} />}
      {isOpen && <StationSheets.Part live={live} ticket={ticket} station={name} shown={shown} onClose={() => setOpen(false)} />}
    </div>
  );
}

/** A print that asks: the answers stand beside the question. */
function Answers({ ticket, station, shown }: Omit<About, 'live'>) {
  const text = useText();
  const client = useClient();
  const printer = usePrinterOf(ticket);
  // That print, and no other of the same station.
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
