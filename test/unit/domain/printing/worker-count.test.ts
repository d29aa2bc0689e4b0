/** How many print workers there should be: quickly more as papers pile up, slowly fewer again. */
import { expect, it } from 'vitest';
import { workerCount } from '../../../../src-main/host/domain/printing/worker-count';
import { DEFAULT_ALERT_RULES } from '../../../../src-shared/model/operations/alerts';
import type { AlertRules } from '../../../../src-shared/model/operations/alerts';

/** As a restaurant begins: three at rest, five at the most. */
const USUAL = { least: 3, most: 5 };
const PEAK = { least: 2, most: 10 };
const count = (
  running: number,
  waiting: number,
  {
    workers = USUAL,
    isTurbo = false,
    rules = DEFAULT_ALERT_RULES,
  }: {
    readonly workers?: typeof USUAL;
    readonly isTurbo?: boolean;
    readonly rules?: AlertRules;
  } = {},
): number => workerCount(workers, running, { waiting, isTurbo }, rules);

it('adds two beyond the alert’s fifteen papers, and none at it', () => {
  expect(count(4, 15, { workers: PEAK })).toBe(4);
  expect(count(4, 16, { workers: PEAK })).toBe(6);
});

it('has all that are allowed beyond twenty papers, and not at them', () => {
  expect(count(4, 20, { workers: PEAK })).toBe(6);
  expect(count(4, 21, { workers: PEAK })).toBe(10);
});

it('ends one at a time below five papers, and none at five', () => {
  expect(count(8, 4, { workers: PEAK })).toBe(7);
  expect(count(8, 5, { workers: PEAK })).toBe(8);
});

it('never has fewer than the least or more than the most', () => {
  expect(count(3, 0)).toBe(3);
  expect(count(4, 16)).toBe(5);
  expect(count(1, 10)).toBe(3);
  expect(count(9, 10)).toBe(5);
});

it('has ten in turbo, though little waits, and more where the owner allows more', () => {
  expect(count(3, 0, { isTurbo: true })).toBe(10);
  expect(count(3, 30, { isTurbo: true })).toBe(10);
  expect(count(3, 0, { isTurbo: true, workers: { least: 3, most: 12 } })).toBe(12);
});

it('goes by the owner’s own figures', () => {
  const rules = {
    ...DEFAULT_ALERT_RULES,
    queue: 8,
    turbo: { ...DEFAULT_ALERT_RULES.turbo, offQueue: 3 },
  };
  expect(count(4, 9, { workers: PEAK, rules })).toBe(6);
  expect(count(4, 8, { workers: PEAK, rules })).toBe(4);
  expect(count(4, 3, { workers: PEAK, rules })).toBe(4);
  expect(count(4, 2, { workers: PEAK, rules })).toBe(3);
});

it('helps beyond fifteen papers too where no alert of a queue is wanted', () => {
  const rules = { ...DEFAULT_ALERT_RULES, queue: null };
  expect(count(4, 15, { workers: PEAK, rules })).toBe(4);
  expect(count(4, 16, { workers: PEAK, rules })).toBe(6);
});

it('does not add and end workers at one figure', () => {
  // Turbo's lower figure stands above the alert's: turbo never goes on by itself.
  const rules = {
    ...DEFAULT_ALERT_RULES,
    queue: 8,
    turbo: { ...DEFAULT_ALERT_RULES.turbo, offQueue: 12 },
  };
  expect(count(4, 8, { workers: PEAK, rules })).toBe(4);
  expect(count(4, 7, { workers: PEAK, rules })).toBe(3);
  expect(count(4, 9, { workers: PEAK, rules })).toBe(6);
});
