/**
 * Reads and writes the floor's tables.
 *
 * Orders keep a table's name, not its row, so a table can be deleted.
 */
import type { Database } from 'better-sqlite3';
import type { FloorTable } from '../../../../../src-shared/model/restaurant';
import { OPEN_ORDERS } from '../row-tools/state-lists';

export function tableRows(db: Database) {
  const all = db.prepare<[], FloorTable>(
    'SELECT id, name, area, seats FROM tables ORDER BY position, rowid',
  );
  const save = db.prepare(
    `INSERT INTO tables (id, name, area, seats, position)
     VALUES (@id, @name, @area, @seats, (SELECT coalesce(max(position), -1) + 1 FROM tables))
     ON CONFLICT (id) DO UPDATE SET name = @name, area = @area, seats = @seats`,
  );
  const drop = db.prepare('DELETE FROM tables WHERE id = ?');
  const reorder = db.prepare('UPDATE tables SET position = ? WHERE id = ?');
  const inUse = db
    .prepare<[string], number>(
      `SELECT EXISTS (SELECT 1 FROM orders o JOIN tables t ON t.name = o.table_name
       WHERE t.id = +? AND o.state IN ${OPEN_ORDERS})`,
    )
    .pluck();
  const busy = db
    .prepare<[], string>(
      `SELECT DISTINCT t.id FROM orders o JOIN tables t ON t.name = o.table_name WHERE o.state IN ${OPEN_ORDERS}`,
    )
    .pluck();
  return {
    all: (): readonly FloorTable[] => all.all(),
    isInUse: (id: string): boolean => inUse.get(id) === 1,
    busy: (): ReadonlySet<string> => new Set(busy.all()),
    save(table: FloorTable) {
      save.run(table);
    },
    drop(id: string) {
      drop.run(id);
    },
    reorder(ids: readonly string[]) {
      ids.forEach((id, position) => reorder.run(position, id));
    },
  };
}
