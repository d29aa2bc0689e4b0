/** How a lane learns its printer's speed: ms a line, by which waits are reckoned. */
import { expect, it } from 'vitest';
import { nextMsPerLine } from '../../../../src-main/host/domain/printing/attempts';

it('moves a fifth of the way to what the newest ticket took', () => {
  // Ten lines in a second: 100 ms a line.
  expect(nextMsPerLine(50, 1_000, 10)).toBe(60);
  expect(nextMsPerLine(200, 1_000, 10)).toBe(180);
});

it('learns nothing from a ticket within a tenth of what was expected', () => {
  expect(nextMsPerLine(100, 1_100, 10)).toBe(100);
  expect(nextMsPerLine(100, 900, 10)).toBe(100);
  expect(nextMsPerLine(100, 1_101, 10)).toBeCloseTo(102.02, 9);
});

it('learns nothing of a fast printer within two and a half milliseconds a line', () => {
  expect(nextMsPerLine(10, 125, 10)).toBe(10);
  expect(nextMsPerLine(10, 75, 10)).toBe(10);
  expect(nextMsPerLine(10, 126, 10)).toBeCloseTo(10.52, 9);
});

it('learns nothing where there was no line, or where the clock was put back meanwhile', () => {
  expect(nextMsPerLine(50, 1_000, 0)).toBe(50);
  expect(nextMsPerLine(50, -1, 10)).toBe(50);
});

it('learns from a single line, and from a ticket that came out at once', () => {
  expect(nextMsPerLine(50, 100, 1)).toBe(60);
  expect(nextMsPerLine(50, 0, 10)).toBe(40);
});

it('takes no printer for slower than five seconds a line, however odd one ticket was', () => {
  expect(nextMsPerLine(50, 3_600_000, 10)).toBe(5_000);
});

it('keeps a speed above nothing, however fast a printer is', () => {
  expect(nextMsPerLine(0.005, 4, 1)).toBeCloseTo(0.804, 9);
  expect(nextMsPerLine(2.6, 0, 10)).toBeCloseTo(2.08, 9);
});
