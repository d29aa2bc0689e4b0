/** Loads the facts that a rule asks for from the tables, inside the deciding transaction. */
import type { Database } from 'better-sqlite3';
import type { RestaurantIndex } from '../../../domain/engine/catalogue';
import type { FactName, FactQueries } from '../../../domain/engine/facts';
import type { Change } from '../../../domain/engine/rule';
import type { Rows } from '../rows/all-rows';
import { FactCaches } from './caches';
import type { LoadersOf } from './loaders';
import { operationLoaders } from './operations';
import { orderLoaders } from './orders';
import { printingLoaders } from './printing';
import { restaurantLoaders } from './restaurant';
import { staffLoaders } from './staff';
import { ticketLoaders } from './tickets';
import { tillLoaders } from './till';

export type FactLoader = {
  load(queries: FactQueries): Readonly<Record<string, unknown>>;
  catalogue(): RestaurantIndex;
  /** Applies a change that was just written to the caches. */
  follow(change: Change): void;
  /** Call after a rollback: the caches may be ahead of the tables, and are read again. */
  forget(): void;
};

export function factLoader(db: Database, rows: Rows): FactLoader {
  const caches = new FactCaches(db, rows);
  const loaders: LoadersOf<FactName> = {
    ...orderLoaders(rows, caches),
    ...ticketLoaders(rows, caches),
    ...printingLoaders(rows, caches),
    ...restaurantLoaders(db, rows, caches),
    ...staffLoaders(rows, caches),
    ...tillLoaders(rows),
    ...operationLoaders(rows, caches),
  };
  return {
    load(queries) {
      const facts: Record<string, unknown> = {};
      for (const name of Object.keys(queries) as FactName[]) {
        // Each ask fits the loader of its name; the compiler cannot see it in a record of all.
        facts[name] = (loaders[name] as (ask: unknown) => unknown)(queries[name]);
      }
      return facts;
    },
    catalogue: () => caches.catalogue(),
    follow: (change) => caches.follow(change),
    forget: () => caches.forget(),
  };
}
