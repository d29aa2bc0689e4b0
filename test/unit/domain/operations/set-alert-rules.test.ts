/** setAlertRules: from which figures on the restaurant wants to be told, and turbo by itself. */
import { expect, it } from 'vitest';
import { setAlertRulesRule } from '../../../../src-main/host/domain/operations/health-check';
import { DEFAULT_ALERT_RULES } from '../../../../src-shared/model/operations/alerts';
import type { AlertRules } from '../../../../src-shared/model/operations/alerts';
import { decisionOf, table } from '../../../support/rules/rule-table';

/** 15 papers, 10 s; turbo by itself, off again below 5 papers and 3 s. */
const BEFORE = DEFAULT_ALERT_RULES;
function rulesWith({
  turbo,
  ...differing
}: Partial<Omit<AlertRules, 'turbo'>> & { readonly turbo?: Partial<AlertRules['turbo']> }): {
  readonly rules: AlertRules;
} {
  return { rules: { ...BEFORE, ...differing, turbo: { ...BEFORE.turbo, ...turbo } } };
}
const REFUSED = {
  refuses: 'RESTAURANT_INVALID',
  details: { reason: 'el turbo se apagaría por encima de donde se enciende' },
} as const;

table(setAlertRulesRule, { watchRules: BEFORE }, [
  {
    it: 'writes the rules, and tells of each figure what it was and is',
    input: rulesWith({
      queue: 20,
      slowS: null,
      paperS: 60,
      relief: 'automatic',
      printer: false,
      mailed: ['disk', 'store'],
      turbo: { automatic: false, offQueue: 6, offSlowS: 4 },
    }),
    reply: {},
    changes: [
      {
        set: 'watchRules',
        rules: {
          queue: 20,
          slowS: null,
          paperS: 60,
          relief: 'automatic',
          printer: false,
          mailed: ['disk', 'store'],
          turbo: { automatic: false, offQueue: 6, offSlowS: 4 },
        },
      },
    ],
    events: [
      {
        kind: 'restaurant.changed',
        order: null,
        what: 'watch-rules',
        name: '',
        by: 'Ana',
        changes: [
          { field: 'queue', from: 15, to: 20 },
          { field: 'slowS', from: 10, to: null },
          { field: 'paperS', from: 30, to: 60 },
          { field: 'relief', from: 'offered', to: 'automatic' },
          { field: 'printer', from: true, to: false },
          { field: 'automatic', from: true, to: false },
          { field: 'offQueue', from: 5, to: 6 },
          { field: 'offSlowS', from: 3, to: 4 },
          {
            field: 'mailed',
            from: 'stuck, backup, old_backup, database, disk, store',
            to: 'disk, store',
          },
        ],
      },
    ],
  },
  {
    it: 'lets turbo go off one paper and one second below where it goes on',
    input: rulesWith({ queue: 6, slowS: 4, turbo: { offQueue: 5, offSlowS: 3 } }),
    changes: [{ set: 'watchRules', rules: { queue: 6, slowS: 4 } }],
  },
  {
    it: 'refuses turbo that would go off at the very queue at which it goes on',
    input: rulesWith({ queue: 5 }),
    ...REFUSED,
  },
  {
    it: 'refuses turbo that would go off at the very time at which it goes on',
    input: rulesWith({ slowS: 3 }),
    ...REFUSED,
  },
  {
    it: 'refuses turbo that would go off above the queue at which it goes on',
    input: rulesWith({ turbo: { offQueue: 40 } }),
    ...REFUSED,
  },
  {
    it: 'takes any lower figure for turbo that goes on by no figure',
    input: rulesWith({ queue: null, slowS: null, turbo: { offQueue: 10_000, offSlowS: 10_000 } }),
    changes: [{ set: 'watchRules' }],
  },
  {
    it: 'still compares the time where only the queue has no limit',
    input: rulesWith({ queue: null, slowS: 3 }),
    ...REFUSED,
  },
  {
    it: 'takes any lower figure where turbo is switched by hand alone',
    input: rulesWith({ turbo: { automatic: false, offQueue: 40, offSlowS: 40 } }),
    changes: [{ set: 'watchRules', rules: { turbo: { offQueue: 40, offSlowS: 40 } } }],
  },
]);

it('writes the same rules again, and tells of no figure then', () => {
  expect(decisionOf(setAlertRulesRule, { watchRules: BEFORE }, { input: rulesWith({}) })).toEqual({
    ok: true,
    reply: {},
    changes: [{ set: 'watchRules', rules: BEFORE }],
    events: [{ kind: 'restaurant.changed', order: null, what: 'watch-rules', name: '', by: 'Ana' }],
  });
});
