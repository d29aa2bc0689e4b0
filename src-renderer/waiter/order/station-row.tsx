/** One station's part of a dispatch: its state, and the remedy. */
import { useState } from 'react';
import type { LiveOrder, LiveTicket } from '../../../src-shared/live/snapshot';
import { useConnected, useHost } from '../../client/hooks';
import { Chip } from '../../ui/controls/controls';
import type { Tone } from '../../ui/controls/controls';
import { stationStatusText } from '../../ui/controls/ticket-status';
import { useText } from '../../ui/i18n/ui-context';
import { PrintAnswers, StationSheets } from './lazy-sheets';
import style from './order.module.css';
import { Icon } from '../../ui/controls/icons';
import type { IconName } from '../../ui/controls/icons';

const ICONS: Readonly<Record<Tone, IconName>> = {
  ok: 'Check',
  wait: 'Clock',
  bad: 'Alert',
  info: 'Printer',
  plain: 'Printer',
};

export function StationRow({
  live,
  ticket,
}: {
  readonly live: LiveOrder;
  readonly ticket: LiveTicket;
}) {
  const text = useText();
  const { lanes } = useConnected();
  const host = useHost((state) => state);
  const [isOpen, setOpen] = useState(false);
  const station = host.place.stations.find(({ id }) => id === ticket.stationId);
  const job = ticket.jobs.at(-1);
  const shown = stationStatusText(
    text,
    host.place,
    live,
    ticket,
    job ? lanes(host).place(job.jobId) : null,
  );
  const icon =
    shown.question === 'unsure'
      ? 'Question'
      : shown.words === text.stStarted
        ? 'Pot'
        : ICONS[shown.tone];
  const name = station?.name ?? '';
  return (
    <div className={style.station}>
      <button
        type="button"
        className={style.stationRow}
        aria-expanded={isOpen}
        onClick={() => setOpen(true)}
      >
        <span className={style.stationName}>{name}</span>
        <Chip tone={shown.tone} icon={<Icon name={icon} size={16} />}>
          {shown.words}
        </Chip>
        <span className={style.aside}>{shown.aside}</span>
      </button>
      {shown.remedy !== null && shown.question !== 'stale' && (
        <p className={style.remedy}>{shown.remedy}</p>
      )}
      {shown.question !== null && (
        <PrintAnswers.Part ticket={ticket} station={name} shown={shown} />
      )}
      {isOpen && (
        <StationSheets.Part
          live={live}
          ticket={ticket}
          station={name}
          shown={shown}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}
