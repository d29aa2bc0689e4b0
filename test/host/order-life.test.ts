/**
 * The whole life of an order, over the wire: held and fired, changed, moved, joined, handed over,
 * cooked, carried out, paid for.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHostProcess } from '../support/host-process';
import type { HostProcess } from '../support/host-process';
import { openKitchen } from '../support/restaurant';
import type { Kitchen } from '../support/restaurant';
import { until } from '../support/until';

type Words = Readonly<Record<string, unknown>>;
type Ticket = {
  readonly comanda: number;
  readonly estacion: string;
  readonly estado: string;
  readonly tipo?: string;
};

let kitchen: Kitchen;
let host: HostProcess;
let owner: string;

beforeAll(async () => {
  kitchen = await openKitchen({ counter: true });
  const dataDir = path.join(kitchen.folder, 'data');
  host = await startHostProcess({ dataDir, restaurantFile: kitchen.restaurantFile });
  owner = readFileSync(path.join(dataDir, 'cli.secret'), 'utf8');
});
afterAll(async () => {
  await host.stop();
  await kitchen.stop();
});

const asOwner = (request: object): Promise<Words> => host.ask({ ...request, token: owner });
const orderOf = (id: unknown): Promise<Words> => host.asProgram({ consulta: 'pedido', id });
const linesOf = async (id: unknown) => (await orderOf(id)).lineas as readonly Words[];
const ticketsOf = async (id: unknown) => (await orderOf(id)).comandas as readonly Ticket[];
const paper = (station: 'Cocina' | 'Bar', ...words: readonly string[]) =>
  kitchen
    .pieces(station)
    .filter((piece) => words.every((word) => piece.some((line) => line.includes(word))));
const printed = (id: unknown): Promise<boolean> =>
  until('its tickets are out', async () =>
    (await ticketsOf(id)).every(({ estado }) => estado !== 'en_cola' && estado !== 'imprimiendo'),
  );
async function place(order: object): Promise<unknown> {
  const { id } = await host.asProgram({ productos: ['Milanesa'], ...order, esperar: 'impreso' });
  return id;
}

describe('courses', () => {
  it('wait on no paper until they are fired, one after the other', async () => {
    const id = await place({
      mesa: 'C1',
      productos: [
        { nombre: 'Agua', tiempo: 1 },
        { nombre: 'Milanesa', tiempo: 2, en_espera: true },
        { nombre: 'Ñoquis', tiempo: 3, en_espera: true },
      ],
    });
    expect(await ticketsOf(id)).toMatchObject([{ estacion: 'Bar' }]);
    expect(await linesOf(id)).toMatchObject([
      { linea: 1 },
      { en_espera: true, tiempo: 2 },
      { en_espera: true },
    ]);
    expect(await orderOf(id)).toMatchObject({ estado: 'en proceso' });

    const fired = await host.asProgram({ marchar: id, esperar: 'impreso' });
    expect(fired).toMatchObject({ marchadas: [2] });
    expect(paper('Cocina', 'MESA C1', 'Milanesa')).toHaveLength(1);
    expect(paper('Cocina', 'MESA C1', 'Ñoquis')).toHaveLength(0);
    expect(await host.asProgram({ marchar: id, tiempo: 2 })).toMatchObject({
      error: { codigo: 'NADA_EN_ESPERA' },
    });
    expect(await host.asProgram({ cobrar: id })).toMatchObject({
      error: { codigo: 'HAY_EN_ESPERA' },
    });

    await host.asProgram({ marchar: id, lineas: [3], esperar: 'impreso' });
    expect(paper('Cocina', 'MESA C1', 'Ñoquis', '3º TIEMPO')).toHaveLength(1);
    await until('it is ready', async () => (await orderOf(id)).estado === 'listo');
    expect(await host.asProgram({ marchar: id })).toMatchObject({
      error: { codigo: 'NADA_EN_ESPERA' },
    });
  });

  it('that were held are voided without paper', async () => {
    const id = await place({
      mesa: 'C2',
      productos: ['Agua', { nombre: 'Milanesa', en_espera: true }],
    });
    expect(await host.asProgram({ anular: id, lineas: [2] })).toMatchObject({
      anuladas: [2],
      comandas: [],
    });
    await until('it is ready', async () => (await orderOf(id)).estado === 'listo');
    expect(paper('Cocina', 'MESA C2')).toHaveLength(0);
  });
});

describe('quantities', () => {
  it('less strikes some of the line, more sends the difference, and what was sent stays in the chain', async () => {
    const id = await place({
      mesa: 'Q1',
      productos: [{ nombre: 'Milanesa', cantidad: 3, modificadores: ['sin sal'] }],
    });
    await host.asProgram({
      cambiar: id,
      linea: 1,
      cantidad: 1,
      motivo: 'eran menos',
      esperar: 'impreso',
    });
    expect(paper('Cocina', 'ANULADO', 'MESA Q1', '-2 x Milanesa', 'eran menos')).toHaveLength(1);
    expect(await linesOf(id)).toMatchObject([{ linea: 1, cantidad: 1 }]);
    // Said twice it would be two more, so it says which order it saw.
    expect(await host.asProgram({ cambiar: id, linea: 1, cantidad: 2 })).toMatchObject({
      error: { codigo: 'PEDIDO_INVALIDO', campo: 'base' },
    });
    const { revision: base } = await orderOf(id);
    await host.asProgram({ cambiar: id, linea: 1, cantidad: 2, base, esperar: 'impreso' });
    expect(await host.asProgram({ cambiar: id, linea: 1, cantidad: 2, base })).toMatchObject({
      error: { codigo: 'CONFLICTO' },
    });
    expect(paper('Cocina', 'MODIFICADO', 'MESA Q1', '1 x Milanesa', 'SIN SAL')).toHaveLength(1);
    expect(await linesOf(id)).toMatchObject([
      { linea: 1, cantidad: 1 },
      { linea: 2, cantidad: 1 },
    ]);
    await host.asProgram({ cambiar: id, linea: 1, cantidad: 0 });
    expect(await linesOf(id)).toMatchObject([{ linea: 1, anulada: true }, { linea: 2 }]);
    expect(await host.asProgram({ cambiar: id, linea: 1, cantidad: 4 })).toMatchObject({
      error: { codigo: 'LINEA_YA_ANULADA' },
    });
  });

  it('the same as before changes nothing', async () => {
    const id = await place({ mesa: 'Q2' });
    const { revision } = await orderOf(id);
    expect(await host.asProgram({ cambiar: id, linea: 1, cantidad: 1 })).toMatchObject({
      comandas: [],
    });
    expect(await orderOf(id)).toMatchObject({ revision });
  });
});

describe('two people at one table', () => {
  it('lose nothing: both add, and who edits what has changed meanwhile sees both versions', async () => {
    const id = await place({ mesa: 'T1' });
    const { revision: seen, total } = await orderOf(id);
    expect(total).toBe(100);
    await Promise.all([
      host.asProgram({ agregar: id, productos: ['Agua'] }),
      host.asProgram({ agregar: id, productos: ['Ñoquis'] }),
    ]);
    expect(await linesOf(id)).toHaveLength(3);
    const stale = await host.asProgram({ anular: id, lineas: [1], base: seen, id: 'edit-1' });
    expect(stale).toMatchObject({
      error: { codigo: 'CONFLICTO' },
      clave: 'edit-1',
      pedida: { accion: 'voidLines', lines: [1], base: seen },
      actual: {
        id,
        revision: Number(seen) + 2,
        lineas: [{ linea: 1 }, { linea: 2 }, { linea: 3 }],
      },
    });
    const { revision } = await orderOf(id);
    expect(
      await host.asProgram({ anular: id, lineas: [1], base: revision, id: 'edit-1' }),
    ).toMatchObject({ anuladas: [1] });
  });
});

describe('tables', () => {
  it('change with a slip at each station, and nothing is printed again', async () => {
    const id = await place({ mesa: 'M1', productos: ['Milanesa', 'Agua'] });
    const before = [paper('Cocina', 'Milanesa').length, paper('Bar', 'Agua').length];
    await host.asProgram({ mover: id, mesa: 'M9', esperar: 'impreso' });
    for (const station of ['Cocina', 'Bar'] as const)
      expect(paper(station, 'CAMBIO DE MESA', 'MESA M1 -> M9')).toHaveLength(1);
    expect([paper('Cocina', 'Milanesa').length, paper('Bar', 'Agua').length]).toEqual(before);
    expect(await orderOf(id)).toMatchObject({ mesa: 'M9' });
    await host.asProgram({ agregar: id, productos: ['Ñoquis'], esperar: 'impreso' });
    expect(paper('Cocina', 'MESA M9', 'Ñoquis')).toHaveLength(1);
    expect(await host.asProgram({ mover: id, mesa: 'm9' })).toMatchObject({
      error: { codigo: 'MISMA_MESA' },
    });
  });

  it('join: one bill, one payment, and lines that keep their own numbers', async () => {
    const [one, two] = [
      await place({ mesa: 'J1' }),
      await place({ mesa: 'J2', productos: ['Agua'] }),
    ];
    await host.asProgram({ juntar: two, con: one, esperar: 'impreso' });
    expect(paper('Bar', 'CAMBIO DE MESA', 'MESA J2 -> J1')).toHaveLength(1);
    expect(await orderOf(two)).toMatchObject({ mesa: 'J1', juntado_con: one });
    for (const request of [
      { agregar: two, productos: ['Agua'] },
      { cobrar: two },
      { mover: two, mesa: 'J3' },
      { juntar: one, con: two },
    ])
      expect(await host.asProgram(request)).toMatchObject({ error: { codigo: 'PEDIDO_JUNTADO' } });
    // Moving the table moves whoever was joined to it.
    await host.asProgram({ mover: one, mesa: 'J7', esperar: 'impreso' });
    expect(await orderOf(two)).toMatchObject({ mesa: 'J7' });
    expect(await host.asProgram({ anular: two, lineas: [1], motivo: 'frío' })).toMatchObject({
      anuladas: [1],
    });
    expect(await host.asProgram({ cobrar: one, pago: 'tarjeta', propina: 500 })).toMatchObject({
      status: 'cobrado',
    });
    expect(await orderOf(one)).toMatchObject({ estado: 'cerrado', pago: 'tarjeta', propina: 500 });
    expect(await host.asProgram({ agregar: one, productos: ['Agua'] })).toMatchObject({
      error: { codigo: 'PEDIDO_CERRADO' },
    });
  });
});

describe('a joined bill', () => {
  it('is settled by who has seen all of it: joining and every change of a part are a new version', async () => {
    const [one, two] = [
      await place({ mesa: 'JB1' }),
      await place({ mesa: 'JB2', productos: ['Agua', 'Agua'] }),
    ];
    const { revision: alone } = await orderOf(one);
    await host.asProgram({ juntar: two, con: one });
    expect(await host.asProgram({ cobrar: one, base: alone })).toMatchObject({
      error: { codigo: 'CONFLICTO' },
    });
    const { revision: joined } = await orderOf(one);
    await host.asProgram({ anular: two, lineas: [1], motivo: 'frío' });
    expect(await host.asProgram({ cobrar: one, base: joined })).toMatchObject({
      error: { codigo: 'CONFLICTO' },
    });
    const { revision } = await orderOf(one);
    expect(await host.asProgram({ cobrar: one, base: revision })).toMatchObject({
      status: 'cobrado',
    });
  });

  it('tells of all of it also after it was settled', async () => {
    const [one, two] = [
      await place({ mesa: 'JB3' }),
      await place({ mesa: 'JB4', productos: ['Picada'] }),
    ];
    await host.asProgram({ juntar: two, con: one });
    await host.asProgram({ cobrar: one });
    await host.asProgram({ precuenta: one, esperar: 'impreso' });
    expect(paper('Bar', 'PRECUENTA', 'MESA JB3').at(-1)?.join('\n')).toContain('TOTAL ARS 6,00');
  });

  it('outlives the order that it was at: what was joined goes on by itself', async () => {
    const [one, two, three] = [
      await place({ mesa: 'JB5' }),
      await place({ mesa: 'JB6' }),
      await place({ mesa: 'JB7' }),
    ];
    await host.asProgram({ juntar: two, con: one });
    await host.asProgram({ juntar: three, con: one });
    await host.asProgram({ anular: one, motivo: 'se fue' });
    expect(await orderOf(two)).not.toHaveProperty('juntado_con');
    expect(await orderOf(three)).toMatchObject({ juntado_con: two });
    expect(await host.asProgram({ agregar: two, productos: ['Agua'] })).toMatchObject({
      status: 'recibido',
    });
    expect(await host.asProgram({ cobrar: two })).toMatchObject({ status: 'cobrado' });
    expect(await orderOf(three)).toMatchObject({ estado: 'cerrado' });
  });
});

describe('what is over', () => {
  it('is refused by name and comes back when somebody says so', async () => {
    expect(await host.asProgram({ agotado: 'Ñoquis' })).toMatchObject({
      error: { codigo: 'ALCANCE_FALTA' },
    });
    expect(await asOwner({ agotado: 'ñoquis' })).toMatchObject({
      producto: 'Ñoquis',
      agotado: true,
    });
    expect(await host.asProgram({ mesa: 'A1', productos: ['Milanesa', 'Ñoquis'] })).toMatchObject({
      error: { codigo: 'PRODUCTO_AGOTADO' },
    });
    await asOwner({ disponible: 'Ñoquis' });
    expect(await host.asProgram({ mesa: 'A1', productos: ['Ñoquis'] })).toMatchObject({
      status: 'recibido',
    });
  });

  it('is counted down by orders, given back by a void before the kitchen has it, and over at nothing', async () => {
    await asOwner({ disponible: 'Café', quedan: 3 });
    expect(
      await host.asProgram({ mesa: 'A2', productos: [{ nombre: 'Café', cantidad: 4 }] }),
    ).toMatchObject({
      error: { codigo: 'QUEDAN_MENOS', mensaje: expect.stringContaining('quedan 3') },
    });
    const { id } = await host.asProgram({
      mesa: 'A2',
      productos: [{ nombre: 'Café', cantidad: 2, en_espera: true }],
    });
    expect(await host.asProgram({ mesa: 'A3', productos: ['Café', 'Café'] })).toMatchObject({
      error: { codigo: 'QUEDAN_MENOS' },
    });
    await host.asProgram({ anular: id });
    expect(await host.asProgram({ mesa: 'A3', productos: ['Café', 'Café', 'Café'] })).toMatchObject(
      { status: 'recibido' },
    );
    expect(await host.asProgram({ mesa: 'A4', productos: ['Café'] })).toMatchObject({
      error: { codigo: 'PRODUCTO_AGOTADO' },
    });
    await asOwner({ disponible: 'Café' });
  });
});

describe('a void', () => {
  it('gives back what was never cooked, line by line, also the last one', async () => {
    await asOwner({ disponible: 'Ñoquis', quedan: 2 });
    const { id } = await host.asProgram({
      mesa: 'G1',
      productos: ['Agua', { nombre: 'Ñoquis', cantidad: 2, en_espera: true }],
      esperar: 'impreso',
    });
    expect(await host.asProgram({ mesa: 'G2', productos: ['Ñoquis'] })).toMatchObject({
      error: { codigo: 'PRODUCTO_AGOTADO' },
    });
    await host.asProgram({ anular: id, motivo: 'se fueron' });
    expect(
      await host.asProgram({ mesa: 'G2', productos: [{ nombre: 'Ñoquis', cantidad: 2 }] }),
    ).toMatchObject({
      status: 'recibido',
    });
    await asOwner({ disponible: 'Ñoquis' });
  });

  it('of what a cook has done, or of what may be half out, is told to the kitchen', async () => {
    await asOwner({ pantalla: 'Cocina' });
    await kitchen.unplug('Cocina');
    const { id } = await host.asProgram({ mesa: 'G3', productos: ['Milanesa'] });
    const [ticket] = await ticketsOf(id);
    await asOwner({ lista: ticket?.comanda });
    expect(await asOwner({ anular: id })).toMatchObject({ error: { codigo: 'FALTA_MOTIVO' } });
    const voided = await asOwner({ anular: id, motivo: 'x' });
    expect(voided.comandas).toMatchObject([{ tipo: 'anulación' }]);
    await kitchen.plugIn('Cocina');
    await asOwner({ pantalla: 'Cocina', usar: false });
  });
});

describe('comps', () => {
  it('are for the till, are told by the order, and can be taken back', async () => {
    const id = await place({ mesa: 'K1' });
    expect(await host.asProgram({ cortesia: id, lineas: [1], motivo: 'tardó' })).toMatchObject({
      error: { codigo: 'NO_PERMITIDO' },
    });
    await asOwner({ cortesia: id, lineas: [1], motivo: 'tardó' });
    expect(await linesOf(id)).toMatchObject([{ cortesia: 'tardó' }]);
    await asOwner({ cortesia: id, lineas: [1], motivo: 'error', quitar: true });
    expect((await linesOf(id))[0]).not.toHaveProperty('cortesia');
  });
});

describe('a station with a screen', () => {
  it('is done when the cook says so: start, tick, bump, recall, acknowledge', async () => {
    await asOwner({ pantalla: 'Cocina' });
    const id = await place({ mesa: 'P1', productos: ['Milanesa', 'Ñoquis'] });
    await printed(id);
    const [ticket] = await ticketsOf(id);
    expect(ticket).toMatchObject({ estado: 'enviado' });
    expect(await orderOf(id)).toMatchObject({ estado: 'en proceso', fecha_fin: null });
    const no = ticket?.comanda;
    expect(await host.asProgram({ lista: no })).toMatchObject({
      error: { codigo: 'NO_PERMITIDO' },
    });
    expect(await asOwner({ tachar: no, linea: 2 })).toMatchObject({ hechas: [2] });
    expect(await ticketsOf(id)).toMatchObject([{ estado: 'en_preparacion' }]);
    expect(await asOwner({ lista: no })).toMatchObject({ status: 'lista' });
    expect(await asOwner({ lista: no })).toMatchObject({ status: 'sin_cambios' });
    expect(await orderOf(id)).toMatchObject({ estado: 'listo', comandas: [{ estado: 'listo' }] });
    await asOwner({ recuperar: no });
    expect(await orderOf(id)).toMatchObject({ estado: 'en proceso', fecha_fin: null });
    await asOwner({ lista: no });

    const voided = await host.asProgram({
      anular: id,
      lineas: [2],
      motivo: 'no',
      esperar: 'impreso',
    });
    const slip = (voided.comandas as readonly Ticket[]).find(({ tipo }) => tipo === 'anulación');
    expect(await asOwner({ enterado: no })).toMatchObject({
      error: { codigo: 'COMANDA_NO_PUEDE' },
    });
    expect(await asOwner({ enterado: slip?.comanda })).toMatchObject({ status: 'enterado' });
    expect(await asOwner({ lista: 999_999 })).toMatchObject({
      error: { codigo: 'COMANDA_NO_EXISTE' },
    });
    await asOwner({ pantalla: 'Cocina', usar: false });
  });
});

describe('a wait for `listo`', () => {
  const listo = (order: object): Promise<Words> =>
    host.asProgram({ esperar: 'listo', plazo_s: 300, ...order });
  /**
   * The order of this guest once the kitchen has its paper: whoever waited for paper alone has an
   * answer by then.
   */
  async function onPaper(
    cliente: string,
  ): Promise<{ readonly id: unknown; readonly comanda: number }> {
    let found: (Words & { readonly comandas?: readonly Ticket[] }) | undefined;
    await until(`the paper of ${cliente}`, async () => {
      const { pedidos } = (await host.asProgram({ consulta: 'recientes', limite: 20 })) as {
        pedidos: readonly Words[];
      };
      found = pedidos.find((order) => order.cliente === cliente);
      return found?.comandas?.every(({ estado }) => estado === 'enviado') ?? false;
    });
    return {
      id: found?.id,
      comanda: found?.comandas?.find(({ estacion }) => estacion === 'Cocina')?.comanda ?? 0,
    };
  }
  const moment = (answer: Words, field: string): number => Date.parse(String(answer[field]));

  it('ends with the cook where a screen hangs, and with the paper elsewhere', async () => {
    await asOwner({ pantalla: 'Cocina' });
    const waits = listo({ cliente: 'Listo 1', productos: ['Milanesa', 'Agua'] });
    const { comanda } = await onPaper('Listo 1');
    // Taken before the cook says anything, so what the wait tells has to be later.
    const { id } = await host.asProgram({
      cliente: 'Entre',
      productos: ['Agua'],
      esperar: 'listo',
    });
    expect(await orderOf(id)).toMatchObject({ estado: 'listo' });
    await asOwner({ lista: comanda });
    const answer = await waits;
    expect(answer).toMatchObject({
      estado: 'listo',
      comandas: [{ estacion: 'Cocina', estado: 'listo' }, { estado: 'enviado' }],
    });
    expect(answer).not.toHaveProperty('plazo_vencido');
    expect(moment(answer, 'fecha_fin')).toBeGreaterThanOrEqual(
      moment(await orderOf(id), 'fecha_fin'),
    );
  });

  it('says that its time is up while the cook is not done', async () => {
    const answer = await listo({ cliente: 'Listo 2', productos: ['Milanesa'], plazo_s: 1 });
    expect(answer).toMatchObject({ estado: 'en proceso', fecha_fin: null, plazo_vencido: true });
  });

  it('ends when what it waits for is voided, carried out, or nobody says any more what is done', async () => {
    const voided = listo({ cliente: 'Listo 3', productos: ['Milanesa'] });
    await host.asProgram({ anular: (await onPaper('Listo 3')).id, motivo: 'se fueron' });
    expect(await voided).toMatchObject({ estado: 'anulado' });
    expect(await voided).not.toHaveProperty('plazo_vencido');

    const carried = listo({ cliente: 'Listo 4', productos: ['Milanesa'] });
    await host.asProgram({ servir: (await onPaper('Listo 4')).id });
    expect(await carried).toMatchObject({ estado: 'entregado' });
    expect(await carried).not.toHaveProperty('plazo_vencido');

    const left = listo({ cliente: 'Listo 5', productos: ['Milanesa'] });
    await onPaper('Listo 5');
    await asOwner({ pantalla: 'Cocina', usar: false });
    expect(await left).toMatchObject({ estado: 'listo' });
    expect(await left).not.toHaveProperty('plazo_vencido');
  });
});

it('a screen that is taken away leaves nothing waiting for it', async () => {
  await asOwner({ pantalla: 'Cocina' });
  const id = await place({ mesa: 'PX', productos: ['Milanesa', 'Ñoquis'] });
  await printed(id);
  expect(await orderOf(id)).toMatchObject({ estado: 'en proceso' });
  await asOwner({ pantalla: 'Cocina', usar: false });
  expect(await orderOf(id)).toMatchObject({ estado: 'listo' });
  await asOwner({ pantalla: 'Cocina' });
  // A screen that comes later says nothing of what was before it.
  expect(await orderOf(id)).toMatchObject({ estado: 'listo', comandas: [{ estado: 'enviado' }] });
  await asOwner({ pantalla: 'Cocina', usar: false });
});

describe('the end', () => {
  it('is served, then closed with how it was paid; who paid first is still cooked for', async () => {
    const id = await place({ mesa: 'E1' });
    expect(await host.asProgram({ servir: id })).toMatchObject({ status: 'entregado' });
    expect(await orderOf(id)).toMatchObject({
      estado: 'entregado',
      comandas: [{ estado: 'entregado' }],
    });
    expect(await host.asProgram({ cobrar: id, pago: 'otro' })).toMatchObject({ status: 'cobrado' });
    expect(await host.asProgram({ cobrar: id })).toMatchObject({
      error: { codigo: 'PEDIDO_CERRADO' },
    });

    await kitchen.unplug('Cocina');
    const { id: early } = await host.asProgram({ cliente: 'Paga antes', productos: ['Milanesa'] });
    expect(await host.asProgram({ cobrar: early })).toMatchObject({ status: 'cobrado' });
    await kitchen.plugIn('Cocina');
    await until('its paper', () => paper('Cocina', 'Paga antes').length === 1);
    await until('its end', async () => (await orderOf(early)).fecha_fin !== null);
    expect(await orderOf(early)).toMatchObject({ estado: 'cerrado' });

    await asOwner({ pantalla: 'Cocina' });
    const cooked = await place({ cliente: 'Paga antes' });
    await host.asProgram({ cobrar: cooked });
    // Nobody carried out what the cook has not begun.
    expect(await orderOf(cooked)).toMatchObject({
      estado: 'cerrado',
      comandas: [{ estado: 'enviado' }],
    });
    await asOwner({ lista: (await ticketsOf(cooked))[0]?.comanda });
    expect(await orderOf(cooked)).toMatchObject({
      estado: 'cerrado',
      comandas: [{ estado: 'entregado' }],
    });
    await asOwner({ pantalla: 'Cocina', usar: false });
  });

  it('has a bill before it: what is still wanted, comps for nothing, joined tables together', async () => {
    const id = await place({
      mesa: 'E2',
      productos: [{ nombre: 'Milanesa', cantidad: 3 }, 'Agua', 'Ñoquis'],
    });
    const other = await place({ mesa: 'E3', productos: ['Picada'] });
    await host.asProgram({ cambiar: id, linea: 1, cantidad: 2, motivo: 'menos' });
    await asOwner({ cortesia: id, lineas: [2], motivo: 'tardó' });
    await host.asProgram({ anular: id, lineas: [3], motivo: 'no' });
    await host.asProgram({ juntar: other, con: id });
    expect(await host.asProgram({ precuenta: other })).toMatchObject({
      error: { codigo: 'PEDIDO_JUNTADO' },
    });
    await host.asProgram({ precuenta: id, esperar: 'impreso' });
    const [bill] = paper('Bar', 'PRECUENTA', 'MESA E2');
    const text = bill?.join('\n') ?? '';
    for (const words of [
      '2 x Milanesa',
      '2,00',
      'Agua (cortesía)',
      '0,00',
      '1 x Picada',
      '5,00',
      'TOTAL ARS 7,00',
      'No es una factura',
    ])
      expect(text).toContain(words);
    expect(text).not.toContain('Ñoquis');
    // It is no part of the cooking: the order is as ready as it was.
    expect(await orderOf(id)).toMatchObject({ estado: 'listo' });
  });
});

it('tells the kitchen something at the station it names', async () => {
  await host.asProgram({ mensaje: 'sin hielo', estacion: 'bar', esperar: 'impreso' });
  expect(paper('Bar', 'MENSAJE', 'sin hielo')).toHaveLength(1);
  expect(await host.asProgram({ mensaje: 'x', estacion: 'Sótano' })).toMatchObject({
    error: { codigo: 'ESTACION_NO_EXISTE' },
  });
});

it('takes a person’s details after the fact, and keeps what a delivery needs', async () => {
  const id = await place({ cliente: 'Eva', direccion: 'Calle 1' });
  await host.asProgram({ editar: id, telefono: 5551234, nota: 'timbre roto' });
  expect(await orderOf(id)).toMatchObject({ cliente: 'Eva', nota: 'timbre roto' });
  expect(await host.asProgram({ editar: id, direccion: null })).toMatchObject({
    error: { codigo: 'PEDIDO_INVALIDO' },
  });
  expect(await host.asProgram({ editar: id })).toMatchObject({
    error: { codigo: 'PEDIDO_INVALIDO' },
  });
});
