/** Reads and writes settings as rows of a name and JSON, also the restaurant's own data. */
import type { Database } from 'better-sqlite3';
import {
  BackupRules,
  DEFAULT_BACKUP_RULES,
} from '../../../../../src-shared/model/operations/backups';
import { Money, Tax } from '../../../../../src-shared/model/restaurant';
import { SetUp as SetUpSchema } from '../../../../../src-shared/model/operations/set-up';
import type { SetUp } from '../../../../../src-shared/model/operations/set-up';
import {
  OperationSettings,
  DEFAULT_OPERATION_SETTINGS,
} from '../../../../../src-shared/model/operations/operation-settings';
import type { RestaurantData } from '../../../domain/engine/facts';
import type { TrustedTime } from '../../../domain/engine/trusted-time';
import { isFields, jsonOr } from '../row-tools/json-column';

/** The business day ends after the last guest, not at midnight. */
const USUAL_CUTOVER_HOUR = 5;

function isHour(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < 24;
}

function isTrustedTime(value: unknown): value is TrustedTime {
  if (!isFields(value) || !Number.isFinite(value.at)) return false;
  const { apart } = value;
  if (apart === null) return true;
  return (
    isFields(apart) &&
    Number.isFinite(apart.byMs) &&
    Number.isFinite(apart.forMs) &&
    typeof apart.fromStart === 'boolean'
  );
}

export function settingRows(db: Database) {
  const get = db.prepare<[string], string>('SELECT value FROM settings WHERE name = ?').pluck();
  const put = db.prepare(
    'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  const read = (name: string): unknown => {
    const value = get.get(name);
    return value === undefined ? null : jsonOr<unknown>(value, null, () => true);
  };
  const write = (name: string, value: unknown): void => void put.run(name, JSON.stringify(value));
  return {
    read,
    write,
    restaurant(): RestaurantData {
      const kept = read('restaurant');
      const { name, ...money } = isFields(kept) ? kept : {};
      const [currency, tax, hour] = [
        Money.safeParse(money.currency),
        Tax.safeParse(money.tax),
        read('cutoverHour'),
      ];
      return {
        name: typeof name === 'string' ? name : '',
        currency: currency.success ? currency.data : { code: '', decimals: 0 },
        tax: tax.success ? tax.data : null,
        cutoverHour: isHour(hour) ? hour : USUAL_CUTOVER_HOUR,
      };
    },
    backups(): BackupRules {
      const kept = BackupRules.safeParse(read('backups'));
      return kept.success ? kept.data : DEFAULT_BACKUP_RULES;
    },
    upkeep(): OperationSettings {
      const kept = OperationSettings.safeParse(read('upkeep'));
      return kept.success ? kept.data : DEFAULT_OPERATION_SETTINGS;
    },
    trustedTime(): TrustedTime | null {
      const kept = read('trustedTime');
      return isTrustedTime(kept) ? kept : null;
    },
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
