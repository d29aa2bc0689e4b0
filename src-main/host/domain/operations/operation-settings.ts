/**
 * setOperationSettings, recordHttps and trustTime: settings of daily operation, and the trusted
 * time.
 */
import {
  recordHttps,
  setOperationSettings,
  trustTime,
} from '../../../../src-shared/commands/operations';
import type { OperationSettings } from '../../../../src-shared/model/operations/operation-settings';
import { defineRule, accept } from '../engine/rule';
import { changesBetween, restaurantChanged } from '../engine/setting-edits';
import type { EditedFields } from '../engine/setting-edits';
import { cleanUpTime, followTime } from '../engine/trusted-time';

export const setOperationSettingsRule = defineRule(setOperationSettings, {
  needs: () => ({ upkeep: true as const }),
  decide({ upkeep: after }, { upkeep: before }, context) {
    const changes = changesBetween(told(before), told(after));
    if (changes.length === 0) return accept({}, [], []);
    return accept(
      {},
      [{ set: 'upkeep', upkeep: after }],
      [restaurantChanged('upkeep', '', changes, context)],
    );
  },
});

/** The settings in the form that the audit shows. */
function told({ workers: { least, most }, ...rest }: OperationSettings): EditedFields {
  return { ...rest, workers: least === most ? String(least) : `${least}-${most}` };
}

export const recordHttpsRule = defineRule(recordHttps, {
  needs: () => ({}),
  decide: ({ names }, _, context) =>
    accept({}, [], [restaurantChanged('https', names ?? '', [], context)]),
});

export const trustTimeRule = defineRule(trustTime, {
  needs: () => ({ trustedTime: true as const, lastOrderAt: true as const }),
  decide({ ranMs }, { trustedTime, lastOrderAt }, { now }) {
    // A restaurant without orders has no data to lose.
    const before = trustedTime ?? { at: lastOrderAt ?? now, apart: null };
    const trusted = followTime(before, now, trustedTime === null ? null : ranMs);
    return accept(
      { at: cleanUpTime(now, trusted), isApart: trusted.apart !== null },
      [{ set: 'trustedTime', trusted }],
      [],
    );
  },
});
