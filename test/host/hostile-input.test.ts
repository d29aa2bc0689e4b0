/**
 * What people, broken programs and hostile ones send to the TCP port: a named error, nothing
 * half-saved, no paper, and the next order served.
 */
import net from 'node:net';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startHostProcess } from '../support/host-process';
import type { HostProcess } from '../support/host-process';
import { openKitchen } from '../support/restaurant';
import type { Kitchen } from '../support/restaurant';
import { until } from '../support/until';

const GOOD = '{"cliente":"Buena","productos":["Milanesa"]}';

let kitchen: Kitchen;
let host: HostProcess;
let ordersBefore = 0;

beforeAll(async () => {
  kitchen = await openKitchen();
  host = await startHostProcess({
    dataDir: path.join(kitchen.folder, 'data'),
    restaurantFile: kitchen.restaurantFile,
  });
});
afterAll(async () => {
  await host.stop();
  await kitchen.stop();
});
/**
 * After each case, whatever it was: one more good order is taken and printed, so the host is alive
 * and its counting right.
 */
afterEach(async () => {
  const answer = await host.ask({ ...(JSON.parse(GOOD) as object), esperar: 'impreso' });
  expect(answer).toMatchObject({ status: 'recibido', comandas: [{ estado: 'enviado' }] });
  ordersBefore = await orders();
});

async function orders(): Promise<number> {
  return (await host.ask({ consulta: 'cola' })).pedidos_hoy as number;
}

type Reply = {
  readonly error?: {
    readonly codigo: string;
    readonly mensaje: string;
    readonly posicion?: number;
    readonly campo?: string;
  };
  readonly id?: number;
};

/**
 * Sends chunks one after the other, then optionally closes our side; resolves with all that came
 * back once the host closed or was silent.
 */
async function talk(
  chunks: readonly (string | Buffer)[],
  { end = true }: { end?: boolean } = {},
): Promise<readonly string[]> {
  const socket = net.connect(host.port, '127.0.0.1');
  socket.setNoDelay(true);
  let text = '';
  const closed = new Promise((resolve) => socket.on('close', resolve));
  socket.on('error', () => {});
  socket.setEncoding('utf8').on('data', (more: string) => (text += more));
  for (const chunk of chunks) await new Promise((resolve) => socket.write(chunk, resolve));
  if (end) socket.end();
  await closed;
  return text.split('\n').filter((line) => line !== '');
}

const replies = async (...chunks: (string | Buffer)[]): Promise<readonly Reply[]> =>
  (await talk(chunks)).map((line) => JSON.parse(line) as Reply);

/** Orders that a case itself may have made: everything beyond is half-saved rubbish. */
async function expectOrders(made: number): Promise<void> {
  expect(await orders()).toBe(ordersBefore + made);
}

it('F31: takes an order split at any byte as if it came whole', async () => {
  ordersBefore = await orders();
  const order = Buffer.from('{"cliente":"Cortés","productos":["Ñoquis"]}\n');
  for (let at = 1; at < order.length; at += 5) {
    expect(await replies(order.subarray(0, at), order.subarray(at))).toMatchObject([
      { id: expect.any(Number) },
    ]);
  }
  await expectOrders(Math.ceil((order.length - 1) / 5));
});

it.each([
  ['CRLF line ends', '{\r\n "cliente": "Paste",\r\n "productos": ["pan"]\r\n}\r\n'],
  [
    'Enter as telnet sends it in character mode',
    '{\r\u0000 "cliente": "Paste",\r\u0000 "productos": ["pan"]\r\u0000}\r\u0000',
  ],
  ['leading blank lines', `\r\n \t\n${GOOD}\n`],
  ['a byte order mark', Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(GOOD)])],
  [
    'telnet negotiation',
    Buffer.concat([
      Buffer.from([0xff, 0xfd, 0x03, 0xff, 0xfb, 0x18, 0xff, 0xfa, 0x18, 0x00, 0x41, 0xff, 0xf0]),
      Buffer.from(GOOD),
    ]),
  ],
])('F32: takes an order pasted with %s', async (_, bytes) => {
  expect(await replies(bytes)).toMatchObject([{ id: expect.any(Number) }]);
  await expectOrders(1);
});

it('F33: answers broken JSON with its position, and takes the good orders around it', async () => {
  const answers = await replies(`${GOOD}{"cliente":"Mala","productos":["pan",]}${GOOD}`);
  expect(answers).toMatchObject([
    { id: expect.any(Number) },
    { error: { codigo: 'JSON_INVALIDO', posicion: 37 } },
    { id: expect.any(Number) },
  ]);
  await expectOrders(2);
});

it('F33: throws away what follows a broken paste that never balances, until there is silence', async () => {
  const socket = net.connect(host.port, '127.0.0.1');
  let text = '';
  socket.setEncoding('utf8').on('data', (more: string) => (text += more));
  socket.write(`{"cliente": "Juan, "productos": ["pan"]}\n${GOOD}\n`);
  await until('the error', () => text.includes('JSON_INVALIDO'));
  // The host's own 200 ms of silence; then the connection is good again.
  await until('the connection to be good again', async () => {
    socket.write(`${GOOD}\n`);
    await new Promise((resolve) => setTimeout(resolve, 450));
    return text.includes('"recibido"');
  });
  socket.destroy();
  expect(text.match(/"recibido"/g)).toHaveLength(1);
  await expectOrders(1);
});

it('F33: answers an order cut off in the middle at once when the sender closes', async () => {
  expect(await replies('{"cliente":"Media","productos":["pan"')).toMatchObject([
    { error: { codigo: 'MENSAJE_INCOMPLETO' } },
  ]);
  await expectOrders(0);
});

const order = (fields: object): string =>
  JSON.stringify({ cliente: 'X', productos: ['pan'], ...fields });

it.each([
  [
    'a giant text',
    `{"cliente":"${'x'.repeat(300_000)}","productos":["pan"]}`,
    'MENSAJE_DEMASIADO_GRANDE',
  ],
  [
    'too many levels',
    `{"cliente":"X","productos":[{"nombre":${'['.repeat(40)}${']'.repeat(40)}}]}`,
    'DEMASIADO_PROFUNDO',
  ],
  [
    'a key given twice, once with its accent',
    '{"cliente":"A","dirección":"x","direccion":"y","productos":["pan"]}',
    'CLAVE_DUPLICADA',
  ],
  ['a key given twice', '{"cliente":"A","cliente":"B","productos":["pan"]}', 'CLAVE_DUPLICADA'],
  [
    'bytes that are not UTF-8',
    Buffer.concat([
      Buffer.from('{"cliente":"Jos'),
      Buffer.from([0xe9]),
      Buffer.from('","productos":["pan"]}'),
    ]),
    'TEXTO_NO_UTF8',
  ],
  [
    'a number beyond all numbers',
    '{"cliente":"X","productos":[{"nombre":"pan","cantidad":1e400}]}',
    'PEDIDO_INVALIDO',
  ],
  [
    'a number that would be rounded',
    '{"id":9007199254740993,"cliente":"X","productos":["pan"]}',
    'PEDIDO_INVALIDO',
  ],
  ['a lone surrogate', '{"cliente":"\\ud800","productos":["pan"]}', 'PEDIDO_INVALIDO'],
  ['a NUL', '{"cliente":"a\\u0000b","productos":["pan"]}', 'PEDIDO_INVALIDO'],
  ['an escape sequence', '{"cliente":"a\\u001bp0","productos":["pan"]}', 'PEDIDO_INVALIDO'],
  [
    '201 lines',
    order({ productos: Array.from({ length: 201 }, () => 'pan') }),
    'DEMASIADAS_LINEAS',
  ],
  ['a field of 501 characters', order({ direccion: 'x'.repeat(501) }), 'PEDIDO_INVALIDO'],
  ['no products', order({ productos: [] }), 'PEDIDO_INVALIDO'],
  ['products that are no list', order({ productos: 'pan' }), 'PEDIDO_INVALIDO'],
  ['an empty product', order({ productos: [''] }), 'PEDIDO_INVALIDO'],
  ['no customer and no table', '{"productos":["pan"]}', 'PEDIDO_INVALIDO'],
  ['a field that does not exist', order({ produtos: [] }), 'PEDIDO_INVALIDO'],
  [
    'a price of its own',
    order({ productos: [{ nombre: 'Milanesa', precio: 1 }] }),
    'PEDIDO_INVALIDO',
  ],
  ['a quantity of zero', order({ productos: [{ nombre: 'pan', cantidad: 0 }] }), 'PEDIDO_INVALIDO'],
  [
    'a prototype in disguise',
    '{"cliente":"X","productos":["pan"],"__proto__":{"admin":true}}',
    'PEDIDO_INVALIDO',
  ],
  [
    'a constructor in disguise',
    '{"cliente":"X","productos":["pan"],"constructor":{"prototype":{"admin":true}}}',
    'PEDIDO_INVALIDO',
  ],
  ['something that is no request', '{"hola":"mundo"}', 'PETICION_DESCONOCIDA'],
])('F34, A14: refuses %s by name', async (_, bytes, code) => {
  const answers = await replies(bytes);
  expect(answers).toHaveLength(1);
  expect(answers[0]?.error).toMatchObject({
    codigo: code,
    mensaje: expect.not.stringMatching(/Error:|at .*\(/),
  });
  await expectOrders(0);
});

it('names the field and the reason in words', async () => {
  const [first] = await replies(order({ productos: ['pan', { nombre: 'agua', cantidad: 'dos' }] }));
  expect(first?.error).toMatchObject({
    campo: 'productos.1.cantidad',
    mensaje: 'productos.1.cantidad: debe ser un número.',
  });
});

it('A16: stores what looks like SQL as the text it is', async () => {
  const evil = `x'); DROP TABLE orders; --`;
  const { id } = await host.ask({
    cliente: evil,
    direccion: evil,
    productos: [evil, `"; DELETE FROM lines`],
  });
  expect(await host.ask({ consulta: 'pedido', id })).toMatchObject({
    cliente: evil,
    lineas: [{ producto: evil }, expect.anything()],
  });
  await expectOrders(1);
});

it.each([
  [
    'an HTTP POST whose body is an order',
    `POST /pedidos HTTP/1.1\r\nHost: x\r\nContent-Length: ${GOOD.length}\r\n\r\n${GOOD}`,
  ],
  ['an HTTP GET', 'GET / HTTP/1.1\r\n\r\n'],
  [
    'a TLS hello',
    Buffer.concat([
      Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00]),
      Buffer.alloc(300, 1),
      Buffer.from(GOOD),
    ]),
  ],
])('A25: closes on %s and takes nothing of it', async (_, bytes) => {
  const lines = await talk([bytes], { end: false });
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ error: { codigo: 'PROTOCOLO_EQUIVOCADO' } });
  await expectOrders(0);
});

it('never turns a connection that spoke JSON to text', async () => {
  const answers = await replies(`${GOOD}\nhola cocina\n`);
  expect(answers).toMatchObject([
    { id: expect.any(Number) },
    { error: { codigo: 'JSON_INVALIDO' } },
  ]);
  await expectOrders(1);
});

it('refuses text lines that are too long or not UTF-8, and prints the ones around them', async () => {
  const lines = await talk([
    'hola\n',
    `${'x'.repeat(3000)}\n`,
    Buffer.from([0x61, 0xe9, 0x0a]),
    'chau\n',
  ]);
  expect(lines.map((line) => line.split(':')[0])).toEqual(['OK', 'ERROR', 'ERROR', 'OK']);
});

it('F29: survives a crowd that connects and closes, or resets after its order', async () => {
  await Promise.all(
    Array.from({ length: 200 }, async (_, n) => {
      const socket = net.connect(host.port, '127.0.0.1');
      socket.on('error', () => {});
      await new Promise((resolve) => socket.on('connect', resolve));
      if (n % 2) socket.write(GOOD);
      if (n % 3) socket.resetAndDestroy();
      else socket.destroy();
    }),
  );
  await until(
    'the crowd is gone',
    async () =>
      ((await host.ask({ consulta: 'cola' })).errores as { conexiones_rotas: number })
        .conexiones_rotas >= 0,
  );
});

it('F30: stops reading from a client that does not read its answers', async () => {
  const socket = net.connect(host.port, '127.0.0.1');
  socket.on('error', () => {});
  socket.pause();
  // Far more than the kernel's buffers hold in both directions.
  const query = Buffer.from('{"consulta":"recientes","limite":50}\n'.repeat(1_000_000));
  socket.write(query);
  expect(await host.ask(JSON.parse(GOOD))).toMatchObject({ status: 'recibido' });
  expect(await host.ask({ ...(JSON.parse(GOOD) as object), esperar: 'impreso' })).toMatchObject({
    status: 'recibido',
  });
  expect(socket.writableLength).toBeGreaterThan(query.length / 2);
  socket.destroy();
});
