/** Counts refusals of each source in the last minute, to find a device that floods the host. */
import type { MachineReadings } from '../../../../src-shared/model/operations/alerts';

const WINDOW_MS = 60_000;
/**
 * Sources that are counted. More at once is another kind of flood, which the connection limits
 * handle.
 */
const MOST_SOURCES = 500;

export type FloodGauge = {
  refused(source: string): void;
  /** The source with the most refusals in the last minute; '' and 0 without any. */
  worst(): NonNullable<MachineReadings['flood']>;
};

export function createFloodGauge(now: () => number = () => performance.now()): FloodGauge {
  /** Refusals since `since`, and in the whole window before. */
  const sources = new Map<string, { since: number; count: number; before: number }>();

  function turned(source: { since: number; count: number; before: number }): typeof source {
    const windows = Math.floor((now() - source.since) / WINDOW_MS);
    if (windows > 0) {
      source.before = windows === 1 ? source.count : 0;
      source.count = 0;
      source.since += windows * WINDOW_MS;
    }
    return source;
  }

  return {
    refused(name) {
      const source = sources.get(name);
      if (source) return void turned(source).count++;
      if (sources.size >= MOST_SOURCES) return;
      sources.set(name, { since: now(), count: 1, before: 0 });
    },
    worst() {
      let worst = { source: '', perMinute: 0 };
      for (const [name, source] of sources) {
        const { since, count, before } = turned(source);
        // The window before counts by the part of it that is within the last minute.
        const perMinute = count + before * (1 - (now() - since) / WINDOW_MS);
        if (count === 0 && before === 0) sources.delete(name);
        else if (perMinute > worst.perMinute) worst = { source: name, perMinute };
      }
      return worst;
    },
  };
}
