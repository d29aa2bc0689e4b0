/** Plan B: what becomes of tickets whose printer is away, on which paper they end, and what is asked instead of printed. */
import path from 'node:path';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { startHostProcess } from '../support/host-process';
import type { HostProcess } from '../support/host-process';
import { openKitchen, TALKING } from '../support/restaurant';
import type { Kitchen, KitchenOptions } from '../support/restaurant';
import { until } from '../support/until';
import { scaledBuild } from '../support/variant';

/** A minute is 3 s. The stale guard's ten minutes are made one for the tests. */
const SCALE = 0.05;
const STALE_MS = 60_000 * SCALE;
let build: string;
let kitchen: Kitchen;
let host: HostProcess;

beforeAll(async () => {
  build = await scaledBuild('figures-short-stale', SCALE, {
    file: 'src-main/host/domain/fallback.ts',
    find: 'const STALE_AFTER_MS = 600 * SECOND;',
    replace: 'const STALE_AFTER_MS = 60 * SECOND;',
  });
});
afterEach(async () => {
  await host.stop();
  await kitchen.stop();
});

async function open(options: KitchenOptions = {}): Promise<void> {
  kitchen = await openKitchen({ can: TALKING, fallbacks: ['Bar'], ...options });
  host = await start();
}
const start = (): Promise<HostProcess> =>
  startHostProcess({
    dataDir: path.join(kitchen.folder, 'data'),
    restaurantFile: kitchen.restaurantFile,
    extra: ['--workers', '2'],
    build,
  });

const order = (cliente: string, more: object = {}) => host.ask({ cliente, productos: ['Milanesa'], ...more });
const ticketOf = async (id: unknown): Promise<Readonly<Record<string, unknown>>> => {
  const { comandas } = (await host.ask({ consulta: 'pedido', id })) as { comandas: readonly Record<string, unknown>[] };
  return comandas[0] ?? {};
};
const stateOf = async (name: string): Promise<unknown> => {
  const { carriles } = (await host.ask({ consulta: 'cola' })) as { carriles: readonly Record<string, unknown>[] };
  return carriles.find(({ impresora }) => impresora === name)?.estado;
};
const banners = (piece: readonly string[] | undefined): readonly string[] => (piece ?? []).filter((line) => line.startsWith('['));
const names = (station: 'Cocina' | 'Bar'): readonly (string | undefined)[] =>
  kitchen.pieces(station).map((piece) => piece.find((line) => /^[A-Z]\d+$/.test(line)));

it('F38: after three tries another printer takes the ticket over and says whose it is; new ones follow at once; none comes twice', async () => {
  await open();
  await kitchen.unplug('Cocina');
  expect(await order('A1', { esperar: 'listo' })).toMatchObject({
    comandas: [{ estacion: 'Cocina', impresora: 'Bar', estado: 'impreso' }],
  });
  expect(banners(kitchen.pieces('Bar')[0])).toEqual(['[ RESPALDO DE COCINA ]']);
  expect(await order('A2', { esperar: 'impreso' })).toMatchObject({ comandas: [{ impresora: 'Bar' }] });
  expect(await stateOf('Cocina')).toBe('caída');
  const answer = await order('A3', { esperar: 'impreso' });
  expect(answer).toMatchObject({ comandas: [{ impresora: 'Bar' }] });
  expect(host.output()).toContain('Impresora caída: Cocina; una comanda sale por Bar.');
  await kitchen.plugIn('Cocina');
  await until('it is looked at and back', async () => ['vuelve', 'lista'].includes(String(await stateOf('Cocina'))));
  await order('A4', { esperar: 'impreso' });
  expect(names('Cocina')).toEqual(['A4']);
  expect(names('Bar')).toEqual(['A1', 'A2', 'A3']);
});

it('F42: gives people time to put paper in, and then lets the tickets go elsewhere', async () => {
  await open();
  kitchen.printers.Cocina.set({ paper: 'out' });
  const { id } = await order('A1');
  await until('it is blocked', async () => (await stateOf('Cocina')) === 'bloqueada');
  expect(await ticketOf(id)).toMatchObject({ impresora: 'Cocina', estado: 'en_cola' });
  await until('it comes out elsewhere', async () => (await ticketOf(id)).estado === 'impreso', 10_000);
  expect(names('Bar')).toEqual(['A1']);
  kitchen.printers.Cocina.set({ paper: 'ok' });
  await until('it is back', async () => (await stateOf('Cocina')) === 'lista');
  await order('A2', { esperar: 'impreso' });
  expect(names('Cocina')).toEqual(['A2']);
});

it('F45: with every printer down nothing is lost: it waits, urgent first, and is printed once when one returns', async () => {
  await open();
  await kitchen.unplug('Cocina');
  await kitchen.unplug('Bar');
  for (let n = 0; n < 20; n++) await order(`A${n}`, n === 13 ? { prioridad: 'urgente' } : {});
  await until(
    'both are given up on',
    async () => (await stateOf('Cocina')) === 'caída' && (await stateOf('Bar')) === 'caída',
    20_000,
  );
  await kitchen.plugIn('Bar');
  await until('all are out', () => kitchen.pieces('Bar').length + kitchen.pieces('Cocina').length === 20, 30_000);
  expect(new Set(names('Bar')).size).toBe(20);
  expect(names('Bar').indexOf('A13')).toBeLessThan(3);
});

it('asks about tickets that waited too long through an outage, and prints or drops them as it is told', async () => {
  await open({ fallbacks: [] });
  await kitchen.unplug('Cocina');
  const first = (await order('A1')).id;
  const second = (await order('A2')).id;
  const before = Date.now();
  await until('they are old', () => Date.now() > before + STALE_MS + 100, 60_000);
  const third = (await order('A3')).id;
  await kitchen.plugIn('Cocina');
  await until('the young one is printed', async () => (await ticketOf(third)).estado === 'impreso', 20_000);
  for (const id of [first, second])
    expect(await ticketOf(id)).toMatchObject({ estado: 'atrasado', causa: 'esperó demasiado durante una falla' });
  expect(await host.ask({ consulta: 'cola' })).toMatchObject({ esperan_decision: 2 });
  await host.ask({ imprimir: first, esperar: 'impreso' });
  await host.ask({ descartar: second });
  expect(names('Cocina')).toEqual(['A3', 'A1']);
  expect(banners(kitchen.pieces('Cocina')[1])).toEqual(['[ TARDÍO ]']);
  expect(await host.ask({ consulta: 'cola' })).toMatchObject({ esperan_decision: 0 });
});

it('asks about old tickets after a restart too', async () => {
  await open({ fallbacks: [] });
  await kitchen.unplug('Cocina');
  const { id } = await order('A1');
  const before = Date.now();
  await host.stop();
  await until('it is old', () => Date.now() > before + STALE_MS + 100);
  await kitchen.plugIn('Cocina');
  host = await start();
  await until('the question', async () => (await ticketOf(id)).estado === 'atrasado');
  expect(kitchen.pieces('Cocina')).toHaveLength(0);
});
