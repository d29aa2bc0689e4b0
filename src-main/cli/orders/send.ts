/** comanda send: sends an order or a message from arguments, a file, stdin or a prompt. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import readline from 'node:readline/promises';
import { readJson } from '../../host/net/json/json-body';
import { orderLine, ticketText } from '../connect/show';
import type { ShownOrder, TicketSummary } from '../connect/show';
import { connectAs } from '../connect/proof';
import type { HostTarget } from '../connect/proof';
import { connectWire, errorOf } from '../connect/wire-client';
import type { TcpReply } from '../connect/wire-client';
import { fault, quotingError } from '../../../src-shared/base/fault-points';

export type SendOptions = HostTarget & {
  readonly until: 'received' | 'printed' | 'ready';
  readonly client?: string;
  readonly address?: string;
  readonly table?: string;
  readonly id?: string;
  readonly json: boolean;
};

/** The example order of the seeds, for a first try. */
const SAMPLE = {
  cliente: 'Juan Pérez',
  productos: ['pan', 'agua'],
  direccion: 'Av. Siempre Viva 742',
};

const UNTIL = { received: 'recibido', printed: 'impreso', ready: 'listo' } as const;

/** Exit code 0: the host accepted everything. 1: it refused something. */
export async function sendCommand(words: readonly string[], options: SendOptions): Promise<number> {
  if (fault('cli.send-throws'))
    setImmediate(() => {
      throw quotingError();
    });
  const extra = {
    esperar: UNTIL[options.until],
    ...(options.id ? { id: options.id } : {}),
  };
  if (options.client !== undefined || options.table !== undefined) {
    const { client: cliente, table: mesa, address: direccion } = options;
    return sendOne(
      {
        ...(cliente ? { cliente } : {}),
        ...(mesa ? { mesa } : {}),
        ...(direccion ? { direccion } : {}),
        productos: words,
        ...extra,
      },
      options,
    );
  }
  const [first] = words;
  if (words.length === 1 && first !== undefined && looksLikeFile(first)) {
    if (!existsSync(first) || !statSync(first).isFile()) {
      process.stderr.write(`No hay un archivo ${first}.\n`);
      return 1;
    }
    return sendBytes(readFileSync(first), extra, options);
  }
  if (words.length > 0) return sendBytes(Buffer.from(words.join(' ')), extra, options);
  if (!process.stdin.isTTY) return sendInput(extra, options);
  return typed(extra, options);
}

async function sendInput(extra: object, options: SendOptions): Promise<number> {
  const bytes = await readAll();
  if (bytes !== null) return sendBytes(bytes, extra, options);
  process.stderr.write(
    `La entrada pasa de ${INPUT_BYTES / 1024 / 1024} MiB; no se envió nada. Envíela en partes.\n`,
  );
  return 1;
}

async function sendBytes(bytes: Buffer, extra: object, options: SendOptions): Promise<number> {
  const order = asObject(bytes);
  if (order) return sendOne({ ...extra, ...order }, options);
  if (bytes.every((byte) => BLANKS.has(byte))) {
    process.stderr.write(
      `No llegó nada que enviar. La muestra se envía con:\n  npx comanda send '${JSON.stringify(SAMPLE)}'\n`,
    );
    return 1;
  }
  // Several values, invalid JSON or plain text: the host answers each one.
  const client = await connectWire(options);
  const lines = await client.raw(Buffer.concat([bytes, Buffer.from('\n')]));
  client.close();
  for (const line of lines) process.stdout.write(`${line}\n`);
  return lines.some((line) => line.startsWith('ERROR') || line.startsWith('{"error"')) ? 1 : 0;
}

async function sendOne(value: object, options: SendOptions): Promise<number> {
  const client = await connectAs(options, 'ifAsked');
  const answer = await client.request(value);
  client.close();
  return show(answer, options.json);
}

async function typed(extra: object, options: SendOptions): Promise<number> {
  const prompt = readline.createInterface({ input: process.stdin, output: process.stdout });
  process.stdout.write(
    `Escriba un pedido JSON en una línea o un mensaje para la cocina; vacío envía la muestra:\n  ${JSON.stringify(SAMPLE)}\nCtrl-D termina.\n`,
  );
  let code = 0;
  prompt.setPrompt('comanda> ');
  prompt.prompt();
  for await (const line of prompt) {
    code =
      line.trim() === ''
        ? await sendOne({ ...extra, ...SAMPLE }, options)
        : await sendBytes(Buffer.from(line), extra, options);
    prompt.prompt();
  }
  process.stdout.write('\n');
  return code;
}

function show(answer: TcpReply, json: boolean): number {
  const error = errorOf(answer);
  if (json) process.stdout.write(`${JSON.stringify(answer)}\n`);
  else if (error) process.stderr.write(`${error}\n`);
  else if ('estado' in answer) process.stdout.write(`${orderLine(answer as ShownOrder)}\n`);
  else {
    const { id, folio, comandas, status } = answer as {
      id: number;
      folio?: string;
      comandas: readonly TicketSummary[];
      status: string;
    };
    process.stdout.write(`Pedido ${id}${folio ? `, folio ${folio}` : ''}: ${status}\n`);
    for (const ticket of comandas) process.stdout.write(`  ${ticketText(ticket)}\n`);
  }
  return error ? 1 : 0;
}

/** A mistyped file name must not be printed in the kitchen as a message. */
function looksLikeFile(word: string): boolean {
  return !/^\s*\{/.test(word) && (existsSync(word) || /[/\\]|\.(json|txt)$/i.test(word));
}

/**
 * Reads one object by the rules of the host. Null: send the bytes unchanged, so that the host
 * answers with the reason.
 */
function asObject(bytes: Buffer): object | null {
  // The reader takes ownership of its buffer: give it a copy.
  const read = readJson(Buffer.from(bytes));
  return read.ok &&
    typeof read.value === 'object' &&
    read.value !== null &&
    !Array.isArray(read.value)
    ? read.value
    : null;
}

const BLANKS: ReadonlySet<number> = new Set(Buffer.from(' \t\r\n'));
/** Enough for the orders of an evening. */
const INPUT_BYTES = 16 * 1024 * 1024;

/** Null: the input is longer than INPUT_BYTES. */
async function readAll(): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > INPUT_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
