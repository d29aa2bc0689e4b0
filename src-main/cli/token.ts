/** comanda token add: a token for a program or machine that sends orders over the LAN. Only at the host's own machine. */
import { askAsOwner } from './owner';
import type { OwnerReach } from './owner';

export async function addToken(name: string, reach: OwnerReach): Promise<number> {
  const answer = await askAsOwner(reach, { dispositivo: name });
  if (!answer) return 1;
  process.stdout.write(
    `Token de "${name}" (se muestra una sola vez; vaya en el campo "token" de cada mensaje):\n${String(answer.token)}\n`,
  );
  return 0;
}
