/** Who gets in and what they may do: pairing, PINs, tokens, roles, doors. */
import { createPublicKey, verify } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessRoutes } from '../../src-main/host/net/http/routes/all-routes';
import { ROUTES } from '../../src-main/host/net/public-api/http-routes';
import { COMMANDS, isOfferedTo } from '../../src-shared/commands/registry';
import type { CommandName } from '../../src-shared/commands/registry';
import { cliSecret, openHouse, OWNER_PIN, PIN } from '../support/house';
import type { House } from '../support/house';
import { openScreen, screen } from '../support/screen-client';
import { until } from '../support/until';

let house: House;
let waiter: string;
let counter: string;
let cook: string;

beforeAll(async () => {
  house = await openHouse();
  await house.person('Ana', 'mesero');
  await house.person('Luis', 'mesero');
  await house.person('Caro', 'caja');
  waiter = await house.device('mesero', 'Ana');
  counter = await house.device('caja', 'Caro');
  cook = await house.device('cocina');
});
afterAll(() => house.stop());

const roleOf = async (token: string): Promise<string> => {
  const { body } = await house.http('GET', '/personas', { as: token });
  return JSON.stringify(body);
};

/** The table of routes, for looking at. */
const none = { core: null, pins: null, pairing: null, hostKey: null, reachAt: () => [] } as never;

describe('pairing', () => {
  const invite = async (rol = 'mesero') =>
    String(
      (await house.http('POST', '/dispositivos/invitar', { as: counter, body: { rol } })).body
        .codigo,
    );
  const ask = (codigo: string, dispositivo = 'Teléfono') =>
    house.http('POST', '/vincular', { body: { codigo, dispositivo } });

  it('takes a code once, and the token only goes to who asked, once, after somebody said yes', async () => {
    const codigo = await invite();
    expect(codigo).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    const asked = await ask(codigo.toLowerCase().replace('-', ' '), 'Teléfono de Ana');
    expect(asked.status).toBe(202);
    expect(await ask(codigo)).toMatchObject({
      status: 403,
      body: { error: { codigo: 'VINCULO_RECHAZADO' } },
    });
    const url = `/vincular/${String(asked.body.solicitud)}`;
    const secret = String(asked.body.secreto);
    expect(await house.http('GET', url, { as: secret })).toMatchObject({
      status: 202,
      body: { estado: 'espera' },
    });
    expect(await house.http('GET', url, { as: 'otro' })).toMatchObject({ status: 403 });
    const { body: list } = await house.http('GET', '/dispositivos', { as: counter });
    expect(list.piden).toMatchObject([{ nombre: 'Teléfono de Ana', rol: 'mesero' }]);
    // A waiter may let nobody in.
    expect(
      await house.http('POST', `/dispositivos/aprobar/${String(asked.body.solicitud)}`, {
        as: waiter,
      }),
    ).toMatchObject({
      status: 403,
    });
    await house.http('POST', `/dispositivos/aprobar/${String(asked.body.solicitud)}`, {
      as: counter,
    });
    const got = await house.http('GET', url, { as: secret });
    expect(got).toMatchObject({ status: 200, body: { estado: 'aprobado' } });
    expect(await house.http('GET', url, { as: secret })).toMatchObject({ status: 403 });
    // Nobody has logged in there yet: it sees who works here, and no more.
    const token = String(got.body.token);
    expect(await roleOf(token)).toContain('Ana');
    expect(
      await house.http('POST', '/pedidos', { as: token, body: { mesa: '1', productos: ['Agua'] } }),
    ).toMatchObject({
      status: 401,
      body: { error: { codigo: 'FALTA_PIN' } },
    });
    await house.http('DELETE', `/dispositivos/${String(got.body.dispositivo)}`, { as: counter });
    expect(await house.http('GET', '/personas', { as: token })).toMatchObject({ status: 401 });
  });

  it('can be refused at the counter', async () => {
    const asked = await ask(await invite());
    await house.http('POST', `/dispositivos/rechazar/${String(asked.body.solicitud)}`, {
      as: counter,
    });
    expect(
      await house.http('GET', `/vincular/${String(asked.body.solicitud)}`, {
        as: String(asked.body.secreto),
      }),
    ).toMatchObject({
      status: 403,
    });
  });

  it('lets nobody in who outranks the counter, and no program', async () => {
    expect(
      await house.http('POST', '/dispositivos/invitar', { as: counter, body: { rol: 'dueño' } }),
    ).toMatchObject({
      status: 403,
    });
    expect(
      await house.http('POST', '/dispositivos/invitar', {
        as: counter,
        body: { rol: 'integrator' },
      }),
    ).toMatchObject({
      status: 422,
    });
    expect(
      await house.http('POST', '/dispositivos/invitar', { as: waiter, body: { rol: 'mesero' } }),
    ).toMatchObject({
      status: 403,
    });
  });

  it('stops listening to a source that guesses: the right code does not help it then', async () => {
    const other = await openHouse();
    const codigo = String(
      (
        await other.http('POST', '/dispositivos/invitar', {
          as: other.owner,
          body: { rol: 'mesero' },
        })
      ).body.codigo,
    );
    const guess = (word: string) =>
      other.http('POST', '/vincular', { body: { codigo: word, dispositivo: 'x' } });
    for (let n = 0; n < 5; n++) expect((await guess(`0000-000${n}`)).status).toBe(403);
    expect((await guess(codigo)).status).toBe(403);
    await other.stop();
  });

  it('by the owner’s link works once, not with a PIN that is too easy, and throws out whoever used the old PIN', async () => {
    const own = await openHouse();
    const output = execFileSync(
      process.execPath,
      [
        path.resolve('.build/cli.js'),
        'owner',
        'reset',
        '--http-port',
        String(own.host.httpPort),
        '--data-dir',
        own.dataDir,
      ],
      { encoding: 'utf8' },
    );
    const [, codigo = ''] = /#propietario=(\w+)/.exec(output) ?? [];
    const link = (pin: string) =>
      own.http('POST', '/vincular/propietario', {
        body: { codigo, dispositivo: 'Otra PC', persona: 'Dueña', pin },
      });
    for (const easy of ['1234', '123456', '987654', '111111', 'abcdef'])
      expect(await link(easy)).toMatchObject({
        status: 422,
        body: { error: { codigo: 'PIN_NO_SIRVE' } },
      });
    // A name misspelt must not leave another owner behind; the link goes on being good.
    expect(
      await own.http('POST', '/vincular/propietario', {
        body: { codigo, dispositivo: 'x', persona: 'Duenia', pin: '593817' },
      }),
    ).toMatchObject({
      status: 409,
      body: { error: { codigo: 'NO_ES_DUENO', mensaje: expect.stringContaining('Dueña') } },
    });
    const got = await link('593817');
    expect(got.status).toBe(201);
    expect((await link('593817')).status).toBe(403);
    const { personas } = (await own.http('GET', '/personas', { as: String(got.body.token) }))
      .body as { personas: unknown[] };
    expect(personas).toHaveLength(1);
    expect((await own.http('GET', '/dispositivos', { as: own.owner })).body).toMatchObject({
      error: { codigo: 'FALTA_PIN' },
    });
    expect((await own.http('GET', '/dispositivos', { as: String(got.body.token) })).status).toBe(
      200,
    );
    await own.stop();
  });
});

describe('PINs', () => {
  it('slow down who guesses, on that device alone, also across a restart', async () => {
    const own = await openHouse();
    await own.person('Ana', 'mesero');
    const [one, two] = [await own.device('mesero'), await own.device('mesero')];
    const logIn = (as: string, pin: string) =>
      own.http('POST', '/sesion', { as, body: { persona: 'Ana', pin } });
    for (let n = 0; n < 5; n++)
      expect(await logIn(one, `90${n}8`)).toMatchObject({
        status: 403,
        body: { error: { codigo: 'PIN_EQUIVOCADO' } },
      });
    expect(await logIn(one, PIN)).toMatchObject({
      status: 429,
      body: { error: { codigo: 'ESPERE' } },
    });
    expect(await logIn(two, PIN)).toMatchObject({
      status: 200,
      body: { persona: 'Ana', rol: 'mesero' },
    });
    await own.restart('kill');
    expect(await logIn(one, PIN)).toMatchObject({ status: 429 });
    expect(await logIn(two, PIN)).toMatchObject({ status: 200 });
    await own.stop();
  });

  it('cannot be guessed many at once', async () => {
    const own = await openHouse();
    await own.person('Ana', 'mesero');
    const device = await own.device('mesero');
    const tries = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        own.http('POST', '/sesion', {
          as: device,
          body: { persona: 'Ana', pin: n === 39 ? PIN : String(5000 + n * 7) },
        }),
      ),
    );
    expect(tries.filter(({ status }) => status === 403)).toHaveLength(5);
    expect(tries.filter(({ status }) => status === 429)).toHaveLength(35);
    await own.stop();
  });

  it('are refused for who is not here as for who is, and never leave the host', async () => {
    expect(
      await house.http('POST', '/sesion', { as: waiter, body: { persona: 'Nadie', pin: '4821' } }),
    ).toMatchObject({
      status: 403,
      body: { error: { codigo: 'PIN_EQUIVOCADO' } },
    });
    const files = ['comanda.db', 'comanda.db-wal', 'comanda.log'].flatMap((name) => {
      try {
        return [readFileSync(path.join(house.dataDir, name)).toString('latin1')];
      } catch {
        return [];
      }
    });
    for (const secret of [OWNER_PIN, waiter, counter, house.owner])
      for (const file of files) expect(file).not.toContain(secret);
  });

  it('are no use at a kitchen’s screen', async () => {
    expect(
      await house.http('POST', '/sesion', { as: cook, body: { persona: 'Ana', pin: PIN } }),
    ).toMatchObject({ status: 403 });
  });

  it('let a person out again', async () => {
    const device = await house.device('mesero', 'Luis');
    await house.http('DELETE', '/sesion', { as: device });
    expect(
      await house.http('POST', '/pedidos', {
        as: device,
        body: { mesa: '1', productos: ['Agua'] },
      }),
    ).toMatchObject({
      status: 401,
    });
  });
});

describe('people', () => {
  it('are kept by the owner; the last owner stays', async () => {
    expect(
      await house.http('POST', '/personas', {
        as: counter,
        body: { nombre: 'X', rol: 'mesero', pin: PIN },
      }),
    ).toMatchObject({
      status: 403,
    });
    expect(
      await house.http('POST', '/personas', {
        as: house.owner,
        body: { nombre: 'ana', rol: 'mesero', pin: PIN },
      }),
    ).toMatchObject({
      body: { error: { codigo: 'PERSONA_YA_EXISTE' } },
    });
    const { personas } = (await house.http('GET', '/personas', { as: house.owner })).body as {
      personas: { id: string; nombre: string }[];
    };
    const owner = personas.find(({ nombre }) => nombre === 'Dueña');
    expect(
      await house.http('DELETE', `/personas/${String(owner?.id)}`, { as: house.owner }),
    ).toMatchObject({
      body: { error: { codigo: 'ULTIMO_DUENO' } },
    });
    // Making a waiter an owner with a waiter's PIN would be a short way in.
    const ana = personas.find(({ nombre }) => nombre === 'Ana');
    expect(
      await house.http('PATCH', `/personas/${String(ana?.id)}`, {
        as: house.owner,
        body: { rol: 'dueño' },
      }),
    ).toMatchObject({
      body: { error: { codigo: 'PIN_NO_SIRVE' } },
    });
  });

  it('who are removed or get a new PIN are out on every device at once', async () => {
    await house.person('Eva', 'mesero');
    const device = await house.device('mesero', 'Eva');
    const live = await screen(house.host.httpPort, device);
    expect((await live.hello()).session).toMatchObject({ locked: false, person: { name: 'Eva' } });
    const { personas } = (await house.http('GET', '/personas', { as: house.owner })).body as {
      personas: { id: string; nombre: string }[];
    };
    await house.http(
      'DELETE',
      `/personas/${String(personas.find(({ nombre }) => nombre === 'Eva')?.id)}`,
      { as: house.owner },
    );
    expect((await live.next('session')).session).toMatchObject({ locked: true, person: null });
    expect(
      await live.command('placeOrder', { type: 'table', table: '1', lines: [{ product: 'Agua' }] }),
    ).toMatchObject({
      ok: false,
      error: { code: 'PIN_NEEDED' },
    });
    live.close();
  });
});

describe('tokens', () => {
  it('are asked for before anything of a request is read, on every path but the open ones', async () => {
    const closed = [
      ...ROUTES,
      ...accessRoutes(none).filter(({ open }) => !open),
      { method: 'GET', path: '/menu/items' },
      { method: 'GET', path: '/admin/cola-status' },
    ];
    expect(closed.length).toBeGreaterThan(40);
    for (const { method, path: url } of closed) {
      const at = url.replace(':id', '1');
      for (const as of [null, 'x', `${waiter}x`])
        expect([
          method,
          at,
          (await house.http(method, at, { as, ...(method === 'GET' ? {} : { raw: '{broken' }) }))
            .status,
        ]).toEqual([method, at, 401]);
      // In the address it is no token.
      expect((await house.http(method, `${at}?token=${waiter}`)).status).toBe(401);
    }
  });

  it('of a revoked device cut its live sockets by themselves, and open nothing after', async () => {
    const token = await house.device('mesero', 'Ana');
    const live = await screen(house.host.httpPort, token);
    const { session } = await live.hello();
    await house.http('DELETE', `/dispositivos/${session.deviceId}`, { as: counter });
    await until('the socket is cut', () => live.closed() !== null, 5_000);
    expect(live.closed()).toBe(4401);
    expect(await openScreen(house.host.httpPort, token)).toEqual({ refused: 401 });
    expect((await house.http('GET', '/personas', { as: token })).status).toBe(401);
  });
});

describe('a slow hand', () => {
  it('does not outlast its token: what arrives after it was retired is refused', async () => {
    const token = await house.device('mesero', 'Ana');
    const { dispositivos } = (await house.http('GET', '/dispositivos', { as: counter })).body as {
      dispositivos: { id: string }[];
    };
    const body = '{"mesa":"LENTA","productos":["Agua"]}';
    const socket = net.connect({ host: '127.0.0.1', port: house.host.httpPort });
    let heard = '';
    socket.setEncoding('utf8').on('data', (text: string) => (heard += text));
    socket.write(
      `POST /pedidos HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 5)}`,
    );
    await until('its head was read', () => socket.bytesWritten > 100);
    await house.http('DELETE', `/dispositivos/${String(dispositivos.at(-1)?.id)}`, { as: counter });
    socket.write(body.slice(5));
    await until('an answer', () => heard.includes('FALTA_TOKEN'));
    expect(heard).toContain('401');
    socket.destroy();
  });

  it('that approves twice lets in one device', async () => {
    const { body: invited } = await house.http('POST', '/dispositivos/invitar', {
      as: counter,
      body: { rol: 'pase' },
    });
    const { body: asked } = await house.http('POST', '/vincular', {
      body: { codigo: invited.codigo, dispositivo: 'Doble' },
    });
    const approve = () =>
      house.http('POST', `/dispositivos/aprobar/${String(asked.solicitud)}`, { as: counter });
    const answers = await Promise.all([approve(), approve(), approve()]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 403, 403]);
    const { dispositivos } = (await house.http('GET', '/dispositivos', { as: counter })).body as {
      dispositivos: { nombre: string }[];
    };
    expect(dispositivos.filter(({ nombre }) => nombre === 'Doble')).toHaveLength(1);
  });

  it('of somebody without a link keeps nobody else out', async () => {
    const knocks = Array.from({ length: 100 }, () =>
      house.http('POST', '/vincular/propietario', {
        body: { codigo: 'X'.repeat(26), dispositivo: 'x', persona: 'x', pin: '730164' },
      }),
    );
    expect(
      (await house.http('POST', '/sesion', { as: waiter, body: { persona: 'Ana', pin: PIN } }))
        .status,
    ).toBe(200);
    expect((await Promise.all(knocks)).every(({ status }) => status === 403)).toBe(true);
  });

  it('that lets in one device after the other to guess a PIN is slowed all the same', async () => {
    const own = await openHouse();
    await own.person('Ana', 'mesero');
    const old = await own.device('mesero', 'Ana');
    const seen: number[] = [];
    for (let device = 0; device < 4; device++) {
      const token = await own.device('mesero');
      for (let n = 0; n < 4; n++)
        seen.push(
          (
            await own.http('POST', '/sesion', {
              as: token,
              body: { persona: 'Ana', pin: `82${device}${n}` },
            })
          ).status,
        );
    }
    expect(seen.filter((status) => status === 403)).toHaveLength(10);
    expect(seen.slice(10).every((status) => status === 429)).toBe(true);
    // Who is in stays in.
    expect(
      (await own.http('POST', '/pedidos', { as: old, body: { mesa: '1', productos: ['Agua'] } }))
        .status,
    ).toBe(201);
    await own.stop();
  });
});

describe('doors', () => {
  const evil = [
    'http://evil.example',
    'null',
    `http://127.0.0.1:1`,
    `http://127.0.0.1.evil.example`,
    'https://127.0.0.1',
  ];

  it('are shut to pages of other sites, whatever they send and however', async () => {
    const before = new Database(path.join(house.dataDir, 'comanda.db'), { readonly: true })
      .prepare('SELECT count(*) FROM events')
      .pluck()
      .get();
    for (const origin of evil) {
      expect(await openScreen(house.host.httpPort, waiter, { headers: { origin } })).toEqual({
        refused: 403,
      });
      for (const { method, path: url } of [...ROUTES, ...accessRoutes(none)].filter(
        (route) => route.method !== 'GET',
      ))
        expect(
          (
            await house.http(method, url.replace(':id', '1'), {
              as: waiter,
              body: {},
              headers: { origin },
            })
          ).status,
        ).toBe(403);
    }
    // What a form can send without asking first.
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ])
      for (const url of ['/pedidos', '/vincular', '/vincular/propietario', '/sesion'])
        expect(
          (
            await house.http('POST', url, {
              as: waiter,
              raw: '{"mesa":"1","productos":["Agua"]}',
              headers: { 'content-type': type },
            })
          ).status,
        ).toBe(415);
    const after = new Database(path.join(house.dataDir, 'comanda.db'), { readonly: true })
      .prepare('SELECT count(*) FROM events')
      .pluck()
      .get();
    expect(after).toBe(before);
  });

  it('answer only to names of this host, and never invite another site in', async () => {
    const { httpPort } = house.host;
    for (const name of [
      'evil.example',
      '127.0.0.1.evil',
      `evil.example:${httpPort}`,
      '[::2]',
      '127.0.0.1:1',
    ]) {
      expect([
        name,
        (await house.http('GET', '/health', { headers: { host: name } })).status,
      ]).toEqual([name, 421]);
      expect([name, await openScreen(httpPort, waiter, { headers: { host: name } })]).toEqual([
        name,
        { refused: 421 },
      ]);
    }
    // What is no request at all is refused like the rest, in words.
    expect(await house.http('GET', '/pedidos/%ff')).toMatchObject({
      status: 400,
      body: { error: { codigo: 'PETICION_DESCONOCIDA' } },
    });
    for (const name of [`127.0.0.1:${httpPort}`, 'localhost', `[::1]:${httpPort}`])
      expect((await house.http('GET', '/health', { headers: { host: name } })).status).toBe(200);
    const own = await openScreen(httpPort, waiter, {
      headers: { origin: `http://127.0.0.1:${httpPort}` },
    });
    expect('refused' in own).toBe(false);
    if (!('refused' in own)) own.close();
    const { headers } = await house.http('GET', '/', {
      headers: { 'access-control-request-private-network': 'true' },
    });
    for (const name of ['access-control-allow-origin', 'access-control-allow-private-network'])
      expect(headers[name]).toBeUndefined();
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('let a screen in by its protocol and path alone', async () => {
    const { httpPort } = house.host;
    expect(await openScreen(httpPort, null)).toEqual({ refused: 401 });
    // Java's client asks for another protocol with every request; it is answered in HTTP.
    expect(
      (
        await house.http('GET', '/health', {
          headers: { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c' },
        })
      ).status,
    ).toBe(200);
    expect(await openScreen(httpPort, waiter, { path: `/vivo?token=${waiter}` })).toEqual({
      refused: 404,
    });
    expect(await openScreen(httpPort, waiter, { protocols: [`token.${waiter}`] })).toEqual({
      refused: 401,
    });
  });

  it('say who this host is, by a signature that only it can give', async () => {
    const reto = 'a'.repeat(32);
    const { body } = await house.http('GET', `/identidad?reto=${reto}`);
    expect(body).toMatchObject({
      restaurante: 'Prueba',
      clave: expect.any(String),
      firma: expect.any(String),
    });
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: String(body.clave) },
      format: 'jwk',
    });
    const signed = (by: string, asked: string): boolean =>
      verify(
        null,
        Buffer.from(`comanda-host:${asked}@${by}`),
        key,
        Buffer.from(String(body.firma), 'base64url'),
      );
    const called = `127.0.0.1:${house.host.httpPort}`;
    expect(signed(called, reto)).toBe(true);
    // Good for no other challenge, and for nobody who hands it out at an address of their own.
    expect(signed(called, 'b'.repeat(32))).toBe(false);
    expect(signed('192.168.1.66:4780', reto)).toBe(false);
    expect((await house.http('GET', '/identidad?reto=corto')).status).toBe(422);
  });
});

describe('roles', () => {
  /**
   * Every input is nonsense: who may give a command is told about the input, who may not is told
   * only that.
   */
  it('are checked for every command, each cell of the contract’s table', async () => {
    const devices: Readonly<Record<string, string>> = {
      owner: house.owner,
      counter,
      waiter,
      cook,
      expo: await house.device('pase'),
      integrator: String(
        (await house.host.ask({ dispositivo: 'Web', token: cliSecret(house.dataDir) })).token,
      ),
    };
    let cells = 0;
    for (const [role, token] of Object.entries(devices)) {
      const live = await screen(house.host.httpPort, token);
      await live.hello();
      for (const name of Object.keys(COMMANDS) as CommandName[]) {
        const allowed =
          isOfferedTo(name, 'screen') && (COMMANDS[name].roles as readonly string[]).includes(role);
        const receipt = await live.command(name, { nonsense: true });
        expect(receipt.ok).toBe(name === 'recoverJobs' && allowed);
        const code = receipt.ok ? '' : receipt.error.code;
        expect([role, name, code === 'NOT_ALLOWED']).toEqual([role, name, !allowed]);
        cells++;
      }
      live.close();
    }
    expect(cells).toBe(6 * Object.keys(COMMANDS).length);
  });

  it('and the house’s own rules: whose table it is, and where printed things are voided', async () => {
    const luis = await house.device('mesero', 'Luis');
    const place = async (as: string) =>
      Number(
        (
          await house.http('POST', '/pedidos', {
            as,
            body: { mesa: 'R1', productos: ['Milanesa'], esperar: 'impreso' },
          })
        ).body.id,
      );
    const id = await place(waiter);
    expect((await house.http('GET', `/pedidos/${id}`, { as: waiter })).body).toMatchObject({
      mesero: 'Ana',
    });
    expect(house.kitchen.pieces('Cocina').at(-1)?.join('\n')).toContain('Ana');
    await house.http('PUT', '/reglas', {
      as: house.owner,
      body: { solo_lo_suyo: true, anular_en_caja: true },
    });
    expect(
      (await house.http('PATCH', `/pedidos/${id}`, { as: luis, body: { productos: ['Agua'] } }))
        .body,
    ).toMatchObject({
      error: { codigo: 'MESA_DE_OTRO' },
    });
    expect(
      (await house.http('DELETE', `/pedidos/${id}`, { as: waiter, body: { motivo: 'x' } })).body,
    ).toMatchObject({
      error: { codigo: 'PIDA_EN_CAJA' },
    });
    await house.http('POST', `/pedidos/${id}/traspasar`, { as: waiter, body: { a: 'luis' } });
    expect(
      (await house.http('PATCH', `/pedidos/${id}`, { as: luis, body: { productos: ['Agua'] } }))
        .status,
    ).toBe(200);
    expect((await house.http('DELETE', `/pedidos/${id}`, { as: counter })).body).toMatchObject({
      error: { codigo: 'FALTA_MOTIVO' },
    });
    expect(
      (await house.http('DELETE', `/pedidos/${id}`, { as: counter, body: { motivo: 'se fueron' } }))
        .status,
    ).toBe(200);
    await house.http('PUT', '/reglas', {
      as: house.owner,
      body: { solo_lo_suyo: false, anular_en_caja: false },
    });
    const { eventos } = (await house.http('GET', `/pedidos/${id}/recorrido`, { as: counter }))
      .body as {
      eventos: { suceso: string; datos: { by?: string } }[];
    };
    expect(eventos.findLast(({ suceso }) => suceso === 'lines.voided')?.datos.by).toBe('Caro');
  });
});
