/**
 * Who is refused for asking too fast, and how often in the last minute: one phone that went mad is
 * told from a busy evening.
 */
import type { MachineReadings } from '../../../../src-shared/model/operations/alerts';

const WINDOW_MS = 60_000;
/**
 * Sources that are remembered: more than that at once is a flood of another kind, which the
 * connection limits bear.
 */
const MOST_SOURCES = 500;

export type FloodGauge = {
  refused(source: string): void;
  /** The source that was refused most in the last minute; '' and 0: nobody was. */
  worst(): NonNullable<MachineReadings['flood']>;
};

export function createFloodGauge(now: () => number = () => performance.now()): FloodGauge {
  /** Refusals since `since`, and in the whole window before it. */
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
        // The window before counts for the part of it that is still within a minute.
        const perMinute = count + before * (1 - (now() - since) / WINDOW_MS);
        if (count === 0 && before === 0) sources.delete(name);
        else if (perMinute > worst.perMinute) worst = { source: name, perMinute };
      }
      return worst;
    },
  };
}
