/**
 * A source that asks too much is told while it does, and no longer; others are not taken for it,
 * and a thousand of them cost no memory.
 */
import { expect, it } from 'vitest';
import {
  ALERT_BEHAVIOUR,
  isBeyond,
  DEFAULT_ALERT_RULES,
} from '../../src-shared/model/operations/alerts';
import { createFloodGauge } from '../../src-main/host/net/limits/flood-gauge';

const rule = ALERT_BEHAVIOUR.flood;

/** Looks every 30 s from `offset` on, as the house does: whether the alert goes on at each look. */
function looks(perMinute: number, forS: number, offset: number): readonly boolean[] {
  if (rule.way !== 'level') throw new Error('a flood has levels');
  const limit = rule.raise(DEFAULT_ALERT_RULES) ?? 0;
  let now = 0;
  const gauge = createFloodGauge(() => now);
  const seen: boolean[] = [];
  let goesOn = false;
  for (let second = 0; second < 3_600; second++) {
    now = second * 1_000;
    if (second < forS) for (let n = 0; n < perMinute / 60; n++) gauge.refused('192.168.0.9');
    if ((second + offset) % 30 !== 0) continue;
    goesOn = isBeyond(rule, gauge.worst().perMinute, limit, goesOn);
    seen.push(goesOn);
  }
  return seen;
}

it.each([
  [240, 60],
  [300, 90],
  [600, 30],
  [6_000, 300],
])(
  '%i refusals a minute for %i s are told, and over within two minutes behind them, whenever the house looks',
  (perMinute, forS) => {
    for (let offset = 0; offset < 30; offset++) {
      const seen = looks(perMinute, forS, offset);
      expect([offset, seen.includes(true)]).toEqual([offset, true]);
      expect([offset, seen.slice(Math.ceil((forS + 120) / 30) + 1).includes(true)]).toEqual([
        offset,
        false,
      ]);
    }
  },
);

it('few refusals are nobody’s business, and the worst of many sources is named', () => {
  expect(looks(60, 600, 0)).not.toContain(true);
  let now = 0;
  const gauge = createFloodGauge(() => now);
  expect(gauge.worst()).toEqual({ source: '', perMinute: 0 });
  for (let n = 0; n < 2_000; n++) gauge.refused(`10.0.${n % 7}.${n % 200}`);
  for (let n = 0; n < 50; n++) gauge.refused('10.0.0.7');
  expect(gauge.worst().source).toBe('10.0.0.7');
  now = 180_000;
  expect(gauge.worst()).toEqual({ source: '', perMinute: 0 });
});
