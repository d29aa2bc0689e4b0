/** Loads facts about operation: settings, alerts, load, mail, time, guests' data. */
import { businessDayBefore, businessDayOf } from '../../../domain/engine/business-day';
import { cleanUpTime } from '../../../domain/engine/trusted-time';
import type { Rows } from '../rows/all-rows';
import type { FactCaches } from './caches';
import type { LoadersOf } from './loaders';

type OperationLoaders = LoadersOf<
  | 'upkeep'
  | 'trustedTime'
  | 'guestsKept'
  | 'mailSettings'
  | 'mails'
  | 'alerts'
  | 'watchRules'
  | 'load'
>;

export function operationLoaders(rows: Rows, caches: FactCaches): OperationLoaders {
  return {
    upkeep: () => rows.settings.upkeep(),
    trustedTime: () => rows.settings.trustedTime(),
    guestsKept: ({ now, limit }) => {
      const { guestDays } = rows.settings.upkeep();
      if (guestDays === null) return null;
      const at = cleanUpTime(now, rows.settings.trustedTime());
      const before = businessDayBefore(
        businessDayOf(at, rows.settings.restaurant().cutoverHour),
        guestDays,
      );
      return { before, orders: rows.orders.withGuests(before, limit) };
    },
    mailSettings: () => caches.mailSettings(),
    mails: ({ seqs }) => seqs.flatMap((seq) => rows.mails.tries(seq) ?? []),
    alerts: () => rows.alerts.facts(),
    watchRules: () => rows.alerts.rules(),
    load: ({ now }) => rows.alerts.load(now),
  };
}
