/**
 * Builds the answers of TCP and HTTP: orders, lanes, journeys and refusals. The seeds' names
 * (`estado`, `fecha_inicio`, `fecha_fin`, `duracion`) are kept; docs/protocol.md explains each
 * value.
 */
import type {
  DispatchReply,
  LineNotice,
  OrderEdited,
  TicketStateChanged,
} from '../commands/registry';
import type { Answered, PublicReply } from './public-reply';
import { ERRORS, messageOf } from '../base/errors';
import type { Refusal } from '../base/errors';
import type { Event } from '../events/events';
import { addressText } from '../model/printer-address-text';
import { papersIn } from '../live/lane-board';
import type { Printer, PrinterIdentity } from '../model/printers';
import { systemActorName } from '../base/system-actors';
import { many } from '../text/count-text';
import { shownText } from '../text/plain-text';
import { isSample, shownState } from '../model/sample-printers';
import type { EpochMs } from '../base/vocabulary';
import { FOOD } from '../model/ticket';
import type {
  Journey,
  MenuView,
  OrderView,
  UndecidedPrint,
  QueueView,
  TicketStatus,
} from '../queries/queries';
import {
  alertInWords,
  causeInWords,
  COOKING_WORDS,
  DIVERTED_WORDS,
  folioText,
  ORDER_WORDS,
  PAYMENT_WORDS,
  printerInWords,
  TICKET_WORDS,
} from '../i18n/es';
import type { Station } from '../model/stations';

export function errorAnswer(refusal: Refusal, key: string | null = null): PublicReply {
  const { position, field } = refusal.details;
  return {
    error: {
      codigo: ERRORS[refusal.code].publicCode,
      mensaje: messageOf(refusal),
      ...(position === undefined ? {} : { posicion: position }),
      ...(field === undefined ? {} : { campo: field }),
      reintentable: ERRORS[refusal.code].retryable,
      // Values for the holes of the message, for translations.
      ...(Object.keys(refusal.details).length === 0 ? {} : { datos: refusal.details }),
    },
    ...(key === null ? {} : { clave: key }),
  };
}

/** The sender's key, if it gave one. */
export function keyField(key: string | null): PublicReply {
  return key === null ? {} : { clave: key };
}

/** An order or a change of it was stored, with the state of its tickets. */
export function dispatchAnswer(
  reply: Pick<DispatchReply, 'number' | 'folio' | 'revision' | 'notices'>,
  { tickets, key }: Answered,
  extra: PublicReply = {},
): PublicReply {
  return {
    status: 'recibido',
    id: reply.number,
    folio: folioText(reply.folio),
    revision: reply.revision,
    ...keyField(key),
    ...extra,
    ...(reply.notices === undefined ? {} : { avisos: reply.notices.map(noticeOnWire) }),
    comandas: tickets.map((ticket) => ticketOnWire(ticket)),
  };
}

function noticeOnWire({ code, line, product, similar }: LineNotice): PublicReply {
  return {
    codigo: NOTICE_WORDS[code],
    linea: line,
    datos: { producto: product, parecido: similar },
  };
}
const NOTICE_WORDS: Readonly<Record<LineNotice['code'], string>> = { NO_PRICE: 'SIN_PRECIO' };

/** A command was carried out on the record with this number; null: it has none. */
export function plainAnswer(
  status: string,
  number: number | null,
  { tickets, key }: Answered,
): PublicReply {
  return {
    status,
    ...(number === null ? {} : { id: number }),
    ...keyField(key),
    comandas: tickets.map((ticket) => ticketOnWire(ticket)),
  };
}

/** An order was edited. */
export function editAnswer(
  status: string,
  { number, revision }: Pick<OrderEdited, 'number' | 'revision'>,
  answered: Answered,
): PublicReply {
  return { ...plainAnswer(status, number, answered), revision };
}

/** A ticket's state after a cook's command, whether it changed or not. */
export function ticketAnswer(
  status: string,
  { ticket, moved }: Pick<TicketStateChanged, 'ticket' | 'moved'>,
  { key }: Answered,
): PublicReply {
  return { status: moved ? status : 'sin_cambios', comanda: ticket, ...keyField(key) };
}

/**
 * An order's current state, with the seeds' fields: `estado`, `fecha_inicio`, `fecha_fin`,
 * `duracion` in seconds.
 */
export function publicOrder(order: OrderView): PublicReply {
  // The clock may have been set back a little in between. A later step never shows an earlier time.
  const begun = notBefore(order.placedAt, order.startedAt);
  const ended = notBefore(begun, order.readyAt);
  return {
    id: order.number,
    folio: folioText(order.folio),
    fecha: order.day,
    estado: orderState(order),
    revision: order.revision,
    ...(order.table === null ? {} : { mesa: order.table }),
    ...(order.customer === null ? {} : { cliente: order.customer }),
    ...(order.waiter === null ? {} : { mesero: order.waiter }),
    ...(order.covers === null ? {} : { comensales: order.covers }),
    ...(order.note === null ? {} : { nota: order.note }),
    ...(order.mergedInto === null ? {} : { juntado_con: order.mergedInto }),
    ...(order.payment === null
      ? {}
      : {
          pago: PAYMENT_WORDS[order.payment.method],
          propina: order.payment.tip,
          cobrado: iso(order.payment.at),
        }),
    recibido: iso(order.placedAt),
    fecha_inicio: iso(begun),
    fecha_fin: iso(ended),
    duracion: secondsBetween(begun, ended),
    total: order.total,
    lineas: order.lines.map((line) => ({
      linea: line.no,
      producto: line.name,
      cantidad: line.quantity - (line.state === 'voided' ? 0 : line.voided),
      ...(line.modifiers.length > 0 ? { modificadores: line.modifiers } : {}),
      ...(line.note === null ? {} : { nota: line.note }),
      ...(line.course === null ? {} : { tiempo: line.course }),
      ...(line.seat === null ? {} : { comensal: line.seat }),
      ...(line.unitPrice === null ? { sin_precio: true } : { precio: line.unitPrice }),
      ...(line.comp === null ? {} : { cortesia: line.comp }),
      ...(line.state === 'held' ? { en_espera: true } : {}),
      ...(line.state === 'voided' ? { anulada: true } : {}),
    })),
    comandas: order.tickets.map((ticket) => ticketOnWire(ticket, isCarried(order))),
  };
}

export function publicQueue(queue: QueueView): PublicReply {
  return {
    pedidos_hoy: queue.ordersToday,
    tiempo_promedio_s: queue.meanSeconds,
    esperan_decision: queue.waitingForSomeone,
    carriles: queue.lanes.map((lane) => ({
      impresora: lane.printer,
      ...(lane.address === '' ? {} : { direccion: lane.address }),
      virtual: lane.virtual,
      en_cola: lane.queued.urgent + lane.queued.normal + lane.queued.low,
      urgentes: lane.queued.urgent,
      imprimiendo: lane.sending !== null,
      espera_s: lane.waitMs === null ? null : Math.round(lane.waitMs / 100) / 10,
      estado: printerInWords(lane.state, lane.failures),
      fallos: lane.failures,
      ...(lane.cause && (lane.failures > 0 || lane.state !== 'ready')
        ? { causa: causeInWords(lane.cause) }
        : {}),
    })),
  };
}

/** The fields of the seeds' `GET /admin/cola-status`. */
export function queueStatus(queue: QueueView, workers: number, now: EpochMs): PublicReply {
  const [alert] = queue.alerts;
  const seconds =
    queue.paper === null ? null : Math.max(0, Math.round((now - queue.paper.lastAt) / 1_000));
  return {
    pedidos_en_cola: papersIn(queue.lanes),
    workers_activos: workers,
    tiempo_promedio_procesamiento:
      queue.paper === null ? null : `${(queue.paper.meanMs / 1_000).toFixed(1)} segundos`,
    ultimo_pedido_procesado:
      seconds === null ? null : `hace ${many(seconds, 'segundo', 'segundos')}`,
    alerta: alert === undefined ? null : alertInWords(alert),
    alertas: queue.alerts.map((one) => ({
      alerta: alertInWords(one),
      desde: iso(one.raisedAt),
      vista_por: one.seenBy,
    })),
    ...publicQueue(queue),
  };
}

export function publicMenu({ currency, decimals, items }: MenuView): PublicReply {
  return {
    moneda: currency,
    decimales: decimals,
    items: items.map(({ code, name, category, price, soldOut, left, groups, removable }) => ({
      codigo: code,
      nombre: name,
      categoria: category,
      precio: price,
      agotado: soldOut,
      ...(left === null ? {} : { quedan: left }),
      ...(groups.length === 0
        ? {}
        : {
            preguntas: groups.map((group) => ({
              nombre: group.name,
              minimo: group.min,
              maximo: group.max,
              opciones: group.options.map((option) => ({
                nombre: option.name,
                precio: option.price,
              })),
            })),
          }),
      ...(removable.length === 0 ? {} : { sin: removable }),
    })),
  };
}

/** The printer's own report, without bytes that could control a terminal. */
export function publicIdentity(identity: PrinterIdentity | null): PublicReply {
  if (identity === null) return {};
  return {
    marca: shownText(identity.maker),
    modelo: shownText(identity.model),
    serie: shownText(identity.serial),
  };
}

/** Each printer with its capabilities, and the stations it prints for. */
export function publicPrinters(
  printers: readonly Printer[],
  stations: readonly Station[],
): PublicReply {
  return {
    impresoras: printers.map(({ id, name, address, profile, health }) => ({
      impresora: name,
      direccion: addressText(address),
      virtual: isSample({ address }),
      columnas: profile.columns,
      pagina: profile.codePage,
      idioma: profile.language,
      confirma: profile.fence,
      informa_estado: profile.answersStatus,
      ...publicIdentity(profile.identity),
      estado: printerInWords(health.state, health.failures),
      fallos: health.failures,
      ...(health.cause === null ? {} : { causa: causeInWords(health.cause) }),
      proximo_intento: iso(health.retryAt),
      estaciones: stations
        .filter(({ printerId }) => printerId === id)
        .map((station) => station.name),
      respalda_a: stations
        .filter(({ fallbacks }) => fallbacks.includes(id))
        .map((station) => station.name),
    })),
    estaciones: stations.map(({ name, printerId, fallbacks, whenUnsure, hasScreen }) => ({
      estacion: name,
      pantalla: hasScreen,
      cadena: [printerId, ...fallbacks].flatMap((id) =>
        printers.filter((printer) => printer.id === id).map((printer) => printer.name),
      ),
      sin_confirmar: whenUnsure === 'ask' ? 'preguntar' : 'reimprimir',
    })),
  };
}

/** A page of a list: its total length and the cursor of the next page; null: the last page. */
export type PageFacts = { readonly total: number; readonly next: string | null };

/** The list of undecided prints, one page at a time. */
export function publicPending(
  pending: readonly UndecidedPrint[],
  { total, next }: PageFacts,
): PublicReply {
  return {
    total,
    siguiente: next,
    pendientes: pending.map(
      ({ jobSeq, order, folio, table, customer, station, printer, state, cause, since }) => ({
        impresion: jobSeq,
        ...(order === null ? {} : { pedido: order, folio }),
        ...(table === null ? {} : { mesa: table }),
        ...(customer === null ? {} : { cliente: customer }),
        estacion: station,
        impresora: printer,
        estado: state === 'unsure' ? 'sin_confirmar' : 'atrasado',
        ...(cause === null ? {} : { causa: causeInWords(cause) }),
        desde: iso(since),
      }),
    ),
  };
}

/** The newest orders, one page at a time. */
export function publicRecent(
  orders: readonly OrderView[],
  { total, next }: PageFacts,
): PublicReply {
  return { total, siguiente: next, pedidos: orders.map(publicOrder) };
}

export function publicJourney(journey: Journey): PublicReply {
  return { ...publicOrder(journey.order), eventos: journey.events.map(publicEvent) };
}

export function publicEvent(event: Event): PublicReply {
  const { seq, at, kind, order, ...body } = event;
  const by = 'by' in body && typeof body.by === 'string' ? { by: systemActorName(body.by) } : {};
  return {
    seq,
    hora: iso(at),
    suceso: kind,
    ...(order === null ? {} : { pedido: order }),
    datos: { ...body, ...by },
  };
}

/** The line that subscribers get between answers when an order changed. */
export function orderUpdated(order: OrderView, seq: number): PublicReply {
  return { evento: 'pedido_actualizado', seq, ...publicOrder(order) };
}

function ticketOnWire(ticket: TicketStatus, carriedOut = false): PublicReply {
  return {
    comanda: Number(ticket.ticketId),
    estacion: ticket.station,
    ...(ticket.kind === 'order' ? {} : { tipo: TICKET_WORDS[ticket.kind] }),
    impresora: ticket.printer,
    ...(ticket.virtual ? { virtual: true } : {}),
    ...ticketState(ticket),
    ...cookingOnWire(ticket, carriedOut),
    ...(ticket.unprintable > 0 ? { letras_perdidas: ticket.unprintable } : {}),
  };
}

/** The state from cooks and waiters takes precedence over the print's state. */
function cookingOnWire({ state, kind, cooking }: TicketStatus, carriedOut: boolean): PublicReply {
  if (state !== 'printed' && state !== 'sent') return {};
  if (carriedOut && FOOD.has(kind)) return { estado: 'entregado' };
  const word = cooking === null ? undefined : COOKING_WORDS[cooking];
  return word === undefined ? {} : { estado: word };
}

function ticketState(ticket: TicketStatus): PublicReply {
  const cause = ticket.cause === null ? {} : { causa: causeInWords(ticket.cause) };
  if (
    ticket.divertedTo !== null &&
    (ticket.state === 'queued' || ticket.state === 'sending' || ticket.state === 'sent')
  )
    return { estado: 'desviado', a: DIVERTED_WORDS[ticket.divertedTo], ...cause };
  switch (shownState(ticket)) {
    case 'sample':
      return { estado: 'de_muestra', hora: iso(ticket.settledAt), ...cause };
    case 'queued':
      if (ticket.place?.state !== 'queued') return { estado: 'en_cola', ...cause };
      return {
        estado: 'en_cola',
        posicion: ticket.place.position,
        de: ticket.place.of,
        espera_s: ticket.place.waitMs === null ? null : Math.ceil(ticket.place.waitMs / 1000),
        ...(ticket.place.cause === null ? cause : { causa: causeInWords(ticket.place.cause) }),
      };
    case 'sending':
      return { estado: 'imprimiendo' };
    case 'printed':
      return { estado: 'impreso', hora: iso(ticket.settledAt), ...cause };
    case 'sent':
      return { estado: 'enviado', hora: iso(ticket.settledAt) };
    case 'unsure':
      return { estado: 'sin_confirmar', hora: iso(ticket.settledAt), ...cause };
    case 'blocked':
      return { estado: 'bloqueado', ...cause };
    case 'rerouted':
      return { estado: 'desviado', ...cause };
    case 'stale':
      return { estado: 'atrasado', ...cause };
    case 'discarded':
      if (ticket.cause === 'confirmed_by_hand') return { estado: 'impreso', ...cause };
      return { estado: ticket.cause === 'discarded_by_hand' ? 'descartado' : 'anulado', ...cause };
  }
}

/** A closed order is served too, unless it was paid first and is still being cooked. */
function isCarried({ state, readyAt }: OrderView): boolean {
  return state === 'served' || (state === 'closed' && readyAt !== null);
}

function orderState(order: OrderView): string {
  if (order.state === 'open') return order.startedAt === null ? 'recibido' : 'en proceso';
  return ORDER_WORDS[order.state];
}

function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

/** An end that is not before its start: the clock may have been set back in between. */
function notBefore(start: number | null, end: number | null): number | null {
  return end === null ? null : Math.max(start ?? end, end);
}

function secondsBetween(from: number | null, to: number | null): number | null {
  return from === null || to === null ? null : Math.max(0, to - from) / 1000;
}
