/** comanda token add: a token for a program or machine that sends orders over the LAN. Only at the host's own machine. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { connectWire, errorOf } from './wire-client';
import type { HostAddress } from './wire-client';

export async function addToken(
  name: string,
  { dataDir, ...address }: HostAddress & { readonly dataDir: string },
): Promise<number> {
  let secret: string;
  try {
    secret = readFileSync(path.join(dataDir, 'cli.secret'), 'utf8');
  } catch {
    process.stderr.write(
      `No se puede leer ${path.join(dataDir, 'cli.secret')}: abra el servidor y ejecute esto en su mismo equipo y usuario, con el mismo --data-dir.\n`,
    );
    return 1;
  }
  const client = await connectWire(address);
  const answer = await client.request({ dispositivo: name, token: secret });
  client.close();
  const error = errorOf(answer);
  if (error) process.stderr.write(`${error}\n`);
  else
    process.stdout.write(
      `Token de "${name}" (se muestra una sola vez; vaya en el campo "token" de cada mensaje):\n${String(answer.token)}\n`,
    );
  return error ? 1 : 0;
}
