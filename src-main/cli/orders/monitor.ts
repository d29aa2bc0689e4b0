/** comanda monitor: shows lanes, error counters and the last orders, every second. */
import { setTimeout as sleep } from 'node:timers/promises';
import { PAGES } from '../../../src-shared/queries/cursor';
import { orderLine, seconds } from '../connect/show';
import type { ShownOrder } from '../connect/show';
import { hintFor } from '../connect/owner';
import { connectAs } from '../connect/proof';
import type { HostTarget } from '../connect/proof';
import { errorOf, NoHost } from '../connect/wire-client';
import type { WireClient } from '../connect/wire-client';

type Lane = {
  impresora: string;
  en_cola: number;
  urgentes: number;
  imprimiendo: boolean;
  espera_s: number | null;
  fallos: number;
  estado: string;
  causa?: string;
};
type Queue = {
  pedidos_hoy: number;
  tiempo_promedio_s: number | null;
  esperan_decision: number;
  carriles: readonly Lane[];
  errores: { cliente: number; servidor: number; base_de_datos: number; conexiones_rotas: number };
};

type RecentPage = {
  readonly pedidos: readonly ShownOrder[];
  readonly total: number;
  readonly siguiente: string | null;
};

const EVERY_MS = 1_000;

export async function monitorCommand(
  address: HostTarget & { readonly once: boolean; readonly limit: number },
): Promise<number> {
  let client: WireClient | null = null;
  for (;;) {
    try {
      client ??= await connectAs(address);
      const text = await picture(client, address.limit, address);
      process.stdout.write(
        address.once || !process.stdout.isTTY
          ? `${text}\n`
          : `\u001b[H\u001b[2J${text}\nCtrl-C sale.\n`,
      );
    } catch (error) {
      // An open connection keeps this program running.
      client?.close();
      client = null;
      if (!(error instanceof NoHost) || address.once) throw error;
      process.stdout.write(`${error.message} Se reintenta…\n`);
    }
    if (address.once) {
      client?.close();
      return 0;
    }
    await sleep(EVERY_MS);
  }
}

async function picture(client: WireClient, limit: number, reach: HostTarget): Promise<string> {
  const queue = await client.request({ consulta: 'cola' });
  const refused = errorOf(queue);
  if (refused) throw new Error(`${refused}${hintFor(refused, reach)}`);
  const recent = await newest(client, limit, reach);
  const { pedidos_hoy, tiempo_promedio_s, esperan_decision, carriles, errores } =
    queue as unknown as Queue;
  return [
    `Comanda  ${new Date().toTimeString().slice(0, 8)}   pedidos hoy ${pedidos_hoy}   media ${seconds(tiempo_promedio_s)}   esperan una decisión ${esperan_decision}`,
    `Errores: clientes ${errores.cliente}, servidor ${errores.servidor}, base de datos ${errores.base_de_datos}, conexiones rotas ${errores.conexiones_rotas}`,
    '',
    ...carriles.map(laneLine),
    recent.total > recent.orders.length
      ? `\nLos últimos ${recent.orders.length} de ${recent.total} pedidos`
      : '',
    '    id  folio estado     duración  mesa o cliente      comandas',
    ...(recent.orders.length > 0
      ? recent.orders.map(orderLine)
      : ['  Todavía no hay pedidos. Envíe uno con: npx comanda send']),
  ].join('\n');
}

/** The newest `limit` orders, read page by page. */
async function newest(
  client: WireClient,
  limit: number,
  reach: HostTarget,
): Promise<{ readonly total: number; readonly orders: readonly ShownOrder[] }> {
  const orders: ShownOrder[] = [];
  for (let cursor: unknown = null; ;) {
    const limite = Math.min(limit - orders.length, PAGES.recientes.most);
    const answer = await client.request({ consulta: 'recientes', limite, cursor });
    const refused = errorOf(answer);
    if (refused) throw new Error(`${refused}${hintFor(refused, reach)}`);
    const { pedidos, total, siguiente } = answer as unknown as RecentPage;
    orders.push(...pedidos);
    cursor = siguiente;
    if (cursor === null || orders.length >= limit) return { total, orders };
  }
}

function laneLine(lane: Lane): string {
  const tries = lane.fallos > 0 ? `; ${lane.fallos} intentos` : '';
  const doing =
    lane.causa !== undefined
      ? `${lane.estado}: ${lane.causa}${tries}`
      : lane.imprimiendo
        ? 'imprimiendo'
        : 'libre';
  const urgent = lane.urgentes > 0 ? `, ${lane.urgentes} urgentes` : '';
  const wait = lane.espera_s === null ? '' : `  ~${lane.espera_s} s`;
  return `  ${lane.impresora.padEnd(14)} ${String(lane.en_cola).padStart(4)} en cola${urgent}${wait}  ${doing}`;
}
