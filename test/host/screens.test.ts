/**
 * Screens over WebSocket: a start, what happens after it, commands with receipts, being cut off and
 * coming back, and bad manners.
 */
import { readdirSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { applyEvent, follows, lanesOf, stateFrom } from '../../src-shared/live/projection';
import {
  MESSAGE_BYTES,
  PROTOCOL_VERSION,
  REFUSED_FRAME_BYTES,
  SUBPROTOCOL,
} from '../../src-shared/screen-api/messages';
import type { Event } from '../../src-shared/events/events';
import type { Snapshot } from '../../src-shared/live/snapshot';
import { startHostProcess } from '../support/host-process';
import { openHouse } from '../support/house';
import type { House } from '../support/house';
import { httpAsk } from '../support/http-client';
import { openScreen, screen } from '../support/screen-client';
import type { ScreenClient } from '../support/screen-client';
import { until } from '../support/until';

let house: House;
let waiter: string;

beforeAll(async () => {
  house = await openHouse();
  await house.person('Ana', 'mesero');
  waiter = await house.device('mesero', 'Ana');
});
afterAll(() => house.stop());

const live = (token = waiter): Promise<ScreenClient> => screen(house.host.httpPort, token);
const order = (table: string, ...products: readonly string[]) => ({
  type: 'table',
  table,
  lines: products.map((product) => ({ product })),
});
/** The picture a screen has after everything it heard. */
const picture = (start: Snapshot | null, events: readonly Event[]) => {
  if (!start) throw new Error('there was no start');
  return events.reduce((state, event) => {
    expect(follows(state, event)).toBe(true);
    return applyEvent(state, event);
  }, stateFrom(start));
};

describe('a screen', () => {
  it('starts from everything that is not over, and sees an order from its placing to its paper', async () => {
    const one = await live();
    const { snapshot, session } = await one.hello();
    expect(session).toMatchObject({ role: 'waiter', person: { name: 'Ana' }, locked: false });
    expect(snapshot?.place).toMatchObject({
      name: 'Prueba',
      stations: [{ name: 'Cocina' }, { name: 'Bar' }],
    });
    const receipt = await one.command('placeOrder', order('S1', 'Milanesa', 'Agua'));
    expect(receipt).toMatchObject({
      ok: true,
      repeated: false,
      tickets: [{ station: 'Cocina' }, { station: 'Bar' }],
    });
    const number = receipt.ok ? (receipt.reply as { number: number }).number : 0;
    await until('both are out', () => {
      const seen = picture(snapshot, one.events).orders[number];
      return (
        seen?.tickets.every(({ jobs }) => jobs[0]?.state === 'sent') && seen.order.state === 'ready'
      );
    });
    expect(picture(snapshot, one.events).orders[number]).toMatchObject({
      order: { table: 'S1', waiter: { name: 'Ana' }, revision: 1 },
      lines: [{ name: 'Milanesa', state: 'fired' }, { name: 'Agua' }],
    });
    one.close();
  });

  it('gets the same answer for the same key, however often it asks', async () => {
    const one = await live();
    await one.hello();
    const first = await one.command('placeOrder', order('S2', 'Milanesa'), 'same');
    const again = await live();
    await again.hello();
    const second = await again.command('placeOrder', order('S2', 'Milanesa'), 'same');
    expect(second).toMatchObject({
      ok: true,
      repeated: true,
      reply: first.ok ? first.reply : null,
    });
    expect(await again.command('placeOrder', order('S2', 'Agua'), 'same')).toMatchObject({
      ok: false,
      error: { code: 'KEY_REUSED' },
    });
    one.close();
    again.close();
  });

  it('that was cut off is told what it missed, and nothing twice', async () => {
    const one = await live();
    const { snapshot, seq, at } = await one.hello();
    one.close();
    const other = await live();
    await other.hello();
    await other.command('placeOrder', order('S3', 'Milanesa'));
    await other.command('placeOrder', order('S4', 'Agua'));
    const back = await live();
    const welcome = await back.hello({ seq, at });
    expect(welcome).toMatchObject({ snapshot: null, seq });
    await until(
      'both orders',
      () =>
        Object.values(picture(snapshot, back.events).orders).filter(
          ({ order: { table } }) => table === 'S3' || table === 'S4',
        ).length === 2,
    );
    // A past that is not this host's gets a new start.
    const stranger = await live();
    expect((await stranger.hello({ seq, at: at + 1 })).snapshot).not.toBeNull();
    other.close();
    back.close();
    stranger.close();
  });

  it('sends late what it kept: marked, with the time it was made', async () => {
    const one = await live();
    await one.hello();
    const age = 20 * 60_000;
    await one.command('placeOrder', order('S5', 'Milanesa'), 'late', age);
    await until('its paper', () =>
      house.kitchen
        .pieces('Cocina')
        .some((piece) => piece.some((line) => line.includes('MESA S5'))),
    );
    const paper =
      house.kitchen
        .pieces('Cocina')
        .find((piece) => piece.some((line) => line.includes('MESA S5')))
        ?.join('\n') ?? '';
    expect(paper).toContain('TARDÍO');
    const made = new Date(Date.now() - age);
    expect(paper).toMatch(
      new RegExp(
        `enviado (${[0, 1].map((n) => clock(new Date(made.getTime() - n * 60_000))).join('|')})`,
      ),
    );
    one.close();
  });

  it('is told of a conflict with the order as it is now', async () => {
    const one = await live();
    await one.hello();
    const placed = await one.command('placeOrder', order('S6', 'Milanesa'));
    const { number } = (placed.ok ? placed.reply : {}) as { number: number };
    await one.command('addLines', { order: number, lines: [{ product: 'Agua' }] });
    expect(await one.command('editOrder', { order: number, base: 1, note: 'x' })).toMatchObject({
      ok: false,
      error: { code: 'EDIT_STALE' },
      actual: { number, revision: 2, lines: [{ name: 'Milanesa' }, { name: 'Agua' }] },
    });
    one.close();
  });

  it('starts anew when the place changes, and knows places and waits from its own picture', async () => {
    const kitchen = await live(house.owner);
    await kitchen.hello();
    await kitchen.command('setStationScreen', { station: 'Cocina', screen: true });
    const { snapshot } = await kitchen.next('welcome');
    expect(snapshot?.place.stations.find(({ name }) => name === 'Cocina')).toMatchObject({
      hasScreen: true,
    });
    await house.kitchen.unplug('Cocina');
    for (const table of ['L1', 'L2', 'L3'])
      await kitchen.command('placeOrder', order(table, 'Milanesa'));
    const seen = picture(snapshot, kitchen.events);
    const last = Object.values(seen.orders).find(({ order: { table } }) => table === 'L3')
      ?.tickets[0]?.jobs[0];
    expect(lanesOf(seen).place(last?.jobId ?? '')).toMatchObject({
      state: 'queued',
      position: 3,
      of: 3,
    });
    await house.kitchen.plugIn('Cocina');
    await kitchen.command('setStationScreen', { station: 'Cocina', screen: false });
    kitchen.close();
  });

  it('starts however much there is, and gets what it missed however long', async () => {
    const one = await live();
    const { seq, at } = await one.hello();
    const lines = Array.from({ length: 110 }, () => ({
      product: 'x'.repeat(300),
      note: 'n'.repeat(180),
    }));
    for (let n = 0; n < 30; n++)
      await one.command('placeOrder', { type: 'table', table: `V${n}`, lines });
    const fresh = await live();
    const { orders } = await fresh.start();
    expect(JSON.stringify(orders).length).toBeGreaterThan(2_000_000);
    const back = await live();
    await back.hello({ seq, at });
    await until(
      'all of it',
      () => back.events.filter(({ kind }) => kind === 'order.placed').length >= 30,
    );
    for (let n = 0; n < 30; n++) {
      const found = Object.values(orders).find(({ order: { table } }) => table === `V${n}`);
      await one.command('closeOrder', { order: found?.order.number ?? 0 });
    }
    for (const { sizes } of [one, fresh, back])
      expect(Math.max(...sizes)).toBeLessThanOrEqual(MESSAGE_BYTES);
    for (const screenOne of [one, fresh, back]) screenOne.close();
  });

  it('may ask a few things, and nothing else', async () => {
    const one = await live();
    await one.hello();
    one.send({ type: 'ask', id: 1, query: { name: 'recent', limit: 2 } });
    const { answer, total, next } = await one.next('answer');
    const newest = (answer as { number: number }[]).map(({ number }) => number);
    expect([newest, next]).toEqual([[total, Number(total) - 1], newest[1]]);
    one.send({ type: 'ask', id: 5, query: { name: 'recent', limit: 2, before: 2 } });
    expect(await one.next('answer')).toMatchObject({
      id: 5,
      ok: true,
      answer: [{ number: 1 }],
      total,
      next: null,
    });
    one.send({ type: 'ask', id: 6, query: { name: 'pending' } });
    expect(await one.next('answer')).toMatchObject({
      id: 6,
      ok: true,
      answer: [],
      total: 0,
      next: null,
    });
    for (const [id, query] of [
      [7, { name: 'recent', before: 999_999 }],
      [8, { name: 'pending', after: 999_999 }],
    ] as const) {
      one.send({ type: 'ask', id, query });
      expect(await one.next('answer')).toMatchObject({
        id,
        ok: false,
        answer: { codigo: 'PEDIDO_INVALIDO' },
      });
    }
    one.send({ type: 'ask', id: 2, query: { name: 'paper', job: 1 } });
    expect(await one.next('answer')).toMatchObject({
      id: 2,
      ok: true,
      answer: { document: { station: 'Cocina' } },
    });
    // Asked in other words than the host knows it would be answered as if nothing had been said.
    for (const [id, fields] of [{ limite: 2 }, { limit: 51 }].entries()) {
      one.send({ type: 'ask', id: 10 + id, query: { name: 'recent', ...fields } });
      expect(await one.next('answer')).toMatchObject({
        id: 10 + id,
        ok: false,
        answer: { codigo: 'PETICION_DESCONOCIDA' },
      });
    }
    one.send({ type: 'ping', n: 7 });
    expect(await one.next('pong')).toMatchObject({ n: 7 });
    one.send({ type: 'ask', id: 3, query: { name: 'devices' } });
    await until('it is thrown out', () => one.closed() === 4400);
  });

  it('where nobody is logged in gets no orders and gives no commands, until somebody is', async () => {
    const token = await house.device('mesero');
    const one = await live(token);
    const { snapshot, session } = await one.hello();
    expect([snapshot, session.locked]).toEqual([null, true]);
    expect(await one.command('placeOrder', order('S7', 'Agua'))).toMatchObject({
      ok: false,
      error: { code: 'PIN_NEEDED' },
    });
    await house.http('POST', '/sesion', { as: token, body: { persona: 'Ana', pin: '7301' } });
    expect((await one.next('session')).session).toMatchObject({
      locked: false,
      person: { name: 'Ana' },
    });
    expect((await one.next('welcome')).snapshot).not.toBeNull();
    await house.http('DELETE', '/sesion', { as: token });
    expect((await one.next('session')).session).toMatchObject({ locked: true });
    const heard = one.events.length;
    const other = await live();
    await other.hello();
    await other.command('placeOrder', order('S8', 'Agua'));
    expect(one.events).toHaveLength(heard);
    one.close();
    other.close();
  });
});

describe('bad manners', () => {
  /**
   * While the others go on being rude: how soon is the machine's matter, and the bench's (D2, G4).
   */
  const served = async (): Promise<void> => {
    const good = await live();
    await good.hello();
    expect((await good.command('placeOrder', order('G1', 'Agua'))).ok).toBe(true);
    good.close();
  };
  const raw = (token = waiter): Promise<WebSocket> => {
    const socket = new WebSocket(`ws://127.0.0.1:${house.host.httpPort}/vivo`, [
      SUBPROTOCOL,
      `token.${token}`,
    ]);
    socket.on('error', () => {});
    return new Promise((resolve) => socket.once('open', () => resolve(socket)));
  };
  const codeOf = (socket: WebSocket): Promise<number> =>
    new Promise((resolve) => socket.once('close', (code) => resolve(code)));

  it.each([
    ['no JSON', 'hola', 4400],
    [
      'another protocol',
      JSON.stringify({ type: 'hello', protocol: PROTOCOL_VERSION + 1, since: null }),
      4426,
    ],
    ['no hello', JSON.stringify({ type: 'ping', n: 1 }), 4400],
    [
      'an unknown field',
      JSON.stringify({ type: 'hello', protocol: 1, since: null, admin: true }),
      4400,
    ],
    ['a frame too large', 'x'.repeat(REFUSED_FRAME_BYTES + 1), 1009],
  ])('%s ends the connection by name, and the next one is served', async (_, text, code) => {
    const socket = await raw();
    const closed = codeOf(socket);
    socket.send(text);
    expect(await closed).toBe(code);
    await served();
  });

  it('a bomb of fragments is cut short', async () => {
    const socket = await raw();
    const closed = codeOf(socket);
    for (let n = 0; n < 20_000 && socket.readyState === socket.OPEN; n++)
      socket.send('x', { fin: false });
    expect([1006, 1008, 1009]).toContain(await closed);
    await served();
  });

  it('compression is not spoken, so nothing can swell', async () => {
    const socket = await raw();
    expect(socket.extensions).toBe('');
    socket.close();
  });

  it('a flood is cut, and others are served', async () => {
    const socket = await raw();
    const closed = codeOf(socket);
    socket.send(JSON.stringify({ type: 'hello', protocol: PROTOCOL_VERSION, since: null }));
    for (let n = 0; n < 1_000; n++) socket.send(JSON.stringify({ type: 'ping', n }));
    expect(await closed).toBe(4429);
    await served();
  });

  it.each([
    ['say nothing, or half of something', (n: number) => n % 3],
    ['begin a body and leave it at that', () => 1],
  ] as const)('a thousand connections that %s shut nobody out', async (_, kindOf) => {
    const { httpPort } = house.host;
    const crowd = await Promise.all(
      Array.from({ length: 1_000 }, (_, n) => {
        const socket = net.connect({ host: '127.0.0.1', port: httpPort });
        socket.on('error', () => {});
        return new Promise<net.Socket>((resolve) => {
          for (const heard of ['data', 'close']) socket.once(heard, () => resolve(socket));
          socket.once('connect', () => {
            if (kindOf(n) === 0) socket.write('GET / HTTP/1.1\r\nHost: ');
            // What it expects says when the host has begun to read the body.
            if (kindOf(n) === 1)
              socket.write(
                `POST /pedidos HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${waiter}\r\nContent-Type: application/json\r\nContent-Length: 999\r\nExpect: 100-continue\r\n\r\n{`,
              );
            else resolve(socket);
          });
        });
      }),
    );
    try {
      for (let n = 0; n < 3; n++) {
        await served();
        expect((await house.http('GET', '/health')).status).toBe(200);
      }
    } finally {
      for (const socket of crowd) socket.destroy();
    }
  });

  it(
    'a screen that reads nothing is let go, and others are served',
    { tags: ['slow'] },
    async () => {
      const good = await live();
      await good.hello();
      const lines = Array.from({ length: 120 }, () => ({ product: 'Agua', note: 'n'.repeat(400) }));
      const placed = await good.command('placeOrder', { type: 'table', table: 'G2', lines });
      const { number } = (placed.ok ? placed.reply : {}) as { number: number };
      const token = await house.device('mesero', 'Ana');
      // As many as one device may have open: when another one fits, one of these was let go.
      const slow = await raw(token);
      const rest = await Promise.all(Array.from({ length: 7 }, () => raw(token)));
      let answers = 0;
      slow.on('message', () => answers++);
      const closed = codeOf(slow);
      const hello = JSON.stringify({ type: 'hello', protocol: PROTOCOL_VERSION, since: null });
      slow.send(hello);
      await until('it was welcomed', () => answers > 0);
      slow.pause();
      // More than what both systems keep for a connection, and the host behind them.
      for (let id = 0; id < 190; id++)
        slow.send(JSON.stringify({ type: 'ask', id, query: { name: 'journey', number } }));
      for (const one of rest) one.send(hello);
      await served();
      await until(
        'it was let go',
        async () => {
          for (const one of rest) one.send(JSON.stringify({ type: 'ping', n: 1 }));
          await served();
          const another = await openScreen(house.host.httpPort, token);
          if ('refused' in another) return false;
          another.close();
          return true;
        },
        25_000,
      );
      slow.resume();
      expect(await closed).toBe(1006);
      expect(answers).toBeLessThan(190);
      for (const one of rest) one.close();
      good.close();
    },
  );

  it('a screen that was shown out is not obeyed while it finds the door', async () => {
    const token = await house.device('mesero', 'Ana');
    const rude = net.connect({ host: '127.0.0.1', port: house.host.httpPort });
    rude.on('error', () => {});
    let heard = Buffer.alloc(0);
    rude.on('data', (bytes) => (heard = Buffer.concat([heard, bytes])));
    rude.write(
      `GET /vivo HTTP/1.1\r\nHost: 127.0.0.1:${house.host.httpPort}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n` +
        `Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: ${SUBPROTOCOL}, token.${token}\r\n\r\n`,
    );
    await until('it is in', () => heard.includes('101 Switching'));
    rude.write(masked(JSON.stringify({ type: 'hello', protocol: PROTOCOL_VERSION, since: null })));
    await until('it is welcomed', () => heard.includes('"type":"welcome"'));
    const say = (n: number): void => {
      const input = { type: 'table', table: 'RUDE', lines: [{ product: 'Agua' }] };
      rude.write(
        masked(
          JSON.stringify({ type: 'command', key: `r${n}`, name: 'placeOrder', input, age: 0 }),
        ),
      );
    };
    say(0);
    await until('it is obeyed', () => heard.includes('"key":"r0"'));
    const { dispositivos } = (await house.http('GET', '/dispositivos', { as: house.owner }))
      .body as {
      dispositivos: { id: string }[];
    };
    await house.http('DELETE', `/dispositivos/${String(dispositivos.at(-1)?.id)}`, {
      as: house.owner,
    });
    let n = 0;
    await until('it is cut', () => {
      if (!rude.destroyed) say(++n);
      return rude.destroyed || rude.readyState === 'closed';
    });
    const { pedidos } = (await house.host.asProgram({ consulta: 'recientes', limite: 50 })) as {
      pedidos: { mesa?: string }[];
    };
    expect(pedidos.filter(({ mesa }) => mesa === 'RUDE')).toHaveLength(1);
  });

  it(
    'who asks for an upgrade without a token and keeps its side open is hung up on',
    { tags: ['needs/linux'] },
    async () => {
      const crowd = Array.from({ length: 200 }, () => {
        const socket = net.connect({
          host: '127.0.0.1',
          port: house.host.httpPort,
          allowHalfOpen: true,
        });
        socket.on('error', () => {});
        socket.resume();
        socket.write(
          'GET /vivo HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
        );
        return socket;
      });
      const open = (): number => readdirSync(`/proc/${house.host.pid}/fd`).length;
      await until('they were let in to be refused', () =>
        crowd.every((socket) => socket.bytesRead > 0),
      );
      await until('the host holds none of them', () => open() < 120, 10_000);
      for (const socket of crowd) socket.destroy();
    },
  );

  it('one phone that starts anew all the time does not slow the others', async () => {
    for (let n = 0; n < 3; n++) {
      const filler = await live();
      await filler.hello();
      const lines = Array.from({ length: 60 }, () => ({ product: 'Agua', note: 'n'.repeat(400) }));
      for (let k = 0; k < 10; k++)
        await filler.command('placeOrder', { type: 'table', table: `W${n}`, lines });
      filler.close();
    }
    const token = await house.device('mesero', 'Ana');
    const floods = await Promise.all(Array.from({ length: 8 }, () => raw(token)));
    for (const one of floods) one.resume();
    const hello = JSON.stringify({ type: 'hello', protocol: PROTOCOL_VERSION, since: null });
    const flooding = setInterval(() => {
      for (const one of floods) if (one.readyState === one.OPEN) one.send(hello);
    }, 40);
    try {
      for (let n = 0; n < 10; n++) await served();
    } finally {
      clearInterval(flooding);
      for (const one of floods) one.terminate();
    }
  });
});

it('a host with few descriptors serves the next one though a crowd holds on', async () => {
  const small = await startHostProcess({
    dataDir: path.join(house.kitchen.folder, 'small'),
    restaurantFile: house.kitchen.restaurantFile,
    extra: ['--no-print'],
    under: ['prlimit', '--nofile=256:256'],
  });
  const crowd = Array.from({ length: 300 }, () => {
    const socket = net.connect({ host: '127.0.0.1', port: small.httpPort });
    socket.on('error', () => {});
    return socket;
  });
  try {
    for (let n = 0; n < 5; n++) {
      expect((await httpAsk(small.httpPort, 'GET', '/health')).status).toBe(200);
      expect(await small.ask({ mesa: '1', productos: ['Agua'] })).toMatchObject({
        status: 'recibido',
      });
    }
  } finally {
    for (const socket of crowd) socket.destroy();
    await small.stop();
  }
});

/** A text frame of a client, masked with zeros. */
function masked(text: string): Buffer {
  const body = Buffer.from(text);
  const length =
    body.length < 126
      ? Buffer.from([0x80 | body.length])
      : Buffer.from([0x80 | 126, body.length >> 8, body.length & 0xff]);
  return Buffer.concat([Buffer.from([0x81]), length, Buffer.alloc(4), body]);
}

function clock(at: Date): string {
  return `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
}
