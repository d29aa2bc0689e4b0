/**
 * F05, F07, F11, F23: the machine itself is the trouble: frozen, short of memory, a slow disk, a
 * clock that jumps.
 */
// @module-tag slow
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import type { TcpReply } from '../../src-main/cli/connect/wire-client';
import { launchHost, startHostProcess } from '../support/host-process';
import { openHouse } from '../support/house';
import type { House } from '../support/house';
import { openKitchen, TALKING } from '../support/restaurant';
import type { Kitchen } from '../support/restaurant';
import { screen } from '../support/screen-client';
import { until } from '../support/until';
import { faulty } from '../support/faulty';
import { DEFAULT_OPERATION_SETTINGS } from '../../src-shared/model/operations/operation-settings';
import { FAKETIME_LIBRARY } from '../../tools/test-tools.mjs';

let ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.toReversed()) await end();
  ends = [];
});

const names = (kitchen: Kitchen): readonly string[] =>
  kitchen.pieces('Cocina').map((piece) => piece.find((line) => /^[A-Z]\d+$/.test(line)) ?? '');
const logOf = (dataDir: string): string =>
  readFileSync(path.join(dataDir, 'logs', 'host.log'), 'utf8');

it(
  'F05: a host that was frozen for longer than it believes anybody silent takes nobody for dead, prints nothing twice, and its screens know the rest',
  { timeout: 90_000 },
  async () => {
    // Every limit of silence a fifth of the usual, and so the freeze: 6 s instead of 30 s.
    const faults = await faulty(
      { 'screens.ping-every-ms': 300 },
      { 'printing.heartbeat-ms': 200 },
      { 'printing.worker-dead-after-ms': 2_000 },
      { 'core.ping-every-ms': 400 },
      { 'core.stuck-after-ms': 4_000 },
    );
    const house = await openHouse({ can: TALKING, ticketMs: 700 }, [], faults);
    ends.push(() => house.stop());
    const wall = await screen(house.host.httpPort, house.owner);
    const { seq } = await wall.hello();
    for (let n = 0; n < 8; n++) await house.host.ask({ cliente: `F${n}`, productos: ['Milanesa'] });
    await until('one is out and the next prints', () => house.kitchen.pieces('Cocina').length >= 2);
    process.kill(house.host.pid, 'SIGSTOP');
    await pause(6_000);
    process.kill(house.host.pid, 'SIGCONT');
    expect(
      await house.host.ask({ cliente: 'F8', productos: ['Milanesa'], esperar: 'listo' }),
    ).toMatchObject({ estado: 'listo' });
    await until('all papers', () => house.kitchen.pieces('Cocina').length >= 9);
    expect(names(house.kitchen)).toEqual(Array.from({ length: 9 }, (_, n) => `F${n}`));
    expect(house.kitchen.pieces('Cocina').flat()).not.toContain('[ POSIBLE DUPLICADO ]');
    expect(logOf(house.dataDir)).not.toMatch(/print worker gone|core gone/);
    // The screen that slept along either heard everything or comes back and gets what it missed: no
    // gap, no repeat.
    const heard = wall.closed() === null ? wall : await screen(house.host.httpPort, house.owner);
    if (heard !== wall) await heard.hello({ seq, at: wall.events.at(-1)?.at ?? 0 });
    await until('the last order is known', () =>
      JSON.stringify([wall.events, heard.frames]).includes('"F8"'),
    );
    const seqs = wall.events.map((event) => event.seq);
    expect(seqs).toEqual(Array.from({ length: seqs.length }, (_, n) => seq + 1 + n));
    wall.close();
    heard.close();
  },
);

it(
  'F07: a host that runs out of memory ends or refuses by name; what it answered is there at the next start, whole',
  { timeout: 120_000 },
  async () => {
    const kitchen = await openKitchen();
    ends.push(() => kitchen.stop());
    const options = {
      dataDir: path.join(kitchen.folder, 'data'),
      restaurantFile: kitchen.restaurantFile,
      extra: ['--no-print'],
    };
    const { process: tight, child } = await launchHost({
      ...options,
      env: { NODE_OPTIONS: '--max-old-space-size=40' },
    });
    await until('it listens', () => tight.output().includes('Ctrl-C cierra'));
    const productos = Array.from({ length: 150 }, (_, n) => ({
      nombre: `Plato ${n}`,
      nota: 'larga '.repeat(80),
    }));
    const answers = new Map<string, TcpReply>();
    await Promise.all(
      Array.from({ length: 40 }, async (_, sender) => {
        try {
          const client = await tight.client();
          for (let n = 0; n < 12; n++) {
            const key = `m${sender}-${n}`;
            answers.set(key, await client.request({ id: key, cliente: key, productos }));
          }
          client.close();
        } catch {
          // it ended: what was not answered may be there or not, but never in part
        }
      }),
    );
    // The last straw: everything at once, as a screen asks for it.
    const recent = tight.ask({ consulta: 'recientes', limite: 200 }).catch(() => null);
    await Promise.race([recent, tight.exited]);
    if (child.exitCode === null && child.signalCode === null) await tight.kill();
    const host = await startHostProcess(options);
    ends.push(() => host.stop());
    expect(answers.size).toBeGreaterThan(0);
    const client = await host.client();
    for (const [key, answer] of answers) {
      const found = await client.request({ consulta: 'pedido', clave: key });
      if (answer.status === 'recibido')
        expect([found.id, (found.lineas as unknown[]).length]).toEqual([
          answer.id,
          productos.length,
        ]);
      else
        expect(answer.error).toMatchObject({
          codigo: expect.any(String),
          mensaje: expect.any(String),
        });
    }
    client.close();
    expect(await host.ask({ cliente: 'Z1', productos: ['Milanesa'] })).toMatchObject({
      status: 'recibido',
    });
  },
);

it(
  'F11: a disk that takes 0.2 s to sync makes answers slow, and stops no socket',
  { tags: ['needs/strace'], timeout: 90_000 },
  async () => {
    const kitchen = await openKitchen();
    ends.push(() => kitchen.stop());
    const host = await startHostProcess({
      dataDir: path.join(kitchen.folder, 'data'),
      restaurantFile: kitchen.restaurantFile,
      extra: ['--no-print'],
      under: [
        'strace',
        '-f',
        '-qq',
        '-o',
        '/dev/null',
        '-e',
        'trace=fsync,fdatasync',
        '-e',
        'inject=fsync,fdatasync:delay_enter=200000',
      ],
    });
    ends.push(() => host.stop());
    const clients = await Promise.all(Array.from({ length: 20 }, () => host.client()));
    const state = { isOver: false };
    let looks = 0;
    const order = async (client: (typeof clients)[number], name: string): Promise<TcpReply> =>
      client.request({ cliente: name, productos: ['Milanesa'] });
    const sending = Promise.all(
      clients.map(async (client, sender) => {
        const ids: number[] = [];
        for (let n = 0; n < 5; n++) ids.push(Number((await order(client, `S${sender}x${n}`)).id));
        return ids;
      }),
    ).finally(() => (state.isOver = true));
    // The door is answered all the while: many times for each sync, which a thread that waits for
    // its disk could not.
    while (!state.isOver) {
      const { status } = await fetch(`http://127.0.0.1:${host.httpPort}/health`);
      if (status === 200) looks++;
    }
    const ids = await sending;
    expect(new Set(ids.flat()).size).toBe(100);
    for (const mine of ids) expect(mine).toEqual(mine.toSorted((a, b) => a - b));
    // A hundred orders in groups: were each synced for itself they would be twenty seconds. Then
    // the door was asked a hundred times at the least.
    expect(looks).toBeGreaterThan(100);
    for (const client of clients) client.close();
  },
);

it(
  'F23: a clock that jumps a day forward, or hours back, is told; lanes go on, what waits is no older, and nobody is logged out',
  { tags: ['needs/faketime'], timeout: 120_000 },
  async () => {
    const faults = await faulty({ 'operations.clock-every-ms': 100 });
    const clock = path.join(await freshFolder(), 'clock');
    const set = (shift: string): void => writeFileSync(clock, `${shift}\n`);
    set('+0');
    const house: House = await openHouse({ can: TALKING }, [], faults, {
      // The clock that cannot be set (monotonic) stays true.
      LD_PRELOAD: FAKETIME_LIBRARY ?? '',
      FAKETIME_TIMESTAMP_FILE: clock,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    });
    ends.push(() => house.stop());
    const jumps = async (): Promise<number> => {
      const asked = await screen(house.host.httpPort, house.owner);
      const { snapshot } = await asked.hello();
      asked.close();
      return (snapshot?.alerts ?? []).filter(({ kind }) => kind === 'clock').length;
    };
    expect(
      await house.host.ask({ cliente: 'J0', productos: ['Milanesa'], esperar: 'listo' }),
    ).toMatchObject({ estado: 'listo' });

    // Two wait for paper while the clock goes a day ahead: they are no day old, and nobody has to
    // decide over them.
    house.kitchen.printers.Cocina.set({ paper: 'out' });
    for (const cliente of ['J1', 'J2']) await house.host.ask({ cliente, productos: ['Milanesa'] });
    await until('it is known to be without paper', () => house.host.output().includes('sin papel'));
    set('+86400');
    await until('the jump is told', async () => (await jumps()) === 1);
    // It only happened, so nothing goes on; Prometheus hears of it until somebody has read it.
    const figures = await (await fetch(`http://127.0.0.1:${house.host.httpPort}/metrics`)).text();
    expect(figures).toMatch(/^comanda_alerts{kind="clock"} 1$/m);
    house.kitchen.printers.Cocina.set({ paper: 'ok' });
    await until('both are out', () => names(house.kitchen).length === 3, 30_000);
    // How long a paper took is what really went by, also for the one that stood half printed in the
    // printer.
    const sums = async (): Promise<readonly number[]> => {
      const text = await (await fetch(`http://127.0.0.1:${house.host.httpPort}/metrics`)).text();
      return [...text.matchAll(/^comanda_paper_seconds_sum\{.*\} (.+)$/gm)].map(([, sum]) =>
        Number(sum),
      );
    };
    await until('three papers are counted', async () => (await sums()).some((sum) => sum > 0));
    for (const sum of await sums()) expect(sum).toBeLessThan(3_600);

    // A printer that is tried again later, and a clock that goes back a week: it is not left alone
    // for a week.
    house.kitchen.printers.Cocina.set({ cover: 'open' });
    await house.host.ask({ cliente: 'J3', productos: ['Milanesa'] });
    set('-518400');
    await until('the second jump is told', async () => (await jumps()) === 2);
    house.kitchen.printers.Cocina.set({ cover: 'closed' });
    await until('it is out', () => names(house.kitchen).length === 4, 30_000);
    expect(names(house.kitchen)).toEqual(['J0', 'J1', 'J2', 'J3']);
    expect(house.kitchen.pieces('Cocina').flat().join('\n')).not.toMatch(
      /POSIBLE DUPLICADO|TARDÍO/,
    );
    // The same token, the same person, and no time that runs backwards.
    expect(await house.http('GET', '/sesion', { as: house.owner })).toMatchObject({ status: 200 });
    const { id } = await house.host.ask({
      cliente: 'J4',
      productos: ['Milanesa'],
      esperar: 'listo',
    });
    expect(
      Number((await house.host.ask({ consulta: 'pedido', id })).duracion),
    ).toBeGreaterThanOrEqual(0);
  },
);

it(
  'F23: a clock that is in the next century at a start, or for a moment, forgets no guest and drops no PDF; back again all goes on',
  { tags: ['needs/faketime'], timeout: 120_000 },
  async () => {
    const clock = path.join(await freshFolder(), 'clock');
    const set = (shift: string): void => writeFileSync(clock, `${shift}\n`);
    set('+0');
    const house: House = await openHouse({}, ['--no-print'], undefined, {
      LD_PRELOAD: FAKETIME_LIBRARY ?? '',
      FAKETIME_TIMESTAMP_FILE: clock,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    });
    ends.push(() => house.stop());
    const { id } = await house.host.ask({ cliente: 'Zoraida', productos: ['Milanesa'] });
    await house.host.ask({ servir: id, token: house.owner });
    await house.host.ask({ cerrar: id, forma: 'efectivo', token: house.owner });
    const pdf = path.join(house.dataDir, 'pdf', 'ticket.pdf');
    mkdirSync(path.dirname(pdf), { recursive: true });
    writeFileSync(pdf, '%PDF');
    // The house tidies whenever its owner says how long guests stay.
    let guestDays = 7;
    const tidy = async (): Promise<void> => {
      const one = await screen(house.host.httpPort, house.owner);
      await one.hello();
      expect(
        await one.command('setOperationSettings', {
          upkeep: { ...DEFAULT_OPERATION_SETTINGS, guestDays: ++guestDays },
        }),
      ).toMatchObject({ ok: true });
      one.close();
    };
    const waits = (): number => logOf(house.dataDir).split('clock not trusted yet').length - 1;
    const guest = async (): Promise<unknown> =>
      (await house.host.ask({ consulta: 'pedido', id })).cliente;
    set('+2300000000');
    await tidy();
    await until('the jump is noticed', () => waits() === 1);
    await tidy();
    await house.restart('kill');
    await until('the start with it is noticed', () => waits() === 2);
    await tidy();
    await house.restart('stop');
    expect([await guest(), existsSync(pdf)]).toEqual(['Zoraida', true]);
    set('+0');
    await house.restart('stop');
    await tidy();
    expect(await house.host.ask({ cliente: 'Z2', productos: ['Milanesa'] })).toMatchObject({
      status: 'recibido',
    });
    expect([await guest(), existsSync(pdf)]).toEqual(['Zoraida', true]);
  },
);

async function freshFolder(): Promise<string> {
  const kitchen = await openKitchen();
  ends.push(() => kitchen.stop());
  return kitchen.folder;
}
