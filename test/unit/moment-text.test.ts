/**
 * Times beside a day: 21:14 never reads as 09:14, and half past midnight never as 24:30, whatever
 * the locale's own custom is.
 */
import { expect, it } from 'vitest';
import { exactMomentText, momentText, weekdayMomentText } from '../../src-shared/base/moment-text';

const evening = new Date(2026, 10, 22, 21, 14, 5).getTime();
const night = new Date(2026, 10, 22, 0, 30, 5).getTime();

it.each(['es-AR', 'es-CO', 'es-MX', 'en-GB', 'en-US', 'pt-BR'])(
  'reads 21:14 and 00:30 in %s',
  (locale) => {
    for (const text of [momentText, exactMomentText, weekdayMomentText]) {
      expect(text(evening, locale)).toContain('21:14');
      expect(text(night, locale)).toContain('00:30');
    }
  },
);

it('has day, month and year, or the day of the week', () => {
  expect(momentText(evening)).toBe('22/11/2026, 21:14');
  expect(exactMomentText(evening)).toBe('22/11/2026, 21:14:05');
  expect(weekdayMomentText(evening)).toMatch(/^dom,? 22 nov/);
});
