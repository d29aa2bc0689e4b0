/**
 * Reads and writes stations and their routing rules.
 *
 * A removed station keeps its row for its tickets.
 */
import type { Database } from 'better-sqlite3';
import type { Change, RestaurantEdit } from '../../../domain/engine/rule';
import { jsonList } from '../row-tools/json-column';
import type { RoutingRule, Station, WhenUnsure } from '../../../../../src-shared/model/stations';
import { LIVE_JOBS, OPEN_ORDERS } from '../row-tools/state-lists';

type StationRow = {
  id: string;
  name: string;
  printer_id: string;
  fallbacks: string;
  when_unsure: string;
  has_screen: number;
  is_default: number;
  is_counter: number;
  takes_all: number;
  copies: number;
  closed_to: string | null;
  closed_on: string | null;
  hurry_min: number;
  late_min: number;
};

export function stationRows(db: Database) {
  const all = db.prepare<[], StationRow>(
    'SELECT * FROM stations WHERE removed_at IS NULL ORDER BY position, rowid',
  );
  const former = db.prepare<[], StationRow>('SELECT * FROM stations WHERE removed_at IS NOT NULL');
  // There is one default station: a new one replaces it.
  const soleDefault = db.prepare(
    'UPDATE stations SET is_default = 0 WHERE is_default = 1 AND id <> ?',
  );
  const soleCounter = db.prepare(
    'UPDATE stations SET is_counter = 0 WHERE is_counter = 1 AND id <> ?',
  );
  const save = db.prepare(
    `INSERT INTO stations (id, name, printer_id, fallbacks, when_unsure, has_screen, is_default, is_counter, takes_all, copies, closed_to, closed_on, hurry_min, late_min, position)
     VALUES (@id, @name, @printerId, @fallbacks, @whenUnsure, @hasScreen, @isDefault, @isCounter, @takesAll, @copies, @closedTo, @closedOn, @hurryMin, @lateMin,
       (SELECT coalesce(max(position), -1) + 1 FROM stations))
     ON CONFLICT (id) DO UPDATE SET name = @name, is_default = @isDefault, is_counter = @isCounter, takes_all = @takesAll,
       copies = @copies, closed_to = @closedTo, closed_on = @closedOn, hurry_min = @hurryMin, late_min = @lateMin`,
  );
  const drop = db.prepare(
    'UPDATE stations SET removed_at = ?, is_default = 0, is_counter = 0 WHERE id = ?',
  );
  const reopen = db.prepare('UPDATE stations SET closed_to = NULL WHERE closed_to = ?');
  const dropRules = db.prepare('DELETE FROM routing_rules WHERE station_id = ?');
  const setChain = db.prepare(
    'UPDATE stations SET printer_id = ?, fallbacks = ?, when_unsure = ? WHERE id = ?',
  );
  const setScreen = db.prepare('UPDATE stations SET has_screen = ?, screen_since = ? WHERE id = ?');
  const screenSince = db
    .prepare<[string], number | null>(
      'SELECT iif(has_screen, screen_since, NULL) FROM stations WHERE id = ?',
    )
    .pluck();
  const rules = db.prepare<
    [],
    { id: string; item_id: string | null; category_id: string | null; station_id: string }
  >('SELECT * FROM routing_rules ORDER BY rowid');
  const dropRulesOf = {
    item: db.prepare('DELETE FROM routing_rules WHERE item_id = ?'),
    category: db.prepare('DELETE FROM routing_rules WHERE category_id = ?'),
  };
  const putRule = db.prepare(
    'INSERT INTO routing_rules (id, item_id, category_id, station_id) VALUES (?, ?, ?, ?)',
  );
  // A ticket of an open order, or a live print job, of this station.
  const inUse = db
    .prepare<[string, string], number>(
      `SELECT EXISTS (SELECT 1 FROM orders o JOIN tickets t ON t.order_number = o.number
         WHERE o.state IN ${OPEN_ORDERS} AND t.station_id = +?)
       OR EXISTS (SELECT 1 FROM print_jobs j JOIN tickets t ON t.seq = j.ticket_seq
         WHERE j.state IN ${LIVE_JOBS} AND t.station_id = +?)`,
    )
    .pluck();
  return {
    all: (): readonly Station[] => all.all().map(stationFrom),
    /** Removed stations. */
    former: (): readonly Station[] => former.all().map(stationFrom),
    save(station: Station) {
      if (station.isDefault) soleDefault.run(station.id);
      if (station.isCounter) soleCounter.run(station.id);
      const flag = Number;
      const { closed, ...plain } = station;
      save.run({
        ...plain,
        fallbacks: JSON.stringify(station.fallbacks),
        hasScreen: flag(station.hasScreen),
        isDefault: flag(station.isDefault),
        isCounter: flag(station.isCounter),
        takesAll: flag(station.takesAll),
        closedTo: closed?.to ?? null,
        closedOn: closed?.day ?? null,
      });
    },
    drop(id: string, at: number) {
      dropRules.run(id);
      reopen.run(id);
      drop.run(at, id);
    },
    setChain({ id, printerId, fallbacks, whenUnsure }: Extract<Change, { set: 'stationChain' }>) {
      setChain.run(printerId, JSON.stringify(fallbacks), whenUnsure, id);
    },
    setScreen(id: string, hasScreen: boolean, at: number) {
      setScreen.run(Number(hasScreen), at, id);
    },
    /** Null: the station has no screen. */
    screenSince: (id: string): number | null => screenSince.get(id) ?? null,
    isInUse: (id: string): boolean => inUse.get(id, id) === 1,
    rules: (): readonly RoutingRule[] =>
      rules.all().map((row) => ({
        id: row.id,
        itemId: row.item_id,
        categoryId: row.category_id,
        stationId: row.station_id,
      })),
    route({ route, id, rules: after }: Extract<RestaurantEdit, { route: string }>) {
      dropRulesOf[route].run(id);
      for (const rule of after)
        putRule.run(
          rule.id,
          route === 'item' ? id : null,
          route === 'category' ? id : null,
          rule.stationId,
        );
    },
  };
}

function stationFrom(row: StationRow): Station {
  return {
    id: row.id,
    name: row.name,
    printerId: row.printer_id,
    fallbacks: jsonList<string>(row.fallbacks).filter((id) => typeof id === 'string'),
    whenUnsure: row.when_unsure as WhenUnsure,
    hasScreen: row.has_screen === 1,
    isDefault: row.is_default === 1,
    isCounter: row.is_counter === 1,
    takesAll: row.takes_all === 1,
    copies: row.copies,
    closed: row.closed_to === null ? null : { to: row.closed_to, day: row.closed_on ?? '' },
    hurryMin: row.hurry_min,
    lateMin: row.late_min,
  };
}
