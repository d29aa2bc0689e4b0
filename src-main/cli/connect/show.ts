/** Formats orders and tickets as aligned lines of text. */
import type { TcpReply } from './wire-client';

export type TicketSummary = {
  readonly estacion: string;
  readonly tipo?: string;
  readonly impresora: string;
  readonly estado: string;
  readonly posicion?: number;
  readonly de?: number;
  readonly espera_s?: number | null;
  readonly causa?: string;
  readonly a?: string;
};

export type ShownOrder = TcpReply & {
  readonly id: number;
  readonly folio: string;
  readonly estado: string;
  readonly mesa?: string;
  readonly cliente?: string;
  readonly fecha_inicio: string | null;
  readonly fecha_fin: string | null;
  readonly duracion: number | null;
  readonly comandas: readonly TicketSummary[];
};

const STATES: Readonly<Record<string, string>> = {
  en_cola: 'en cola',
  sin_confirmar: 'no se sabe si salió',
  enviado: 'enviado',
  de_muestra: 'de muestra',
  atrasado: 'espera una decisión',
};

export function stateInWords(estado: string): string {
  return STATES[estado] ?? estado;
}

export function ticketText(ticket: TicketSummary): string {
  const place = ticket.posicion === undefined ? '' : ` ${ticket.posicion} de ${ticket.de}`;
  const wait = typeof ticket.espera_s === 'number' ? `, ~${ticket.espera_s} s` : '';
  const cause = ticket.causa ? ` (${ticket.causa})` : '';
  const kind = ticket.tipo ? ` [${ticket.tipo}]` : '';
  return `${ticket.estacion}${kind}: ${stateInWords(ticket.estado)}${ticket.a === undefined ? '' : ` a ${ticket.a}`}${place}${wait}${cause}`;
}

export function clock(iso: string | null): string {
  return iso === null ? '--:--:--' : new Date(iso).toTimeString().slice(0, 8);
}

export function seconds(value: number | null): string {
  return value === null ? '-' : `${value.toFixed(1)} s`;
}

export function orderLine(order: ShownOrder): string {
  const guest = order.mesa ? `mesa ${order.mesa}` : (order.cliente ?? '');
  const head = `${String(order.id).padStart(6)}  ${order.folio}  ${order.estado.padEnd(10)} ${seconds(order.duracion).padStart(7)}  ${guest.slice(0, 18).padEnd(18)}`;
  return `${head}  ${order.comandas.map(ticketText).join(' · ')}`;
}

/** Nearest-rank percentile of sorted values. */
export function percentile(sorted: readonly number[], share: number): number {
  return (
    sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))] ?? 0
  );
}
