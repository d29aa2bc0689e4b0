/**
 * G4: how long until the last of 50 screens has heard of a change, through the host, beside a bare
 * ws broadcast of as many bytes.
 */
import { it } from 'vitest';
import WebSocket from 'ws';
import { openHouse } from '../support/house';
import { screen } from '../support/screen-client';
import { until } from '../support/until';
import { median, report, ROUNDS } from './figures';
import { startBroadcast } from './peers';

const SCREENS = 50;
const PER_SECOND = 100;
const EVENTS = 500;
/** Rounds that do not count: both programs are compiled by use. */
const WARM_UP = 2;

type Crowd = {
  /** Says the nth thing. */
  say(n: number): void;
  readonly screens: readonly WebSocket[];
  /** Which ones a frame carries: a commit may hold more than one. */
  read(text: string): readonly number[];
};

/** The p95, in ms, of the time from saying it until the last screen has it. */
async function lastHeard({ say, screens, read }: Crowd): Promise<number> {
  const saidAt: number[] = [];
  const heard: number[] = Array.from({ length: EVENTS }, () => 0);
  const lasts: number[] = [];
  const listeners = screens.map((socket) => {
    const listener = (data: Buffer): void => {
      for (const n of read(data.toString('utf8'))) {
        if (saidAt[n] === undefined) continue;
        heard[n] = (heard[n] ?? 0) + 1;
        if (heard[n] === SCREENS) lasts.push(performance.now() - (saidAt[n] ?? 0));
      }
    };
    socket.on('message', listener);
    return () => socket.off('message', listener);
  });
  const start = performance.now();
  for (let n = 0; n < EVENTS; n++) {
    const wait = start + (n * 1000) / PER_SECOND - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    saidAt[n] = performance.now();
    say(n);
  }
  await until('everybody heard everything', () => lasts.length === EVENTS, 60_000);
  for (const stop of listeners) stop();
  return lasts.toSorted((a, b) => a - b)[Math.floor(EVENTS * 0.95)] ?? 0;
}

function ofRound(text: string, round: number): readonly number[] {
  return [...text.matchAll(/r(\d+)n(\d+)\./g)]
    .filter(([, r]) => Number(r) === round)
    .map(([, , n]) => Number(n));
}

it('G4: the last of 50 screens at 100 events/s', async () => {
  const house = await openHouse({}, ['--no-print']);
  const peer = await startBroadcast();
  await house.person('Ana', 'mesero');
  const tokens = await Promise.all(Array.from({ length: 10 }, () => house.device('cocina')));
  // A screen may say 40 things a second, so four of them say a hundred.
  const waiters = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const one = await screen(house.host.httpPort, await house.device('mesero', 'Ana'));
      await one.hello();
      return one;
    }),
  );
  const placed = await waiters[0]?.command('placeOrder', {
    type: 'table',
    table: '1',
    lines: [{ product: 'Agua' }],
  });
  const { number } = (placed?.ok ? placed.reply : {}) as { number: number };
  const kitchens = await Promise.all(
    Array.from({ length: SCREENS }, async (_, n) => {
      const one = await screen(house.host.httpPort, tokens[n % tokens.length] ?? '');
      await one.hello();
      return one;
    }),
  );
  // The frames of screen-client are kept and parsed; these listeners read for themselves.
  for (const one of [...kitchens, ...waiters]) one.socket.removeAllListeners('message');
  const pinging = setInterval(() => {
    for (const one of [...kitchens, ...waiters]) one.send({ type: 'ping', n: 1 });
  }, 5_000);
  const bare = await Promise.all(
    Array.from({ length: SCREENS + 1 }, () => {
      const socket = new WebSocket(`ws://127.0.0.1:${peer.port}`);
      return new Promise<WebSocket>((resolve) => socket.on('open', () => resolve(socket)));
    }),
  );
  let round = 0;
  let bytes = 0;
  const ours: Crowd = {
    screens: kitchens.map(({ socket }) => socket),
    say: (n) =>
      waiters[n % waiters.length]?.send({
        type: 'command',
        key: `${round} ${n}`,
        name: 'editOrder',
        input: { order: number, base: null, note: `r${round}n${n}.` },
      }),
    read(text) {
      if (!text.startsWith('{"type":"events"')) return [];
      bytes = text.length;
      return ofRound(text, round);
    },
  };
  const theirs: Crowd = {
    screens: bare.slice(1),
    say: (n) =>
      bare[0]?.send(
        JSON.stringify({ note: `r${round}n${n}.`, fill: 'x'.repeat(Math.max(0, bytes - 30)) }),
      ),
    read(text) {
      return ofRound(text, round);
    },
  };
  const ratios: number[] = [];
  const times: number[] = [];
  for (round = 0; round < ROUNDS + WARM_UP; round++) {
    const mine = await lastHeard(ours);
    const bareTime = await lastHeard(theirs);
    if (round < WARM_UP) continue;
    ratios.push(mine / bareTime);
    times.push(mine);
  }
  report({
    row: 'G4',
    what: 'last of 50 screens, p95 at 100 events/s',
    peer: 'bare ws broadcast',
    bar: '<= 3',
    values: ratios,
  });
  console.log(`p95 through the host: ${median(times).toFixed(1)} ms, ${bytes} bytes a frame`);
  clearInterval(pinging);
  for (const one of [...kitchens, ...waiters]) one.close();
  for (const socket of bare) socket.close();
  await peer.stop();
  await house.stop();
});
