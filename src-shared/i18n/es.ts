/**
 * Spanish words for closed lists of wires, logs and the command line. Screens have their own
 * catalogue for each language.
 */
import type { Alert } from '../model/operations/alerts';
import type { Medium, PrinterState } from '../model/printers';
import type { OrderState, PaymentMethod } from '../model/order';
import type { PrintCause } from '../model/print-job';
import { many } from '../text/count-text';
import type { TicketKind, TicketState } from '../model/ticket';

const CAUSES: Readonly<Record<PrintCause, string>> = {
  refused: 'la impresora rechaza la conexión',
  unreachable: 'la impresora no está en la red',
  connect_timeout: 'la impresora no contesta',
  link_lost: 'se cortó la conexión con la impresora',
  stalled: 'la impresora dejó de recibir datos',
  worker_died: 'el proceso de impresión se cayó',
  host_restarted: 'el servidor se reinició mientras imprimía',
  encode_failed: 'la comanda no se pudo preparar para imprimir',
  paper_out: 'sin papel',
  cover_open: 'tapa abierta',
  cutter_jammed: 'la cuchilla está trabada',
  printer_fault: 'la impresora tiene una falla',
  mute: 'la impresora no dice cómo está',
  no_answer: 'la impresora no confirmó',
  voided_before_print: 'anulada antes de imprimirse',
  too_old: 'esperó demasiado durante una falla',
  confirmed_by_hand: 'alguien dijo que está en papel',
  discarded_by_hand: 'alguien la descartó',
  rerouted_by_hand: 'alguien la mandó a otra impresora',
  stranger: 'en esa dirección contesta otra impresora',
  unidentified: 'la impresora no dice cuál es',
  no_device: 'el cable USB no está conectado',
  spool_refused: 'la cola del sistema no la aceptó',
  file_failed: 'el PDF no se pudo guardar',
  not_shown: 'ninguna pantalla la mostró',
  lane_full: 'su impresora tiene mucha cola',
};

export function causeInWords(cause: string): string {
  return CAUSES[cause as PrintCause] ?? cause;
}

/** An alert in one Spanish sentence, without its full stop. */
export function alertInWords({
  kind,
  about,
  figure,
  cause,
}: Alert & { readonly about: string | null }): string {
  switch (kind) {
    case 'printer':
      return `Impresora caída: ${about ?? '?'} (${causeInWords(cause ?? '')}); sus comandas salen por su respaldo, si lo tiene`;
    case 'queue':
      return `Cola alta: ${many(figure ?? 0, 'comanda espera', 'comandas esperan')}`;
    case 'slow':
      return `Impresión lenta: ${((figure ?? 0) / 1_000).toFixed(1)} segundos por comanda`;
    case 'paper':
      return `El papel es el límite en ${about ?? '?'}: lo que espera tarda ${many(Math.round((figure ?? 0) / 1_000), 'segundo', 'segundos')}; una parte puede pasar a otra impresora (Tablero)`;
    case 'stuck':
      return `${about ?? '?'} anda y no imprime lo que espera desde hace ${many(Math.round((figure ?? 0) / 1_000), 'segundo', 'segundos')}; cierre Comanda y ábralo otra vez: no se pierde nada`;
    case 'backup':
      return 'El último respaldo falló';
    case 'old_backup':
      return `El último respaldo es de hace ${many(Math.round((figure ?? 0) / 3_600_000), 'hora', 'horas')}`;
    case 'clock':
      return `El reloj de este equipo saltó ${spanInWords(figure ?? 0)}`;
    case 'flood':
      return `Demasiadas peticiones desde ${cause ?? '?'}: ${many(Math.round(figure ?? 0), 'rechazada', 'rechazadas')} en un minuto`;
    case 'database':
      return 'La base está dañada o le faltan pedidos';
    case 'store':
      return STORE_WORDS[cause ?? ''] ?? 'La base de datos falló: hubo pedidos rechazados';
    case 'mail':
      return 'El correo de aviso no sale';
    case 'disk':
      return `Queda poco disco: ${Math.round((figure ?? 0) / 1_048_576)} MB`;
    case 'log':
      return `El registro de la base creció a ${Math.round((figure ?? 0) / 1_048_576)} MB; cierre otros programas que la tengan abierta`;
  }
}

/**
 * By the cause of a `store` alert: an error's code, or `io_error` for a failure that the database
 * recovered from.
 */
const STORE_WORDS: Readonly<Record<string, string>> = {
  DISK_FULL: 'Pedidos rechazados: el disco está lleno',
  DISK_READ_ONLY: 'Pedidos rechazados: el disco no acepta escrituras',
  STORE_BUSY: 'Pedidos rechazados: otro programa tiene tomada la base de datos',
  FOLDER_LOST: 'La carpeta de datos ya no está: Comanda se cierra',
  io_error:
    'El disco falló al escribir; la base se abrió otra vez y está sana. Haga un respaldo y revise el disco',
};

/** `2 h hacia atrás`, `1 día hacia adelante`. */
export function spanInWords(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000);
  const span =
    minutes < 120
      ? `${minutes} min`
      : minutes < 2 * 1_440
        ? `${Math.round(minutes / 60)} h`
        : `${Math.round(minutes / 1_440)} días`;
  return `${span} hacia ${ms < 0 ? 'atrás' : 'adelante'}`;
}

export const ORDER_WORDS: Readonly<Record<OrderState, string>> = {
  open: 'abierto',
  ready: 'listo',
  served: 'entregado',
  closed: 'cerrado',
  voided: 'anulado',
};

export const PAYMENT_WORDS: Readonly<Record<PaymentMethod, string>> = {
  cash: 'efectivo',
  card: 'tarjeta',
  other: 'otro',
};

/** How far the cook is with a printed ticket; absent: not started. */
export const COOKING_WORDS: Readonly<Partial<Record<TicketState, string>>> = {
  started: 'en_preparacion',
  bumped: 'listo',
};

const PRINTER_WORDS: Readonly<Record<PrinterState, string>> = {
  ready: 'lista',
  blocked: 'bloqueada',
  degraded: 'no informa',
  open: 'caída',
  half_open: 'vuelve',
};

/** Nodemailer's codes and SMTP's numbers that an owner can act on. */
const MAIL_TROUBLES: readonly (readonly [RegExp, string])[] = [
  [/EAUTH/, 'el servidor de correo no acepta usuario o contraseña'],
  [/EDNS|ENOTFOUND/, 'no se encuentra el servidor de correo'],
  [/ETLS/, 'el servidor de correo no ofrece el cifrado pedido'],
  [/ETIMEDOUT/, 'el servidor de correo no contesta'],
  [/EMESSAGE(?! 4)/, 'el servidor de correo no acepta lo que dice el aviso'],
  [/UNREADABLE/, 'un aviso no se puede leer'],
  [/EENVELOPE|55\d/, 'el servidor de correo rechaza el remitente o el destinatario'],
  [/45\d/, 'el servidor de correo no puede por ahora'],
  [/ESOCKET|ECONN/, 'no hay conexión con el servidor de correo'],
];

export function mailTroubleInWords(word: string): string {
  const found = MAIL_TROUBLES.find(([code]) => code.test(word));
  return found ? `${found[1]} (${word})` : word;
}

/**
 * A printer whose last attempts failed is not called ready, though it still gets the next ticket.
 */
export function printerInWords(state: PrinterState, failures: number): string {
  return state === 'ready' && failures > 0 ? 'falla' : PRINTER_WORDS[state];
}

export const DIVERTED_WORDS: Readonly<Record<Exclude<Medium, 'paper'>, string>> = {
  pdf: 'PDF',
  screen: 'pantalla',
};

export const TICKET_WORDS: Readonly<Record<TicketKind, string>> = {
  order: 'pedido',
  addition: 'agregado',
  change: 'modificación',
  void: 'anulación',
  move: 'cambio de mesa',
  bill: 'precuenta',
  message: 'mensaje',
};

/** A folio has at least four digits. */
export function folioText(folio: number): string {
  return String(folio).padStart(4, '0');
}
