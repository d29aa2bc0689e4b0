/**
 * Orders over HTTP: the same fields, answers, refusals and keys as over TCP, and nothing for
 * strangers.
 */
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import net from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ERRORS } from '../../src-shared/base/errors';
import { ROUTES } from '../../src-main/host/net/public-api/http-routes';
import { PROGRAM_SCOPES, startHostProcess } from '../support/host-process';
import type { HostProcess } from '../support/host-process';
import { httpAsk } from '../support/http-client';
import type { HttpAnswer, HttpAsk } from '../support/http-client';
import { openKitchen } from '../support/restaurant';
import type { Kitchen } from '../support/restaurant';
import { until } from '../support/until';

let kitchen: Kitchen;
let host: HostProcess;
let token: string;

beforeAll(async () => {
  kitchen = await openKitchen();
  const dataDir = path.join(kitchen.folder, 'data');
  host = await startHostProcess({ dataDir, restaurantFile: kitchen.restaurantFile });
  const secret = readFileSync(path.join(dataDir, 'cli.secret'), 'utf8');
  token = String(
    (await host.ask({ dispositivo: 'Tienda web', alcance: PROGRAM_SCOPES, token: secret })).token,
  );
});
afterAll(async () => {
  await host.stop();
  await kitchen.stop();
});

/** Every answer of this file, for the last test: is it described? */
const answered: {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly codigo: string;
}[] = [];
async function http(method: string, url: string, ask: HttpAsk = {}): Promise<HttpAnswer> {
  const answer = await httpAsk(host.httpPort, method, url, { as: token, ...ask });
  const { codigo = '' } = (answer.body.error ?? {}) as { codigo?: string };
  answered.push({ method, url: url.replace(/^http:\/\/[^/]*/, ''), status: answer.status, codigo });
  return answer;
}
const orders = async (): Promise<number> =>
  ((await host.ask({ consulta: 'cola' })) as { pedidos_hoy: number }).pedidos_hoy;

it('takes an order, prints it, tells of it, adds to it and voids it', async () => {
  const placed = await http('POST', '/pedidos', {
    body: { cliente: 'Eva', productos: ['Milanesa', 'Agua'], esperar: 'impreso' },
  });
  expect(placed).toMatchObject({
    status: 201,
    body: { status: 'recibido', comandas: [{ estacion: 'Cocina' }, { estacion: 'Bar' }] },
  });
  const { id } = placed.body;
  await until('the paper', () => kitchen.pieces('Cocina').some((piece) => piece.includes('Eva')));
  expect(await http('GET', `/pedidos/${String(id)}`)).toMatchObject({
    status: 200,
    body: { id, cliente: 'Eva', estado: 'listo' },
  });
  expect(
    await http('PATCH', `/pedidos/${String(id)}`, { body: { productos: ['Ñoquis'] } }),
  ).toMatchObject({ status: 200 });
  expect(
    await http('DELETE', `/pedidos/${String(id)}`, { body: { lineas: [1], motivo: 'se fue' } }),
  ).toMatchObject({
    status: 200,
    body: { anuladas: [1] },
  });
  expect(
    await http('POST', `/pedidos/${String(id)}/reimprimir`, { body: { estacion: 'Bar' } }),
  ).toMatchObject({ status: 200 });
  const { body } = await http('GET', `/pedidos/${String(id)}/recorrido`);
  expect((body.eventos as { suceso: string }[]).map(({ suceso }) => suceso)).toContain(
    'lines.voided',
  );
});

it('knows a key whether it comes in the body or as a header, over HTTP and TCP alike for one sender', async () => {
  const before = await orders();
  const body = { cliente: 'Clave', productos: ['Agua'] };
  const first = await http('POST', '/pedidos', { body: { ...body, id: 'k-1' } });
  const again = await http('POST', '/pedidos', { body, headers: { 'idempotency-key': 'k-1' } });
  expect(again.body.id).toBe(first.body.id);
  expect((await host.ask({ ...body, id: 'k-1', token })).id).toBe(first.body.id);
  expect(
    await http('POST', '/pedidos', { body: { ...body, nota: 'otra', id: 'k-1' } }),
  ).toMatchObject({
    status: 409,
    body: { error: { codigo: 'ID_REUSADO' } },
  });
  expect(await orders()).toBe(before + 1);
});

it.each([
  ['a field that does not exist', { body: { cliente: 'X', produtos: [] } }, 422, 'PEDIDO_INVALIDO'],
  [
    'a key twice',
    { raw: '{"cliente":"X","cliente":"Y","productos":["Agua"]}' },
    400,
    'CLAVE_DUPLICADA',
  ],
  ['broken JSON', { raw: '{"cliente":"X",}' }, 400, 'JSON_INVALIDO'],
  ['half a value', { raw: '{"cliente":"X"' }, 408, 'MENSAJE_INCOMPLETO'],
  ['two values', { raw: '{"cliente":"X","productos":["Agua"]} {}' }, 400, 'JSON_INVALIDO'],
  [
    'bytes that are no UTF-8',
    { raw: Buffer.from('{"cliente":"\xff","productos":["Agua"]}', 'latin1') },
    400,
    'TEXTO_NO_UTF8',
  ],
  [
    'too many levels',
    { raw: `{"productos":${'['.repeat(40)}${']'.repeat(40)}}` },
    400,
    'DEMASIADO_PROFUNDO',
  ],
  ['no object', { raw: '[1]' }, 400, 'JSON_INVALIDO'],
  ['a question', { body: { consulta: 'cola' } }, 400, 'PETICION_DESCONOCIDA'],
  ['another command', { body: { anular: 1 } }, 400, 'PETICION_DESCONOCIDA'],
  [
    "an owner's wish",
    { body: { impresora: 'Cocina', hacer: 'cajon' } },
    400,
    'PETICION_DESCONOCIDA',
  ],
  [
    'a prototype',
    { raw: '{"__proto__":{"admin":true},"cliente":"X","productos":["Agua"]}' },
    422,
    'PEDIDO_INVALIDO',
  ],
  [
    'a body that is packed',
    { body: { cliente: 'X', productos: ['Agua'] }, headers: { 'content-encoding': 'gzip' } },
    415,
    'CUERPO_COMPRIMIDO',
  ],
  [
    'letters of another kind',
    {
      body: { cliente: 'X', productos: ['Agua'] },
      headers: { 'content-type': 'application/json; charset=latin1' },
    },
    415,
    'NO_ES_JSON',
  ],
  [
    'two keys',
    { body: { cliente: 'X', productos: ['Agua'], id: 'a' }, headers: { 'idempotency-key': 'b' } },
    422,
    'PEDIDO_INVALIDO',
  ],
  [
    'too large a body',
    { raw: `{"cliente":"${'x'.repeat(300_000)}"}` },
    413,
    'MENSAJE_DEMASIADO_GRANDE',
  ],
  [
    'a form',
    { raw: 'cliente=X', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    415,
    'NO_ES_JSON',
  ],
  [
    'text that is not said to be JSON',
    { raw: '{"cliente":"X","productos":["Agua"]}', headers: { 'content-type': 'text/plain' } },
    415,
    'NO_ES_JSON',
  ],
] as readonly (readonly [string, HttpAsk, number, string])[])(
  'refuses %s by name, and stores nothing',
  async (_, ask, status, codigo) => {
    const before = await orders();
    expect(await http('POST', '/pedidos', ask)).toMatchObject({
      status,
      body: { error: { codigo } },
    });
    expect(await orders()).toBe(before);
  },
);

it('A01: tells a stranger that the host is alive and which program it is, and nothing else', async () => {
  expect(await http('GET', '/health', { as: null })).toMatchObject({
    status: 200,
    body: {
      status: 'ok',
      version: '0.1.0',
      esquema: expect.any(Number) as number,
      zona_horaria: expect.stringMatching(/^[\w/+-]+$/) as string,
    },
  });
  const paths = [
    ...ROUTES.map(({ method, path: url }) => [method, url.replace(':id', '1')] as const),
    ['GET', '/menu/items'],
    ['GET', '/admin/cola-status'],
  ] as const;
  for (const [method, url] of paths)
    for (const as of [null, 'inventado'])
      expect(await http(method, url, { as })).toMatchObject({
        status: 401,
        body: { error: { codigo: 'FALTA_TOKEN' } },
      });
});

it('A02, A04: answers only to its own names, and to no page of another site', async () => {
  const port = String(host.httpPort);
  for (const name of [
    'evil.example',
    '127.0.0.1.evil.example',
    'evil.example:80',
    `localhost.evil:${port}`,
    '[::ffff:1.2.3.4]',
  ])
    expect(
      (await http('GET', '/health', { headers: { host: name }, as: null })).status,
    ).toBeGreaterThanOrEqual(400);
  for (const name of ['localhost', `localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`])
    expect(await http('GET', '/health', { headers: { host: name }, as: null })).toMatchObject({
      status: 200,
    });
  const body = { cliente: 'Web', productos: ['Agua'] };
  for (const origin of [
    'http://evil.example',
    'null',
    `http://127.0.0.1:1`,
    `https://127.0.0.1:${port}`,
    `http://127.0.0.1:${port}.evil`,
  ])
    expect(await http('POST', '/pedidos', { body, headers: { origin } })).toMatchObject({
      status: 403,
      body: { error: { codigo: 'ORIGEN_RECHAZADO' } },
    });
  expect(
    await http('POST', '/pedidos', { body, headers: { origin: `http://127.0.0.1:${port}` } }),
  ).toMatchObject({
    status: 201,
  });
});

it('asks who may before it reads a large body: a program that may not bring a menu in is told while its body is still coming', async () => {
  const told = new Promise<number>((resolve, reject) => {
    const asked = request({
      host: '127.0.0.1',
      port: host.httpPort,
      path: '/menu/importar',
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'content-length': '2000000',
      },
    });
    asked.on('response', (response) => {
      resolve(response.statusCode ?? 0);
      asked.destroy();
    });
    asked.on('error', reject);
    asked.write('{"rows":[');
  });
  expect(await told).toBe(403);
});

it('gives the menu with a tag by which an unchanged one is not sent again', async () => {
  const menu = await http('GET', '/menu/items');
  expect(menu).toMatchObject({ status: 200, body: { moneda: 'ARS', decimales: 2 } });
  expect(menu.body.items).toContainEqual({
    codigo: 'P2',
    nombre: 'Ñoquis',
    categoria: 'Platos',
    precio: 100,
    agotado: false,
  });
  const tag = String(menu.headers.etag);
  expect(await http('GET', '/menu/items', { headers: { 'if-none-match': tag } })).toMatchObject({
    status: 304,
    body: {},
  });
  expect(
    await http('GET', '/menu/items', { headers: { 'if-none-match': '"otro"' } }),
  ).toMatchObject({ status: 200 });
});

it('says what a dish asks and what can be left out, and charges what the answers add', async () => {
  const { body: menu } = await http('GET', '/menu/items');
  expect(menu.items).toContainEqual({
    codigo: 'P3',
    nombre: 'Bife',
    categoria: 'Platos',
    precio: 200,
    agotado: false,
    preguntas: [
      {
        nombre: 'Punto',
        minimo: 1,
        maximo: 1,
        opciones: [
          { nombre: 'Jugoso', precio: 0 },
          { nombre: 'Cocido', precio: 0 },
        ],
      },
      {
        nombre: 'Agregados',
        minimo: 0,
        maximo: 2,
        opciones: [
          { nombre: 'Doble queso', precio: 30 },
          { nombre: 'Panceta', precio: 40 },
        ],
      },
    ],
    sin: ['sal', 'manteca'],
  });
  const body = {
    mesa: '5',
    productos: [
      { nombre: 'Bife', cantidad: 2, modificadores: ['jugoso', 'PANCETA', 'SIN sal', 'sin apuro'] },
      'Bife',
    ],
  };
  const placed = await http('POST', '/pedidos', { body });
  expect(placed).toMatchObject({ status: 201 });
  expect(await http('GET', `/pedidos/${String(placed.body.id)}`)).toMatchObject({
    body: { total: 680 },
  });
});

it("tells the queue by the seeds' names, carries headers that forbid what data never needs, and names what is not there", async () => {
  const status = await http('GET', '/admin/cola-status');
  expect(status.body).toMatchObject({
    pedidos_en_cola: expect.any(Number),
    workers_activos: 3,
    alerta: null,
    alertas: [],
  });
  // The seeds' own forms.
  expect(status.body.tiempo_promedio_procesamiento).toMatch(/^\d+\.\d segundos$/);
  expect(status.body.ultimo_pedido_procesado).toMatch(/^hace \d+ segundos$/);
  expect(status.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  expect(String(status.headers['content-security-policy'])).toContain("default-src 'none'");
  expect(status.headers).not.toHaveProperty('access-control-allow-origin');
  expect(await http('GET', '/nada')).toMatchObject({
    status: 404,
    body: { error: { codigo: 'RUTA_NO_EXISTE' } },
  });
  expect(await http('GET', '/pedidos/999')).toMatchObject({
    status: 404,
    body: { error: { codigo: 'PEDIDO_NO_EXISTE' } },
  });
  expect((await http('GET', '/pedidos/abc')).status).toBe(422);
});

it('describes itself to programs: every route, the order with its fields, every refusal by its name', async () => {
  const { status, body } = await http('GET', '/openapi.json', { as: null });
  expect(status).toBe(200);
  const { openapi, paths } = body as {
    openapi: string;
    paths: Record<string, Record<string, unknown>>;
  };
  expect(openapi).toBe('3.1.0');
  for (const { method, path: url } of ROUTES)
    expect(paths[url.replace(':id', '{id}')]?.[method.toLowerCase()]).toBeDefined();
  expect(paths['/pendientes']?.get).toMatchObject({
    parameters: [
      {
        name: 'limite',
        in: 'query',
        schema: { type: 'integer', minimum: 1, maximum: 200, default: 200 },
      },
      { name: 'cursor', in: 'query' },
    ],
  });
  const { post } = paths['/pedidos'] as {
    post: { requestBody: { content: Record<string, { schema: Record<string, object> }> } };
  };
  const order = post.requestBody.content['application/json']?.schema ?? {};
  expect(Object.keys(order.properties ?? {})).toEqual(
    expect.arrayContaining(['cliente', 'productos', 'mesa', 'esperar', 'id']),
  );
  expect(order).toMatchObject({ required: ['productos'], additionalProperties: false });
  expect(Object.keys(order.properties ?? {})).not.toContain('token');
  expect(JSON.stringify(paths['/pedidos/{id}'])).not.toContain('"agregar"');
});

it('gives the newest orders and what waits for a person by pages, as over TCP', async () => {
  for (let n = 0; n < 3; n++)
    await http('POST', '/pedidos', { body: { cliente: `P${n}`, productos: ['Agua'] } });
  for (const [list, rows] of [
    ['recientes', 'pedidos'],
    ['pendientes', 'pendientes'],
  ] as const) {
    const {
      total,
      siguiente,
      [rows]: found,
    } = await host.ask({ consulta: list, limite: 2, token });
    const first = await http('GET', `/${list}?limite=2`);
    expect(first).toMatchObject({ status: 200, body: { total, siguiente } });
    // Their papers come out meanwhile.
    const keys = (of: unknown): readonly unknown[] =>
      (of as { id?: number; impresion?: number }[]).map((row) => row.id ?? row.impresion);
    expect(keys(first.body[rows])).toEqual(keys(found));
  }
  const ids: unknown[] = [];
  for (let cursor = ''; ;) {
    const { body } = await http('GET', `/recientes?limite=2${cursor}`);
    ids.push(...(body.pedidos as { id: unknown }[]).map(({ id }) => id));
    if (body.siguiente === null) break;
    cursor = `&cursor=${body.siguiente as string}`;
  }
  const count = await orders();
  expect(ids).toEqual(Array.from({ length: count }, (_, index) => count - index));
});

it.each([
  ['limite=0', 'limite'],
  ['limite=-1', 'limite'],
  ['limite=1.5', 'limite'],
  ['limite=1e9', 'limite'],
  ['limite=1000000000', 'limite'],
  ['limite=cinco', 'limite'],
  ['limite=', 'limite'],
  ['limite=1&limite=2', 'limite'],
  ['cursor=', 'cursor'],
  ['cursor=x', 'cursor'],
  ['cursor=-1', 'cursor'],
  ['cursor=pedidos-1', 'cursor'],
  ['cursor=recientes-1&cursor=recientes-1', 'cursor'],
  ['cursor=recientes-zzzzzzzzzz', 'cursor'],
  ['cursor=pendientes-zzzzzzzzzz', 'cursor'],
  ['pagina=2', 'pagina'],
  ['consulta=cola', 'consulta'],
  ['token=x', 'token'],
])('refuses a page with ?%s by its field', async (query, campo) => {
  for (const list of ['/recientes', '/pendientes'])
    expect(await http('GET', `${list}?${query}`)).toMatchObject({
      status: 422,
      body: { error: { codigo: 'PEDIDO_INVALIDO', campo } },
    });
});

it('says which products have no price, and which dish was probably meant, over TCP and HTTP', async () => {
  const avisos = [
    { codigo: 'SIN_PRECIO', linea: 1, datos: { producto: 'Milanesas', parecido: 'Milanesa' } },
    { codigo: 'SIN_PRECIO', linea: 3, datos: { producto: 'Sopa de piedra', parecido: null } },
  ];
  const productos = ['Milanesas', 'Agua', 'Sopa de piedra'];
  expect(await host.ask({ cliente: 'Aviso', productos })).toMatchObject({
    status: 'recibido',
    avisos,
  });
  const placed = await http('POST', '/pedidos', {
    body: { cliente: 'Aviso', productos },
    headers: { 'idempotency-key': 'aviso' },
  });
  expect(placed).toMatchObject({ status: 201, body: { avisos } });
  const again = await http('POST', '/pedidos', {
    body: { cliente: 'Aviso', productos },
    headers: { 'idempotency-key': 'aviso' },
  });
  expect(again.body.avisos).toEqual(avisos);
  // A replay says so, and keeps its status.
  expect(again).toMatchObject({
    status: 201,
    body: { repetido: true },
    headers: { 'idempotency-replayed': 'true' },
  });
  expect(placed.headers).not.toHaveProperty('idempotency-replayed');
  expect(
    await http('PATCH', `/pedidos/${String(placed.body.id)}`, { body: { productos: ['Aguq'] } }),
  ).toMatchObject({
    body: { avisos: [{ codigo: 'SIN_PRECIO', linea: 4, datos: { parecido: 'Agua' } }] },
  });
  expect(await host.ask({ cliente: 'Aviso', productos: ['Agua'] })).not.toHaveProperty('avisos');
});

/** Bytes as they are; what came back before the host closed. */
function sayRaw(bytes: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(host.httpPort, '127.0.0.1', () => socket.write(bytes));
    let said = '';
    socket.setEncoding('utf8').on('data', (text: string) => (said += text));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' ? undefined : reject(error),
    );
    socket.on('close', () => resolve(said));
  });
}

it(
  'refuses by name what does not come whole in time, sooner than it closes a connection that was served',
  { tags: ['slow'] },
  async () => {
    const head = 'POST /vincular HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n';
    // Twice: Node looks for slow requests from time to time, and the first round ends with such a
    // look.
    for (let round = 0; round < 2; round++) {
      let isServedClosed = false;
      void sayRaw('GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n').then(
        () => (isServedClosed = true),
      );
      const answers = await Promise.all(
        ['', head, `${head}Content-Length: 100\r\n\r\n{`].map(sayRaw),
      );
      expect(isServedClosed).toBe(false);
      for (const said of answers) {
        expect(said).toMatch(/^HTTP\/1\.1 408 /);
        expect(said).toContain('TIEMPO_AGOTADO');
      }
    }
  },
);

/** A request whose own form is in doubt, from who may send orders. */
const post = (headers: string, body: string, version = '1.1'): string =>
  `POST /mensajes HTTP/${version}\r\nHost: localhost\r\nContent-Type: application/json\r\n${headers}\r\n\r\n${body}`;

it.each([
  ['no HTTP at all', 'hola\r\n\r\n', 400, 'HTTP_INVALIDO'],
  [
    'a method that does not exist',
    'BREW /pedidos HTTP/1.1\r\nHost: localhost\r\n\r\n',
    405,
    'METODO_NO_PERMITIDO',
  ],
  [
    'a request without Host',
    'GET /health HTTP/1.1\r\nConnection: close\r\n\r\n',
    421,
    'SERVIDOR_EQUIVOCADO',
  ],
  ['a tunnel', 'CONNECT a.b:443 HTTP/1.1\r\nHost: a.b\r\n\r\n', 405, 'METODO_NO_PERMITIDO'],
  [
    'an expectation',
    'GET /health HTTP/1.1\r\nHost: localhost\r\nExpect: 200-maybe\r\n\r\n',
    417,
    'EXPECTATIVA_NO_ACEPTADA',
  ],
  [
    'two names of a host',
    'GET /health HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n',
    400,
    'HTTP_INVALIDO',
  ],
  [
    'two tokens',
    'GET /health HTTP/1.1\r\nHost: localhost\r\nAuthorization: a\r\nAuthorization: b\r\n\r\n',
    400,
    'HTTP_INVALIDO',
  ],
  [
    'the address of another machine, whatever Host says',
    'GET http://evil.example/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    421,
    'SERVIDOR_EQUIVOCADO',
  ],
  [
    'the address of another machine for a path that cannot be read',
    'GET /pedidos/%zz HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
    421,
    'SERVIDOR_EQUIVOCADO',
  ],
  [
    'a length and pieces',
    post('Content-Length: 4\r\nTransfer-Encoding: chunked', '0\r\n\r\n'),
    400,
    'HTTP_INVALIDO',
  ],
  [
    'pieces that are packed',
    post('Transfer-Encoding: gzip, chunked', '0\r\n\r\n'),
    400,
    'HTTP_INVALIDO',
  ],
  [
    'pieces over HTTP/1.0',
    post('Transfer-Encoding: chunked', '0\r\n\r\n', '1.0'),
    400,
    'HTTP_INVALIDO',
  ],
  [
    'a header over two lines',
    'GET /health HTTP/1.1\r\nHost: localhost\r\nX-A: a\r\n b\r\n\r\n',
    400,
    'HTTP_INVALIDO',
  ],
  ['lines that end in LF alone', 'GET /health HTTP/1.1\nHost: localhost\n\n', 400, 'HTTP_INVALIDO'],
  [
    'a space before a colon',
    'GET /health HTTP/1.1\r\nHost : localhost\r\n\r\n',
    400,
    'HTTP_INVALIDO',
  ],
  ['a path with a #', 'GET /health#a HTTP/1.1\r\nHost: localhost\r\n\r\n', 400, 'HTTP_INVALIDO'],
  [
    'two lengths',
    'POST /pedidos HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
    400,
    'HTTP_INVALIDO',
  ],
  ['a version of its own', 'GET /health HTTP/9.9\r\nHost: localhost\r\n\r\n', 400, 'HTTP_INVALIDO'],
  [
    'a NUL in a header',
    'GET /health HTTP/1.1\r\nHost: localhost\r\nX-A: a\0b\r\n\r\n',
    400,
    'HTTP_INVALIDO',
  ],
  [
    'headers without end',
    `GET /health HTTP/1.1\r\nHost: localhost\r\nX-A: ${'a'.repeat(20_000)}\r\n\r\n`,
    431,
    'CABECERAS_GRANDES',
  ],
])('refuses %s by name', async (_, bytes, status, codigo) => {
  const said = await sayRaw(bytes);
  answered.push({ method: 'GET', url: '/pedidos/1', status, codigo });
  expect(said).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(JSON.parse(said.slice(said.indexOf('\r\n\r\n') + 4))).toMatchObject({
    error: { codigo, mensaje: expect.any(String) },
  });
});

it('says what is wrong with a path that cannot be read, and nothing about orders', async () => {
  const { status, body } = await http('GET', '/pedidos/%zz');
  expect({ status, body }).toMatchObject({
    status: 400,
    body: { error: { codigo: 'PETICION_DESCONOCIDA' } },
  });
  expect((body.error as { mensaje: string }).mensaje).toMatch(/^La ruta no se puede leer/);
  expect(await http('GET', `/pedidos/${'1'.repeat(300)}`)).toMatchObject({ status: 404 });
  // What only looks like a number to a computer is none.
  for (const name of ['1e0', '0x1', '%20', '1.0', '+1'])
    expect([name, (await http('GET', `/pedidos/${name}`)).status]).toEqual([name, 422]);
});

it('answers an address that is written out whole as if it were not', async () => {
  const whole = `http://127.0.0.1:${host.httpPort}/health`;
  expect(await http('GET', whole, { headers: { host: 'evil.example' } })).toMatchObject({
    status: 200,
    body: { status: 'ok' },
  });
  expect(await http('PUT', `http://127.0.0.1:${host.httpPort}/pedidos`)).toMatchObject({
    status: 405,
    headers: { allow: 'POST' },
  });
});

it('answers what came before on a connection first, though what came behind it is no HTTP', async () => {
  const message = '{"mensaje":"hola"}';
  const headers = `Authorization: Bearer ${token}\r\nContent-Length: ${message.length}`;
  const said = await sayRaw(`${post(headers, message)}rubbish\r\n\r\n`);
  expect([...said.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status)).toEqual([
    '201',
    '400',
  ]);
  expect(said).not.toContain('METODO_NO_PERMITIDO');
});

it('counts what a proxy says of its sender however many headers stand in front of it', async () => {
  const many = Array.from({ length: 2_100 }, () => 'a:\r\n').join('');
  const said = await sayRaw(
    `GET /metrics HTTP/1.1\r\nHost: localhost\r\n${many}Forwarded: for=a\r\nConnection: close\r\n\r\n`,
  );
  expect(said).toMatch(/^HTTP\/1\.1 401 /);
});

it('reads nothing of a body where no route is, and takes QUERY for a method like others', async () => {
  for (const url of ['/nada', '/pedidos/7/nada'])
    expect(
      await http('POST', url, {
        as: null,
        raw: 'x'.repeat(300_000),
        headers: { 'content-type': 'text/plain' },
      }),
    ).toMatchObject({
      status: 404,
    });
  expect(await http('QUERY', '/menu/items')).toMatchObject({
    status: 405,
    headers: { allow: 'GET, HEAD' },
  });
  expect(await http('OPTIONS', '*')).toMatchObject({
    status: 405,
    headers: { allow: 'DELETE, GET, HEAD, PATCH, POST, PUT' },
  });
});

it('says of the screens’ path that it is a WebSocket, and opens none of another kind', async () => {
  const upgrade = {
    connection: 'upgrade',
    upgrade: 'websocket',
    'sec-websocket-protocol': 'comanda.v1',
  };
  const whole = {
    ...upgrade,
    'sec-websocket-version': '13',
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  };
  const named = {
    status: 426,
    headers: { upgrade: 'websocket' },
    body: { error: { codigo: 'SOLO_WEBSOCKET' } },
  };
  expect(await http('GET', '/vivo')).toMatchObject(named);
  expect(
    await http('GET', '/vivo', { headers: { ...whole, 'sec-websocket-version': '7' } }),
  ).toMatchObject(named);
  expect(await http('GET', '/vivo', { headers: upgrade })).toMatchObject(named);
  expect(await http('POST', '/vivo')).toMatchObject({
    status: 405,
    headers: { allow: 'GET, HEAD' },
  });
  expect(await http('POST', '/vivo', { headers: whole })).toMatchObject({
    status: 405,
    headers: { allow: 'GET, HEAD' },
  });
  expect(await http('GET', '/vivo', { headers: whole, as: null })).toMatchObject({ status: 401 });
  expect(
    await http('GET', '/vivo', { headers: { ...whole, origin: 'http://evil.example' } }),
  ).toMatchObject({ status: 403 });
  // Elsewhere nobody has to take an upgrade up.
  expect(await http('GET', '/health', { headers: whole, as: null })).toMatchObject({ status: 200 });
  expect(await http('GET', '/menu/items', { headers: whole, as: null })).toMatchObject({
    status: 401,
  });
});

it('says which methods a path takes, and 404 only where there is no such path', async () => {
  expect(await http('PUT', '/pedidos')).toMatchObject({
    status: 405,
    headers: { allow: 'POST' },
    body: { error: { codigo: 'METODO_NO_PERMITIDO' } },
  });
  expect(await http('POST', '/pedidos/7')).toMatchObject({
    status: 405,
    headers: { allow: 'DELETE, GET, HEAD, PATCH' },
  });
  expect(await http('OPTIONS', '/menu/items')).toMatchObject({
    status: 405,
    headers: { allow: 'GET, HEAD' },
  });
  expect(await http('PROPFIND', '/health')).toMatchObject({ status: 405 });
  expect(await http('GET', '/pedidos/7/nada')).toMatchObject({ status: 404 });
});

it('names the scheme where a token is missing, and knows it in any case', async () => {
  expect(
    await http('GET', '/menu/items', { as: null, headers: { authorization: `bearer ${token}` } }),
  ).toMatchObject({
    status: 200,
  });
  expect(await http('GET', '/pedidos/1', { as: null })).toMatchObject({
    status: 401,
    headers: { 'www-authenticate': 'Bearer realm="comanda"' },
  });
});

it.each(['POST /pedidos', 'POST /nada', 'PUT /health'])(
  'answers a stranger’s %s and does not go on reading what comes behind the answer',
  async (line) => {
    const socket = net.connect(host.httpPort, '127.0.0.1');
    let said = '';
    socket.setEncoding('utf8').on('data', (text: string) => (said += text));
    socket.on('error', () => {});
    socket.write(
      `${line} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000000000\r\n\r\n`,
    );
    await until('the answer', () => said.startsWith('HTTP/1.1 40'));
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    for (let n = 0; n < 300 && !socket.destroyed; n++)
      await new Promise((resolve) => socket.write(chunk, resolve));
    expect(socket.destroyed).toBe(true);
  },
);

it('reads no more of a stranger than a code and a name take', async () => {
  const body = { codigo: '0000-0000', dispositivo: 'x'.repeat(8_000) };
  expect(await http('POST', '/vincular', { as: null, body })).toMatchObject({
    status: 413,
    body: { error: { codigo: 'MENSAJE_DEMASIADO_GRANDE', datos: { limit: 4_096 } } },
  });
});

type Described = {
  readonly paths: Record<
    string,
    Record<string, { readonly responses: Record<string, { readonly $ref?: string }> }>
  >;
  readonly components: {
    readonly responses: Record<string, { readonly description: string; readonly headers?: object }>;
    readonly schemas: {
      readonly Error: {
        readonly properties: { readonly error: { readonly properties: Record<string, object> } };
      };
    };
  };
};

it('describes each status and each code that it can answer, and the parts of a refusal', async () => {
  const { body } = await http('GET', '/openapi.json', { as: null });
  const { paths, components } = body as unknown as Described;
  const described = Object.values(paths).flatMap((operations) => Object.values(operations));
  for (const { publicCode, http: status } of Object.values(ERRORS)) {
    const name = `#/components/responses/Rechazo${status}`;
    expect([publicCode, components.responses[`Rechazo${status}`]?.description]).toEqual([
      publicCode,
      expect.stringMatching(new RegExp(`\\b${publicCode}\\b`)),
    ]);
    expect(described.some(({ responses }) => responses[status]?.$ref === name)).toBe(true);
  }
  const parts = components.schemas.Error.properties.error.properties;
  expect(Object.keys(parts)).toEqual(
    expect.arrayContaining(['codigo', 'mensaje', 'posicion', 'campo', 'datos', 'reintentable']),
  );
  expect(components.responses.Rechazo405?.headers).toHaveProperty('Allow');

  const patterns = Object.entries(paths).map(([url, of]) => ({
    of,
    fits: new RegExp(`^${url.replace('{id}', '[^/]+')}$`),
  }));
  expect(answered.length).toBeGreaterThan(100);
  for (const { method, url, status, codigo } of answered) {
    const path = patterns.find(({ fits }) => fits.test(url.split('?', 1)[0] ?? ''))?.of;
    const operation = path?.[method.toLowerCase()] ?? Object.values(path ?? {})[0];
    // What only reads for people and programs, and what is no path.
    if (!operation) continue;
    const listed = operation.responses[status];
    expect({ method, url, status, codigo, listed: listed !== undefined }).toMatchObject({
      listed: true,
    });
    const name = listed?.$ref?.split('/').at(-1);
    if (name !== undefined) expect(components.responses[name]?.description).toContain(codigo);
  }
});
