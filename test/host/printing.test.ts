/**
 * Lanes and workers on real printers' sockets: order, isolation, retries, deaths, and what the
 * paper says afterwards.
 */
import { readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { startHostProcess } from '../support/host-process';
import type { HostProcess } from '../support/host-process';
import { openKitchen } from '../support/restaurant';
import type { Kitchen } from '../support/restaurant';
import { isAlive } from '../support/processes';
import { until } from '../support/until';
import { faulty } from '../support/faulty';

let kitchen: Kitchen;
let host: HostProcess;

afterEach(async () => {
  await host.stop();
  await kitchen.stop();
});

async function open(
  speed: { ticketMs?: number; mmPerSecond?: number } = {},
  extra: { workers?: number; faults?: string } = {},
): Promise<void> {
  kitchen = await openKitchen(speed);
  host = await start(extra);
}

function start({
  workers = 2,
  faults,
}: { workers?: number; faults?: string } = {}): Promise<HostProcess> {
  return startHostProcess({
    dataDir: path.join(kitchen.folder, 'data'),
    restaurantFile: kitchen.restaurantFile,
    extra: ['--workers', String(workers)],
    ...(faults ? { faults } : {}),
  });
}

const workers = (): readonly number[] =>
  (
    JSON.parse(readFileSync(path.join(kitchen.folder, 'data', 'workers.json'), 'utf8')) as {
      pid: number;
    }[]
  ).map(({ pid }) => pid);
const named = (station: 'Cocina' | 'Bar', name: string): readonly (readonly string[])[] =>
  kitchen.pieces(station).filter((piece) => piece.includes(name));
const banners = (piece: readonly string[] | undefined): readonly string[] =>
  (piece ?? []).filter((line) => line.startsWith('['));
const customers = (station: 'Cocina' | 'Bar'): readonly string[] =>
  kitchen.pieces(station).map((piece) => piece.find((line) => /^[A-Z]\d+$/.test(line)) ?? '?');
const order = (cliente: string, producto = 'Milanesa', more: object = {}) =>
  host.ask({ cliente, productos: [producto], ...more });
const queued = async (): Promise<number> => {
  const { carriles } = (await host.ask({ consulta: 'cola' })) as {
    carriles: { en_cola: number; imprimiendo: boolean }[];
  };
  return carriles.reduce((sum, lane) => sum + lane.en_cola + Number(lane.imprimiendo), 0);
};

it('prints two orders of two stations side by side: on 3 s printers each begins before the other ends', async () => {
  await open({ ticketMs: 3_000 });
  const [kitchenOrder, barOrder] = await Promise.all([
    order('A1', 'Milanesa', { esperar: 'listo' }),
    order('A2', 'Agua', { esperar: 'listo' }),
  ]);
  const [one, other] = [kitchenOrder, barOrder].map(({ fecha_inicio, fecha_fin }) => ({
    from: Date.parse(fecha_inicio as string),
    to: Date.parse(fecha_fin as string),
  }));
  expect(kitchenOrder).toMatchObject({ estado: 'listo' });
  expect(one?.from).toBeLessThan(other?.to ?? 0);
  expect(other?.from).toBeLessThan(one?.to ?? 0);
  expect((kitchenOrder as { duracion: number }).duracion).toBeGreaterThan(2.9);
});

it('prints urgent before new before reprints, and each class in its order', async () => {
  await open();
  const first = (await order('A0', 'Milanesa', { esperar: 'impreso' })).id;
  await kitchen.unplug('Cocina');
  await order('A1');
  await host.ask({ reimprimir: first });
  await order('A2');
  await order('A3', 'Milanesa', { prioridad: 'urgente' });
  const fourth = (await order('A4')).id;
  await host.ask({ urgente: fourth });
  await kitchen.plugIn('Cocina');
  await until('all of them', () => kitchen.pieces('Cocina').length === 6);
  expect(customers('Cocina').slice(1)).toEqual(['A3', 'A4', 'A1', 'A2', 'A0']);
});

it('never prints a void before the order it cancels, and uses no paper for what is voided in time', async () => {
  await open();
  await kitchen.unplug('Cocina');
  await order('A1');
  const partly = (await host.ask({ cliente: 'A2', productos: ['Milanesa', 'Ñoquis'] })).id;
  const wholly = (await host.ask({ cliente: 'A3', productos: ['Milanesa', 'Agua'] })).id;
  await host.ask({ anular: partly, lineas: [1] });
  expect(await host.ask({ anular: wholly, lineas: [1] })).toMatchObject({
    anuladas: [1],
    comandas: [],
  });
  await kitchen.plugIn('Cocina');
  await until('the lane is empty', async () => (await queued()) === 0);
  expect(customers('Cocina')).toEqual(['A2', 'A2', 'A1']);
  expect(banners(kitchen.pieces('Cocina')[0])).toEqual([]);
  expect(banners(kitchen.pieces('Cocina')[1])).toEqual(['[ ANULADO ]']);
  expect(await host.ask({ consulta: 'pedido', id: wholly })).toMatchObject({ estado: 'listo' });
});

it('keeps the other lanes going while a printer is away, and prints what waited once it is back', async () => {
  await open();
  await kitchen.unplug('Cocina');
  await Promise.all(Array.from({ length: 5 }, (_, n) => order(`C${n}`)));
  await Promise.all(
    Array.from({ length: 5 }, (_, n) => order(`B${n}`, 'Agua', { esperar: 'impreso' })),
  );
  expect(customers('Bar').toSorted()).toEqual(['B0', 'B1', 'B2', 'B3', 'B4']);
  expect(kitchen.pieces('Cocina')).toHaveLength(0);
  await kitchen.plugIn('Cocina');
  await until('the five', () => kitchen.pieces('Cocina').length === 5);
  expect(kitchen.pieces('Cocina').flatMap(banners)).toEqual([]);
});

it(
  'prints again, marked, what a printer cut off in the middle; and asks a person the second time',
  { tags: ['slow'] },
  async () => {
    await open();
    await kitchen.unplug('Cocina');
    let cuts = 0;
    const rude = net.createServer((socket) => {
      socket.on('error', () => {});
      socket.once('data', () => {
        cuts++;
        socket.resetAndDestroy();
      });
    });
    await new Promise<void>((resolve) => rude.listen(kitchen.ports.Cocina, '127.0.0.1', resolve));
    const { id } = await order('A1');
    await until('two cut connections', () => cuts >= 2);
    await until(
      'the question',
      async () => (await host.ask({ consulta: 'cola' })).esperan_decision === 1,
    );
    expect(await host.ask({ consulta: 'pedido', id })).toMatchObject({
      estado: 'en proceso',
      comandas: [{ estado: 'sin_confirmar', causa: 'se cortó la conexión con la impresora' }],
    });
    await new Promise((resolve) => rude.close(resolve));
    await kitchen.plugIn('Cocina');
    await order('A2', 'Milanesa', { esperar: 'impreso' });
    // A cut first, in case half a ticket hung from it.
    expect(customers('Cocina')).toEqual(['?', 'A2']);
  },
);

it(
  'F03: reprints a ticket whose worker was killed in the middle, marked and before the next, on one connection at a time',
  { tags: ['slow'] },
  async () => {
    await open({ ticketMs: 1_500 }, { workers: 1 });
    await order('A1');
    await order('A2');
    await until('bytes of the first ticket', () => kitchen.printers.Cocina.bytesReceived > 0);
    const [victim] = workers();
    process.kill(victim ?? 0, 'SIGKILL');
    await until(
      'both on paper',
      () => named('Cocina', 'A2').length === 1 && named('Cocina', 'A1').length >= 1,
      20_000,
    );
    await until('the lane is empty', async () => (await queued()) === 0);
    const copies = named('Cocina', 'A1');
    expect(copies.filter((piece) => banners(piece).length === 0).length).toBeLessThanOrEqual(1);
    expect(copies.some((piece) => banners(piece).includes('[ POSIBLE DUPLICADO ]'))).toBe(true);
    expect(workers()).not.toContain(victim);
  },
);

it(
  'F04: a stopped worker is killed before its job is printed elsewhere, and waking it changes nothing',
  { tags: ['slow'], timeout: 60_000 },
  async () => {
    await open({ ticketMs: 1_000 }, { workers: 1 });
    await order('A1');
    await until('bytes of the ticket', () => kitchen.printers.Cocina.bytesReceived > 0);
    const [victim = 0] = workers();
    process.kill(victim, 'SIGSTOP');
    await until(
      'another worker',
      () => workers().length > 0 && !workers().includes(victim),
      25_000,
    );
    expect(isAlive(victim)).toBe(false);
    await until('the lane is empty', async () => (await queued()) === 0, 20_000);
    expect(
      named('Cocina', 'A1').filter((piece) => banners(piece).length === 0).length,
    ).toBeLessThanOrEqual(1);
  },
);

it('F06: a ticket that kills its worker each time is set aside, and the tickets behind it are printed', async () => {
  const faults = await faulty('printing.worker-killed');
  await open({}, { workers: 1, faults });
  const { id } = await order('A666');
  await order('A1', 'Milanesa', { esperar: 'impreso' });
  await until(
    'it is set aside',
    async () => (await host.ask({ consulta: 'cola' })).esperan_decision === 1,
  );
  expect(await host.ask({ consulta: 'pedido', id })).toMatchObject({
    comandas: [{ estado: 'atrasado', causa: 'el proceso de impresión se cayó' }],
  });
  expect(customers('Cocina')).toEqual(['A1']);
});

it(
  'F55: a killed host leaves no worker printing; the next start marks what was in print',
  { tags: ['slow'] },
  async () => {
    await open({ ticketMs: 1_500 });
    await order('A1');
    await order('A2', 'Agua');
    await until(
      'both tickets going out',
      () => kitchen.printers.Cocina.bytesReceived > 0 && kitchen.printers.Bar.bytesReceived > 0,
    );
    const old = workers();
    await host.kill();
    host = await start();
    expect(old.filter(isAlive)).toEqual([]);
    await until('the lanes are empty', async () => (await queued()) === 0, 20_000);
    for (const [station, name] of [
      ['Cocina', 'A1'],
      ['Bar', 'A2'],
    ] as const) {
      const copies = named(station, name);
      expect(copies.length).toBeGreaterThanOrEqual(1);
      expect(copies.filter((piece) => banners(piece).length === 0).length).toBeLessThanOrEqual(1);
      expect(copies.some((piece) => banners(piece).includes('[ POSIBLE DUPLICADO ]'))).toBe(true);
    }
  },
);

it(
  'drains on SIGTERM: the ticket in print ends, the rest waits for the next start, unmarked',
  { tags: ['slow'] },
  async () => {
    await open({ ticketMs: 1_000 });
    await order('A1');
    await order('A2');
    await until('the first going out', () => kitchen.printers.Cocina.bytesReceived > 0);
    expect(await host.stop()).toBe(0);
    expect(customers('Cocina')).toEqual(['A1']);
    host = await start();
    await until('the second', () => kitchen.pieces('Cocina').length === 2);
    expect(kitchen.pieces('Cocina').flatMap(banners)).toEqual([]);
  },
);
