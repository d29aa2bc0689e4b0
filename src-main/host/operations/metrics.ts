/**
 * Collects the figures for Prometheus: orders, prints, lanes, commits, screens, event loop, memory.
 *
 * Printer names are the only labels with free text, so the number of series is bounded by the
 * number of printers. Labels never hold data of an order, a guest or a token.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { IntervalHistogram } from 'node:perf_hooks';
import { statfs } from 'node:fs/promises';
import { getHeapSpaceStatistics } from 'node:v8';
import { Registry } from 'prom-client';
import type { Gauge } from 'prom-client';
import { AlertKind } from '../../../src-shared/model/operations/alerts';
import { PRINT_JOB_MOVES } from '../../../src-shared/model/print-job';
import type { PrintJobState } from '../../../src-shared/model/print-job';
import { isSample, shownState } from '../../../src-shared/model/sample-printers';
import type { ShownState } from '../../../src-shared/model/sample-printers';
import type { QueueView } from '../../../src-shared/queries/queries';
import type { Core, EventBatch } from '../core/core-client';
import type { Clock } from '../ports/clock';
import type { Metrics } from '../ports/metrics';
import { createSeries } from './metric-series';
import type { MetricSeries } from './metric-series';

/** Figures that other parts of the host know, read at each scrape. */
export type MetricSources = {
  readonly workers: () => number;
  readonly screens: () => number;
  readonly connections: () => number;
  readonly isTurbo: () => boolean;
  /** Faults since the start, by the side that caused them. */
  readonly faults: () => Readonly<Record<'sender' | 'host' | 'database' | 'connection', number>>;
  readonly backupAgeMs: () => Promise<number | 'none' | null>;
};

export type HostMetrics = Metrics & {
  /** Adds the sources, which start after the metrics do. */
  ask(sources: MetricSources): void;
  stop(): void;
};

const LOOP_RESOLUTION_MS = 10;
const OUTCOMES: readonly ShownState[] = [
  ...(Object.keys(PRINT_JOB_MOVES) as PrintJobState[]),
  'sample',
];

export function createMetrics(core: Core, clock: Clock, dataDir: string): HostMetrics {
  // Not the global registry: two hosts may run in one process.
  const registry = new Registry();
  const series = createSeries(registry);
  series.since.set(Math.round(clock.now() / 1_000));
  let sources: MetricSources | null = null;
  const delay = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });
  delay.enable();

  const printers = new PrinterNames(core, (printer) => {
    series.paper.remove({ printer });
    for (const outcome of OUTCOMES) series.prints.remove({ printer, outcome });
  });
  const subscriptions = [
    core.onPlaceChanged(() => printers.refresh()),
    core.onBatch((batch) => countBatch(series, printers, batch)),
  ];

  async function measure(): Promise<void> {
    const [queue, { bytes: coreHeap }, { bytes }, { bavail, bsize }, backupAgeMs] =
      await Promise.all([
        core.ask({ name: 'queue' }),
        core.ask({ name: 'heap' }),
        core.ask({ name: 'log' }),
        statfs(dataDir),
        sources?.backupAgeMs() ?? null,
      ]);
    setQueue(series, queue, clock.now());
    series.log.set(bytes);
    series.disk.set(bavail * bsize);
    series.backup.reset();
    if (typeof backupAgeMs === 'number')
      series.backup.set({ of: 'newest' }, Math.max(0, backupAgeMs) / 1_000);
    setLoopDelay(series.loop, delay);
    setMemory(series.memory, coreHeap);
    if (sources) setSources(series, sources);
  }

  return {
    contentType: registry.contentType,
    async text() {
      await printers.known;
      await measure();
      return registry.metrics();
    },
    ask(more) {
      sources = more;
    },
    stop() {
      for (const unsubscribe of subscriptions) unsubscribe();
      delay.disable();
    },
  };
}

/** Names of the printers by id. A renamed printer continues under its new name. */
class PrinterNames {
  readonly #core: Core;
  readonly #onGone: (name: string) => void;
  #names: ReadonlyMap<string, string> = new Map();
  #samples: ReadonlySet<string> = new Set();
  /** Resolves once the names are read. */
  known: Promise<void> = Promise.resolve();

  /** `onGone`: no printer has this name any more, so its series must go. */
  constructor(core: Core, onGone: (name: string) => void) {
    this.#core = core;
    this.#onGone = onGone;
    this.refresh();
  }

  refresh(): void {
    this.known = this.#core.ask({ name: 'printers' }).then(
      (printers) => {
        const before = new Set(this.#names.values());
        this.#names = new Map(printers.map(({ id, name }) => [id, name]));
        this.#samples = new Set(printers.filter(isSample).map(({ id }) => id));
        const now = new Set(this.#names.values());
        for (const name of before) if (!now.has(name)) this.#onGone(name);
      },
      () => undefined, // The core is gone: the next scrape reports it.
    );
  }

  nameOf(id: string): string | undefined {
    return this.#names.get(id);
  }

  isSample(id: string): boolean {
    return this.#samples.has(id);
  }
}

function countBatch(series: MetricSeries, printers: PrinterNames, batch: EventBatch): void {
  series.commits.observe(batch.tookMs / 1_000);
  series.commands.inc(batch.commands);
  if (batch.orders > 0) series.orders.inc(batch.orders);
  for (const { printerId, state, ms } of batch.prints) {
    const printer = printers.nameOf(printerId);
    if (printer === undefined) continue;
    series.prints.inc({
      printer,
      outcome: shownState({ state, cause: null, virtual: printers.isSample(printerId) }),
    });
    if (state === 'printed' || state === 'sent')
      series.paper.observe({ printer }, Math.max(0, ms) / 1_000);
  }
}

function setQueue(series: MetricSeries, queue: QueueView, now: number): void {
  const { waiting, oldest, wait, up } = series.lanes;
  for (const one of [waiting, oldest, wait, up, series.alerts]) one.reset();
  for (const { printer, queued, oldestQueuedAt, waitMs, state } of queue.lanes) {
    for (const [name, count] of Object.entries(queued))
      waiting.set({ printer, class: name }, count);
    const oldestMs = oldestQueuedAt === null ? 0 : Math.max(0, now - oldestQueuedAt);
    oldest.set({ printer }, oldestMs / 1_000);
    if (waitMs !== null) wait.set({ printer }, waitMs / 1_000);
    const isUp = state === 'ready' || state === 'degraded' || state === 'half_open';
    up.set({ printer }, Number(isUp));
  }
  for (const kind of AlertKind.options)
    series.alerts.set({ kind }, queue.alerts.filter((alert) => alert.kind === kind).length);
  series.today.set(queue.ordersToday);
  series.decisions.set(queue.waitingForSomeone);
}

/** Reads the delays since the last scrape and starts anew. */
function setLoopDelay(loop: Gauge, delay: IntervalHistogram): void {
  for (const [of, ns] of [
    ['median', delay.percentile(50)],
    ['p99', delay.percentile(99)],
    ['longest', delay.max],
  ] as const)
    // Node measures the time between two ticks. The delay is what exceeds the tick interval.
    loop.set({ of }, Math.max(0, ns / 1e9 - LOOP_RESOLUTION_MS / 1_000));
  delay.reset();
}

function setMemory(memory: Gauge, coreHeap: number): void {
  const { rss, heapUsed, external } = process.memoryUsage();
  // V8 resizes the space for young objects as it likes. Subtract it when looking for a leak.
  const young = getHeapSpaceStatistics()
    .filter(({ space_name }) => space_name.startsWith('new_'))
    .reduce((sum, { physical_space_size }) => sum + physical_space_size, 0);
  for (const [kind, size] of Object.entries({
    rss,
    heap: heapUsed,
    core_heap: coreHeap,
    external,
    young,
  }))
    memory.set({ kind }, size);
}

function setSources(series: MetricSeries, sources: MetricSources): void {
  series.workers.set(sources.workers());
  series.turbo.set(Number(sources.isTurbo()));
  series.sessions.set({ kind: 'screen' }, sources.screens());
  series.sessions.set({ kind: 'tcp' }, sources.connections());
  // Another part counts the faults: replace the total. It only falls with a start of the host.
  series.faults.reset();
  for (const [side, count] of Object.entries(sources.faults())) series.faults.inc({ side }, count);
}
