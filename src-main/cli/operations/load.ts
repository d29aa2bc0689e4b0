/** comanda load: sends many orders and reports answer percentiles and the time to the last print. */
import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '../connect/show';
import { connectAs } from '../connect/proof';
import type { HostTarget } from '../connect/proof';
import { errorOf } from '../connect/wire-client';
import type { WireClient } from '../connect/wire-client';

export type LoadCommandOptions = HostTarget & {
  readonly orders: number;
  readonly rate: number | null;
  readonly connections: number;
  readonly yesPrint: boolean;
};

type Lane = { readonly en_cola: number; readonly imprimiendo: boolean; readonly virtual: boolean };

const MENU = [
  'Hamburguesa clásica',
  'Milanesa napolitana',
  'Cerveza',
  'Agua',
  'Helado',
  'Flan con dulce de leche',
  'Papas fritas',
  'Ravioles de ricota',
];

export async function loadCommand(options: LoadCommandOptions): Promise<number> {
  const open: WireClient[] = [];
  const connect = async (): Promise<WireClient> => {
    const client = await connectAs(options, 'ifAsked');
    open.push(client);
    return client;
  };
  try {
    return await sendAll(options, connect);
  } finally {
    // Also after a refusal: an open connection keeps this program running.
    for (const client of open) client.close();
  }
}

async function sendAll(
  options: LoadCommandOptions,
  connect: () => Promise<WireClient>,
): Promise<number> {
  const watch = await connect();
  if (!options.yesPrint && (await lanes(watch)).some((lane) => !lane.virtual)) {
    process.stderr.write(
      'Este servidor tiene impresoras de verdad: la prueba gastaría su papel. Si es lo que quiere, agregue --yes-print.\n',
    );
    return 1;
  }
  const clients = await Promise.all(
    Array.from({ length: Math.min(options.connections, options.orders) }, connect),
  );
  const times: number[] = [];
  let failed = 0;
  let firstError = '';
  const progress = process.stdout.isTTY
    ? setInterval(
        () => process.stdout.write(`\r  ${times.length + failed} de ${options.orders}…`),
        500,
      )
    : null;
  const start = performance.now();
  let next = 0;
  await Promise.all(
    clients.map(async (client) => {
      for (let n = next++; n < options.orders; n = next++) {
        if (options.rate !== null)
          await sleep(Math.max(0, start + (n / options.rate) * 1000 - performance.now()));
        const sent = performance.now();
        const answer = await client
          .request(order(n))
          .catch((error: Error) => ({ error: { codigo: 'CONEXION', mensaje: error.message } }));
        const error = errorOf(answer);
        if (error === null) times.push(performance.now() - sent);
        else {
          failed++;
          firstError ||= error;
        }
      }
    }),
  );
  const took = (performance.now() - start) / 1000;
  if (progress) clearInterval(progress);
  for (const client of clients) client.close();
  times.sort((a, b) => a - b);
  const ms = (share: number): string => percentile(times, share).toFixed(1);
  process.stdout.write(
    `\rRecibidos ${times.length} de ${options.orders} en ${took.toFixed(2)} s (${(times.length / took).toFixed(0)}/s), ${failed} con error${firstError ? `: ${firstError}` : ''}\n` +
      `Respuesta en ms: p50 ${ms(0.5)}  p95 ${ms(0.95)}  p99 ${ms(0.99)}  máx ${ms(1)}\n`,
  );
  await untilPrinted(watch, start);
  return failed === 0 ? 0 : 1;
}

async function untilPrinted(client: WireClient, start: number): Promise<void> {
  process.stdout.write('Esperando el papel…\n');
  for (;;) {
    const waiting = (await lanes(client)).reduce(
      (sum, lane) => sum + lane.en_cola + Number(lane.imprimiendo),
      0,
    );
    if (waiting === 0) break;
    if (process.stdout.isTTY) process.stdout.write(`\r  quedan ${waiting}   `);
    await sleep(200);
  }
  const all = await lanes(client);
  const samples = all.filter((lane) => lane.virtual).length;
  const what =
    samples === 0
      ? 'impreso'
      : samples === all.length
        ? 'salió, de muestra,'
        : 'salió, en parte de muestra,';
  process.stdout.write(
    `\rTodo ${what} a los ${((performance.now() - start) / 1000).toFixed(1)} s\n`,
  );
}

async function lanes(client: WireClient): Promise<readonly Lane[]> {
  const answer = await client.request({ consulta: 'cola' });
  const error = errorOf(answer);
  if (error) throw new Error(error);
  return (answer as unknown as { carriles: readonly Lane[] }).carriles;
}

function order(n: number): object {
  const product = (step: number): string => MENU[(n * step + step) % MENU.length] ?? 'Agua';
  return {
    mesa: String((n % 12) + 1),
    cliente: `Prueba ${n + 1}`,
    productos: [{ nombre: product(1), cantidad: 1 + (n % 3) }, product(3), product(5)],
  };
}
