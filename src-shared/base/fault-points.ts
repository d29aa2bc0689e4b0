/**
 * Named points where a test changes the program. A fault is an error that other tests must detect;
 * a figure replaces a time too long to wait for. Release builds contain neither:
 * tools/fault-points.mjs puts `false` in place of each fault and the usual value in place of each
 * figure. A test selects points with `COMANDA_FAULTS`, an environment variable of a process or a
 * global of a page: `store.receipt-late,printing.retry-scale=0.05`. An unknown name ends the
 * program.
 */

export const FAULTS = [
  'cli.doctor-throws',
  'cli.send-throws',
  'core.throws-after-commit',
  'core.throws-later',
  'host.throws-on-events',
  'orders.stale-edit-accepted',
  'orders.void-count-overwritten',
  'orders.void-event-incomplete',
  'printing.completion-assumed',
  'printing.copy-not-marked',
  'printing.crash-after-bytes',
  'printing.failover-without-job',
  'printing.no-duplicate-mark',
  'printing.no-token-check',
  'printing.not-announced',
  'printing.retiring-worker-stays',
  'printing.torn-not-recovered',
  'printing.worker-killed',
  'printing.worker-throws',
  'screens.dish-as-html',
  'store.backup-throws',
  'store.commit-late',
  'store.full-at-recovery',
  'store.insert-order-throws',
  'store.killed-after-commit',
  'store.no-token-in-update',
  'store.reader-throws',
  'store.receipt-ignored-for-add',
  'store.receipt-late',
  'store.synchronous-normal',
  'store.synchronous-unchecked',
  'store.write-back-throws',
] as const;
export type FaultName = (typeof FAULTS)[number];

export const FIGURES = [
  'alerts.log-clear-bytes',
  'alerts.log-raise-bytes',
  'alerts.stuck-raise-ms',
  'core.ping-every-ms',
  'core.prune-every-ms',
  'core.stuck-after-ms',
  'delivery.connect-ms',
  'delivery.look-every-ms',
  'delivery.scale',
  'operations.check-after-ms',
  'operations.clock-every-ms',
  'operations.look-every-ms',
  'printing.answers-within-ms',
  'printing.connect-within-ms',
  'printing.first-ms-per-line',
  'printing.heartbeat-ms',
  'printing.limits-scale',
  'printing.patient-s',
  'printing.ready-within-ms',
  'printing.retry-scale',
  'printing.settle-ms',
  'printing.stale-minute-s',
  'printing.stale-scale',
  'printing.stalled-after-ms',
  'printing.unsure-within-s',
  'printing.worker-dead-after-ms',
  'rehearsal.load-s',
  'rehearsal.mm-per-second',
  'screens.ping-every-ms',
  'store.commands-a-write-back',
  'store.large-log-bytes',
  'tcp.connections',
  'tcp.partial-pause-ms',
] as const;
export type FigureName = (typeof FIGURES)[number];

type Chosen = {
  readonly faults: ReadonlySet<string>;
  readonly figures: ReadonlyMap<string, number>;
};

/** Where the selection is read from. `src-shared` has neither Node's nor the browser's types. */
type World = {
  readonly COMANDA_FAULTS?: string;
  readonly process?: { readonly env?: Readonly<Record<string, string | undefined>> };
};

/** Whether this fault is active. */
export function fault(name: FaultName): boolean {
  return chosen().faults.has(name);
}

export function figure(name: FigureName, usual: number): number {
  return chosen().figures.get(name) ?? usual;
}

/** An error like those of parsers: it quotes its input, which contains a guest's name. */
export function quotingError(): TypeError {
  const quoted = { cliente: 'Montenegro', telefono: '099 123 456', token: 'Bearer abc123' };
  return new TypeError(`boom: ${JSON.stringify(quoted)}`);
}

let read: { readonly text: string; readonly chosen: Chosen } | null = null;

function chosen(): Chosen {
  const world = globalThis as World;
  const text = world.COMANDA_FAULTS ?? world.process?.env?.COMANDA_FAULTS ?? '';
  if (read?.text !== text) read = { text, chosen: parse(text) };
  return read.chosen;
}

/** Throws on an unknown name, because a test that changes nothing proves nothing. */
function parse(text: string): Chosen {
  const faults = new Set<string>();
  const figures = new Map<string, number>();
  for (const point of text.split(',').filter(Boolean)) {
    const [name = '', value] = point.split('=');
    if (value === undefined && includes(FAULTS, name)) faults.add(name);
    else if (includes(FIGURES, name) && Number.isFinite(Number(value)))
      figures.set(name, Number(value));
    else throw new Error(`COMANDA_FAULTS: there is no point "${point}"`);
  }
  return { faults, figures };
}

function includes(names: readonly string[], name: string): boolean {
  return names.includes(name);
}
