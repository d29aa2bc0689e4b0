/** Ages and clock times as text. */
import type { EpochMs } from '../../../src-shared/base/vocabulary';

/** `20:41`, in this device's time zone, which in a restaurant is the host's. */
export function clockText(at: EpochMs): string {
  const time = new Date(at);
  return `${String(time.getHours()).padStart(2, '0')}:${String(time.getMinutes()).padStart(2, '0')}`;
}

/** `3:10` below an hour, `1 h 05` above. */
export function ageText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${String(seconds % 60).padStart(2, '0')}`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')}`;
}

/** `0:42`, in hours and minutes, for the age of a table. */
export function hoursText(ms: number): string {
  const minutes = minutesOf(ms);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

/** Whole minutes elapsed. */
export function minutesOf(ms: number): number {
  return Math.max(0, Math.floor(ms / 60_000));
}
