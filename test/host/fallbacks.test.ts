/**
 * Plan B: what becomes of tickets whose printer is away, on which paper they end, and what is asked
 * instead of printed.
 */
// @module-tag slow
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { startBlackHole } from '../../src-main/virtual-printer/black-hole';
import { banners, openPrintingHost } from '../support/printing-host';
import type { PrintingHost } from '../support/printing-host';
import type { KitchenOptions } from '../support/restaurant';
import { until } from '../support/until';
import { shortened } from '../support/short-limits';
import type { Faults } from '../support/faulty';

/** A minute is 3 s. The stale guard's ten minutes are made one for the tests. */
const SCALE = 0.05;
const STALE_MS = 60_000 * SCALE;
let faults: Faults;
let place: PrintingHost;

beforeAll(async () => {
  faults = await shortened(SCALE, { 'printing.stale-minute-s': 6 });
});
afterEach(() => place.stop());

async function open(options: KitchenOptions = {}): Promise<void> {
  place = await openPrintingHost(faults, { fallbacks: ['Bar'], ...options });
}

const order = (cliente: string, more: object = {}) => place.order(cliente, more);
const ticketOf = (id: unknown) => place.ticketOf(id);
const stateOf = async (name: string): Promise<unknown> => (await place.laneOf(name)).estado;
const names = (station: 'Cocina' | 'Bar'): readonly (string | undefined)[] =>
  place.kitchen.pieces(station).map((piece) => piece.find((line) => /^[A-Z]\d+$/.test(line)));

it('F38: after three tries another printer takes the ticket over and says whose it is; new ones follow at once; none comes twice', async () => {
  await open();
  await place.kitchen.unplug('Cocina');
  expect(await order('A1', { esperar: 'listo' })).toMatchObject({
    comandas: [{ estacion: 'Cocina', impresora: 'Bar', estado: 'impreso' }],
  });
  expect(banners(place.kitchen.pieces('Bar')[0])).toEqual(['[ RESPALDO DE COCINA ]']);
  expect(await order('A2', { esperar: 'impreso' })).toMatchObject({
    comandas: [{ impresora: 'Bar' }],
  });
  expect(await stateOf('Cocina')).toBe('caída');
  const answer = await order('A3', { esperar: 'impreso' });
  expect(answer).toMatchObject({ comandas: [{ impresora: 'Bar' }] });
  expect(place.host.output()).toContain('Impresora caída: Cocina; una comanda sale por Bar.');
  await place.kitchen.plugIn('Cocina');
  await until('it is looked at and back', async () =>
    ['vuelve', 'lista'].includes(String(await stateOf('Cocina'))),
  );
  await order('A4', { esperar: 'impreso' });
  expect(names('Cocina')).toEqual(['A4']);
  expect(names('Bar')).toEqual(['A1', 'A2', 'A3']);
});

it('F42: gives people time to put paper in, and then lets the tickets go elsewhere', async () => {
  await open();
  place.kitchen.printers.Cocina.set({ paper: 'out' });
  const { id } = await order('A1');
  await until('it is blocked', async () => (await stateOf('Cocina')) === 'bloqueada');
  await until('a person is told', () =>
    place.host.output().includes('! Cocina: sin papel. Una comanda espera.'),
  );
  expect(await ticketOf(id)).toMatchObject({ impresora: 'Cocina', estado: 'en_cola' });
  await until(
    'it comes out elsewhere',
    async () => (await ticketOf(id)).estado === 'impreso',
    10_000,
  );
  expect(names('Bar')).toEqual(['A1']);
  place.kitchen.printers.Cocina.set({ paper: 'ok' });
  await until('it is back', async () => (await stateOf('Cocina')) === 'lista');
  await until('a person is told', () => place.host.output().includes('! Cocina: lista otra vez.'));
  await order('A2', { esperar: 'impreso' });
  expect(names('Cocina')).toEqual(['A2']);
});

it('F45: with every printer down nothing is lost: it waits, urgent first, and is printed once when one returns', async () => {
  await open();
  await place.kitchen.unplug('Cocina');
  await place.kitchen.unplug('Bar');
  for (let n = 0; n < 20; n++) await order(`A${n}`, n === 13 ? { prioridad: 'urgente' } : {});
  await until(
    'both are given up on',
    async () => (await stateOf('Cocina')) === 'caída' && (await stateOf('Bar')) === 'caída',
    20_000,
  );
  await place.kitchen.plugIn('Bar');
  await until(
    'all are out',
    () => place.kitchen.pieces('Bar').length + place.kitchen.pieces('Cocina').length === 20,
    30_000,
  );
  expect(new Set(names('Bar')).size).toBe(20);
  expect(names('Bar').indexOf('A13')).toBeLessThan(3);
});

it('asks about tickets that waited too long through an outage, and prints or drops them as it is told', async () => {
  await open({ fallbacks: [] });
  await place.kitchen.unplug('Cocina');
  const first = (await order('A1')).id;
  const second = (await order('A2')).id;
  const before = Date.now();
  await until('they are old', () => Date.now() > before + STALE_MS + 100, 60_000);
  const third = (await order('A3')).id;
  await place.kitchen.plugIn('Cocina');
  await until(
    'the young one is printed',
    async () => (await ticketOf(third)).estado === 'impreso',
    20_000,
  );
  for (const id of [first, second])
    expect(await ticketOf(id)).toMatchObject({
      estado: 'atrasado',
      causa: 'esperó demasiado durante una falla',
    });
  expect(await place.host.asProgram({ consulta: 'cola' })).toMatchObject({ esperan_decision: 2 });
  await place.host.asProgram({ imprimir: first, esperar: 'impreso' });
  await place.host.asProgram({ descartar: second });
  expect(names('Cocina')).toEqual(['A3', 'A1']);
  expect(banners(place.kitchen.pieces('Cocina')[1])).toEqual(['[ TARDÍO ]']);
  expect(await place.host.asProgram({ consulta: 'cola' })).toMatchObject({ esperan_decision: 0 });
});

it('asks about old tickets after a restart too', async () => {
  await open({ fallbacks: [] });
  await place.kitchen.unplug('Cocina');
  const { id } = await order('A1');
  const before = Date.now();
  await place.restart('stop', async () => {
    await until('it is old', () => Date.now() > before + STALE_MS + 100);
    await place.kitchen.plugIn('Cocina');
  });
  await until('the question', async () => (await ticketOf(id)).estado === 'atrasado');
  expect(place.kitchen.pieces('Cocina')).toHaveLength(0);
});

const PDF = {
  name: 'PDF',
  address: { kind: 'pdf' },
  profile: { columns: 48, codePage: 'PC858' },
} as const;
const SCREEN = {
  name: 'Pantalla',
  address: { kind: 'screen' },
  profile: { columns: 48, codePage: 'PC858' },
} as const;
const pdfs = (): readonly string[] => readdirSync(path.join(place.dataDir, 'pdf'));
/** What an independent reader finds on the page. */
const textOf = (file: string): string =>
  execFileSync('pdftotext', ['-layout', path.join(place.dataDir, 'pdf', file), '-'], {
    encoding: 'utf8',
  });

it(
  'a PDF takes tickets over at the end of a chain: whole, openable, saying what it is and where it was not printed',
  { tags: ['needs/poppler'] },
  async () => {
    await open({ fallbacks: ['Bar', 'PDF'], more: [PDF] });
    await place.kitchen.unplug('Cocina');
    await place.kitchen.unplug('Bar');
    const answer = await order('Ñandú', {
      direccion: 'Calle 5',
      nota: '<script>alert(1)</script> javascript:x /JS /URI',
      esperar: 'listo',
    });
    expect(answer).toMatchObject({
      estado: 'listo',
      comandas: [{ impresora: 'PDF', estado: 'desviado', a: 'PDF' }],
    });
    const [file = ''] = pdfs();
    expect(pdfs()).toEqual(['comanda-0001-3.pdf']);
    const text = textOf(file);
    for (const words of [
      'COPIA DE RESPALDO',
      'NO IMPRESA EN COCINA',
      'RESPALDO DE',
      'Ñandú',
      '1 x Milanesa',
      '<script>',
      '#3',
    ])
      expect(text).toContain(words);
    // A10: the words are drawn; nothing in the file can act.
    const bytes = readFileSync(path.join(place.dataDir, 'pdf', file), 'latin1');
    expect(bytes).not.toMatch(/\/(JS|JavaScript|URI|Launch|OpenAction|AA|EmbeddedFile)\b/);
    expect(place.host.output()).toContain('sale por PDF');
    expect(place.kitchen.pieces('Cocina').length + place.kitchen.pieces('Bar').length).toBe(0);
  },
);

it('F47: a PDF folder that cannot be written hands the ticket on, and leaves no half file', async () => {
  await open({ fallbacks: ['PDF', 'Bar'], more: [PDF] });
  // A file where the folder should be: no account can write there, root neither.
  await writeFile(path.join(place.dataDir, 'pdf'), '');
  await place.kitchen.unplug('Cocina');
  const { id } = await order('A1');
  await place.untilTicket(id, 'impreso');
  expect(await ticketOf(id)).toMatchObject({ impresora: 'Bar' });
  expect(await place.laneOf('PDF')).toMatchObject({ causa: 'el PDF no se pudo guardar' });
  await rm(path.join(place.dataDir, 'pdf'));
  await mkdir(path.join(place.dataDir, 'pdf'));
  await until(
    'the folder is found well again by itself',
    async () => (await place.laneOf('PDF')).fallos === 0,
    20_000,
  );
  expect(pdfs()).toEqual([]);
});

it('a screen takes a ticket over when it says that it shows it, and it goes on down the chain when none does', async () => {
  await open({ fallbacks: ['Pantalla', 'Bar'], more: [SCREEN] });
  await place.kitchen.unplug('Cocina');
  const { id: shown } = await order('A1');
  await place.untilTicket(shown, 'desviado');
  expect(await ticketOf(shown)).toMatchObject({ impresora: 'Pantalla', a: 'pantalla' });
  expect(await place.host.asProgram({ mostrado: shown, estacion: 'Cocina' })).toMatchObject({
    status: 'mostrado',
  });
  expect(await place.host.asProgram({ consulta: 'pedido', id: shown })).toMatchObject({
    estado: 'listo',
  });
  const { id: unseen } = await order('A2');
  await place.untilTicket(unseen, 'impreso');
  expect(await ticketOf(unseen)).toMatchObject({ impresora: 'Bar' });
  expect(names('Bar')).toEqual(['A2']);
  expect(await place.host.asProgram({ mostrado: unseen })).toMatchObject({
    error: { codigo: 'NADA_QUE_DECIDIR' },
  });
});

it('a ticket at the end of its chain goes back to a printer that returned, once, without a banner of another station', async () => {
  await open();
  await place.kitchen.unplug('Cocina');
  await place.kitchen.unplug('Bar');
  const { id } = await order('A1');
  await until('it waits at the end', async () => (await ticketOf(id)).impresora === 'Bar', 20_000);
  await until(
    'both are given up on',
    async () => (await stateOf('Bar')) === 'caída' && (await stateOf('Cocina')) === 'caída',
  );
  await place.kitchen.plugIn('Cocina');
  await place.untilTicket(id, 'impreso');
  expect(names('Cocina')).toEqual(['A1']);
  expect(place.kitchen.pieces('Cocina').flatMap(banners)).toEqual([]);
});

it('F42: paper that ends in the middle and is not refilled: the ticket goes down the chain, marked, and is not printed again', async () => {
  await open({ faults: { paperOutAtLine: 4 } });
  place.kitchen.printers.Bar.misbehave({ paperOutAtLine: null });
  const { id } = await order('A1');
  await place.untilTicket(id, 'bloqueado');
  await place.untilTicket(id, 'impreso');
  expect(await ticketOf(id)).toMatchObject({ impresora: 'Bar' });
  expect(banners(place.kitchen.pieces('Bar')[0])).toEqual([
    '[ RESPALDO DE COCINA ]',
    '[ POSIBLE DUPLICADO ]',
    '[ POSIBLE DUPLICADO ]',
  ]);
  place.kitchen.printers.Cocina.set({ paper: 'ok' });
  await until('it is back', async () => (await stateOf('Cocina')) === 'lista', 20_000);
  await order('A2', { esperar: 'impreso' });
  const whole = place.kitchen
    .pieces('Cocina')
    .filter((piece) => piece.some((line) => /^#\d/.test(line)));
  expect(
    whole.filter((piece) => piece.includes('A1') && banners(piece).length === 0).length,
  ).toBeLessThanOrEqual(1);
});

it('a person sends what waits to another printer, and what is under way or out stays', async () => {
  await open({ fallbacks: [] });
  await place.kitchen.unplug('Cocina');
  const { id } = await order('A1', { productos: ['Milanesa', 'Agua'] });
  await until('the drink is out', () => place.kitchen.pieces('Bar').length === 1);
  expect(await place.host.asProgram({ desviar: id, a: 'Terraza' })).toMatchObject({
    error: { codigo: 'IMPRESORA_NO_EXISTE' },
  });
  const answer = await place.host.asProgram({ desviar: id, a: 'bar', esperar: 'impreso' });
  expect(answer).toMatchObject({
    status: 'desviado',
    comandas: [{ estacion: 'Cocina', impresora: 'Bar', estado: 'impreso' }, { estacion: 'Bar' }],
  });
  expect(place.kitchen.pieces('Bar').map(banners)).toEqual([[], ['[ RESPALDO DE COCINA ]']]);
  expect(await place.host.asProgram({ desviar: id, a: 'Bar' })).toMatchObject({
    error: { codigo: 'NADA_QUE_DECIDIR' },
  });
});

it('F40: a printer that takes tickets and shows no life loses them to the next stop, marked, instead of asking a person', async () => {
  await open({ faults: { neverReads: true } });
  place.kitchen.printers.Bar.misbehave({ neverReads: false });
  const { id } = await order('A1');
  await place.untilTicket(id, 'impreso');
  expect(await ticketOf(id)).toMatchObject({ impresora: 'Bar' });
  expect(banners(place.kitchen.pieces('Bar')[0])).toEqual([
    '[ RESPALDO DE COCINA ]',
    '[ POSIBLE DUPLICADO ]',
    '[ POSIBLE DUPLICADO ]',
  ]);
});

it('F39: a printer that never answers a connection costs its own lane a few tries and the others nothing', async () => {
  await open();
  await place.kitchen.unplug('Cocina');
  const hole = await startBlackHole(place.kitchen.ports.Cocina);
  const [away, there] = await Promise.all([
    order('A1', { esperar: 'impreso' }),
    place.host.asProgram({ cliente: 'A2', productos: ['Agua'], esperar: 'impreso' }),
  ]);
  expect(there).toMatchObject({ comandas: [{ impresora: 'Bar', estado: 'impreso' }] });
  expect(away).toMatchObject({ comandas: [{ impresora: 'Bar', estado: 'impreso' }] });
  expect(names('Bar')).toEqual(['A2', 'A1']);
  expect(await place.laneOf('Cocina')).toMatchObject({ causa: 'la impresora no contesta' });
  await hole.stop();
});

it('keeps one list of what waits for a person, messages too, until somebody decides over each', async () => {
  await open({
    fallbacks: [],
    faults: { losesFenceAnswer: true, swallowsAfter: 40 },
    whenUnsure: 'ask',
  });
  const { id } = await order('A1');
  await place.untilTicket(id, 'sin_confirmar');
  await place.host.asProgram({ mensaje: 'falta pan' });
  const list = async () =>
    (
      (await place.host.asProgram({ consulta: 'pendientes' })) as {
        pendientes: readonly Record<string, unknown>[];
      }
    ).pendientes;
  await until('both are there', async () => (await list()).length === 2, 20_000);
  const [order1, message] = await list();
  expect(order1).toMatchObject({
    pedido: id,
    cliente: 'A1',
    estacion: 'Cocina',
    estado: 'sin_confirmar',
  });
  expect(message).not.toHaveProperty('pedido');
  expect(await place.host.asProgram({ confirmar: id })).toMatchObject({ status: 'confirmado', id });
  expect(
    await place.host.asProgram({ descartar: { impresion: message?.impresion } }),
  ).toMatchObject({ status: 'descartado' });
  expect(await list()).toEqual([]);
  expect(await place.host.asProgram({ descartar: { impresion: 999 } })).toMatchObject({
    error: { codigo: 'NADA_QUE_DECIDIR' },
  });
});

it('a screen that nobody looks at, at the end of a chain, says why its tickets wait; a folder that hangs hands them on', async () => {
  const nowhere = {
    name: 'Nada',
    address: { kind: 'pdf', folder: '/proc/nada' },
    profile: { columns: 48, codePage: 'PC858' },
  } as const;
  await open({ fallbacks: ['Nada', 'Pantalla'], more: [nowhere, SCREEN] });
  await place.kitchen.unplug('Cocina');
  const { id } = await order('A1');
  await until(
    'it says why',
    async () => (await ticketOf(id)).causa === 'ninguna pantalla la mostró',
    20_000,
  );
  expect(await ticketOf(id)).toMatchObject({ impresora: 'Pantalla', estado: 'desviado' });
  expect(await place.host.asProgram({ desviar: id, a: 'Bar', esperar: 'impreso' })).toMatchObject({
    comandas: [{ estado: 'impreso' }],
  });
  expect(await place.host.asProgram({ confirmar: id, estacion: 'Terraza' })).toMatchObject({
    error: { codigo: 'ESTACION_NO_EXISTE' },
  });
});

it('a backup copy of which nobody knows the end says so when a person prints it again', async () => {
  await open({ whenUnsure: 'ask' });
  await place.kitchen.unplug('Cocina');
  place.kitchen.printers.Bar.misbehave({ losesFenceAnswer: true });
  const { id } = await order('A1');
  await place.untilTicket(id, 'sin_confirmar');
  expect(banners(place.kitchen.pieces('Bar')[0])).toEqual(['[ RESPALDO DE COCINA ]']);
  place.kitchen.printers.Bar.misbehave({ losesFenceAnswer: false });
  await place.host.asProgram({ imprimir: id, esperar: 'impreso' });
  expect(banners(place.kitchen.pieces('Bar').at(-1))).toEqual([
    '[ RESPALDO DE COCINA ]',
    '[ POSIBLE DUPLICADO ]',
    '[ POSIBLE DUPLICADO ]',
  ]);
});

it('a reprint that another printer takes over still says that it is a second copy', async () => {
  await open();
  const { id } = await order('A1', { esperar: 'impreso' });
  await place.kitchen.unplug('Cocina');
  await place.host.asProgram({ reimprimir: id });
  await until('it comes out at the bar', () => place.kitchen.pieces('Bar').length === 1, 20_000);
  expect(banners(place.kitchen.pieces('Bar')[0])).toContain('[ POSIBLE DUPLICADO ]');
});
