/** The series that the host offers to Prometheus: names, help texts, labels and buckets. */
import { Counter, Gauge, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';

const COMMIT_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** The seeds' targets (5 and 15 s) are bucket limits. */
const PAPER_S = [0.5, 1, 2, 3, 5, 10, 15, 30, 60, 120, 300];

export type MetricSeries = ReturnType<typeof createSeries>;

export function createSeries(registry: Registry) {
  const gauge = (name: string, help: string, labelNames: readonly string[] = []): Gauge =>
    new Gauge({
      name: `comanda_${name}`,
      help,
      labelNames: [...labelNames],
      registers: [registry],
    });
  return {
    ...committedSeries([registry]),
    lanes: laneSeries(gauge),
    ...stateSeries(gauge),
    faults: new Counter({
      name: 'comanda_faults_total',
      help: 'What went wrong since the start, by whose side it was on',
      labelNames: ['side'],
      registers: [registry],
    }),
    ...processSeries(gauge),
  };
}

type AddGauge = (name: string, help: string, labelNames?: readonly string[]) => Gauge;

/** Counted with each commit. */
function committedSeries(registers: Registry[]) {
  return {
    orders: new Counter({
      name: 'comanda_orders_total',
      help: 'Orders stored since the start',
      registers,
    }),
    prints: new Counter({
      name: 'comanda_prints_total',
      help: 'Prints that ended, by printer and how',
      labelNames: ['printer', 'outcome'],
      registers,
    }),
    paper: new Histogram({
      name: 'comanda_paper_seconds',
      help: 'From being queued to being out on paper',
      labelNames: ['printer'],
      buckets: PAPER_S,
      registers,
    }),
    commits: new Histogram({
      name: 'comanda_commit_seconds',
      help: 'A group of commands from its first decision to its COMMIT, fsync included',
      buckets: COMMIT_S,
      registers,
    }),
    commands: new Counter({
      name: 'comanda_commands_total',
      help: 'Commands in committed groups',
      registers,
    }),
  };
}

function laneSeries(gauge: AddGauge) {
  return {
    waiting: gauge('lane_waiting', 'Papers in line, by printer and class', ['printer', 'class']),
    oldest: gauge('lane_oldest_seconds', 'How long the oldest paper in line has been waiting', [
      'printer',
    ]),
    wait: gauge(
      'lane_wait_seconds',
      'How long all that waits will take; absent while the printer is away',
      ['printer'],
    ),
    up: gauge('printer_up', '1 while tickets are printed on it', ['printer']),
  };
}

function stateSeries(gauge: AddGauge) {
  return {
    alerts: gauge(
      'alerts',
      'Alerts that go on; of what only happened (a clock that was set, mail given up): those nobody has read',
      ['kind'],
    ),
    today: gauge('orders_today', 'Orders of the business day'),
    decisions: gauge('waiting_for_a_person', 'Prints that somebody must decide over'),
    workers: gauge('print_workers', 'Print worker processes'),
    sessions: gauge('sessions', 'Connections', ['kind']),
    turbo: gauge('turbo', '1 at peak hour'),
    log: gauge('database_log_bytes', 'The write-ahead log'),
    disk: gauge('disk_free_bytes', 'Room where the data are'),
    backup: gauge(
      'backup_age_seconds',
      'Of the newest backup; absent where there is none to be, or nobody knows yet',
      ['of'],
    ),
  };
}

function processSeries(gauge: AddGauge) {
  return {
    loop: gauge(
      'event_loop_delay_seconds',
      'Of the thread that holds the sockets, since it was last asked',
      ['of'],
    ),
    memory: gauge('memory_bytes', 'Of the host process', ['kind']),
    since: gauge('start_time_seconds', 'When the host started, seconds since 1970'),
  };
}
