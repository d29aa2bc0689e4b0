/** The queue page: all open tickets with search and filters, and the sheet of one ticket. */
import { useDeferredValue, useMemo, useState } from 'react';
import { plainName } from '../../../../src-shared/text/plain-name';
import { folioText } from '../../../../src-shared/i18n/es';
import type { LanePosition } from '../../../../src-shared/live/lane-board';
import type { HostState } from '../../../../src-shared/live/projection';
import { useConnected, useHost, useNow } from '../../../client/hooks';
import { Button, Chip, Empty, Segments } from '../../../ui/controls/controls';
import { lettersLostText, stationStatusText } from '../../../ui/controls/ticket-status';
import { clockText } from '../../../ui/i18n/times';
import { useText } from '../../../ui/i18n/ui-context';
import { whereText } from '../../../ui/i18n/order-label';
import type { QueuedTicket } from '../../operations/dashboard/queue-tickets';
import { More, useVisibleRows } from '../../parts/more';
import { DataTable, AdminPageHead } from '../../parts/panel';
import { useShellWords } from '../../parts/admin-texts';
import { PastOrders } from './past-orders';
import style from './queue.module.css';
import { TicketSheet } from './ticket-sheet';
import { useQueueWords } from './texts';

/** Rows drawn at first, and with each "show more". */
const STEP = 200;

type Filter = 'all' | 'waiting' | 'trouble';

export default function Queue() {
  const words = useQueueWords();
  const shell = useShellWords();
  const host = useHost((state) => state);
  const [tab, setTab] = useState<'live' | 'past'>('live');
  const [filter, setFilter] = useState<Filter>('all');
  const [typed, setTyped] = useState('');
  const [opened, setOpened] = useState<string | null>(null);
  const search = useDeferredValue(plainName(typed));
  const all = useMemo(() => newestPrints(host), [host]);
  const hits = all.filter((print) => fits(print, filter, search));
  const { shown, showMore } = useVisibleRows(STEP, `${filter} ${search}`);
  const chosen = all.find(({ ticket }) => ticket.ticketId === opened);
  return (
    <>
      <AdminPageHead title={shell.pages.queue} lead={words.lead} />
      <div className={style.tools}>
        <Segments
          label={words.live}
          value={tab}
          options={[
            ['live', words.live],
            ['past', words.past],
          ]}
          onPick={setTab}
        />
        {tab === 'live' && (
          <Segments
            label={words.filters}
            value={filter}
            options={[
              ['all', words.all],
              ['waiting', words.waiting],
              ['trouble', words.trouble],
            ]}
            onPick={setFilter}
          />
        )}
        <input
          type="search"
          className={style.search}
          aria-label={words.search}
          placeholder={words.search}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
      </div>
      {tab === 'past' ? (
        <PastOrders text={typed} />
      ) : hits.length === 0 ? (
        <Empty title={all.length === 0 ? words.none : words.noHits}>
          {all.length === 0 && words.noneHint}
        </Empty>
      ) : (
        <QueueTable prints={hits.slice(0, shown)} onOpen={setOpened} />
      )}
      {tab === 'live' && (
        <More shown={Math.min(shown, hits.length)} total={hits.length} onMore={showMore} />
      )}
      {chosen && <TicketSheet print={chosen} onClose={() => setOpened(null)} />}
    </>
  );
}

function QueueTable({
  prints,
  onOpen,
}: {
  readonly prints: readonly QueuedTicket[];
  readonly onOpen: (ticketId: string) => void;
}) {
  const words = useQueueWords();
  const shell = useShellWords();
  const host = useHost((state) => state);
  const { lanes } = useConnected();
  const board = lanes(host);
  useNow(10);
  return (
    <DataTable label={shell.pages.queue}>
      <thead>
        <tr>
          <th scope="col">{words.order}</th>
          <th scope="col">{words.station}</th>
          <th scope="col">{words.printer}</th>
          <th scope="col">{words.state}</th>
          <th scope="col">{words.sent}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {prints.map((print) => (
          <QueueRow
            key={print.ticket.ticketId}
            print={print}
            position={board.place(print.job.jobId)}
            onOpen={() => onOpen(print.ticket.ticketId)}
          />
        ))}
      </tbody>
    </DataTable>
  );
}

function QueueRow({
  print: { ticket, job, live },
  position,
  onOpen,
}: {
  readonly print: QueuedTicket;
  /** Place of the print in its lane. */
  readonly position: LanePosition | null;
  readonly onOpen: () => void;
}) {
  const text = useText();
  const place = useHost((state) => state.place);
  const name = whereText(text, live);
  const status = stationStatusText(text, place, live, ticket, position);
  return (
    <tr>
      <th scope="row">
        <span className={style.name}>{name}</span>{' '}
        <small className={style.folio}>{live ? folioText(live.order.folio) : `#${job.seq}`}</small>
      </th>
      <td>{place.stations.find(({ id }) => id === ticket.stationId)?.name}</td>
      <td>{place.printers.find(({ id }) => id === job.printerId)?.name ?? ''}</td>
      <td>
        <Chip tone={status.tone}>{status.words}</Chip>{' '}
        <small className={style.folio}>{lettersLostText(text, ticket) ?? status.aside}</small>
      </td>
      <td>{clockText(ticket.openedAt)}</td>
      <td className={style.act}>
        <Button icon aria-label={`${text.more}: ${name}`} onClick={onOpen}>
          {text.more}
        </Button>
      </td>
    </tr>
  );
}

/** Each ticket with its newest print, newest ticket first. */
function newestPrints({ orders, messages }: HostState): readonly QueuedTicket[] {
  const prints: QueuedTicket[] = [];
  for (const live of Object.values(orders))
    for (const ticket of live.tickets) {
      const job = ticket.jobs.at(-1);
      if (job) prints.push({ job, ticket, live });
    }
  for (const ticket of Object.values(messages)) {
    const job = ticket.jobs.at(-1);
    if (job) prints.push({ job, ticket, live: null });
  }
  return prints.toSorted((a, b) => Number(b.ticket.ticketId) - Number(a.ticket.ticketId));
}

function fits({ job, live }: QueuedTicket, filter: Filter, search: string): boolean {
  if (filter === 'waiting' && job.state !== 'queued' && job.state !== 'sending') return false;
  if (
    filter === 'trouble' &&
    !['unsure', 'stale', 'blocked', 'rerouted'].includes(job.state) &&
    job.mark !== 'backup' &&
    !job.unprintable
  )
    return false;
  if (search === '') return true;
  if (!live) return String(job.seq) === search;
  const { table, customer, folio, number, waiter } = live.order;
  if (/^\d+$/.test(search) && (folio === Number(search) || number === Number(search))) return true;
  return [table, customer, waiter?.name].some((one) => one && plainName(one).includes(search));
}
