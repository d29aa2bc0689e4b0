/** comanda confirm, discard, print, and printer list and retry: a person's word about prints and printers, from the command line. */
import { PRINTER_WORDS } from '../../src-shared/words';
import { ticketText } from './show';
import type { ShownOrder } from './show';
import { connectWire, errorOf } from './wire-client';
import type { Answer, HostAddress } from './wire-client';

type Reach = HostAddress & { readonly token?: string };

const VERBS = { confirm: 'confirmar', discard: 'descartar', print: 'imprimir' } as const;

export async function decide(
  what: keyof typeof VERBS,
  order: number,
  { station, ...reach }: Reach & { readonly station?: string },
): Promise<number> {
  const answer = await ask(reach, { [VERBS[what]]: order, ...(station === undefined ? {} : { estacion: station }) });
  if (!answer) return 1;
  const { status, comandas } = answer as Pick<ShownOrder, 'comandas'> & { readonly status: string };
  process.stdout.write(`Pedido ${order}: ${status}\n`);
  for (const ticket of comandas) process.stdout.write(`  ${ticketText(ticket)}\n`);
  return 0;
}

export async function retryPrinter(printer: string, reach: Reach): Promise<number> {
  const answer = await ask(reach, { reintentar: printer });
  if (answer) process.stdout.write(`${String(answer.impresora)}: se intenta ahora.\n`);
  return answer ? 0 : 1;
}

type Lane = {
  readonly impresora: string;
  readonly direccion: string;
  readonly virtual: boolean;
  readonly estado: string;
  readonly causa?: string;
  readonly en_cola: number;
};

export async function listPrinters(reach: Reach): Promise<number> {
  const answer = await ask(reach, { consulta: 'cola' });
  if (!answer) return 1;
  for (const { impresora, direccion, virtual, estado, causa, en_cola: waiting } of answer.carriles as readonly Lane[]) {
    const state = estado === PRINTER_WORDS.ready ? estado : [estado, causa].filter((part) => part !== undefined).join(': ');
    const where = `${direccion}${virtual ? ' (virtual)' : ''}`;
    process.stdout.write(`${impresora.padEnd(16)} ${where.padEnd(30)} ${state.padEnd(36)} ${waiting} en cola\n`);
  }
  return 0;
}

/** Null when the host refused; it said why on stderr. */
async function ask({ token, ...address }: Reach, request: object): Promise<Answer | null> {
  const client = await connectWire(address);
  const answer = await client.request({ ...request, ...(token === undefined ? {} : { token }) });
  client.close();
  const error = errorOf(answer);
  if (!error) return answer;
  process.stderr.write(`${error}\n`);
  return null;
}
