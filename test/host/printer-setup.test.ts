/**
 * An owner looks after printers: adds, calibrates, tests, moves and removes them, orders chains,
 * opens the drawer; nobody else does.
 */
import { readFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { checkAddress } from '../../src-main/host/printing/discovery/printer-address';
import { WELL_BEHAVED } from '../../src-main/virtual-printer/faults';
import { startVirtualPrinter } from '../../src-main/virtual-printer/virtual-printer';
import type {
  VirtualPrinter,
  VirtualPrinterOptions,
} from '../../src-main/virtual-printer/virtual-printer';
import { freePort } from '../support/ports';
import { openPrintingHost } from '../support/printing-host';
import type { PrintingHost } from '../support/printing-host';
import { until } from '../support/until';
import { shortened } from '../support/short-limits';
import type { Faults } from '../support/faulty';

let faults: Faults;
let place: PrintingHost;
let token: string;
let printers: VirtualPrinter[];

beforeAll(async () => {
  faults = await shortened(0.05);
});
beforeEach(async () => {
  place = await openPrintingHost(faults);
  token = readFileSync(path.join(place.dataDir, 'cli.secret'), 'utf8');
  printers = [];
});
afterEach(async () => {
  await place.stop();
  await Promise.all(printers.map((printer) => printer.stop()));
});

async function plugIn(options: Partial<VirtualPrinterOptions> = {}): Promise<VirtualPrinter> {
  const printer = await startVirtualPrinter({
    port: await freePort(),
    ticketMs: null,
    mmPerSecond: 0,
    ...options,
  });
  printers.push(printer);
  return printer;
}
const owner = (request: object) => place.host.ask({ ...request, token });
const add = (name: string, { port }: VirtualPrinter, more: object = {}) =>
  owner({
    impresora: name,
    hacer: 'agregar',
    direccion: `127.0.0.1:${port}`,
    confirmado: true,
    ...more,
  });
const statusOf = async (name: string) => {
  const { impresoras } = (await place.host.asProgram({ consulta: 'impresoras' })) as {
    impresoras: readonly Record<string, unknown>[];
  };
  return impresoras.find(({ impresora }) => impresora === name);
};

it('adds a printer, learns what it understands, puts it first in a chain, and prints there', async () => {
  const printer = await plugIn({ identity: { maker: 'EPSON', model: 'TM-m30', serial: 'Z9' } });
  expect(await add('Terraza', printer)).toMatchObject({ status: 'impresora_agregada' });
  expect(await owner({ impresora: 'terraza', hacer: 'calibrar' })).toMatchObject({
    status: 'hecho',
    confirma: 'GS ( H',
    informa_estado: true,
    serie: 'Z9',
  });
  const [page] = printer.pieces;
  for (const words of [
    'PRUEBA',
    'Terraza',
    'PC858: áéíóúñÑ¿¡€',
    'WPC1252: áéíóúñÑ¿¡€',
    'PC437: áéíóúñÑ¿¡EUR',
  ])
    expect(page?.text.some((line) => line.includes(words))).toBe(true);
  expect(
    await owner({ estacion: 'Cocina', cadena: ['Terraza', 'Bar'], sin_confirmar: 'preguntar' }),
  ).toMatchObject({
    status: 'cadena_guardada',
  });
  expect(await place.order('A1', { esperar: 'impreso' })).toMatchObject({
    comandas: [{ impresora: 'Terraza', estado: 'impreso' }],
  });
  expect(await statusOf('Terraza')).toMatchObject({
    modelo: 'TM-m30',
    confirma: 'process_id',
    estaciones: ['Cocina'],
  });
  expect(await statusOf('Bar')).toMatchObject({ respalda_a: ['Cocina'] });
});

it.each([
  [
    'knows only GS r',
    { ignoresProcessId: true },
    {},
    { confirma: 'GS r', informa_estado: true },
    'hecho',
  ],
  ['knows nothing', { mute: true }, {}, { confirma: 'no', informa_estado: false }, 'enviado'],
  ['speaks Star', {}, { idioma: 'star' }, { confirma: 'Star', informa_estado: false }, 'hecho'],
] as const)(
  'calibrates a printer that %s for what it is, and then prints on it',
  async (_, faults, more, found, status) => {
    const language = 'idioma' in more ? 'star' : 'escpos';
    const printer = await plugIn({ faults, language });
    await add('Terraza', printer, more);
    expect(await owner({ impresora: 'Terraza', hacer: 'calibrar' })).toMatchObject({
      ...found,
      status,
    });
    await owner({ estacion: 'Cocina', cadena: ['Terraza'] });
    const end = status === 'hecho' ? 'impreso' : 'enviado';
    expect(await place.order('A1', { esperar: 'impreso' })).toMatchObject({
      comandas: [{ estado: end }],
    });
    await until('the paper', () => printer.pieces.some(({ text }) => text.includes('A1')));
  },
);

it('calls nobody ready whom it has not reached: one that is not there is looked at by itself, and told', async () => {
  const nobody = `127.0.0.1:${await freePort()}`;
  expect(
    await owner({ impresora: 'Fantasma', hacer: 'agregar', direccion: nobody, confirmado: true }),
  ).toMatchObject({
    status: 'impresora_agregada',
  });
  expect((await statusOf('Fantasma'))?.estado).not.toBe('lista');
  await until('it is given up', async () => (await statusOf('Fantasma'))?.estado === 'caída');
  const here = await plugIn();
  await add('Terraza', here);
  await until('it was seen', async () => (await statusOf('Terraza'))?.estado === 'lista');
  // Nothing came out of it for that.
  expect(here.pieces).toEqual([]);
});

it('does not calibrate a printer without paper, and says so', async () => {
  const printer = await plugIn();
  printer.set({ paper: 'out' });
  await add('Terraza', printer);
  expect(await owner({ impresora: 'Terraza', hacer: 'calibrar' })).toMatchObject({
    status: 'no_salio',
    causa: 'sin papel',
  });
  expect(await statusOf('Terraza')).toMatchObject({ confirma: 'none' });
});

it('a test page waits for its turn between two tickets, on one connection', async () => {
  place.kitchen.printers.Cocina.misbehave({ ...WELL_BEHAVED, secondConnection: 'reset' });
  const orders = Promise.all(
    Array.from({ length: 6 }, (_unused, n) => place.order(`A${n}`, { esperar: 'impreso' })),
  );
  expect(await owner({ impresora: 'Cocina', hacer: 'probar' })).toMatchObject({ status: 'hecho' });
  for (const answer of await orders)
    expect(answer).toMatchObject({ comandas: [{ estado: 'impreso' }] });
  expect(place.kitchen.printers.Cocina.mostConnections).toBe(1);
  expect(place.kitchen.pieces('Cocina')).toHaveLength(7);
});

it('opens the drawer once for each asking, writes down who and what came of it, and never later by itself', async () => {
  const { Cocina: printer } = place.kitchen.printers;
  const ask = { impresora: 'Cocina', hacer: 'cajon' };
  expect(await owner({ ...ask, id: 'k1' })).toMatchObject({ status: 'hecho' });
  expect(await owner({ ...ask, id: 'k1' })).toMatchObject({ status: 'ya_pedido' });
  expect(printer.drawerKicks).toBe(1);
  printer.set({ paper: 'out' });
  expect(await owner(ask)).toMatchObject({ status: 'no_salio', causa: 'sin papel' });
  printer.set({ paper: 'ok' });
  await place.order('A1', { esperar: 'impreso' });
  expect(printer.drawerKicks).toBe(1);
  expect(await place.host.ask(ask)).toMatchObject({ error: { codigo: 'NO_PERMITIDO' } });
  expect(printer.unknownCommands).toBe(0);
});

it('moves a printer, and removes one only when nothing hangs on it', async () => {
  const printer = await plugIn();
  await add('Terraza', printer);
  expect(await add('terraza', await plugIn())).toMatchObject({
    error: { codigo: 'IMPRESORA_YA_EXISTE' },
  });
  expect(await add('Otra', printer)).toMatchObject({ error: { codigo: 'DIRECCION_RECHAZADA' } });
  await owner({ estacion: 'Cocina', cadena: ['Terraza'] });
  expect(await owner({ impresora: 'Terraza', hacer: 'quitar' })).toMatchObject({
    error: { codigo: 'IMPRESORA_EN_USO' },
  });
  await printer.stop();
  const { id } = await place.order('A1');
  await until('it fails', async () => (await place.laneOf('Terraza')).estado === 'caída');
  const there = await plugIn();
  await owner({
    impresora: 'Terraza',
    hacer: 'mudar',
    direccion: `127.0.0.1:${there.port}`,
    confirmado: true,
  });
  await until('it is printed at the new address', () =>
    there.pieces.some(({ text }) => text.includes('A1')),
  );
  await until('the host knows', async () => (await place.ticketOf(id)).estado !== 'en_cola');
  await owner({ estacion: 'Cocina', cadena: ['Cocina'] });
  expect(await owner({ impresora: 'Terraza', hacer: 'quitar' })).toMatchObject({
    status: 'impresora_quitada',
  });
  expect(await statusOf('Terraza')).toBeUndefined();
  // What was printed there is still told, and the name is free.
  expect(await place.ticketOf(id)).toMatchObject({ impresora: 'Terraza' });
  expect(await add('Terraza', await plugIn())).toMatchObject({ status: 'impresora_agregada' });
});

it('lets nobody but the owner change printers, chains and mail', async () => {
  for (const request of [
    { impresora: 'X', hacer: 'agregar', direccion: '192.168.1.9' },
    { impresora: 'Cocina', hacer: 'mudar', direccion: '192.168.1.9' },
    { impresora: 'Cocina', hacer: 'quitar' },
    { impresora: 'Cocina', hacer: 'probar' },
    { impresora: 'Cocina', hacer: 'calibrar' },
    { impresora: 'Cocina', hacer: 'cajon' },
    { buscar: 'impresoras' },
    { estacion: 'Cocina', cadena: ['Bar'] },
    { correo: null },
    { correo: 'probar' },
  ])
    expect(await place.host.ask(request)).toMatchObject({ error: { codigo: 'NO_PERMITIDO' } });
});

it('A17: an address is a printer of the own network or is confirmed, some never are, and nothing is sent to one that is refused', async () => {
  let heard = 0;
  const canary = net.createServer((socket) =>
    socket.on('data', (bytes) => (heard += bytes.length)),
  );
  const port = await freePort();
  await new Promise<void>((resolve) => canary.listen({ port, host: '127.0.0.1' }, resolve));
  const { port: own, httpPort } = place.host;
  for (const direccion of [
    `127.0.0.1:${port}`,
    `localhost:${port}`,
    `[::ffff:127.0.0.1]:${port}`,
    `0.0.0.0:${port}`,
    '169.254.169.254:9100',
    '[fe80::1]:9100',
    '224.0.0.251:9100',
    '8.8.8.8:9100',
    '192.168.1.9:22',
  ])
    expect(await owner({ impresora: 'X', hacer: 'agregar', direccion })).toMatchObject({
      error: { codigo: 'DIRECCION_RECHAZADA' },
    });
  for (const direccion of [
    `127.0.0.1:${own}`,
    `[::1]:${httpPort}`,
    `[::ffff:7f00:1]:${own}`,
    '0.0.0.0:9100',
    '169.254.1.1:9100',
  ])
    expect(
      await owner({ impresora: 'X', hacer: 'agregar', direccion, confirmado: true }),
    ).toMatchObject({
      error: { codigo: 'DIRECCION_RECHAZADA' },
    });
  expect(
    await owner({ impresora: 'X', hacer: 'agregar', direccion: 'http://127.0.0.1/' }),
  ).toMatchObject({
    error: { codigo: 'PEDIDO_INVALIDO', campo: 'direccion' },
  });
  expect(heard).toBe(0);
  canary.close();
});

it('A17: a name is resolved once and its address is what is kept', async () => {
  const ownPorts = [8888];
  let asked = 0;
  const resolve = async (): Promise<string> => (asked++ === 0 ? '192.168.1.50' : '127.0.0.1');
  const address = { kind: 'tcp', host: 'impresora.local', port: 9100 } as const;
  expect(await checkAddress(address, false, { ownPorts, resolve })).toEqual({
    kind: 'tcp',
    host: '192.168.1.50',
    port: 9100,
  });
  expect(await checkAddress(address, false, { ownPorts, resolve })).toMatchObject({
    code: 'ADDRESS_REFUSED',
  });
});

it('keeps what it knew of a printer that answers nothing today, and moves no printer into a folder', async () => {
  expect(
    await owner({ impresora: 'Cocina', hacer: 'calibrar', columnas: 42, pagina: 'WPC1252' }),
  ).toMatchObject({
    confirma: 'GS ( H',
  });
  place.kitchen.printers.Cocina.misbehave({ mute: true });
  expect(await owner({ impresora: 'Cocina', hacer: 'calibrar' })).toMatchObject({
    status: 'no_contesta',
  });
  expect(await statusOf('Cocina')).toMatchObject({
    confirma: 'process_id',
    informa_estado: true,
    serie: '0001',
    columnas: 42,
    pagina: 'WPC1252',
  });
  expect(await owner({ impresora: 'Cocina', hacer: 'mudar', direccion: 'pdf' })).toMatchObject({
    error: { codigo: 'DIRECCION_RECHAZADA' },
  });
  expect(
    await owner({ impresora: 'X', hacer: 'agregar', direccion: '192.168.1.9', columnas: 65 }),
  ).toMatchObject({
    error: { codigo: 'PEDIDO_INVALIDO', mensaje: expect.stringContaining('a lo sumo 64') },
  });
});

it('tells a printer without paper from a mute one though another ticket still hangs in it', async () => {
  const printer = await plugIn();
  await add('Terraza', printer);
  await owner({ estacion: 'Cocina', cadena: ['Terraza'] });
  printer.set({ paper: 'out' });
  // Not calibrated yet: the ticket goes in, and nobody can know that it stays there.
  expect(await place.order('A1', { esperar: 'impreso' })).toMatchObject({
    comandas: [{ estado: 'enviado' }],
  });
  expect(await owner({ impresora: 'Terraza', hacer: 'calibrar' })).toMatchObject({
    status: 'no_salio',
    causa: 'sin papel',
  });
});
