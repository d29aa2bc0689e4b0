/**
 * Other programs at every door: what a token sees and may do by TCP, HTTP, WebSocket and a
 * subscription, and what goes without one.
 */
import { execFile } from 'node:child_process';
import net from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import Database from 'better-sqlite3';
import { connectWire } from '../../src-main/cli/connect/wire-client';
import type { TcpReply } from '../../src-main/cli/connect/wire-client';
import { PRESET_NAMES, PRESETS } from '../../src-shared/base/scope-words';
import { cliSecret, openHouse, PIN } from '../support/house';
import type { House } from '../support/house';
import { screen } from '../support/screen-client';
import { until } from '../support/until';

let house: House;
let waiter: string;
let counter: string;
let shop: string;
let othersOrder: number;
const GUEST = { cliente: 'Berenguer', telefono: '555-0199', direccion: 'Calle Secreta 9' };
const OWN_GUEST = { cliente: 'Quispe', telefono: '555-0200', direccion: 'Calle Propia 3' };
/** Nothing of these may ever reach a shop. */
const NAMES = /Ana|Dueña|Caro|Berenguer|Quispe|555-|Calle/;

const token = async (nombre: string, alcance: unknown): Promise<string> => {
  const made = await house.http('POST', '/dispositivos', {
    as: house.owner,
    body: { nombre, alcance },
  });
  expect(made.status).toBe(201);
  return String(made.body.token);
};
const codeOf = (answer: TcpReply): unknown =>
  (answer.error as { codigo?: string } | undefined)?.codigo;

beforeAll(async () => {
  house = await openHouse();
  await house.person('Ana', 'mesero');
  await house.person('Caro', 'caja');
  waiter = await house.device('mesero', 'Ana');
  counter = await house.device('caja', 'Caro');
  shop = await token('Tienda', 'tienda');
  const placed = await house.http('POST', '/pedidos', {
    as: waiter,
    body: { ...GUEST, productos: ['Milanesa'] },
  });
  othersOrder = Number(placed.body.id);
});
afterAll(() => house.stop());

describe('a shop’s token', () => {
  it('reads no person, no guest and no order of others, by any of the four wires', async () => {
    const live = await screen(house.host.httpPort, shop);
    const { snapshot } = await live.hello();
    expect(snapshot?.place.people).toEqual([]);
    expect(snapshot?.orders).toEqual([]);
    expect(snapshot?.place.items.length).toBeGreaterThan(0);
    const follower = await following(shop);

    const own = await house.http('POST', '/pedidos', {
      as: shop,
      body: { ...OWN_GUEST, productos: ['Agua'], id: 'mio' },
    });
    expect(own.status).toBe(201);
    const id = Number(own.body.id);
    const heard: string[] = [JSON.stringify(snapshot), own.text];
    // Others go on working, each deed with its hand.
    await house.http('PATCH', `/pedidos/${othersOrder}`, {
      as: waiter,
      body: { productos: ['Agua'] },
    });
    await house.http('POST', `/pedidos/${othersOrder}/editar`, {
      as: waiter,
      body: { cliente: 'Berenguer hijo' },
    });
    await house.http('POST', `/pedidos/${id}/editar`, {
      as: counter,
      body: { nota: 'para hoy', telefono: '555-0201' },
    });
    await house.host.ask({ impresora: 'Cocina', hacer: 'cajon', token: counter });

    for (const url of [
      `/pedidos/${id}`,
      `/pedidos/${id}/recorrido`,
      '/menu/items',
      '/admin/cola-status',
      '/sesion',
    ])
      heard.push((await house.http('GET', url, { as: shop })).text);
    for (const consulta of ['pedido', 'recorrido'])
      heard.push(JSON.stringify(await house.host.ask({ consulta, id, token: shop })));
    heard.push(
      JSON.stringify(await house.host.ask({ consulta: 'pedido', clave: 'mio', token: shop })),
    );
    const recent = await house.host.ask({ consulta: 'recientes', token: shop });
    expect((recent.pedidos as { id: number }[]).map((order) => order.id)).toEqual([id]);
    heard.push(JSON.stringify(recent));
    for (const name of ['order', 'journey']) {
      live.send({ type: 'ask', id: 1, query: { name, number: id } });
      heard.push(JSON.stringify(await live.next('answer')));
    }
    await until('its own order’s edit was told', () =>
      live.events.some((event) => event.kind === 'order.edited' && event.order === id),
    );
    await until('the follower heard it', () => follower.said().includes('"revision":2'));
    heard.push(follower.said());
    expect(follower.said()).not.toContain(`"id":${othersOrder},`);
    follower.socket.destroy();
    heard.push(JSON.stringify(live.frames));
    for (const text of heard) expect(text).not.toMatch(NAMES);
    expect(live.events.every(({ order }) => order === null || order === id)).toBe(true);
    live.close();
  });

  it('is refused by the scope’s name where an order is somebody else’s: 403 by HTTP', async () => {
    for (const [method, url, body] of [
      ['GET', `/pedidos/${othersOrder}`, undefined],
      ['GET', `/pedidos/${othersOrder}/recorrido`, undefined],
      ['DELETE', `/pedidos/${othersOrder}`, {}],
      ['PATCH', `/pedidos/${othersOrder}`, { productos: ['Agua'] }],
      ['POST', `/pedidos/${othersOrder}/cobrar`, {}],
      ['POST', `/pedidos/${othersOrder}/reimprimir`, {}],
      ['POST', '/menu/agotado', { agotado: 'Agua' }],
      ['GET', '/impresoras', undefined],
      ['GET', '/pendientes', undefined],
    ] as const) {
      const answer = await house.http(method, url, { as: shop, body });
      expect([url, answer.status, codeOf(answer.body)]).toEqual([url, 403, 'ALCANCE_FALTA']);
      expect(JSON.stringify(answer.body)).toMatch(
        /"datos":\{"scope":"(pedidos:(todos|cambiar)|cobros|impresion|menu:stock)"\}/,
      );
    }
    expect(
      await house.host.ask({ consulta: 'pedido', id: othersOrder, token: shop }),
    ).toMatchObject({
      error: { codigo: 'ALCANCE_FALTA' },
    });
    expect((await house.http('GET', '/personas', { as: shop })).status).toBe(403);
    expect((await house.http('GET', '/impresiones/1/pdf', { as: shop })).status).toBe(403);
    const live = await screen(house.host.httpPort, shop);
    await live.hello();
    const receipt = await live.command('voidLines', {
      order: othersOrder,
      lines: null,
      reason: null,
    });
    expect(receipt).toMatchObject({
      ok: false,
      error: { codigo: 'ALCANCE_FALTA', details: { scope: 'pedidos:cambiar' } },
    });
    for (const name of ['audit', 'sales', 'settings']) {
      live.send({
        type: 'ask',
        id: 7,
        query: { name, span: { from: '2026-01-01', to: '2026-01-02' }, audit: {} },
      });
      expect(await live.next('answer')).toMatchObject({
        ok: false,
        answer: { codigo: 'NO_PERMITIDO' },
      });
    }
    live.close();
  });

  it('follows what the owner chooses, at once and on what it has open', async () => {
    const own = await token('Cambiante', ['pedidos:todos', 'eventos']);
    const live = await screen(house.host.httpPort, own);
    const { snapshot, session } = await live.hello();
    expect(snapshot?.orders.length).toBeGreaterThan(0);
    expect(JSON.stringify(snapshot)).not.toMatch(NAMES);
    const follower = await house.host.client();
    await follower.request({ suscribir: 'pedidos', token: own });
    const id = session.deviceId;
    expect(
      (await house.http('PATCH', `/dispositivos/${id}`, { as: counter, body: { alcance: 'todo' } }))
        .status,
    ).toBe(403);
    expect(
      await house.http('PATCH', `/dispositivos/${id}`, {
        as: house.owner,
        body: { alcance: ['pedidos:crear'] },
      }),
    ).toMatchObject({ status: 200 });
    expect((await live.next('welcome')).snapshot?.orders).toEqual([]);
    // It hears why, and no more.
    await expect(follower.raw('')).resolves.toEqual([expect.stringContaining('ALCANCE_FALTA')]);
    expect((await house.http('GET', `/pedidos/${othersOrder}`, { as: own })).status).toBe(403);
    const { dispositivos } = (await house.http('GET', '/dispositivos', { as: counter })).body as {
      dispositivos: { id: string }[];
    };
    expect(dispositivos.find((one) => one.id === id)).toMatchObject({ alcance: ['pedidos:crear'] });
    // The counter retires phones, not programs.
    expect((await house.http('DELETE', `/dispositivos/${id}`, { as: counter })).status).toBe(403);
    live.close();
  });
});

describe('without a token, on this machine', () => {
  it('a program sends orders, sees and changes what came that way, and nothing else', async () => {
    const own = await house.host.ask({ mesa: '3', productos: ['Milanesa'], id: 'sin-token' });
    expect(await house.host.ask({ agregar: own.id, productos: ['Agua'] })).toMatchObject({
      status: 'recibido',
    });
    expect(await house.host.ask({ urgente: own.id })).toMatchObject({ id: own.id });
    expect(await house.host.ask({ consulta: 'pedido', clave: 'sin-token' })).toMatchObject({
      id: own.id,
    });
    for (const request of [
      { anular: othersOrder },
      { cobrar: own.id },
      { consulta: 'pedido', id: othersOrder },
      { consulta: 'impresoras' },
      { consulta: 'pendientes' },
      { confirmar: own.id },
      { agotado: 'Agua' },
    ])
      expect([request, codeOf(await house.host.ask(request))]).toEqual([request, 'ALCANCE_FALTA']);
    expect(await house.host.ask({ anular: own.id })).toMatchObject({ status: 'recibido' });
  });

  it('two programs that count their ids from 1 are told: the same content is a repetition, another one is refused in words', async () => {
    const first = await house.host.ask({ id: 1, mesa: '4', productos: ['Agua'] });
    expect(first).not.toHaveProperty('repetido');
    expect(await house.host.ask({ id: 1, mesa: '4', productos: ['Agua'] })).toMatchObject({
      id: first.id,
      repetido: true,
    });
    const other = await house.host.ask({ id: 1, mesa: '5', productos: ['Milanesa'] });
    expect(other).toMatchObject({
      clave: '1',
      error: { codigo: 'ID_REUSADO', reintentable: false },
    });
    expect((other.error as { mensaje: string }).mensaje).toMatch(
      /NO se guardó.*comparten los id.*comanda token add/s,
    );
    // With a token each has its own.
    expect(
      await house.host.ask({ id: 1, mesa: '5', productos: ['Milanesa'], token: shop }),
    ).toMatchObject({
      status: 'recibido',
    });
  });

  it('the owner may want a token here too; the command line goes on', async () => {
    const rules = { solo_lo_suyo: false, anular_en_caja: false };
    expect(
      (
        await house.http('PUT', '/reglas', {
          as: house.owner,
          body: { ...rules, exigir_token: true },
        })
      ).status,
    ).toBe(200);
    expect((await house.http('GET', '/reglas', { as: counter })).body).toMatchObject({
      exigir_token: true,
    });
    expect(codeOf(await house.host.ask({ mesa: '1', productos: ['Agua'] }))).toBe('FALTA_TOKEN');
    const text = await house.host.client();
    expect((await text.raw('Hola cocina\n')).join()).toContain('Hace falta un token');
    for (const words of [
      ['monitor', '--once'],
      ['journey', String(othersOrder)],
      ['printer', 'status', 'Cocina'],
      ['pending'],
      ['send', '--table', '1', 'Agua'],
    ])
      expect([words, (await comanda(words)).code]).toEqual([words, 0]);
    // Rules without the word leave it as it is.
    await house.http('PUT', '/reglas', { as: house.owner, body: rules });
    expect(codeOf(await house.host.ask({ mesa: '1', productos: ['Agua'] }))).toBe('FALTA_TOKEN');
    await house.http('PUT', '/reglas', {
      as: house.owner,
      body: { ...rules, exigir_token: false },
    });
    expect(await house.host.ask({ mesa: '1', productos: ['Agua'] })).toMatchObject({
      status: 'recibido',
    });
  });
});

const run = promisify(execFile);
async function comanda(words: readonly string[]): Promise<{ code: number; said: string }> {
  const isAboutOrders = words[0] === 'token';
  const args = [
    path.resolve('.build/cli.js'),
    ...words,
    '--port',
    String(house.host.port),
    '--data-dir',
    house.dataDir,
  ];
  try {
    const { stdout, stderr } = await run(
      process.execPath,
      isAboutOrders ? args : [...args, '--host', '127.0.0.1'],
    );
    return { code: 0, said: stdout + stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, said: stdout + stderr };
  }
}

it('the command line makes tokens with scopes, lists them and retires one', async () => {
  const made = await comanda([
    'token',
    'add',
    'Tablero',
    '--preset',
    'display',
    '--scope',
    'impresion',
  ]);
  expect(made.said).toContain('pedidos:todos, menu:leer, eventos, impresion');
  const theirs = made.said.trim().split('\n').at(-1) ?? '';
  expect(await house.host.ask({ consulta: 'pendientes', token: theirs })).toHaveProperty(
    'pendientes',
  );
  expect((await comanda(['token', 'list'])).said).toMatch(
    /Tablero .*pedidos:todos menu:leer eventos impresion/,
  );
  expect((await comanda(['token', 'add', 'X', '--scope', 'volar'])).code).toBe(2);
  // Retiring by name has to be of one program.
  const twice = await comanda(['token', 'add', 'TABLERO']);
  expect(twice).toMatchObject({
    code: 1,
    said: expect.stringMatching(/DISPOSITIVO_YA_EXISTE: Ya hay un programa "Tablero"/),
  });
  expect((await comanda(['token', 'revoke', 'tablero'])).code).toBe(0);
  expect(codeOf(await house.host.ask({ consulta: 'pendientes', token: theirs }))).toBe(
    'FALTA_TOKEN',
  );
  expect((await comanda(['token', 'list'])).said).not.toContain('Tablero');
  // A retired one’s name is free again.
  expect((await comanda(['token', 'add', 'Tablero'])).code).toBe(0);
});

it('knows presets by the same words on the command line and the wire, and the help names them', async () => {
  const { said } = await comanda(['token', 'add', '--help']);
  for (const [name, preset] of Object.entries(PRESET_NAMES)) {
    expect(said).toMatch(
      new RegExp(`^ .*\\b${name}\\b.*(${PRESETS[preset][0]}|todos los alcances)`, 'm'),
    );
    const made = await comanda(['token', 'add', `Por línea ${name}`, '--preset', name]);
    expect(made.said).toContain(PRESETS[preset].join(', '));
    const body = { nombre: `Por HTTP ${name}`, alcance: name };
    expect(await house.http('POST', '/dispositivos', { as: house.owner, body })).toMatchObject({
      status: 201,
      body: { alcance: PRESETS[preset] },
    });
  }
});

it('two programs of one name, from a version that let them be, are told apart by their ids', async () => {
  const owner = { as: house.owner };
  const db = new Database(path.join(house.dataDir, 'comanda.db'));
  const insert = db.prepare(
    'INSERT INTO devices (id, name, role, token_hash, added_at, scopes) VALUES (?, ?, ?, ?, 0, ?)',
  );
  for (const id of ['gemelo-1', 'gemelo-2'])
    insert.run(id, 'Gemelo', 'integrator', Buffer.from(id), '["heredado"]');
  db.close();
  const unclear = await comanda(['token', 'revoke', 'Gemelo']);
  expect(unclear).toMatchObject({ code: 1, said: expect.stringMatching(/gemelo-1, gemelo-2/) });
  expect((await comanda(['token', 'revoke', 'gemelo-1'])).code).toBe(0);
  const { body } = await house.http('GET', '/dispositivos', owner);
  expect((body.dispositivos as { id: string }[]).map(({ id }) => id)).toContain('gemelo-2');
  expect((await comanda(['token', 'revoke', 'Gemelo'])).code).toBe(0);
});

it('the command line’s secret proves it at this machine alone', async () => {
  const secret = cliSecret(house.dataDir);
  const ask = (headers: Record<string, string>) =>
    house.http('GET', '/dispositivos', { as: secret, headers });
  expect((await ask({})).status).toBe(200);
  for (const name of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'])
    expect([name, (await ask({ [name]: '127.0.0.1' })).status]).toEqual([name, 401]);
  const question = `${JSON.stringify({ consulta: 'programas', token: secret })}\n`;
  expect((await saying([question])).join()).toContain('programas');
  expect(
    (await saying(['PROXY TCP4 127.0.0.1 127.0.0.1 50000 8888\r\n', question])).join(),
  ).toContain('FALTA_TOKEN');
  // Nor does it open a screen there.
  const socket = {
    connection: 'upgrade',
    upgrade: 'websocket',
    'sec-websocket-protocol': 'comanda.v1',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
    via: '1.1 proxy',
  };
  expect(await house.http('GET', '/vivo', { as: secret, headers: socket })).toMatchObject({
    status: 401,
  });
});

it('says who sent an order by the name that people know, on screens and in its journey; no id of a device is told', async () => {
  const order = { mesa: '8', productos: ['Agua'] };
  const devices = await house.http('GET', '/dispositivos', { as: house.owner });
  const ids = (devices.body.dispositivos as { id: string; nombre: string }[]).map(({ id }) => id);
  const live = await screen(house.host.httpPort, house.owner);
  await live.hello();
  const said = (): string => JSON.stringify(live.frames);
  const ask = async (query: object): Promise<string> => {
    live.send({ type: 'ask', id: 1, query });
    return JSON.stringify(await live.next('answer'));
  };
  const secret = cliSecret(house.dataDir);
  const senders = [
    ['programa de este equipo', undefined],
    ['línea de comandos', secret],
    ['Tienda', shop],
    ['Equipo mesero', waiter],
  ] as const;
  for (const [name, as] of senders) {
    const { id } = await house.host.ask({ ...order, ...(as === undefined ? {} : { token: as }) });
    await until('the screen heard of it', () => said().includes(`"placedBy":"${name}"`));
    const told = await house.http('GET', `/pedidos/${String(id)}/recorrido`, { as: house.owner });
    const [first] = told.body.eventos as { datos: { placed: { placedBy: string } } }[];
    expect(first?.datos.placed.placedBy).toBe(name);
    const asked = await ask({ name: 'order', number: Number(id) });
    expect(asked).toContain(`"placedBy":"${name}"`);
    expect(asked).not.toContain('senderId');
  }
  // Of a program others' devices, which are called after their waiters, stay hidden.
  const everybody = await token('Todos', 'todo');
  const theirs = await screen(house.host.httpPort, everybody);
  const { snapshot } = await theirs.hello();
  expect(new Set(snapshot?.orders.map((one) => one.order.placedBy))).toEqual(new Set(['']));
  // An order from a version that wrote ids.
  const db = new Database(path.join(house.dataDir, 'comanda.db'));
  const raw =
    "json_set(body, '$.placed.placedBy', (SELECT placed_by FROM orders WHERE number = order_number))";
  db.exec(`UPDATE events SET body = ${raw} WHERE kind = 'order.placed'`);
  db.close();
  const heard = [said(), await ask({ name: 'recent', limit: 20 })];
  for (let number = 1; number <= 5; number++)
    heard.push((await house.http('GET', `/pedidos/${number}/recorrido`, { as: house.owner })).text);
  for (const id of ['loopback', '"cli"', ...ids])
    expect(heard.filter((said) => said.includes(`"placedBy":"${id}`))).toEqual([]);
  expect(heard.join()).not.toContain('loopback');
});

describe('a proxy on this machine', () => {
  it('turns nobody into this machine: what carries its headers is a stranger’s', async () => {
    expect((await house.http('GET', '/metrics')).status).toBe(200);
    for (const name of ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'])
      expect([
        name,
        (await house.http('GET', '/metrics', { headers: { [name]: '203.0.113.9' } })).status,
      ]).toEqual([name, 401]);
  });

  const version2 = Buffer.concat([
    Buffer.from([
      0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a, 0x21, 0x11, 0x00,
      0x0c,
    ]),
    Buffer.from([203, 0, 113, 9, 127, 0, 0, 1, 0x1f, 0x90, 0x22, 0xb8]),
  ]);
  it.each([
    ['version 1', Buffer.from('PROXY TCP4 203.0.113.9 127.0.0.1 50000 8888\r\n')],
    ['version 1, unknown', Buffer.from('PROXY UNKNOWN\r\n')],
    ['version 2', version2],
  ])('speaks the PROXY protocol, %s: each message shows a token then', async (_, header) => {
    for (const parts of [
      [header],
      [header.subarray(0, 3), header.subarray(3, 14), header.subarray(14)],
    ]) {
      const lines = await saying([
        ...parts,
        '{"mesa":"1","productos":["Agua"]}\n',
        `{"mesa":"1","productos":["Agua"],"token":"${shop}"}\n`,
      ]);
      expect(lines).toHaveLength(2);
      expect(lines[0]).toContain('FALTA_TOKEN');
      expect(lines[1]).toContain('recibido');
    }
  });

  it('a text that begins like it is still a text', async () => {
    expect((await saying(['PROXIMO: mesa 4\n'])).join()).toMatch(/^(OK|GUARDADO)/);
  });
});

/** A subscription, and all that was said to it. */
async function following(as: string): Promise<{ readonly socket: net.Socket; said(): string }> {
  const socket = net.connect({ host: '127.0.0.1', port: house.host.port });
  let said = '';
  socket.setEncoding('utf8').on('data', (text: string) => (said += text));
  socket.write(`${JSON.stringify({ suscribir: 'pedidos', token: as })}\n`);
  await until('it is subscribed', () => said.includes('suscrito'));
  return { socket, said: () => said };
}

/** Bytes in these pieces, each after the one before was taken; every line of the answer. */
async function saying(parts: readonly (Buffer | string)[]): Promise<readonly string[]> {
  const socket = net.connect({ host: '127.0.0.1', port: house.host.port, noDelay: true });
  let heard = '';
  socket.setEncoding('utf8').on('data', (text: string) => (heard += text));
  for (const part of parts) {
    await new Promise((resolve) => socket.write(part, resolve));
    await new Promise(setImmediate);
  }
  socket.end();
  await new Promise((resolve) => socket.once('close', resolve));
  return heard.trim().split('\n');
}

it('a program with every scope opens nothing of the house, and hears the same of who is here and who is not', async () => {
  const everything = await token('Todo y nada más', 'todo');
  const asked = [
    ['GET', '/dispositivos'],
    ['POST', '/dispositivos', { nombre: 'Otro', alcance: 'todo' }],
    ['PATCH', '/dispositivos/1', { alcance: 'todo' }],
    ['DELETE', '/dispositivos/1'],
    ['POST', '/dispositivos/invitar', { rol: 'mesero' }],
    ['POST', '/dispositivos/aprobar/1'],
    ['POST', '/dispositivos/rechazar/1'],
    ['POST', '/propietario/enlace'],
    ['POST', '/sesion', { persona: 'Ana', pin: PIN }],
    ['GET', '/personas'],
    ['POST', '/personas', { nombre: 'Otra', rol: 'mesero', pin: PIN }],
    ['PATCH', '/personas/Ana', { rol: 'caja' }],
    ['PATCH', '/personas/Nadie', { rol: 'caja' }],
    ['DELETE', '/personas/Ana'],
    ['DELETE', '/personas/Nadie'],
    ['GET', '/reglas'],
    ['PUT', '/reglas', { solo_lo_suyo: false, anular_en_caja: false }],
    ['PUT', '/red', { abierta: true }],
    ['GET', '/soporte'],
    ['GET', '/ensayo'],
    ['POST', '/ensayo', {}],
    ['DELETE', '/ensayo'],
    ['GET', '/https'],
    ['PUT', '/https', { certificado: 'x', clave: 'x' }],
    ['DELETE', '/https'],
    ['PUT', '/correo/clave', { clave: 'x' }],
    ['POST', '/correo', { correo: null }],
    ['GET', '/respaldos'],
    ['POST', '/respaldos'],
    ['POST', '/respaldos/ver', { nombre: 'comanda-20260101-000000.db', donde: 'aqui' }],
    ['POST', '/respaldos/restaurar', { nombre: 'comanda-20260101-000000.db', donde: 'aqui' }],
    ['PUT', '/respaldos/clave', { clave: 'x' }],
    ['POST', '/impresoras', { impresora: 'Cocina', hacer: 'cajon' }],
    ['POST', '/impresoras', { impresora: 'Nada', hacer: 'quitar' }],
    ['POST', '/impresoras/buscar', { buscar: 'impresoras' }],
    ['POST', '/estaciones/cadena', { estacion: 'Cocina', cadena: ['Bar'] }],
    ['POST', '/sistema/modo-turbo', { turbo: true }],
    ['POST', '/estaciones/pantalla', { pantalla: 'Cocina', usar: true }],
  ] as const;
  const told = await Promise.all(
    asked.map(async ([method, url, body]) => {
      const { status, body: answer } = await house.http(method, url, {
        as: everything,
        ...(body ? { body } : {}),
      });
      return [method, url, status, codeOf(answer)];
    }),
  );
  expect(told).toEqual(asked.map(([method, url]) => [method, url, 403, 'NO_PERMITIDO']));
});

it('a key that comes again is said to, also where the house itself is changed', async () => {
  const again = () =>
    house.http('PUT', '/reglas', {
      as: house.owner,
      body: { solo_lo_suyo: false, anular_en_caja: false },
      headers: { 'idempotency-key': 'reglas-1' },
    });
  expect((await again()).body).toEqual({ status: 'guardadas' });
  expect(await again()).toMatchObject({
    status: 200,
    body: { status: 'guardadas', repetido: true },
    headers: { 'idempotency-replayed': 'true' },
  });
});

it('GET /impresoras is for whom its question is: not for waiters and cooks, whatever the door', async () => {
  const cook = await house.device('cocina');
  for (const as of [waiter, cook]) {
    expect((await house.http('GET', '/impresoras', { as })).status).toBe(403);
    expect(codeOf(await house.host.ask({ consulta: 'impresoras', token: as }))).toBe(
      'NO_PERMITIDO',
    );
  }
  expect((await house.http('GET', '/impresoras', { as: counter })).status).toBe(200);
  expect(
    await house.host.ask({ consulta: 'impresoras', token: cliSecret(house.dataDir) }),
  ).toHaveProperty('impresoras');
});

it('ten wrong PINs on two new phones shut no till, and the phone’s sentence says what is so', async () => {
  const phones = [
    await house.device('mesero'),
    await house.device('mesero'),
    await house.device('mesero'),
  ];
  const logIn = (as: string, pin: string) =>
    house.http('POST', '/sesion', { as, body: { persona: 'Caro', pin } });
  for (const phone of phones.slice(0, 2))
    for (let n = 0; n < 5; n++) expect((await logIn(phone, `90${n}8`)).status).toBe(403);
  const third = await logIn(phones[2] ?? '', PIN);
  expect(third).toMatchObject({ status: 429, body: { error: { codigo: 'ESPERE' } } });
  expect(third.text).toMatch(/dispositivos nuevos.*la caja y los dispositivos de antes siguen/);
  // Both tills of today: the owner's, and one that the house let in a moment ago.
  await house.http('DELETE', '/sesion', { as: counter });
  expect((await logIn(counter, PIN)).status).toBe(200);
  expect((await logIn(await house.device('caja'), PIN)).status).toBe(200);
});

it('a machine that passes a call on is found out: the host signs where the call came in', async () => {
  const { isDirect } = await import('../../src-shared/screen-api/host-proof');
  const called = `127.0.0.1:${house.host.httpPort}`;
  const { body } = await house.http('GET', `/identidad?reto=${'a'.repeat(32)}`, {
    headers: { host: `localhost:${house.host.httpPort}` },
  });
  expect(body).toMatchObject({ direccion: called, firma_direccion: expect.any(String) });
  expect(isDirect(`localhost:${house.host.httpPort}`, false, String(body.direccion))).toBe(true);
  expect(isDirect('192.168.1.66:4780', false, String(body.direccion))).toBe(false);
});

it('a connection of a retired program hears nothing more', async () => {
  const theirs = await token('Fugaz', 'todo');
  const follower = await connectWire({ host: '127.0.0.1', port: house.host.port });
  await follower.request({ suscribir: 'pedidos', token: theirs });
  expect((await comanda(['token', 'revoke', 'Fugaz'])).code).toBe(0);
  await expect(follower.raw('')).resolves.toEqual([expect.stringContaining('FALTA_TOKEN')]);
});
