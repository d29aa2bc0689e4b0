/**
 * O6: how soon the good are answered while others are rude: half requests that are held, junk,
 * floods, links that nobody gave. The bar is a second.
 */
import net from 'node:net';
import { it } from 'vitest';
import WebSocket from 'ws';
import { SUBPROTOCOL } from '../../src-shared/screen-api/messages';
import { openHouse, PIN } from '../support/house';
import { openScreen } from '../support/screen-client';
import { report, ROUNDS } from './figures';

const HELD = 1_000;
const LOOKS = 20;
const KNOCKS = 100;
const BAR_MS = 1_000;

it('O6: a good screen beside a thousand held half requests and a stream of junk', async () => {
  const house = await openHouse();
  await house.person('Ana', 'mesero');
  const token = await house.device('mesero', 'Ana');
  const { httpPort } = house.host;
  const order = { type: 'takeaway', customer: 'X', lines: [{ product: 'Agua' }] };
  const worst = { screen: [] as number[], health: [] as number[], login: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    const held = await Promise.all(
      Array.from({ length: HELD }, (_, n) => halfRequest(httpPort, n)),
    );
    let over = false;
    const junk = Array.from({ length: 4 }, () => sendJunk(httpPort, token, () => over));
    let [screen, health] = [0, 0];
    for (let look = 0; look < LOOKS; look++) {
      screen = Math.max(screen, await msOf(() => oneOrder(httpPort, token, order)));
      health = Math.max(health, await msOf(() => house.http('GET', '/health')));
    }
    over = true;
    await Promise.all(junk);
    for (const socket of held) socket.destroy();
    worst.screen.push(screen / BAR_MS);
    worst.health.push(health / BAR_MS);
    const knocks = Array.from({ length: KNOCKS }, () =>
      house.http('POST', '/vincular/propietario', {
        body: { codigo: 'X'.repeat(26), dispositivo: 'x', persona: 'x', pin: '730164' },
      }),
    );
    const login = await msOf(() =>
      house.http('POST', '/sesion', { as: token, body: { persona: 'Ana', pin: PIN } }),
    );
    worst.login.push(login / BAR_MS);
    await Promise.all(knocks);
  }
  await house.stop();
  const beside = `worst of ${LOOKS} beside ${HELD} held half requests and 4 that send junk`;
  report({
    row: 'O6',
    what: `a screen that opens and sends an order, ${beside}`,
    peer: '1 s',
    bar: '< 1',
    values: worst.screen,
  });
  report({ row: 'O6', what: `/health, ${beside}`, peer: '1 s', bar: '< 1', values: worst.health });
  const whatLogin = `a PIN at a phone, beside ${KNOCKS} that come with a link nobody gave them`;
  report({ row: 'O6', what: whatLogin, peer: '1 s', bar: '< 1', values: worst.login });
});

async function msOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function oneOrder(port: number, token: string, order: object): Promise<void> {
  const screen = await openScreen(port, token);
  if ('refused' in screen) throw new Error(`the good screen was refused: ${screen.refused}`);
  await screen.hello();
  await screen.command('placeOrder', order);
  screen.close();
}

function halfRequest(port: number, n: number): Promise<net.Socket> {
  const socket = net.connect({ host: '127.0.0.1', port });
  socket.on('error', () => {});
  return new Promise((resolve) => {
    socket.once('connect', () => {
      if (n % 2 === 0) socket.write('GET / HTTP/1.1\r\nHost: ');
      resolve(socket);
    });
  });
}

/** Connects, says what no screen says, is cut, and connects again. */
async function sendJunk(port: number, token: string, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/vivo`, [SUBPROTOCOL, `token.${token}`]);
    socket.on('error', () => {});
    socket.on('open', () => {
      for (let n = 0; n < 2_000 && socket.readyState === socket.OPEN; n++)
        socket.send(JSON.stringify({ type: 'ping', n }));
    });
    await new Promise((resolve) => socket.once('close', resolve));
  }
}
