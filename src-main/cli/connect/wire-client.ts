/** TCP client of the command line: one connection, requests answered in order. */
import net from 'node:net';

export type TcpReply = Readonly<Record<string, unknown>>;

export type WireClient = {
  /**
   * Sends one value and resolves to its answer. Rejects with NoHost if the connection ends first, or
   * if the answer is not JSON.
   */
  request(value: unknown): Promise<TcpReply>;
  /**
   * Sends bytes unchanged and closes the sending side. Resolves to all lines that the host sent
   * before it closed its side.
   */
  raw(bytes: string | Uint8Array): Promise<readonly string[]>;
  close(): void;
};

/** No host answers at the address, or the connection ended. The message is for a person. */
export class NoHost extends Error {}

export type TcpAddress = { readonly host: string; readonly port: number };

export async function connectWire({ host, port }: TcpAddress): Promise<WireClient> {
  const socket = net.connect({ host, port, noDelay: true });
  const where = `${net.isIPv6(host) ? `[${host}]` : host}:${port}`;
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', (error: NodeJS.ErrnoException) =>
      reject(new NoHost(noHostWords(where, error))),
    );
  });
  const pending: { resolve: (line: string) => void; reject: (error: Error) => void }[] = [];
  const lines: string[] = [];
  let partialLine = '';
  let ended = false;
  let onEnd: () => void = () => {};
  socket.setEncoding('utf8');
  socket.on('data', (text: string) => {
    const parts = (partialLine + text).split('\n');
    partialLine = parts.pop() ?? '';
    for (const line of parts) {
      const next = pending.shift();
      if (next) next.resolve(line);
      else lines.push(line);
    }
  });
  const finish = (): void => {
    ended = true;
    for (const { reject } of pending.splice(0))
      reject(new NoHost(`El servidor en ${where} cerró la conexión antes de contestar.`));
    onEnd();
  };
  socket.on('end', finish);
  socket.on('error', finish);
  socket.on('close', finish);

  return {
    async request(value) {
      if (ended) throw new NoHost(`El servidor en ${where} cerró la conexión.`);
      const line = await new Promise<string>((resolve, reject) => {
        pending.push({ resolve, reject });
        socket.write(`${JSON.stringify(value)}\n`);
      });
      try {
        return JSON.parse(line) as TcpReply;
      } catch {
        // Close: the other program may keep the connection open, and this one would not end.
        socket.destroy();
        throw new NoHost(`En ${where} contesta algo que no es Comanda. Revise --port.`);
      }
    },
    async raw(bytes) {
      socket.end(bytes);
      if (!ended) await new Promise<void>((resolve) => (onEnd = resolve));
      return lines;
    },
    close: () => void socket.destroy(),
  };
}

function noHostWords(where: string, { code }: NodeJS.ErrnoException): string {
  if (code === 'ECONNREFUSED')
    return `No hay un servidor de Comanda en ${where}. Ábralo con "npm start", o diga otro con --host y --port.`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `No se encuentra el equipo ${where}. Revise --host.`;
  return `No se llega a ${where} (${code ?? 'sin causa conocida'}). Revise la red, --host y --port.`;
}

/** Code and message of an error answer. Null: the answer is no error. */
export function errorOf(answer: TcpReply): string | null {
  const { error } = answer as { error?: { codigo?: string; mensaje?: string } };
  return error ? `${error.codigo ?? 'ERROR'}: ${error.mensaje ?? ''}` : null;
}
