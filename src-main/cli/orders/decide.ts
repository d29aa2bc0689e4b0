/**
 * comanda pending, and decisions about prints.
 *
 * The decisions are confirm, discard, print, reroute, shown, urgent and reprint.
 */
import { ask } from '../connect/owner';
import type { HostTarget } from '../connect/owner';
import { clock, stateInWords, ticketText } from '../connect/show';
import type { ShownOrder } from '../connect/show';

const VERBS = {
  confirm: 'confirmar',
  discard: 'descartar',
  print: 'imprimir',
  shown: 'mostrado',
  reroute: 'desviar',
  urgent: 'urgente',
  reprint: 'reimprimir',
} as const;

export async function decideCommand(
  what: keyof typeof VERBS,
  order: number,
  {
    station,
    to,
    job,
    ...reach
  }: HostTarget & { readonly station?: string; readonly to?: string; readonly job?: boolean },
): Promise<number> {
  const answer = await ask(reach, {
    [VERBS[what]]: job ? { impresion: order } : order,
    ...(station === undefined ? {} : { estacion: station }),
    ...(to === undefined ? {} : { a: to }),
  });
  if (!answer) return 1;
  const { status, comandas } = answer as Pick<ShownOrder, 'comandas'> & { readonly status: string };
  process.stdout.write(`${job ? 'Impresión' : 'Pedido'} ${order}: ${status}\n`);
  for (const ticket of comandas) process.stdout.write(`  ${ticketText(ticket)}\n`);
  return 0;
}

type Pending = {
  readonly impresion: number;
  readonly pedido?: number;
  readonly folio?: string;
  readonly mesa?: string;
  readonly cliente?: string;
  readonly estacion: string;
  readonly estado: string;
  readonly causa?: string;
  readonly desde: string | null;
};

/** All pages of the list. Null: the host refused one, and stderr has the reason. */
async function allPending(reach: HostTarget): Promise<readonly Pending[] | null> {
  const all: Pending[] = [];
  for (let cursor: unknown = null; ;) {
    const answer = await ask(reach, {
      consulta: 'pendientes',
      ...(cursor === null ? {} : { cursor }),
    });
    if (!answer) return null;
    all.push(...(answer.pendientes as readonly Pending[]));
    cursor = answer.siguiente ?? null;
    if (cursor === null) return all;
  }
}

/** Lists prints that wait for a decision, for example after an outage. */
export async function listPendingCommand(reach: HostTarget): Promise<number> {
  const pending = await allPending(reach);
  if (!pending) return 1;
  for (const {
    impresion,
    pedido,
    folio,
    mesa,
    cliente,
    estacion,
    estado,
    causa,
    desde,
  } of pending) {
    const what = pedido === undefined ? 'mensaje' : `pedido ${pedido} (${folio})`;
    const guest = mesa ? `mesa ${mesa}` : (cliente ?? '');
    const why = causa === undefined ? '' : ` (${causa})`;
    process.stdout.write(
      `#${String(impresion).padEnd(7)} ${clock(desde)}  ${what.padEnd(22)} ${guest.padEnd(16)} ${estacion}: ${stateInWords(estado)}${why}\n`,
    );
  }
  process.stdout.write(
    pending.length === 0
      ? 'Nada espera una decisión.\n'
      : `${pending.length === 1 ? 'Espera 1 impresión' : `Esperan ${pending.length} impresiones`}. Decida con: comanda print, confirm, discard o reroute y el número del pedido; con --job, el de la impresión (#).\n`,
  );
  return 0;
}
