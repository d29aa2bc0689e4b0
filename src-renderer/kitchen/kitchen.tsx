/** The kitchen screen of one station: tickets oldest first, sheets, and an alarm when offline. */
import { useMemo, useRef, useState } from 'react';
import type { Id } from '../../src-shared/base/vocabulary';
import { useClient, useClientState, useHost } from '../client/hooks';
import { Empty } from '../ui/controls/controls';
import SettingsSheet from '../ui/controls/settings-sheet';
import { usePreference, useUi } from '../ui/i18n/ui-context';
import { TicketCard } from './wall/card';
import { KitchenHead } from './kitchen-head';
import style from './kitchen.module.css';
import { useKitchenKeys } from './wall/keys';
import { RecallSheet, StockSheet, TotalsSheet } from './wall/wall-sheets';
import type { KitchenSheet } from './wall/keys';
import { Refusals } from './refusals';
import { LeaveStation, StationChoice } from './station-choice';
import { OffscreenCount } from './wall/offscreen-count';
import {
  useWall,
  useNews,
  useOutOfSight,
  useUnsentTaps,
  useSayShown,
  useShown,
} from './wall/use-wall';
import { useKitchenWords } from './wall/texts';
import type { Station } from '../../src-shared/model/stations';

export default function Kitchen() {
  const chosen = usePreference((one) => one.station);
  const station = useHost(({ place }) => place.stations.find(({ id }) => id === chosen));
  return station?.hasScreen ? (
    <StationWall key={station.id} station={station} />
  ) : (
    <StationChoice known={station ?? null} />
  );
}

/**
 * The layout of columns is computed as a whole at every change. Very long walls use rows, which the
 * browser lays out one by one.
 */
const COLUMNS_MOST = 48;
/** One card for each digit key. */
const DIGITS = 9;

function StationWall({ station }: { readonly station: Station }) {
  const words = useKitchenWords();
  const client = useClient();
  const { speaker } = useUi();
  const place = useHost((state) => state.place);
  const away = useAwayPrinters();
  const pending = useUnsentTaps();
  const board = useWall(station.id, pending);
  const fresh = useNews(board, speaker);
  useSayShown(board.cards);
  const shown = useShown(board);
  const list = useRef<HTMLOListElement>(null);
  const hidden = useOutOfSight(list, shown);
  const [sheet, setSheet] = useState<KitchenSheet | null>(null);
  const [picked, setPicked] = useState<Id | null>(null);
  useKitchenKeys({
    shown,
    picked,
    pick: setPicked,
    isBusy: sheet !== null,
    open: setSheet,
    client,
  });
  return (
    <div className={style.wall}>
      <KitchenHead title={station.name} board={board} onOpen={setSheet} />
      <Refusals />
      <main className={style.main}>
        {shown.length === 0 ? (
          <Empty title={words.kitchenEmpty}>
            <p>{words.kitchenEmptyHint}</p>
          </Empty>
        ) : (
          <ol ref={list} className={style.board} data-many={shown.length > COLUMNS_MOST}>
            {shown.map(({ card, isGone }, index) => (
              <TicketCard
                key={card.ticket.ticketId}
                card={card}
                station={station}
                place={place}
                away={away}
                digit={index < DIGITS ? index + 1 : null}
                isGone={isGone}
                isPicked={card.ticket.ticketId === picked}
                isFresh={
                  fresh.has(card.ticket.ticketId) ||
                  card.slips.some(({ ticketId }) => fresh.has(ticketId))
                }
              />
            ))}
          </ol>
        )}
      </main>
      <OffscreenCount
        shown={shown.filter(({ card }) => hidden.has(card.ticket.ticketId))}
        station={station}
      />
      {sheet === 'totals' && <TotalsSheet board={board} onClose={() => setSheet(null)} />}
      {sheet === 'recall' && (
        <RecallSheet stationId={station.id} pending={pending} onClose={() => setSheet(null)} />
      )}
      {sheet === 'stock' && <StockSheet stationId={station.id} onClose={() => setSheet(null)} />}
      {sheet === 'settings' && <StationSettings station={station} onClose={() => setSheet(null)} />}
    </div>
  );
}

/** Joined to one string, which stays equal while nothing changes and so avoids renders. */
function useAwayPrinters(): ReadonlySet<Id> {
  const ids = useHost(({ printers }) =>
    Object.entries(printers)
      .flatMap(([id, { health }]) =>
        health.failures > 0 || health.state === 'blocked' || health.state === 'open' ? [id] : [],
      )
      .join(' '),
  );
  return useMemo(() => new Set(ids.split(' ')), [ids]);
}

function StationSettings({
  station,
  onClose,
}: {
  readonly station: Station;
  readonly onClose: () => void;
}) {
  const isLive = useClientState(({ link }) => link === 'live');
  return (
    <SettingsSheet onClose={onClose}>
      <LeaveStation station={station} isLive={isLive} />
    </SettingsSheet>
  );
}
