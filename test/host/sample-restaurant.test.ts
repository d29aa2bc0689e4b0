/**
 * The restaurant that a first start makes, spoken to by every door: its waits end as paper's do,
 * and nothing of it is called paper.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RestaurantText } from '../../src-shared/model/restaurant';
import { startHostProcess } from '../support/host-process';
import type { HostProcess } from '../support/host-process';
import { cliSecret } from '../support/house';
import { httpAsk } from '../support/http-client';
import { freePort } from '../support/ports';
import { until } from '../support/until';
import sample from '../../resources/sample-restaurant.json';

let folder: string;
let host: HostProcess;
let token: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'comanda-sample-'));
  const printers: RestaurantText['printers'] = [];
  // The sample as it is, on ports that no other test has, and with paper that comes out at once.
  for (const { name, address, profile } of sample.printers as RestaurantText['printers'])
    printers.push({
      name,
      profile,
      address: { ...address, port: await freePort(), mmPerSecond: 0 } as typeof address,
    });
  const restaurantFile = path.join(folder, 'restaurant.json');
  writeFileSync(restaurantFile, JSON.stringify({ ...sample, printers }));
  host = await startHostProcess({ dataDir: path.join(folder, 'data'), restaurantFile });
  const owner = { token: cliSecret(path.join(folder, 'data')) };
  token = String((await host.ask({ dispositivo: 'tienda', ...owner })).token);
});
afterAll(async () => {
  await host.stop();
  rmSync(folder, { recursive: true, force: true });
});

const SAMPLE = { estado: 'de_muestra', virtual: true };

it('answers "de_muestra" over TCP to whoever waits for "impreso" or "listo", with the order\'s times', async () => {
  const printed = await host.ask({ cliente: 'A1', productos: ['pan', 'agua'], esperar: 'impreso' });
  expect(printed).toMatchObject({ comandas: [SAMPLE, SAMPLE] });
  const ready = await host.ask({ cliente: 'A2', productos: ['pan'], esperar: 'listo' });
  expect(ready).toMatchObject({
    estado: 'listo',
    fecha_fin: expect.any(String),
    duracion: expect.any(Number),
    comandas: [SAMPLE],
  });
  const journey = await host.ask({ consulta: 'recorrido', id: ready.id });
  expect(journey).toMatchObject({ comandas: [SAMPLE] });
  expect(journey.eventos).toContainEqual(
    expect.objectContaining({
      suceso: 'printJob.settled',
      datos: expect.objectContaining({ virtual: true }),
    }),
  );
  for (const answer of [printed, ready, journey])
    expect(JSON.stringify(answer)).not.toContain('"impreso"');
});

it('answers the same over HTTP, and says of each printer that it is a sample', async () => {
  const placed = await httpAsk(host.httpPort, 'POST', '/pedidos', {
    as: token,
    body: { cliente: 'A3', productos: ['pan'], esperar: 'impreso' },
  });
  expect(placed.body).toMatchObject({ comandas: [SAMPLE] });
  const { body } = await httpAsk(host.httpPort, 'GET', `/pedidos/${String(placed.body.id)}`, {
    as: token,
  });
  expect(body).toMatchObject({ comandas: [SAMPLE] });
  const { carriles } = (await host.asProgram({ consulta: 'cola' })) as {
    carriles: readonly object[];
  };
  expect(carriles).toHaveLength(4);
  for (const lane of carriles) expect(lane).toMatchObject({ virtual: true });
  const { impresoras } = (await host.asProgram({ consulta: 'impresoras' })) as {
    impresoras: readonly object[];
  };
  for (const printer of impresoras) expect(printer).toMatchObject({ virtual: true });
});

it('tells subscribers of it, and a person at a text line', async () => {
  const socket = net.connect({ host: '127.0.0.1', port: host.port });
  let heard = '';
  socket.setEncoding('utf8').on('data', (text: string) => (heard += text));
  socket.write('{"suscribir":"pedidos"}\n');
  await until('the subscription', () => heard.includes('\n'));
  await host.ask({ cliente: 'A4', productos: ['pan'], esperar: 'impreso' });
  await until('the update', () => heard.includes('"de_muestra"'));
  expect(heard).not.toContain('"impreso"');
  socket.destroy();
  const other = await host.client();
  const [line] = await other.raw('Falta hielo en el bar\n');
  expect(line).toMatch(/^OK: mensaje \d+ de muestra en Cocina/);
  other.close();
});

it('says which sample stops left a chain whose first printer is real', async () => {
  const owner = { token: cliSecret(path.join(folder, 'data')) };
  const added = {
    impresora: 'Epson',
    hacer: 'agregar',
    direccion: `127.0.0.1:${await freePort()}`,
    confirmado: true,
  };
  expect(await host.ask({ ...added, ...owner })).toMatchObject({ status: 'impresora_agregada' });
  expect(
    await host.ask({ estacion: 'Repostería', cadena: ['Epson', 'Caja', 'bar'], ...owner }),
  ).toMatchObject({
    cadena: ['Epson'],
    de_muestra_quitadas: ['Caja', 'bar'],
  });
});
