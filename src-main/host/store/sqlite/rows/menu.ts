/**
 * Reads and writes the menu: categories, items, modifier groups, stock.
 *
 * A removed item keeps its row for the orders that contain it.
 */
import type { Database } from 'better-sqlite3';
import type {
  Category,
  MenuItem,
  ModifierGroup,
  Stock,
} from '../../../../../src-shared/model/menu';
import type { MenuView } from '../../../../../src-shared/queries/queries';
import { jsonList } from '../row-tools/json-column';

type ItemRow = {
  id: string;
  code: string;
  name: string;
  category_id: string;
  price: number;
  group_ids: string;
  removable: string;
};
type MenuRow = Omit<ItemRow, 'id' | 'category_id'> & {
  category: string;
  sold_out: number;
  left: number | null;
};

export function menuRows(db: Database) {
  // A new item or category gets its rowid as position, which SQLite finds at once; the highest
  // position would need a scan. No position is higher: rows are never deleted, and `reorder` counts
  // from zero.
  const categories = db.prepare<[], Category>(
    'SELECT id, name FROM categories WHERE removed_at IS NULL ORDER BY position, rowid',
  );
  const saveCategory = db.prepare(
    `INSERT INTO categories (id, name, position) VALUES (@id, @name, (SELECT coalesce(max(rowid), 0) + 1 FROM categories))
     ON CONFLICT (id) DO UPDATE SET name = @name`,
  );
  const columns = 'id, code, name, category_id, price, group_ids, removable';
  const items = db.prepare<[], ItemRow>(
    `SELECT ${columns} FROM items WHERE removed_at IS NULL ORDER BY position, rowid`,
  );
  const former = db.prepare<[], ItemRow>(
    `SELECT ${columns} FROM items WHERE removed_at IS NOT NULL`,
  );
  const saveItem = db.prepare(
    `INSERT INTO items (id, code, name, category_id, price, group_ids, removable, position)
     VALUES (@id, @code, @name, @categoryId, @price, @groupIds, @removable, (SELECT coalesce(max(rowid), 0) + 1 FROM items))
     ON CONFLICT (id) DO UPDATE SET code = @code, name = @name, category_id = @categoryId, price = @price, group_ids = @groupIds,
       removable = @removable`,
  );
  const groups = db.prepare<
    [],
    { id: string; name: string; min: number; max: number; options: string }
  >('SELECT id, name, min, max, options FROM modifier_groups ORDER BY position, rowid');
  const saveGroup = db.prepare(
    `INSERT INTO modifier_groups (id, name, min, max, options, position)
     VALUES (@id, @name, @min, @max, @options, (SELECT coalesce(max(position), -1) + 1 FROM modifier_groups))
     ON CONFLICT (id) DO UPDATE SET name = @name, min = @min, max = @max, options = @options`,
  );
  const dropped = {
    category: db.prepare('UPDATE categories SET removed_at = ? WHERE id = ?'),
    item: db.prepare(
      'UPDATE items SET removed_at = ?, sold_out = 0, left_over = NULL WHERE id = ?',
    ),
  };
  const dropGroup = db.prepare('DELETE FROM modifier_groups WHERE id = ?');
  const arranged = {
    categories: db.prepare('UPDATE categories SET position = ? WHERE id = ?'),
    items: db.prepare('UPDATE items SET position = ? WHERE id = ?'),
    modifierGroups: db.prepare('UPDATE modifier_groups SET position = ? WHERE id = ?'),
  };
  const menu = db.prepare<[], MenuRow>(
    `SELECT i.code, i.name, c.name AS category, i.price, i.sold_out, i.left_over AS left, i.group_ids, i.removable
     FROM items i JOIN categories c ON c.id = i.category_id WHERE i.removed_at IS NULL ORDER BY c.position, c.rowid, i.position, i.rowid`,
  );
  const stock = db.prepare<[], { id: string; sold_out: number; left_over: number | null }>(
    'SELECT id, sold_out, left_over FROM items WHERE sold_out = 1 OR left_over IS NOT NULL',
  );
  const setStock = db.prepare('UPDATE items SET sold_out = ?, left_over = ? WHERE id = ?');
  const modifierGroups = (): readonly ModifierGroup[] =>
    groups
      .all()
      .map((row) => ({ ...row, options: jsonList<ModifierGroup['options'][number]>(row.options) }));

  return {
    categories: (): readonly Category[] => categories.all(),
    items: (): readonly MenuItem[] => items.all().map(itemFrom),
    /** Removed items; open orders may still contain them. */
    formerItems: (): readonly MenuItem[] => former.all().map(itemFrom),
    modifierGroups,
    /** The menu as clients that send orders get it. */
    view({ code, decimals }: { readonly code: string; readonly decimals: number }): MenuView {
      const byId = new Map(modifierGroups().map((group) => [group.id, group]));
      return {
        currency: code,
        decimals,
        items: menu.all().map(({ sold_out, group_ids, removable, ...item }) => ({
          ...item,
          soldOut: sold_out === 1,
          groups: jsonList<string>(group_ids).flatMap((id) => {
            const group = byId.get(id);
            return group
              ? [{ name: group.name, min: group.min, max: group.max, options: group.options }]
              : [];
          }),
          removable: jsonList<string>(removable),
        })),
      };
    },
    stock: (): ReadonlyMap<string, Stock> =>
      new Map(
        stock.all().map((row) => [row.id, { soldOut: row.sold_out === 1, left: row.left_over }]),
      ),
    setStock(itemId: string, { soldOut, left }: Stock) {
      setStock.run(Number(soldOut), left, itemId);
    },
    saveCategory(category: Category) {
      saveCategory.run(category);
    },
    saveItem({ groupIds, removable, ...item }: MenuItem) {
      saveItem.run({
        ...item,
        groupIds: JSON.stringify(groupIds),
        removable: JSON.stringify(removable),
      });
    },
    saveGroup({ options, ...group }: ModifierGroup) {
      saveGroup.run({ ...group, options: JSON.stringify(options) });
    },
    drop(what: 'category' | 'item' | 'modifierGroup', id: string, at: number) {
      if (what === 'modifierGroup') dropGroup.run(id);
      else dropped[what].run(at, id);
    },
    reorder(what: 'categories' | 'items' | 'modifierGroups', ids: readonly string[]) {
      ids.forEach((id, position) => arranged[what].run(position, id));
    },
  };
}

function itemFrom({ category_id, group_ids, removable, ...row }: ItemRow): MenuItem {
  return {
    ...row,
    categoryId: category_id,
    groupIds: jsonList<string>(group_ids),
    removable: jsonList<string>(removable),
  };
}
