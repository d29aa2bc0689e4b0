/** The pass: every order on its way, a chip a station, what is complete on top, and what the rest still misses. */
import { useState } from 'react';
import { SLIPS } from '../../src-shared/ticket';
import type { LiveOrder, LiveTicket } from '../../src-shared/snapshot';
import { useClient, useConnected, useHost, useNow } from '../client/hooks';
import { Button, Chip, Empty } from '../ui/controls';
import { LinkWord } from '../ui/link-band';
import SettingsSheet from '../ui/settings-sheet';
import { standingText } from '../ui/standing';
import { ageText, clockText } from '../ui/times';
import { useText } from '../ui/ui';
import { CutOff } from './cut-off';
import style from './expo.module.css';
import kitchen from './kitchen.module.css';
import { Refusals } from './refusals';
import { whereOn } from './where';
import { useKitchenWords } from './words';

export default function Expo() {
  const text = useText();
  const words = useKitchenWords();
  const orders = useHost((state) => state.orders);
  const [isSetting, setSetting] = useState(false);
  const onTheWay = Object.values(orders)
    .filter(({ order }) => order.state === 'open' || order.state === 'ready')
    .filter(({ tickets }) => tickets.some(isFood));
  const ready = onTheWay
    .filter(({ order }) => order.state === 'ready')
    .toSorted((a, b) => (a.order.readyAt ?? 0) - (b.order.readyAt ?? 0));
  const open = onTheWay.filter(({ order }) => order.state === 'open').toSorted((a, b) => a.order.placedAt - b.order.placedAt);
  return (
    <div className={kitchen.screen}>
      <CutOff />
      <header className={kitchen.head}>
        <h1>{text.viewExpo}</h1>
        <p className={kitchen.figures}>
          <strong>{words.openCount(open.length)}</strong>
        </p>
        <div className={kitchen.tools}>
          <Button onClick={() => setSetting(true)}>{words.settings}</Button>
        </div>
        <LinkWord />
        <Clock />
      </header>
      <Refusals />
      <main>
        {onTheWay.length === 0 && (
          <Empty title={words.expoEmpty}>
            <p>{words.expoEmptyHint}</p>
          </Empty>
        )}
        {ready.length > 0 && <Section title={words.readyTogether} orders={ready} />}
        {open.length > 0 && <Section title={words.onTheWay} orders={open} />}
      </main>
      {isSetting && <SettingsSheet onClose={() => setSetting(false)} />}
    </div>
  );
}

function isFood({ kind, state }: LiveTicket): boolean {
  return !SLIPS.has(kind) && kind !== 'bill' && state !== 'voided';
}

function Clock() {
  return <time className={kitchen.clock}>{clockText(useNow(1))}</time>;
}

function Section({ title, orders }: { readonly title: string; readonly orders: readonly LiveOrder[] }) {
  return (
    <section className={style.section}>
      <h2>{title}</h2>
      <ul className={style.rows}>
        {orders.map((live) => (
          <Row key={live.order.number} live={live} />
        ))}
      </ul>
    </section>
  );
}

function Row({ live }: { readonly live: LiveOrder }) {
  const text = useText();
  const words = useKitchenWords();
  const client = useClient();
  const { lanes } = useConnected();
  const host = useHost((state) => state);
  const now = useNow(1);
  const { order, tickets } = live;
  const isReady = order.state === 'ready';
  const shares = tickets.filter(isFood).map((ticket) => {
    const station = host.place.stations.find(({ id }) => id === ticket.stationId);
    const job = ticket.jobs.at(-1);
    const shown = standingText(text, host.place, live, ticket, job ? lanes(host).place(job.jobId) : null);
    const isMissing = station?.hasScreen ? ticket.state !== 'bumped' : job?.state === 'queued' || job?.state === 'sending';
    return { ticket, name: station?.name ?? '', shown, isMissing };
  });
  const missing = [...new Set(shares.filter(({ isMissing }) => isMissing).map(({ name }) => name))];
  const where = whereOn(text, { live });
  return (
    <li className={style.row} data-ready={isReady}>
      <span className={style.where}>{where}</span>
      <span>{ageText(now - order.placedAt)}</span>
      <span className={style.chips}>
        {shares.map(({ ticket, name, shown }) => (
          <Chip key={ticket.ticketId} tone={shown.tone}>
            {name}: {shown.words}
          </Chip>
        ))}
      </span>
      {isReady && (
        <Button
          look="main"
          className={style.carry}
          aria-label={words.carriedOf(where)}
          onClick={() => void client.send('serveOrder', { order: order.number, base: order.revision })}
        >
          {words.carried}
        </Button>
      )}
      {!isReady && missing.length > 0 && <span className={style.missing}>{words.missing(missing.join(', '))}</span>}
    </li>
  );
}
