/** comanda owner reset: makes a one-time link for the owner, on the host's machine only. */
import { request as http } from 'node:http';
import { request as https } from 'node:https';
import { ownerSecret } from '../connect/owner';
import { NoHost } from '../connect/wire-client';

export async function ownerResetCommand(reach: {
  readonly httpPort: number;
  readonly dataDir: string;
  readonly https: boolean;
}): Promise<number> {
  const token = ownerSecret(reach.dataDir);
  if (token === null) return 1;
  const { status, body } = await post(reach.https, reach.httpPort, '/propietario/enlace', token);
  const { codigo, error } = body as { codigo?: string; error?: { mensaje?: string } };
  if (status !== 201 || codigo === undefined) {
    process.stderr.write(
      `${error?.mensaje ?? `El servidor contestó ${status}.`}\n(se usó ${reach.dataDir}; ¿es el --data-dir de este servidor?)\n`,
    );
    return 1;
  }
  const scheme = reach.https ? 'https' : 'http';
  process.stdout.write(
    `Enlace del dueño (una sola vez, una hora; el anterior ya no vale):\n${scheme}://localhost:${reach.httpPort}/#propietario=${codigo}\n`,
  );
  return 0;
}

function post(
  secure: boolean,
  port: number,
  path: string,
  token: string,
): Promise<{ status: number; body: unknown }> {
  const options = {
    host: '127.0.0.1',
    port,
    path,
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
  };
  return new Promise((resolve, reject) => {
    // The certificate names the machine's address on the LAN, not 127.0.0.1. Only a host that knows
    // the secret accepts the request.
    const request = secure ? https({ ...options, rejectUnauthorized: false }) : http(options);
    request.on('error', (error: NodeJS.ErrnoException) =>
      reject(
        new NoHost(
          `No hay un servidor de Comanda en el puerto HTTP ${port} (${error.code ?? ''}). Revise --http-port.`,
        ),
      ),
    );
    request.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (more: string) => (text += more));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: parse(text) }));
    });
    request.end();
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
