/** The pass screen: every open order, one chip a station, complete orders on top. */
import { useMemo, useState } from 'react';
import { NOTICE_KINDS } from '../../src-shared/model/ticket';
import { chargeableQuantity } from '../../src-shared/model/order';
import type { Station } from '../../src-shared/model/stations';
import type { LiveOrder, LiveTicket } from '../../src-shared/live/snapshot';
import { isQuestion } from '../client/state/outbox';
import { isReadyToCarry } from '../client/state/selectors';
import { useClient, useClientState, useConnected, useHost, useNow } from '../client/hooks';
import { Button, Chip, Empty } from '../ui/controls/controls';
import { LinkWord } from '../ui/controls/link-band';
import SettingsSheet from '../ui/controls/settings-sheet';
import { stationStatusText } from '../ui/controls/ticket-status';
import { ageText, clockText } from '../ui/i18n/times';
import { useText } from '../ui/i18n/ui-context';
import { useLingering } from '../ui/device/use-lingering';
import type { Lingering } from '../ui/device/use-lingering';
import { OfflineBand, useIsOffline } from './wall/offline-band';
import { ArmSound } from './kitchen-head';
import { Icon } from '../ui/controls/icons';
import { ageOf } from './wall/age';
import style from './expo.module.css';
import kitchen from './kitchen.module.css';
import { Refusals } from './refusals';
import { isolated } from '../ui/i18n/isolated';
import { nameSize, whereText } from '../ui/i18n/order-label';
import { useKitchenWords } from './wall/texts';

export default function Expo() {
  const text = useText();
  const words = useKitchenWords();
  const { orders, place } = useHost((state) => state);
  const isCut = useIsOffline();
  const [isSetting, setSetting] = useState(false);
  const owed = useClientState((state) => state.owed);
  const onTheWay = useMemo(
    () =>
      Object.values(orders).filter(
        ({ order, tickets }) =>
          (order.state === 'open' || order.state === 'ready') &&
          tickets.some(isFood) &&
          !isQuestion(owed, 'serveOrder', order.number),
      ),
    [orders, owed],
  );
  // A served order keeps its place for a moment, so that the second tap of a double tap serves
  // nothing.
  const shown = useLingering(onTheWay, keyOf, byPlacing);
  const ready = shown
    .filter(({ item }) => isReadyToCarry(item, place))
    .toSorted(({ item: a }, { item: b }) => (a.order.readyAt ?? 0) - (b.order.readyAt ?? 0));
  const open = shown.filter((one) => !ready.includes(one));
  return (
    <div className={kitchen.screen}>
      <header className={kitchen.head} data-cut={isCut}>
        <h1>{text.viewExpo}</h1>
        {isCut ? (
          <OfflineBand />
        ) : (
          <p className={kitchen.figures}>
            <strong>{words.openCount(open.filter(({ isGone }) => !isGone).length)}</strong>
          </p>
        )}
        <div className={style.tools}>
          <ArmSound />
          <Button icon aria-label={text.menuOfView} onClick={() => setSetting(true)}>
            <Icon name="Ellipsis" size={28} />
          </Button>
        </div>
        <LinkWord />
        <Clock />
      </header>
      <Refusals />
      <main className={style.pass}>
        {shown.length === 0 && (
          <Empty title={words.expoEmpty}>
            <p>{words.expoEmptyHint}</p>
          </Empty>
        )}
        {ready.length > 0 && <Section title={words.readyTogether} orders={ready} isReady />}
        {open.length > 0 && <Section title={words.onTheWay} orders={open} />}
      </main>
      {isSetting && <SettingsSheet onClose={() => setSetting(false)} />}
    </div>
  );
}

const keyOf = ({ order }: LiveOrder): string => String(order.number);

function byPlacing({ order: a }: LiveOrder, { order: b }: LiveOrder): number {
  return a.placedAt - b.placedAt || a.number - b.number;
}

function isFood({ kind, state }: LiveTicket): boolean {
  return !NOTICE_KINDS.has(kind) && kind !== 'bill' && state !== 'voided';
}

function Clock() {
  return <time className={kitchen.clock}>{clockText(useNow(1))}</time>;
}

function Section({
  title,
  orders,
  isReady = false,
}: {
  readonly title: string;
  readonly orders: readonly Lingering<LiveOrder>[];
  readonly isReady?: boolean;
}) {
  return (
    <section className={style.section} data-ready={isReady}>
      <h2>{title}</h2>
      <ul className={style.rows}>
        {orders.map(({ item, isGone }) => (
          <Row key={item.order.number} live={item} isGone={isGone} />
        ))}
      </ul>
    </section>
  );
}

function Row({ live, isGone }: { readonly live: LiveOrder; readonly isGone: boolean }) {
  const text = useText();
  const words = useKitchenWords();
  const client = useClient();
  const host = useHost((state) => state);
  const now = useNow(1);
  const { order, tickets } = live;
  const isReady = isReadyToCarry(live, host.place);
  const where = whereText(text, live);
  const dishes = live.lines
    .filter(({ state }) => state === 'fired')
    .map((line) => `${chargeableQuantity(line)}× ${isolated(line.name)}`);
  const limits = strictestLimits(host.place.stations, tickets);
  const since = isReady ? (order.readyAt ?? order.placedAt) : order.placedAt;
  return (
    <li
      className={style.row}
      data-gone={isGone}
      data-ready={isReady}
      data-age={isReady ? 'onTime' : ageOf(now - since, limits)}
    >
      <span className={style.where} data-size={nameSize(where)}>
        {where}
      </span>
      <span className={style.age}>{ageText(now - since)}</span>
      <StationChips live={live} />
      <span className={style.dishes}>{dishes.join(' · ')}</span>
      {order.state === 'ready' && (
        <Button
          className={style.carry}
          disabled={isGone}
          aria-label={words.carriedOf(where)}
          onClick={() =>
            void client.send('serveOrder', { order: order.number, base: order.revision })
          }
        >
          {words.carried}
        </Button>
      )}
    </li>
  );
}

/** One chip a station: ready, or missing with the reason. */
function StationChips({ live }: { readonly live: LiveOrder }) {
  const text = useText();
  const words = useKitchenWords();
  const { lanes } = useConnected();
  const host = useHost((state) => state);
  const shares = live.tickets.filter(isFood).map((ticket) => {
    const station = host.place.stations.find(({ id }) => id === ticket.stationId);
    const job = ticket.jobs.at(-1);
    const shown = stationStatusText(
      text,
      host.place,
      live,
      ticket,
      job ? lanes(host).place(job.jobId) : null,
    );
    const isPrinting =
      shown.question !== null || job?.state === 'queued' || job?.state === 'sending';
    const isMissing = station?.hasScreen ? ticket.state !== 'bumped' : isPrinting;
    // Says why a print needs attention, not only that its ticket is missing.
    const reason = !station?.hasScreen && shown.question !== null ? shown.words : null;
    return { ticket, name: station?.name ?? '', isMissing, reason };
  });
  return (
    <span className={style.chips}>
      {shares.map(({ ticket, name, isMissing, reason }) =>
        isMissing ? (
          <span key={ticket.ticketId} className={style.missing}>
            {[words.missingOne(name), reason].filter((part) => part !== null).join(' · ')}
          </span>
        ) : (
          <Chip key={ticket.ticketId} tone="ok" icon={<Icon name="Check" size={18} />}>
            {name}
          </Chip>
        ),
      )}
    </span>
  );
}

/** The strictest limits of the stations that have tickets of an order. */
function strictestLimits(stations: readonly Station[], tickets: readonly LiveTicket[]) {
  return stations
    .filter(({ id }) => tickets.some(({ stationId }) => stationId === id))
    .reduce(
      (least, { hurryMin, lateMin }) => ({
        hurryMin: Math.min(least.hurryMin, hurryMin),
        lateMin: Math.min(least.lateMin, lateMin),
      }),
      {
        hurryMin: Infinity,
        lateMin: Infinity,
      },
    );
}
