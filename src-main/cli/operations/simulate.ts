/**
 * comanda load --simulate: rehearses a full evening on a second host and shows the results.
 *
 * The targets are the seeds'. Percentiles come with a histogram in text.
 */
import { isPassed, TIME_BINS_S } from '../../../src-shared/model/operations/rehearsal';
import type {
  Rehearsal,
  RehearsalCheckName,
  RehearsalLoad,
  RehearsalPhase,
  ServiceOutcome,
  ServicePace,
  TimeSpread,
} from '../../../src-shared/model/operations/rehearsal';
import { simulate } from '../../headless/simulate';

const PHASES: Readonly<Record<RehearsalPhase, string>> = {
  opening: 'Se abre un servidor aparte',
  burst: 'Cien pedidos a la vez',
  paper: 'Sale el papel de esos cien',
  normal: 'Un minuto de marcha normal',
  high: 'Un minuto de hora pico',
  service: 'Se cocinan y se entregan los últimos',
  done: 'Hecho',
  failed: 'No terminó',
};
const CHECKS: Readonly<Record<RehearsalCheckName, string>> = {
  received: 'Cada pedido, recibido',
  queued: 'Cada pedido, en cola',
  burst: 'Cien a la vez, todos recibidos',
  printed: 'Esos cien, todos impresos',
  normal: 'Marcha normal, 95 de 100 papeles',
  high: 'Hora pico, 95 de 100 papeles',
};
const PARTS: readonly (readonly [RehearsalLoad, string])[] = [
  ['burst', 'Cien a la vez'],
  ['normal', 'Marcha normal'],
  ['high', 'Hora pico'],
];
const BAR_WIDTH = 40;

export type SimulateOptions = {
  readonly restaurant: string | null;
  readonly json: boolean;
  readonly pace: ServicePace;
};

export async function simulateLoad({ restaurant, json, pace }: SimulateOptions): Promise<number> {
  let phase: RehearsalPhase | null = null;
  let interrupted: string | null = null;
  const onInterrupt = (): void => void (interrupted = 'alguien lo detuvo');
  // A second signal does not end the process at once: the rehearsal ends within two seconds and
  // deletes its folder.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onInterrupt);
  const done = await simulate(
    restaurant,
    pace,
    (now) => {
      if (json || now.phase === phase || now.phase === 'done' || now.phase === 'failed') return;
      phase = now.phase;
      process.stdout.write(`${PHASES[phase]}…\n`);
    },
    () => interrupted,
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, onInterrupt);
  process.stdout.write(json ? `${JSON.stringify(done)}\n` : shown(done));
  return isPassed(done) ? 0 : 1;
}

function shown(done: Rehearsal): string {
  const lines = [
    '',
    `${done.received} de ${done.orders} pedidos recibidos, ${done.papers} papeles, ${done.lost} perdidos`,
  ];
  if (done.answers) lines.push(`Respuesta: ${percentiles(done.answers)}`);
  lines.push('');
  for (const { name, ms, limitMs, isMet } of done.checks)
    lines.push(
      `  ${isMet ? 'cumplida   ' : 'NO CUMPLIDA'}  ${CHECKS[name].padEnd(34)} ${time(ms).padStart(9)}  de menos de ${time(limitMs)}`,
    );
  for (const [part, name] of PARTS) {
    const times = done.paper[part];
    if (times)
      lines.push('', `${name}: ${times.count} papeles, ${percentiles(times)}`, ...bars(times));
  }
  if (done.service) lines.push('', ...serviceLines(done.service));
  lines.push('');
  if (done.trouble !== null) lines.push(`El ensayo no terminó: ${done.trouble}.`);
  else
    lines.push(
      isPassed(done) ? 'Este equipo aguanta una noche llena.' : 'Hay metas que no se cumplen.',
    );
  return `${lines.join('\n')}\n`;
}

function serviceLines({
  preparationS,
  deliveryS,
  ready,
  served,
}: ServiceOutcome): readonly string[] {
  const row = (name: string, times: TimeSpread | null): readonly string[] =>
    times ? [`  ${name} ${String(times.count).padStart(5)} pedidos, ${percentiles(times)}`] : [];
  return [
    `Cocina y entrega, con ${preparationS} s de preparación y ${deliveryS} s de entrega:`,
    ...row('del pedido a listo    ', ready),
    ...row('del pedido a entregado', served),
  ];
}

const percentiles = ({ p50, p95, p99, max }: TimeSpread): string =>
  `p50 ${time(p50)}  p95 ${time(p95)}  p99 ${time(p99)}  máx ${time(max)}`;

/** Lines like `  <=  2 s |########  12`, without the empty bins at both ends. */
function bars({ bins }: TimeSpread): readonly string[] {
  const most = Math.max(...bins);
  const used = bins.flatMap((papers, index) => (papers > 0 ? [index] : []));
  return bins
    .map((papers, index) => {
      const edge = TIME_BINS_S[index];
      const span = edge === undefined ? ` > ${TIME_BINS_S.at(-1)} s` : `<= ${edge} s`;
      return `  ${span.padStart(9)} |${'#'.repeat(Math.round((papers / most) * BAR_WIDTH))} ${papers}`;
    })
    .slice(used[0] ?? 0, (used.at(-1) ?? 0) + 1);
}

function time(ms: number): string {
  return ms < 1_000 ? `${ms} ms` : `${(ms / 1_000).toFixed(1)} s`;
}
