/** Loads facts about the restaurant: catalogue, stock, stations, tables, samples. */
import type { Database } from 'better-sqlite3';
import sample from '../../../../../resources/sample-restaurant.json';
import { samplesIn } from '../../../domain/engine/samples';
import type { Rows } from '../rows/all-rows';
import type { FactCaches } from './caches';
import type { LoadersOf } from './loaders';

type RestaurantLoaders = LoadersOf<
  | 'catalogue'
  | 'stock'
  | 'place'
  | 'stationInUse'
  | 'tableInUse'
  | 'samples'
  | 'busyTables'
  | 'isSetUp'
>;

export function restaurantLoaders(db: Database, rows: Rows, caches: FactCaches): RestaurantLoaders {
  const stationCount = db.prepare<[], number>('SELECT count(*) FROM stations').pluck();
  return {
    catalogue: () => caches.catalogue(),
    stock: () => caches.stock(),
    place: () => rows.restaurant.facts(),
    stationInUse: ({ id }) => rows.stations.isInUse(id),
    tableInUse: ({ id }) => rows.tables.isInUse(id),
    samples: () => samplesIn(rows.restaurant.facts(), sample),
    busyTables: () => rows.tables.busy(),
    isSetUp: () => (stationCount.get() ?? 0) > 0,
  };
}
