/** comanda confirm, discard, print, reroute and shown: a person's word about prints, from the command line. */
import { ask } from './owner';
import type { Reach } from './owner';
import { ticketText } from './show';
import type { ShownOrder } from './show';

const VERBS = { confirm: 'confirmar', discard: 'descartar', print: 'imprimir', shown: 'mostrado', reroute: 'desviar' } as const;

export async function decide(
  what: keyof typeof VERBS,
  order: number,
  { station, to, ...reach }: Reach & { readonly station?: string; readonly to?: string },
): Promise<number> {
  const answer = await ask(reach, {
    [VERBS[what]]: order,
    ...(station === undefined ? {} : { estacion: station }),
    ...(to === undefined ? {} : { a: to }),
  });
  if (!answer) return 1;
  const { status, comandas } = answer as Pick<ShownOrder, 'comandas'> & { readonly status: string };
  process.stdout.write(`Pedido ${order}: ${status}\n`);
  for (const ticket of comandas) process.stdout.write(`  ${ticketText(ticket)}\n`);
  return 0;
}
