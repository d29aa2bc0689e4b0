/** What the house has decided, as rows of a name and JSON; the restaurant's own data among it. */
import type { Database } from 'better-sqlite3';
import { BackupRules, USUAL_BACKUPS } from '../../../../../src-shared/backups';
import { SetUp as SetUpSchema } from '../../../../../src-shared/set-up';
import type { SetUp } from '../../../../../src-shared/set-up';
import { Upkeep, USUAL_UPKEEP } from '../../../../../src-shared/upkeep';
import type { RestaurantData } from '../../../domain/facts';
import type { TrustedTime } from '../../../domain/trusted-time';

/** A restaurant's day ends after the last guest, not at midnight. */
const USUAL_CUTOVER_HOUR = 5;

export function settingRows(db: Database) {
  const get = db.prepare<[string], string>('SELECT value FROM settings WHERE name = ?').pluck();
  const put = db.prepare(
    'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  const read = (name: string): unknown => {
    const value = get.get(name);
    return value === undefined ? null : (JSON.parse(value) as unknown);
  };
  const write = (name: string, value: unknown): void => void put.run(name, JSON.stringify(value));
  return {
    read,
    write,
    /** Written by this program alone. */
    restaurant(): RestaurantData {
      const {
        name = '',
        currency = { code: '', decimals: 0 },
        tax = null,
      } = (read('restaurant') ?? {}) as Partial<RestaurantData>;
      const hour = read('cutoverHour');
      return { name, currency, tax, cutoverHour: typeof hour === 'number' ? hour : USUAL_CUTOVER_HOUR };
    },
    backups(): BackupRules {
      const kept = BackupRules.safeParse(read('backups'));
      return kept.success ? kept.data : USUAL_BACKUPS;
    },
    upkeep(): Upkeep {
      const kept = Upkeep.safeParse(read('upkeep'));
      return kept.success ? kept.data : USUAL_UPKEEP;
    },
    /** Written by this program alone. */
    trustedTime: (): TrustedTime | null => read('trustedTime') as TrustedTime | null,
    setUp(): SetUp {
      const kept = SetUpSchema.safeParse(read('setUp'));
      return kept.success ? kept.data : { done: [], isClosed: false };
    },
    putRestaurant({ name, currency, tax, cutoverHour }: RestaurantData): void {
      write('restaurant', { name, currency, tax });
      write('cutoverHour', cutoverHour);
    },
  };
}
