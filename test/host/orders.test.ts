/** An order's way as its sender and the cook see it: TCP in, saved, routed, on paper, told. */
import net from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startHostProcess } from '../support/host-process';
import type { HostProcess } from '../support/host-process';
import { openKitchen } from '../support/restaurant';
import type { Kitchen } from '../support/restaurant';
import { until } from '../support/until';

const SEED =
  '{\n "cliente": "Juan Pérez",\n "productos": ["pan","agua"],\n "direccion": "Av. Siempre Viva 742"\n}\n';

let kitchen: Kitchen;
let host: HostProcess;

beforeAll(async () => {
  kitchen = await openKitchen();
  host = await startHostProcess({
    dataDir: path.join(kitchen.folder, 'data'),
    restaurantFile: kitchen.restaurantFile,
  });
});
afterAll(async () => {
  await host.stop();
  await kitchen.stop();
});

/** Sends bytes, closes our side, and reads until the host closes its own. */
async function say(bytes: string | Buffer, address = '127.0.0.1'): Promise<readonly string[]> {
  const socket = net.connect(host.port, address);
  let text = '';
  socket.setEncoding('utf8').on('data', (more: string) => (text += more));
  socket.end(bytes);
  await new Promise((resolve) => socket.on('close', resolve));
  return text.split('\n').filter((line) => line !== '');
}

const paperOf = (station: 'Cocina' | 'Bar', word: string): readonly string[] | undefined =>
  kitchen.pieces(station).find((piece) => piece.some((line) => line.includes(word)));

it.each(['127.0.0.1', '::1'])(
  "answers the seed's order pasted to %s with one line that has its number and folio",
  async (address) => {
    const lines = await say(SEED, address);
    expect(lines).toHaveLength(1);
    const answer = JSON.parse(lines[0] ?? '') as {
      status: string;
      id: number;
      folio: string;
      comandas: { estacion: string }[];
    };
    expect(answer).toMatchObject({
      status: 'recibido',
      id: expect.any(Number),
      folio: expect.stringMatching(/^\d{4}$/),
    });
    expect(answer.comandas.map(({ estacion }) => estacion)).toEqual(['Cocina', 'Bar']);
  },
);

it('prints name, address and accents at the stations the lines are routed to, and only their own lines', async () => {
  await say(
    JSON.stringify({
      cliente: 'Íñigo Ñandú ¿€?',
      direccion: 'Peñón 3º',
      productos: ['Milanesa', { nombre: 'AGUA', cantidad: 2 }, 'algo raro'],
    }),
  );
  const cocina = await until('the kitchen ticket', () => paperOf('Cocina', 'Íñigo'));
  const bar = await until('the bar ticket', () => paperOf('Bar', 'Íñigo'));
  expect(cocina).toEqual(
    expect.arrayContaining([
      'COCINA',
      'DOMICILIO',
      'Íñigo Ñandú ¿€?',
      'Peñón 3º',
      '1 x Milanesa',
      '1 x algo raro',
      'TAMBIÉN EN: BAR (2)',
    ]),
  );
  expect(cocina.join()).not.toContain('Agua');
  expect(bar).toEqual(expect.arrayContaining(['BAR', '2 x Agua', 'TAMBIÉN EN: COCINA (2)']));
});

it("routes by the item's own rule before its category's, and to every station a category names", async () => {
  const { comandas: coffee } = (await host.ask({ mesa: '5', productos: ['cafe'] })) as {
    comandas: { estacion: string }[];
  };
  expect(coffee.map(({ estacion }) => estacion)).toEqual(['Cocina']);
  const { comandas: shared } = (await host.ask({ mesa: '5', productos: ['C1'] })) as {
    comandas: { estacion: string }[];
  };
  expect(shared.map(({ estacion }) => estacion)).toEqual(['Cocina', 'Bar']);
});

it('tells an order with the dates and the duration that the seeds ask for, once it is ready', async () => {
  const { id } = await host.ask({ cliente: 'Reloj', productos: ['Milanesa', 'Agua'] });
  const order = await until('the order is ready', async () => {
    const found = await host.ask({ consulta: 'pedido', id });
    return found.estado === 'listo' ? found : null;
  });
  const { fecha_inicio, fecha_fin, duracion } = order as {
    fecha_inicio: string;
    fecha_fin: string;
    duracion: number;
  };
  expect(duracion).toBeCloseTo((Date.parse(fecha_fin) - Date.parse(fecha_inicio)) / 1000, 3);
  expect(order.comandas).toEqual([
    {
      comanda: expect.any(Number),
      estacion: 'Cocina',
      impresora: 'Cocina',
      estado: 'enviado',
      hora: expect.any(String),
    },
    {
      comanda: expect.any(Number),
      estacion: 'Bar',
      impresora: 'Bar',
      estado: 'enviado',
      hora: expect.any(String),
    },
  ]);
});

it('finds a product by its code, else by its name, and never drops what the sender called it', async () => {
  const productos = [
    { nombre: 'da igual', codigo: 'B1' },
    { nombre: 'Milanesa', codigo: 'ZZ' },
    { nombre: 'Sorpresa', codigo: 'ZZ' },
  ];
  const { id } = await host.ask({ cliente: 'Codigo', productos });
  const { lineas } = (await host.ask({ consulta: 'pedido', id })) as {
    lineas: { producto: string }[];
  };
  expect(lineas.map(({ producto }) => producto)).toEqual(['Agua', 'Milanesa', 'Sorpresa']);
});

it('answers a question behind a waiting order with what is true then, not with what was true before', async () => {
  const lines = await say(
    '{"cliente":"Turno","productos":["Milanesa"],"esperar":"listo"}{"consulta":"recientes","limite":1}',
  );
  const [order, recent] = lines.map(
    (line) =>
      JSON.parse(line) as {
        id?: number;
        estado?: string;
        pedidos?: { id: number; estado: string }[];
      },
  );
  expect(order).toMatchObject({ estado: 'listo' });
  expect(recent?.pedidos).toMatchObject([{ id: order?.id, estado: 'listo' }]);
});

it('waits with its answer until the paper is out when it is asked to', async () => {
  const answer = await host.ask({ cliente: 'Espera', productos: ['Milanesa'], esperar: 'impreso' });
  expect(answer).toMatchObject({
    status: 'recibido',
    estado: 'listo',
    comandas: [{ estado: 'enviado' }],
  });
  expect(paperOf('Cocina', 'Espera')).toBeDefined();
});

it('answers pipelined orders in their order, whatever they wait for', async () => {
  const orders = Array.from({ length: 20 }, (_, n) =>
    JSON.stringify({
      id: `fila-${n}`,
      cliente: `Fila ${n}`,
      productos: ['Agua'],
      ...(n === 3 ? { esperar: 'impreso' } : {}),
    }),
  );
  const lines = await say(orders.join(''));
  expect(lines.map((line) => (JSON.parse(line) as { clave: string }).clave)).toEqual(
    orders.map((_, n) => `fila-${n}`),
  );
});

it('gives the same answer, and no second paper, to an order sent again with its id', async () => {
  const order = { id: 'repetido', cliente: 'Repetido', productos: ['Milanesa'] };
  const answers = await Promise.all(Array.from({ length: 20 }, () => host.ask(order)));
  expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
  expect(new Set(answers.map(({ folio }) => folio)).size).toBe(1);
  await until('its ticket', () => paperOf('Cocina', 'Repetido'));
  await host.ask({ cliente: 'Después', productos: ['Milanesa'], esperar: 'impreso' });
  expect(kitchen.pieces('Cocina').filter((piece) => piece.includes('Repetido'))).toHaveLength(1);
});

it('refuses an id used again for another order, and keeps the first', async () => {
  const first = await host.ask({ id: 'mio', cliente: 'Primero', productos: ['Agua'] });
  const second = await host.ask({ id: 'mio', cliente: 'Segundo', productos: ['Agua'] });
  expect(second).toMatchObject({ error: { codigo: 'ID_REUSADO' }, clave: 'mio' });
  expect(await host.ask({ consulta: 'pedido', clave: 'mio' })).toMatchObject({
    id: first.id,
    cliente: 'Primero',
  });
});

it('prints letters that the printer lacks in their plain form, and tells how many it could not print', async () => {
  const productos = [
    'Kiełbasa',
    'œuf',
    'ığ',
    '寿司',
    'كباب',
    'a\u200db',
    'Soft\u00adhyphen',
    'ﬁlete',
    '₲ ₡',
    '\u202eÑandú\u{e0041}',
  ];
  const { comandas } = await host.ask({ mesa: '5', productos, esperar: 'impreso' });
  expect(comandas).toMatchObject([{ estacion: 'Cocina', estado: 'enviado', letras_perdidas: 6 }]);
  const piece = await until('its paper', () => paperOf('Cocina', '1 x Kielbasa'));
  const dishes = ['oeuf', 'ig', '??', '????', 'ab', 'Softhyphen', 'filete', 'Gs CRC', 'Ñandú'];
  expect(piece).toEqual(expect.arrayContaining(dishes.map((dish) => `1 x ${dish}`)));
});

it('adds lines as a further dispatch that prints alone, marked AGREGA', async () => {
  const { id } = await host.ask({
    mesa: '5',
    cliente: 'Suma',
    productos: ['Milanesa'],
    esperar: 'impreso',
  });
  const added = await host.ask({
    agregar: id,
    productos: [{ nombre: 'Ñoquis', modificadores: ['sin sal'], nota: 'ALERGIA: maní' }],
    esperar: 'impreso',
  });
  expect(added).toMatchObject({ status: 'recibido', id });
  const piece = await until('the added ticket', () => paperOf('Cocina', '1 x Ñoquis'));
  expect(piece).toEqual(
    expect.arrayContaining(['[ AGREGA ]', 'MESA 5', '   SIN SAL', '[>> ALERGIA: maní <<]']),
  );
  expect(piece.some((line) => /envío 2/.test(line))).toBe(true);
  expect(piece.join()).not.toContain('Milanesa');
});

it('voids a printed line with a slip that says so, and refuses to void it twice', async () => {
  const { id } = await host.ask({
    mesa: '5',
    cliente: 'Baja',
    productos: ['Milanesa', 'Ñoquis'],
    esperar: 'impreso',
  });
  const voided = await host.ask({
    anular: id,
    lineas: [2],
    motivo: 'se arrepintió',
    esperar: 'impreso',
  });
  expect(voided).toMatchObject({ anuladas: [2] });
  expect(voided.comandas).toContainEqual(
    expect.objectContaining({ estacion: 'Cocina', tipo: 'anulación', estado: 'enviado' }),
  );
  const slip = await until('the slip', () =>
    kitchen
      .pieces('Cocina')
      .find((piece) => piece.includes('[ ANULADO ]') && piece.includes('-1 x Ñoquis')),
  );
  expect(slip).toContain('Motivo: se arrepintió');
  expect(await host.ask({ anular: id, lineas: [2] })).toMatchObject({
    error: { codigo: 'LINEA_YA_ANULADA' },
  });
  expect(await host.ask({ anular: 999999 })).toMatchObject({
    error: { codigo: 'PEDIDO_NO_EXISTE' },
  });
});

it('reprints with a mark and a count', async () => {
  const { id } = await host.ask({ cliente: 'Copia', productos: ['Milanesa'], esperar: 'impreso' });
  await host.ask({ reimprimir: id, esperar: 'impreso' });
  await host.ask({ reimprimir: id, esperar: 'impreso' });
  const copies = kitchen.pieces('Cocina').filter((piece) => piece.includes('Copia'));
  expect(copies.map((piece) => piece.find((line) => line.startsWith('[')) ?? '')).toEqual([
    '',
    '[ REIMPRESIÓN 1 ]',
    '[ REIMPRESIÓN 2 ]',
  ]);
});

it('prints a line of text at the default station and answers in words when it is out', async () => {
  const lines = await say('Generar Informe Financiero\r\nGenerar Facturas\r\n');
  expect(lines).toEqual([
    expect.stringMatching(/^OK: mensaje \d+ enviado a la impresora de Cocina/),
    expect.stringMatching(/^OK: mensaje \d+ enviado/),
  ]);
  expect(paperOf('Cocina', 'Generar Informe Financiero')).toContain('[ MENSAJE ]');
});

it('tells subscribers of every change of an order', async () => {
  const socket = net.connect(host.port, '127.0.0.1');
  let text = '';
  socket.setEncoding('utf8').on('data', (more: string) => (text += more));
  socket.write('{"suscribir":"pedidos"}\n');
  await until('the subscription', () => text.includes('suscrito'));
  const { id } = await host.ask({ cliente: 'Suscrito', productos: ['Milanesa'] });
  await until('the update that says ready', () =>
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as { evento?: string; id?: number; estado?: string })
      .some(
        (line) => line.evento === 'pedido_actualizado' && line.id === id && line.estado === 'listo',
      ),
  );
  socket.destroy();
});

it('says where an order is in its lane and for how long', async () => {
  await kitchen.unplug('Bar');
  const answers = [];
  for (let n = 0; n < 3; n++)
    answers.push(await host.ask({ cliente: `Cola ${n}`, productos: ['Agua'] }));
  const last = answers.at(-1)?.comandas as { estado: string; posicion: number; de: number }[];
  expect(last[0]).toMatchObject({ estado: 'en_cola', posicion: 3, de: 3 });
  const waiting = await until('the cause', async () => {
    const queue = (await host.ask({ consulta: 'cola' })) as {
      carriles: { impresora: string; causa?: string; en_cola: number }[];
    };
    return queue.carriles.find((lane) => lane.impresora === 'Bar' && lane.causa);
  });
  expect(waiting.causa).toBe('la impresora rechaza la conexión');
  await kitchen.plugIn('Bar');
  await until('all three papers', () => [0, 1, 2].every((n) => paperOf('Bar', `Cola ${n}`)));
});

it('counts folios of a day without gaps, whoever sends at the same time', async () => {
  const before = await host.ask({ cliente: 'Uno', productos: ['Agua'] });
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) =>
      host.ask(
        n % 5 === 4 ? { cliente: '', productos: [] } : { cliente: `F${n}`, productos: ['Agua'] },
      ),
    ),
  );
  const folios = answers
    .filter(({ folio }) => folio !== undefined)
    .map(({ folio }) => Number(folio))
    .sort((a, b) => a - b);
  expect(folios).toEqual(Array.from({ length: 40 }, (_, n) => Number(before.folio) + 1 + n));
});
