/** Business days and wall times for paper, in the host's own time zone. */
import type { BusinessDay, EpochMs } from '../../../../src-shared/base/vocabulary';

/**
 * A day runs from its cut-over hour (0 to 23, local) to the next one. It has 23 or 25 hours when
 * the clocks change.
 */
export function businessDayOf(at: EpochMs, cutoverHour: number): BusinessDay {
  const local = new Date(at);
  if (local.getHours() < cutoverHour) local.setDate(local.getDate() - 1);
  return `${local.getFullYear()}-${twoDigits(local.getMonth() + 1)}-${twoDigits(local.getDate())}`;
}

/** The business day that many calendar days earlier. */
export function businessDayBefore(day: BusinessDay, days: number): BusinessDay {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  // Noon, so that a clock change does not move the result to another day.
  return businessDayOf(new Date(year, month - 1, date - days, 12).getTime(), 0);
}

export function wallTime(at: EpochMs): string {
  const local = new Date(at);
  return `${twoDigits(local.getHours())}:${twoDigits(local.getMinutes())}`;
}

export function wallDate(at: EpochMs): string {
  const local = new Date(at);
  return `${twoDigits(local.getDate())}/${twoDigits(local.getMonth() + 1)}/${local.getFullYear()}`;
}

export function wallTimeWithSeconds(at: EpochMs): string {
  return `${wallTime(at)}:${twoDigits(new Date(at).getSeconds())}`;
}

function twoDigits(n: number): string {
  return String(n).padStart(2, '0');
}
