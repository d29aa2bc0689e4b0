/**
 * The time that clean-ups go by: a clock that is wrong for a moment deletes nothing early, one that
 * was put right is believed after a day.
 */
import { expect, it } from 'vitest';
import { cleanUpTime, followTime } from '../../src-main/host/domain/engine/trusted-time';
import type { TrustedTime } from '../../src-main/host/domain/engine/trusted-time';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;
const T = Date.parse('2026-11-20T20:00Z');

/**
 * How long the host ran since the last look (null: it starts, after so long `closed`), and how far
 * the wall clock is from the true time, hours.
 */
type Look = readonly [ran: number | null, ahead: number, closed?: number];

/** What clean-ups take for now after these looks, as hours after T. */
function hoursAfter(looks: readonly Look[]): number {
  let real = T;
  let trusted: TrustedTime = { at: T, apart: null };
  for (const [ran, ahead, closed = 12] of looks) {
    real += (ran ?? closed) * HOUR;
    trusted = followTime(trusted, real + ahead * HOUR, ran === null ? null : ran * HOUR);
  }
  return (cleanUpTime(real + (looks.at(-1)?.[1] ?? 0) * HOUR, trusted) - T) / HOUR;
}

const run = (hours: number, ahead: number): readonly Look[] =>
  Array.from({ length: hours }, () => [1, ahead]);
const yearsAhead = (2 * YEAR) / HOUR;
const in2099 = (73 * YEAR) / HOUR;
const in1970 = (-56 * YEAR) / HOUR;

it.each<[string, readonly Look[], number]>([
  ['a clock that is right', [...run(5, 0)], 5],
  ['a start after a night', [[null, 0]], 12],
  ['an hour ahead while it runs', [...run(5, 1)], 5],
  ['a day ahead for an hour and back', [...run(1, 24), ...run(1, 0)], 2],
  ['a day ahead, as long as that is no day old', [...run(24, 24)], 24],
  ['two years ahead while it runs', [...run(3, yearsAhead)], 3],
  ['two years ahead and back', [...run(3, yearsAhead), ...run(3, 0)], 6],
  ['2099 at a start', [[null, in2099], ...run(3, in2099)], 3],
  [
    '2099 at three starts',
    [[null, in2099], ...run(3, in2099), [null, in2099], ...run(3, in2099), [null, in2099]],
    6,
  ],
  [
    '2099 at a start, put right while it runs',
    [[null, in2099], ...run(2, in2099), ...run(1, 0)],
    15,
  ],
  [
    'now two years ahead, now in 2099: neither has run for a day',
    [...run(23, yearsAhead), ...run(23, in2099)],
    46,
  ],
  [
    'ahead at a start and right at the next',
    [[null, yearsAhead], ...run(2, yearsAhead), [null, 0]],
    26,
  ],
])('%s: clean-ups go by the true time or an earlier one', (_, looks, hours) => {
  expect(hoursAfter(looks)).toBeCloseTo(hours, 5);
});

it.each<[string, readonly Look[], number]>([
  ['that stays a day ahead', run(25, 24), 25 + 24],
  [
    'that was a year behind before',
    [[null, YEAR / HOUR], ...run(25, YEAR / HOUR)],
    12 + 25 + YEAR / HOUR,
  ],
  [
    'of a house that was closed for half a year and then opens ten hours a day',
    [[null, 0, 4_380], ...run(10, 0), [null, 0], ...run(10, 0), [null, 0], ...run(4, 0)],
    4_380 + 24 + 24,
  ],
])('a clock %s is believed once the host has run with it for a day', (_, looks, hours) => {
  expect(hoursAfter(looks)).toBeCloseTo(hours, 5);
  expect(hoursAfter(looks.slice(0, -3))).toBeLessThan(hours - 24);
});

it('a clock that starts in 1970 every morning and is put right later deletes nothing in 1970, and keeps up', () => {
  const morning: readonly Look[] = [[null, in1970], [0.1, in1970], [0.9, 0], ...run(10, 0)];
  expect(hoursAfter(morning.slice(0, 2))).toBeLessThan(0);
  expect(hoursAfter([...morning, ...morning, ...morning])).toBeCloseTo(3 * 23, 5);
});

it('steps of the size of a clock that is put right all the time change nothing', () => {
  expect(
    hoursAfter([
      [1, 0.02],
      [1, -0.02],
      [1, 0.01],
    ]),
  ).toBeCloseTo(3.01, 5);
});

it('where no host has looked yet the wall clock counts', () => {
  expect(cleanUpTime(T, null)).toBe(T);
});
