/**
 * What Prometheus is told: orders, prints, lanes, commits, screens, the event loop, memory. Names
 * of printers are the only labels that the house makes up, so there are as many series as things in
 * the house; nothing of an order, a guest or a token is ever in one.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { statfs } from 'node:fs/promises';
import { getHeapSpaceStatistics } from 'node:v8';
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { AlertKind } from '../../../src-shared/model/operations/alerts';
import { PRINT_JOB_MOVES } from '../../../src-shared/model/print-job';
import type { PrintJobState } from '../../../src-shared/model/print-job';
import { isSample, shownState } from '../../../src-shared/model/sample-printers';
import type { ShownState } from '../../../src-shared/model/sample-printers';
import type { Core } from '../core/core-client';
import type { Clock } from '../ports/clock';
import type { Metrics } from '../ports/metrics';

/** What only others know at the moment of asking. */
export type MetricSources = {
  readonly workers: () => number;
  readonly screens: () => number;
  readonly connections: () => number;
  readonly isTurbo: () => boolean;
  /** How often something went wrong, by whose side it was on. */
  readonly faults: () => Readonly<Record<'sender' | 'host' | 'database' | 'connection', number>>;
  readonly backupAgeMs: () => Promise<number | 'none' | null>;
};

export type HostMetrics = Metrics & {
  /** From now on these are asked too; a host's parts come up one after another. */
  ask(sources: MetricSources): void;
  stop(): void;
};

const COMMIT_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** The seeds' targets (5 and 15 s) are edges. */
const PAPER_S = [0.5, 1, 2, 3, 5, 10, 15, 30, 60, 120, 300];
const LOOP_RESOLUTION_MS = 10;
const OUTCOMES: readonly ShownState[] = [
  ...(Object.keys(PRINT_JOB_MOVES) as PrintJobState[]),
  'sample',
];

export function createMetrics(core: Core, clock: Clock, dataDir: string): HostMetrics {
  // One of its own: two hosts may live in one process.
  const registry = new Registry();
  const registers = [registry];
  let sources: MetricSources | null = null;

  const orders = new Counter({
    name: 'comanda_orders_total',
    help: 'Orders stored since the start',
    registers,
  });
  const prints = new Counter({
    name: 'comanda_prints_total',
    help: 'Prints that ended, by printer and how',
    labelNames: ['printer', 'outcome'],
    registers,
  });
  const paper = new Histogram({
    name: 'comanda_paper_seconds',
    help: 'From being queued to being out on paper',
    labelNames: ['printer'],
    buckets: PAPER_S,
    registers,
  });
  const commits = new Histogram({
    name: 'comanda_commit_seconds',
    help: 'A group of commands from its first decision to its COMMIT, fsync included',
    buckets: COMMIT_S,
    registers,
  });
  const commands = new Counter({
    name: 'comanda_commands_total',
    help: 'Commands in committed groups',
    registers,
  });
  const gauge = (name: string, help: string, labelNames: readonly string[] = []): Gauge =>
    new Gauge({ name: `comanda_${name}`, help, labelNames: [...labelNames], registers });
  const waiting = gauge('lane_waiting', 'Papers in line, by printer and class', [
    'printer',
    'class',
  ]);
  const oldest = gauge(
    'lane_oldest_seconds',
    'How long the oldest paper in line has been waiting',
    ['printer'],
  );
  const wait = gauge(
    'lane_wait_seconds',
    'How long all that waits will take; absent while the printer is away',
    ['printer'],
  );
  const up = gauge('printer_up', '1 while tickets are printed on it', ['printer']);
  const alerts = gauge(
    'alerts',
    'Alerts that go on; of what only happened (a clock that was set, mail given up): those nobody has read',
    ['kind'],
  );
  const today = gauge('orders_today', 'Orders of the business day');
  const decisions = gauge('waiting_for_a_person', 'Prints that somebody must decide over');
  const workers = gauge('print_workers', 'Print worker processes');
  const sessions = gauge('sessions', 'Connections', ['kind']);
  const turbo = gauge('turbo', '1 at peak hour');
  const log = gauge('database_log_bytes', 'The write-ahead log');
  const disk = gauge('disk_free_bytes', 'Room where the data are');
  const backup = gauge(
    'backup_age_seconds',
    'Of the newest backup; absent where there is none to be, or nobody knows yet',
    ['of'],
  );
  const faults = new Counter({
    name: 'comanda_faults_total',
    help: 'What went wrong since the start, by whose side it was on',
    labelNames: ['side'],
    registers,
  });
  const loop = gauge(
    'event_loop_delay_seconds',
    'Of the thread that holds the sockets, since it was last asked',
    ['of'],
  );
  const memory = gauge('memory_bytes', 'Of the host process', ['kind']);
  const since = gauge('start_time_seconds', 'When the host started, seconds since 1970');
  since.set(Math.round(clock.now() / 1_000));

  const delay = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });
  delay.enable();

  /** By id; a printer that was renamed goes on under its new name. */
  let names: ReadonlyMap<string, string> = new Map();
  let samples: ReadonlySet<string> = new Set();
  let named: Promise<void> = Promise.resolve();
  /**
   * As many series as things in the house: one that is gone, or called otherwise, takes its own
   * along.
   */
  function forget(printer: string): void {
    paper.remove({ printer });
    for (const outcome of OUTCOMES) prints.remove({ printer, outcome });
  }
  function learnNames(): void {
    named = core.ask({ name: 'printers' }).then(
      (printers) => {
        const before = names;
        names = new Map(printers.map(({ id, name }) => [id, name]));
        samples = new Set(printers.filter(isSample).map(({ id }) => id));
        const now = new Set(names.values());
        for (const printer of new Set(before.values())) if (!now.has(printer)) forget(printer);
      },
      () => undefined, // the core is gone: whoever asks next is told
    );
  }
  learnNames();

  const stops = [
    core.onPlaceChanged(learnNames),
    core.onBatch((batch) => {
      commits.observe(batch.tookMs / 1_000);
      commands.inc(batch.commands);
      if (batch.orders > 0) orders.inc(batch.orders);
      for (const { printerId, state, ms } of batch.prints) {
        const printer = names.get(printerId);
        if (printer === undefined) continue;
        prints.inc({
          printer,
          outcome: shownState({ state, cause: null, virtual: samples.has(printerId) }),
        });
        if (state === 'printed' || state === 'sent')
          paper.observe({ printer }, Math.max(0, ms) / 1_000);
      }
    }),
  ];

  async function look(): Promise<void> {
    const [queue, { bytes: coreHeap }, { bytes }, { bavail, bsize }, backupAgeMs] =
      await Promise.all([
        core.ask({ name: 'queue' }),
        core.ask({ name: 'heap' }),
        core.ask({ name: 'log' }),
        statfs(dataDir),
        sources?.backupAgeMs() ?? null,
      ]);
    for (const one of [waiting, oldest, wait, up, alerts, backup]) one.reset();
    const now = clock.now();
    for (const lane of queue.lanes) {
      const { printer } = lane;
      for (const [name, count] of Object.entries(lane.queued))
        waiting.set({ printer, class: name }, count);
      oldest.set(
        { printer },
        lane.oldestQueuedAt === null ? 0 : Math.max(0, now - lane.oldestQueuedAt) / 1_000,
      );
      if (lane.waitMs !== null) wait.set({ printer }, lane.waitMs / 1_000);
      up.set(
        { printer },
        Number(lane.state === 'ready' || lane.state === 'degraded' || lane.state === 'half_open'),
      );
    }
    for (const kind of AlertKind.options)
      alerts.set({ kind }, queue.alerts.filter((alert) => alert.kind === kind).length);
    today.set(queue.ordersToday);
    decisions.set(queue.waitingForSomeone);
    log.set(bytes);
    disk.set(bavail * bsize);
    if (typeof backupAgeMs === 'number')
      backup.set({ of: 'newest' }, Math.max(0, backupAgeMs) / 1_000);
    for (const [of, ns] of [
      ['median', delay.percentile(50)],
      ['p99', delay.percentile(99)],
      ['longest', delay.max],
    ] as const)
      // What is measured is how far apart two ticks are: the part beyond their distance is the
      // delay.
      loop.set({ of }, Math.max(0, ns / 1e9 - LOOP_RESOLUTION_MS / 1_000));
    delay.reset();
    const { rss, heapUsed, external } = process.memoryUsage();
    // V8 grows and shrinks the room for what is young as it likes: who looks for something that is
    // kept takes it off.
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
    if (!sources) return;
    workers.set(sources.workers());
    turbo.set(Number(sources.isTurbo()));
    sessions.set({ kind: 'screen' }, sources.screens());
    sessions.set({ kind: 'tcp' }, sources.connections());
    // Counted elsewhere, so it is told anew; it never falls but with a start.
    faults.reset();
    for (const [side, count] of Object.entries(sources.faults())) faults.inc({ side }, count);
  }

  return {
    contentType: registry.contentType,
    async text() {
      await named;
      await look();
      return registry.metrics();
    },
    ask(more) {
      sources = more;
    },
    stop() {
      for (const stop of stops) stop();
      delay.disable();
    },
  };
}
