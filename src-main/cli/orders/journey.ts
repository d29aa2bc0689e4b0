/** comanda journey: shows the events of one order with their times. */
import type { OpenedTicket } from '../../../src-shared/events/events';
import type { OrderState } from '../../../src-shared/model/order';
import { causeInWords, ORDER_WORDS } from '../../../src-shared/i18n/es';
import { clock, seconds, ticketText } from '../connect/show';
import type { ShownOrder } from '../connect/show';
import { ask } from '../connect/owner';
import type { HostTarget } from '../connect/owner';

type JourneyEvent = {
  readonly seq: number;
  readonly hora: string;
  readonly suceso: string;
  readonly datos: Readonly<Record<string, unknown>>;
};

export type JourneyOptions = HostTarget & { readonly date?: string; readonly json: boolean };

export async function journeyCommand(
  name: string,
  { date, json, ...reach }: JourneyOptions,
): Promise<number> {
  const which = date === undefined ? { id: Number(name) } : { folio: name, fecha: date };
  const answer = await ask(reach, { consulta: 'recorrido', ...which });
  if (!answer) return 1;
  if (json) {
    process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
    return 0;
  }
  const order = answer as ShownOrder & {
    readonly eventos: readonly JourneyEvent[];
    readonly fecha: string;
  };
  let before = Date.parse(order.eventos[0]?.hora ?? '');
  let sinceStart = 0;
  process.stdout.write(
    `Pedido ${order.id}, folio ${order.folio} del ${order.fecha}: ${order.estado}\n\n`,
  );
  for (const { hora, suceso, datos } of order.eventos) {
    // If the clock was set back, count no time instead of negative time.
    sinceStart += Math.max(0, Date.parse(hora) - before);
    before = Date.parse(hora);
    const after = `+${(sinceStart / 1000).toFixed(3)} s`;
    process.stdout.write(`  ${clock(hora)}  ${after.padStart(11)}  ${inWords(suceso, datos)}\n`);
  }
  process.stdout.write('\n');
  for (const ticket of order.comandas) process.stdout.write(`  ${ticketText(ticket)}\n`);
  process.stdout.write(
    `\nfecha_inicio ${order.fecha_inicio ?? '-'}\nfecha_fin    ${order.fecha_fin ?? '-'}\nduracion     ${seconds(order.duracion)}\n`,
  );
  return 0;
}

const PRIORITIES = { urgent: 'urgente', normal: 'normal', low: 'baja' } as const;
const WHYS: Readonly<Record<string, string>> = {
  retry: 'se intenta de nuevo',
  'possible-duplicate': 'posible duplicado',
  asked: 'alguien lo pidió',
  unseen: 'ninguna pantalla la mostró',
};
const JOBS: Readonly<Record<string, string>> = {
  printed: 'impresa',
  sent: 'enviada',
  unsure: 'no se sabe si salió',
  discarded: 'descartada',
  stale: 'apartada, espera una decisión',
  rerouted: 'desviada',
};

function inWords(kind: string, data: Readonly<Record<string, unknown>>): string {
  const job = data.job as { seq?: number; priority?: string } | undefined;
  switch (kind) {
    case 'order.placed': {
      const { length } = data.lines as readonly unknown[];
      return `pedido guardado, ${length === 1 ? '1 línea' : `${length} líneas`}${openedInWords(data)}`;
    }
    case 'lines.added':
      return `líneas agregadas: ${linesInWords(data.lines)}${byInWords(data)}${openedInWords(data)}`;
    case 'lines.fired':
      return `líneas marchadas: ${linesInWords(data.lines)}${byInWords(data)}${openedInWords(data)}`;
    case 'lines.voided':
      return `líneas anuladas: ${linesInWords(data.lines)}${byInWords(data)}${openedInWords(data)}`;
    case 'lines.comped':
      return `${typeof data.comp === 'string' ? `cortesía (${data.comp})` : 'cortesía retirada'}: líneas ${linesInWords(data.lines)}${byInWords(data)}`;
    case 'order.edited':
      return `${EDITS[String(data.what)] ?? String(data.what)}${byInWords(data)}${openedInWords(data)}`;
    case 'bill.asked':
      return `precuenta${byInWords(data)}${openedInWords(data)}`;
    case 'ticket.moved':
      return `comanda ${String(data.ticketId)} ${TICKETS[String(data.state)] ?? String(data.state)}${byInWords(data)}`;
    case 'printJob.queued':
      if (data.why === 'fallback' || data.why === 'reprint')
        return `impresión #${job?.seq ?? '?'} en cola: ${data.why === 'reprint' ? 'reimpresión' : 'por otra impresora'}`;
      return `impresión #${job?.seq ?? '?'} otra vez en cola: ${WHYS[String(data.why)] ?? String(data.why)}`;
    case 'printJob.promoted':
      return `impresión #${String(data.jobId)} marcada urgente`;
    case 'printJob.sending':
      return `imprimiendo #${String(data.jobId)} (proceso ${String(data.worker)})`;
    case 'printJob.settled':
      return `impresión #${String(data.jobId)} ${settledInWords(data)}${typeof data.cause === 'string' ? ` (${causeInWords(data.cause)})` : ''}${typeof data.by === 'string' ? `, por ${data.by}` : ''}${typeof data.ms === 'number' ? ` en ${(data.ms / 1000).toFixed(2)} s` : ''}`;
    case 'printJob.stopped':
      return typeof data.cause === 'string'
        ? `impresión #${String(data.jobId)} detenida: ${causeInWords(data.cause)}`
        : `impresión #${String(data.jobId)} sigue`;
    case 'order.started':
      return 'en proceso';
    case 'order.moved':
      return `pedido ${ORDER_WORDS[data.state as OrderState]}${byInWords(data)}`;
    default:
      return kind;
  }
}

/** A print of a virtual sample printer is shown as a sample, not as printed. */
function settledInWords({ state, virtual }: Readonly<Record<string, unknown>>): string {
  const isOut = state === 'printed' || state === 'sent';
  return isOut && virtual === true ? 'de muestra' : (JOBS[String(state)] ?? String(state));
}

const EDITS: Readonly<Record<string, string>> = {
  details: 'datos cambiados',
  table: 'cambio de mesa',
  merged: 'juntado con otro pedido',
  waiter: 'traspasado',
  parts: 'cambió un pedido juntado con este',
};
const TICKETS: Readonly<Record<string, string>> = {
  open: 'recuperada',
  started: 'en preparación',
  bumped: 'lista',
  voided: 'anulada',
};

/** Line numbers. Some events carry whole lines, others only their numbers. */
function linesInWords(lines: unknown): string {
  return (lines as readonly (number | { readonly no: number })[])
    .map((line) => (typeof line === 'number' ? line : line.no))
    .join(', ');
}

function byInWords({ by }: Readonly<Record<string, unknown>>): string {
  return typeof by === 'string' ? `, por ${by}` : '';
}

function openedInWords({ tickets }: Readonly<Record<string, unknown>>): string {
  return (tickets as readonly OpenedTicket[])
    .map(
      ({ station, job: { seq, priority } }) =>
        `; comanda para ${station}, impresión #${seq} en cola (${PRIORITIES[priority]})`,
    )
    .join('');
}
