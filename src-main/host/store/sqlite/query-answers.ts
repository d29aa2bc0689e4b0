/** Answers the store's queries by name, from the rows, between two groups. */
import type { MissedEvents, Query, StoreHealth } from '../../../../src-shared/queries/queries';
import { cleanUpTime } from '../../domain/engine/trusted-time';
import type { PositionOf, StoreQuery } from '../../ports/store';
import { storedServiceRules, storedTurbo } from './facts/stored-settings';
import { walBytes } from './connection/wal-file';
import type { Statements } from './statements';
import { readSnapshot, readSnapshotPart } from './read/snapshot';

/** Counts since the start, which no table holds. */
type Counts = Pick<StoreHealth, 'commits' | 'commands' | 'failures' | 'lossFound'>;
/** `file`: path of the database. */
export type StoreCounters = { readonly file: string; readonly counts: () => Counts };

export function answerQuery(
  query: Query<StoreQuery>,
  placeOf: PositionOf,
  open: Statements,
  { file, counts }: StoreCounters,
): unknown {
  const { rows, views } = open;
  switch (query.name) {
    case 'order':
      return views.order(query.of, placeOf);
    case 'journey':
      return views.journey(query.of, placeOf);
    case 'tickets':
      return views.tickets(query.ticketIds, placeOf);
    case 'recent':
      return views.recent(query, placeOf);
    case 'pending':
      return views.pending(query);
    case 'menu':
      return rows.menu.view(rows.settings.restaurant().currency);
    case 'printers':
      return rows.printers.all();
    case 'stations':
      return rows.stations.all();
    case 'mailsDue': {
      const settings = rows.mails.settings();
      return {
        settings,
        ...(settings === null ? { mails: [], unreadable: [] } : rows.mails.due(query.at)),
      };
    }
    case 'whoIs': {
      const { devices } = rows;
      const device = devices.byToken(query.tokenHash);
      if (!device) return null;
      return { device, person: devices.people().find(({ id }) => id === device.personId) ?? null };
    }
    case 'devices':
      return rows.devices.all();
    case 'people':
      return rows.devices.people();
    case 'pin': {
      const hash = rows.devices.pinHash(query.person);
      const device = rows.devices.byId(query.device);
      if (hash === null || device === null) return null;
      const failures = rows.devices.pinFailures(query.device, query.person);
      const { name, role, addedAt } = device;
      return {
        hash,
        failures,
        device: { name, role, addedAt },
        isFirstTill: rows.devices.isFirstTill(device.id),
      };
    }
    case 'house':
      return {
        name: rows.settings.restaurant().name,
        rules: storedServiceRules(rows),
        lanOpen: rows.settings.read('lan') === true,
        turbo: storedTurbo(rows),
        hasOwner: rows.devices.people().some(({ role }) => role === 'owner'),
      };
    case 'settings':
      return {
        ...rows.settings.restaurant(),
        hasOrders: rows.restaurant.hasOrders(),
        rules: storedServiceRules(rows),
        watch: rows.alerts.rules(),
        backups: rows.settings.backups(),
        upkeep: rows.settings.upkeep(),
        mail: rows.mails.settings(),
        lanOpen: rows.settings.read('lan') === true,
      };
    case 'snapshot':
      return readSnapshot(rows, open.facts.catalogue(), query.fromDay, query.bytes);
    case 'snapshotPart':
      return readSnapshotPart(rows, query.fromDay, query.after, query.bytes);
    case 'eventsSince':
      return missedEvents(query, open);
    case 'paper':
      return views.paper(query.job);
    case 'cleanUpTime':
      return cleanUpTime(query.now, rows.settings.trustedTime());
    case 'log':
      return { bytes: walBytes(file) };
    case 'health':
      return health(open, counts());
  }
}

/**
 * Null: the screen's last event is from another database, or it missed too many events, or one of
 * them cannot be read.
 */
function missedEvents(
  { seq, at, limit, bytes = Infinity }: Query<'eventsSince'>,
  open: Statements,
): MissedEvents | null {
  const { events } = open.rows;
  if (events.timeOf(seq) !== at || open.eventSeq - seq > limit) return null;
  const found = events.since(seq, limit, bytes);
  const text = `[${found.join(',')}]`;
  if (!isJson(text)) return null;
  const to = seq + found.length;
  return { text, from: seq + 1, to, at: events.timeOf(to) ?? 0, more: to < open.eventSeq };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function health({ db, writer }: Statements, counts: Counts): StoreHealth {
  return {
    sqliteVersion: String(db.prepare('SELECT sqlite_version()').pluck().get()),
    schema: Number(db.prepare('SELECT max(version) FROM migrations').pluck().get()),
    synchronous: Number(db.pragma('synchronous', { simple: true })),
    orders: Number(db.prepare('SELECT count(*) FROM orders').pluck().get()),
    chainSeq: writer.head.seq,
    ...counts,
  };
}
