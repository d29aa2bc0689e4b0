/**
 * What the host says of a printer's state and of a ticket's end, beside what lies on the paper: it
 * never says more than it knows.
 */
// @module-tag slow
import { afterEach, beforeAll, expect, it } from 'vitest';
import type { PrinterFaults } from '../../src-main/virtual-printer/faults';
import { banners, openPrintingHost } from '../support/printing-host';
import type { PrintingHost } from '../support/printing-host';
import type { KitchenOptions } from '../support/restaurant';
import { until } from '../support/until';
import { doubtedFor, patientFor, shortened } from '../support/short-limits';
import type { Faults } from '../support/faulty';

let faults: Faults;
/** Where a test waits for a printer that never confirms: it waits a second, not three. */
let impatient: string;
let place: PrintingHost;

beforeAll(async () => {
  faults = await shortened(0.05);
  impatient = await shortened(0.05, patientFor(20), doubtedFor(60));
});
afterEach(() => place.stop());

async function open(options: KitchenOptions = {}, program = faults): Promise<void> {
  place = await openPrintingHost(program, options);
}
const order = (cliente: string, more: object = {}) => place.order(cliente, more);
const ticketOf = (id: unknown) => place.ticketOf(id);
const laneOf = (name: string) => place.laneOf(name);
const pieces = (name: string) =>
  place.kitchen.pieces('Cocina').filter((piece) => piece.includes(name));

it('says "impreso" only when the printer confirmed, and then the paper is cut', async () => {
  await open({ ticketMs: 300 });
  expect(await order('A1', { esperar: 'impreso' })).toMatchObject({
    comandas: [{ estado: 'impreso' }],
  });
  expect(pieces('A1')).toHaveLength(1);
});

it('prints orders that come together over one connection, and hangs up when there are no more', async () => {
  // With the real figures: a busy machine may well pause for a scaled 3 s between two tickets.
  place = await openPrintingHost();
  await Promise.all(Array.from({ length: 8 }, (_, n) => order(`A${n}`, { esperar: 'impreso' })));
  expect(place.kitchen.pieces('Cocina')).toHaveLength(8);
  expect(place.kitchen.printers.Cocina.connections).toBe(1);
  expect(place.kitchen.printers.Cocina.mostConnections).toBe(1);
});

it.each([
  ['paper', { paper: 'out' }, { paper: 'ok' }, 'sin papel'],
  ['cover', { cover: 'open' }, { cover: 'closed' }, 'tapa abierta'],
  ['cutter', { cutter: 'jammed' }, { cutter: 'ok' }, 'la cuchilla está trabada'],
] as const)(
  'F42: asks before it sends: with a %s trouble the ticket waits and says why, and then prints once, unmarked',
  async (_, bad, good, words) => {
    await open();
    place.kitchen.printers.Cocina.set(bad);
    const { id } = await order('A1');
    await until('the lane says it', async () => (await laneOf('Cocina')).causa === words);
    expect(await laneOf('Cocina')).toMatchObject({
      estado: 'bloqueada',
      fallos: 0,
      espera_s: null,
    });
    expect(await ticketOf(id)).toMatchObject({ estado: 'en_cola', causa: words });
    place.kitchen.printers.Cocina.set(good);
    await until('it is printed', async () => (await ticketOf(id)).estado === 'impreso');
    expect(pieces('A1').map(banners)).toEqual([[]]);
    expect(await laneOf('Cocina')).toMatchObject({ estado: 'lista' });
  },
);

it('F42: paper that ends in the middle: says so, waits, and the same paper goes on without a second copy', async () => {
  await open({ faults: { paperOutAtLine: 4 } });
  const { id } = await order('A1');
  await until('it is stopped', async () => (await ticketOf(id)).estado === 'bloqueado');
  expect(await ticketOf(id)).toMatchObject({ causa: 'sin papel' });
  expect(pieces('A1')).toHaveLength(0);
  place.kitchen.printers.Cocina.set({ paper: 'ok' });
  await until('it is printed', async () => (await ticketOf(id)).estado === 'impreso');
  expect(pieces('A1').map(banners)).toEqual([[]]);
});

it('F41: power lost in the middle: the whole ticket again, marked, after a cut', async () => {
  // Slow enough for a busy machine to look in the middle of it.
  await open({ mmPerSecond: 25 });
  const { id } = await order('A1');
  await until('some of it on paper', () => place.kitchen.printers.Cocina.hanging.includes('A1'));
  place.kitchen.printers.Cocina.powerCycle();
  await until('it is printed', async () => (await ticketOf(id)).estado === 'impreso', 20_000);
  // The torso of the first try is cut off by itself, so that it does not hang on the second.
  const [torso, whole] = pieces('A1');
  // By its beginning: a minute that turns in between stands on the same line.
  const ended = (line: string): boolean => line.startsWith('#1');
  expect(torso?.some(ended)).toBe(false);
  expect(banners(whole)).toEqual(['[ POSIBLE DUPLICADO ]', '[ POSIBLE DUPLICADO ]']);
  expect(whole?.some(ended)).toBe(true);
});

it.each([
  ['answers nothing', { mute: true }],
  ['answers garbage', { garbledStatus: true, losesFenceAnswer: true }],
] as readonly (readonly [string, Partial<PrinterFaults>])[])(
  'F43: a printer that %s though it should is believed to print, calmly, and never said to have confirmed',
  async (_, faults) => {
    await open({ faults });
    const answers = await Promise.all(
      Array.from({ length: 3 }, (_unused, n) => order(`A${n}`, { esperar: 'impreso' })),
    );
    for (const answer of answers)
      expect(answer).toMatchObject({ comandas: [{ estado: 'enviado' }] });
    expect(place.kitchen.pieces('Cocina').flatMap(banners)).toEqual([]);
    expect(await laneOf('Cocina')).toMatchObject({ estado: 'no informa' });
  },
);

it('F43: status that comes late and status that nobody asked for are understood', async () => {
  await open({ faults: { answersAfterMs: 20, chattersOnConnect: true, repeatsFenceAnswer: true } });
  for (const name of ['A1', 'A2', 'A3'])
    expect(await order(name, { esperar: 'impreso' })).toMatchObject({
      comandas: [{ estado: 'impreso' }],
    });
  expect(place.kitchen.pieces('Cocina').flatMap(banners)).toEqual([]);
});

it.each([
  ['prints and never says so', { losesFenceAnswer: true }, 2],
  ['confirms another ticket', { wrongFenceId: true }, 2],
  ['swallows the ticket', { swallowsAfter: 40 }, 0],
  ['answers status and loses everything else', { discardsData: true }, 0],
] as readonly (readonly [string, Partial<PrinterFaults>, number])[])(
  'F40: a printer that %s: never "impreso"; one marked copy, then the question to a person',
  async (_, faults, copies) => {
    await open({ faults }, impatient);
    const { id } = await order('A1');
    await until(
      'the question',
      async () => (await ticketOf(id)).estado === 'sin_confirmar',
      30_000,
    );
    expect(await ticketOf(id)).toMatchObject({ causa: 'la impresora no confirmó' });
    expect(pieces('A1')).toHaveLength(copies);
    expect(pieces('A1').filter((piece) => banners(piece).length === 0).length).toBeLessThanOrEqual(
      1,
    );
  },
);

it('F40: a printer that accepts and never reads is never said to have printed', async () => {
  await open({ faults: { neverReads: true } }, impatient);
  const { id } = await order('A1');
  await until('the question', async () => (await ticketOf(id)).estado === 'sin_confirmar', 30_000);
  expect(place.kitchen.pieces('Cocina')).toHaveLength(0);
});

it('F38: a printer that refuses is tried every 2 s, left alone after the sixth failure, looked at without paper, and back by itself', async () => {
  await open();
  await place.kitchen.unplug('Cocina');
  const { id } = await order('A1');
  await until('the breaker opens', async () => (await laneOf('Cocina')).estado === 'caída');
  expect(await laneOf('Cocina')).toMatchObject({ causa: 'la impresora rechaza la conexión' });
  await place.kitchen.plugIn('Cocina');
  await until('it is printed', async () => (await ticketOf(id)).estado === 'impreso', 20_000);
  expect(pieces('A1').map(banners)).toEqual([[]]);
  expect(await laneOf('Cocina')).toMatchObject({ estado: 'lista', fallos: 0 });
});

it('a person decides over what nobody knows: it came out, it is not needed, or print it again, marked; and over when a printer is tried', async () => {
  await open({ faults: { losesFenceAnswer: true, swallowsAfter: 40 } }, impatient);
  const ids = [];
  for (const name of ['A1', 'A2', 'A3']) {
    const { id } = await order(name);
    ids.push(id);
    await until(
      'the question',
      async () => (await ticketOf(id)).estado === 'sin_confirmar',
      30_000,
    );
  }
  const [first, second, third] = ids;
  place.kitchen.printers.Cocina.misbehave({ losesFenceAnswer: false, swallowsAfter: null });
  expect(await place.host.asProgram({ reintentar: 'cocina' })).toMatchObject({
    status: 'reintentando',
    impresora: 'Cocina',
  });
  expect(await place.host.asProgram({ confirmar: first, estacion: 'Bar' })).toMatchObject({
    error: { codigo: 'NADA_QUE_DECIDIR' },
  });
  expect(await place.host.asProgram({ confirmar: first })).toMatchObject({
    status: 'confirmado',
    comandas: [{ estado: 'impreso' }],
  });
  expect(await place.host.asProgram({ descartar: second })).toMatchObject({
    comandas: [{ estado: 'descartado', causa: 'alguien la descartó' }],
  });
  expect(await place.host.asProgram({ imprimir: third, estacion: 'Cocina' })).toMatchObject({
    status: 'imprimiendo',
  });
  await until('it is printed', async () => (await ticketOf(third)).estado === 'impreso');
  // Whole tickets end with their number; of the swallowed ones only torsos came out.
  const whole = place.kitchen
    .pieces('Cocina')
    .filter((piece) => piece.some((line) => /^#\d/.test(line)));
  expect(whole.map((piece) => piece.find((line) => /^A\d$/.test(line)))).toEqual(['A3']);
  expect(banners(whole[0])).toEqual(['[ POSIBLE DUPLICADO ]', '[ POSIBLE DUPLICADO ]']);
  for (const id of ids)
    expect(await place.host.asProgram({ consulta: 'pedido', id })).toMatchObject({
      estado: 'listo',
    });
  expect(await place.host.asProgram({ confirmar: first })).toMatchObject({
    error: { codigo: 'NADA_QUE_DECIDIR' },
  });
  expect(await place.host.asProgram({ reintentar: 'Terraza' })).toMatchObject({
    error: { codigo: 'IMPRESORA_NO_EXISTE' },
  });
});

it('F44: never opens a second connection to a printer, however it misbehaves', async () => {
  await open({ faults: { secondConnection: 'reset' }, mmPerSecond: 2000 });
  await Promise.all(Array.from({ length: 12 }, (_, n) => order(`A${n}`, { esperar: 'impreso' })));
  expect(place.kitchen.printers.Cocina.mostConnections).toBe(1);
  expect(place.kitchen.pieces('Cocina').flatMap(banners)).toEqual([]);
});

it('a late confirmation is believed: the question to a person goes away by itself', async () => {
  // It is waited for a second; the answers come after two, and a late one is heard for three more.
  await open({ faults: { fenceAnswersAfterMs: 2_000 }, whenUnsure: 'ask' }, impatient);
  const { id } = await order('A1');
  await place.untilTicket(id, 'sin_confirmar');
  await place.untilTicket(id, 'impreso');
  expect(pieces('A1').map(banners)).toEqual([[]]);
  expect(await place.host.asProgram({ consulta: 'pedido', id })).toMatchObject({ estado: 'listo' });
  expect(place.kitchen.printers.Cocina.connections).toBe(1);
});

it('a station may ask instead of printing a second copy', async () => {
  await open({ faults: { losesFenceAnswer: true }, whenUnsure: 'ask' }, impatient);
  const { id } = await order('A1');
  await place.untilTicket(id, 'sin_confirmar');
  expect(pieces('A1')).toHaveLength(1);
  await place.host.asProgram({ imprimir: id });
  await until('the copy', () => pieces('A1').length === 2);
  expect(banners(pieces('A1')[1])).toContain('[ POSIBLE DUPLICADO ]');
});

it("a stranger at a printer's address is not printed on, and the printer is known again when it is back", async () => {
  const identity = { maker: 'EPSON', model: 'TM-T20III', serial: 'X1' };
  const stranger = { ...identity, serial: 'X2' };
  await open({ can: { fence: 'process_id', answersStatus: true, identity } });
  await place.kitchen.unplug('Cocina');
  place.kitchen.replace('Cocina', stranger);
  await place.kitchen.plugIn('Cocina');
  const { id } = await order('A1');
  await until(
    'the lane says it',
    async () => (await laneOf('Cocina')).causa === 'en esa dirección contesta otra impresora',
  );
  expect(pieces('A1')).toEqual([]);
  await place.kitchen.unplug('Cocina');
  place.kitchen.replace('Cocina', identity);
  await place.kitchen.plugIn('Cocina');
  await place.untilTicket(id, 'impreso');
  expect(pieces('A1').map(banners)).toEqual([[]]);
});

it.each([
  ["Star's own fence", { language: 'star', fence: 'star', answersStatus: false }],
  ['GS r 1', { fence: 'status', answersStatus: true }],
] as const)('confirms by %s', async (_, can) => {
  await open({ can, ticketMs: 200 });
  for (const name of ['A1', 'Ñandú ¿¡€'])
    expect(await order(name, { esperar: 'impreso' })).toMatchObject({
      comandas: [{ estado: 'impreso' }],
    });
  expect(pieces('Ñandú ¿¡€')).toHaveLength(1);
  expect(place.kitchen.printers.Cocina.unknownCommands).toBe(0);
  // Between the two orders the scaled idle time may pass, and the link is closed.
  expect(place.kitchen.printers.Cocina.mostConnections).toBe(1);
});
