/**
 * Formats dates with times for people, always with 24 hours. Some locales would print 21:14 as
 * "09:14", which is ambiguous.
 */
import type { EpochMs } from './vocabulary';

const CLOCK = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const DAY = { day: '2-digit', month: '2-digit', year: 'numeric' } as const;

/** `22/11/2026, 21:14`. */
export function momentText(at: EpochMs, locale = 'es-AR'): string {
  return new Intl.DateTimeFormat(locale, { ...DAY, ...CLOCK }).format(at);
}

/** `22/11/2026, 21:14:05`. */
export function exactMomentText(at: EpochMs, locale = 'es-AR'): string {
  return new Intl.DateTimeFormat(locale, { ...DAY, ...CLOCK, second: '2-digit' }).format(at);
}

/** `dom, 22 nov, 21:14`. */
export function weekdayMomentText(at: EpochMs, locale = 'es-AR'): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...CLOCK,
  }).format(at);
}
