/**
 * The command line as people type it: `node tools/comanda.mjs ...`, with its words and its exit
 * codes.
 */
import { execFile, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startHostProcess } from '../support/host-process';
import type { HostProcess } from '../support/host-process';
import { freePort } from '../support/ports';
import { openKitchen } from '../support/restaurant';
import type { Kitchen } from '../support/restaurant';
import { until } from '../support/until';

let kitchen: Kitchen;
let host: HostProcess;
let dataDir: string;

beforeAll(async () => {
  kitchen = await openKitchen();
  dataDir = path.join(kitchen.folder, 'data');
  host = await startHostProcess({ dataDir, restaurantFile: kitchen.restaurantFile });
});
afterAll(async () => {
  await host.stop();
  await kitchen.stop();
});

type Ran = { readonly code: number; readonly out: string; readonly err: string };

function comanda(args: readonly string[], stdin?: string): Promise<Ran> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['tools/comanda.mjs', ...args],
      { encoding: 'utf8' },
      (error, out, err) => {
        resolve({ code: error ? Number(error.code) : 0, out, err });
      },
    );
    child.stdin?.end(stdin ?? '');
  });
}
const here = (): readonly string[] => ['--port', String(host.port)];

it.each(['', 'serve', 'send', 'monitor', 'journey', 'load', 'doctor', 'token add'])(
  'explains itself: %s --help',
  async (command) => {
    const { code, out } = await comanda([...command.split(' ').filter(Boolean), '--help']);
    expect(code).toBe(0);
    expect(out).toContain('Usage: comanda');
  },
);

it('says which program it is: version, commit, schema and time zone', async () => {
  const { code, out } = await comanda(['--version']);
  expect(code).toBe(0);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  expect(out).toMatch(/^0\.1\.0( \([0-9a-f]{10}\+?\))?, esquema \d+, /);
  expect(out.trim()).toMatch(new RegExp(`${zone}$`));
  expect((await comanda(['doctor', ...here(), '--data-dir', dataDir])).out).toContain(
    `Comanda ${out.trim()}`,
  );
});

it('shows at its start commands that reach this very host, with the rights of its folder', async () => {
  const [, shown = ''] = /npx comanda (monitor .*): carriles/.exec(host.output()) ?? [];
  expect(shown).toBe(`monitor --port ${host.port} --data-dir ${dataDir}`);
  expect((await comanda([...shown.split(' '), '--once'])).code).toBe(0);
});

it('knows its Spanish names', async () => {
  for (const name of ['servidor', 'cliente', 'recorrido', 'carga', 'revisar'])
    expect((await comanda([name, '--help'])).code).toBe(0);
});

it('answers wrong use with exit code 2 and a hint', async () => {
  expect(await comanda(['sned'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('--help'),
  });
  expect(await comanda(['send', '--port', 'abc'])).toMatchObject({ code: 2 });
  expect(await comanda(['serve', '--port', '40000', '--data-dir', dataDir])).toMatchObject({
    code: 2,
    err: expect.stringContaining('32767'),
  });
});

it('says in words that there is no host, with exit code 1', async () => {
  const port = String(await freePort());
  for (const args of [['send', 'hola'], ['journey', '1'], ['monitor', '--once'], ['load']]) {
    expect(await comanda([...args, '--port', port])).toMatchObject({
      code: 1,
      err: expect.stringMatching(/No hay un servidor de Comanda en .*npm start/),
    });
  }
});

it('sends an order from options, a JSON argument, a file and stdin', async () => {
  expect(await comanda(['send', ...here(), '--client', 'Ana', 'Milanesa', 'Agua'])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Pedido \d+, folio \d{4}: recibido\n {2}Cocina: .*\n {2}Bar: /),
  });
  expect(
    await comanda(['send', ...here(), '{"mesa":5,"productos":["Agua"]}', '--until', 'printed']),
  ).toMatchObject({
    code: 0,
    out: expect.stringContaining('listo'),
  });
  const file = path.join(kitchen.folder, 'pedido.json');
  writeFileSync(file, '{\n "cliente": "Archivo",\n "productos": ["Agua"]\n}\n');
  expect(await comanda(['send', ...here(), file, '--json'])).toMatchObject({
    code: 0,
    out: expect.stringContaining('"status":"recibido"'),
  });
  expect(
    await comanda(
      ['send', ...here()],
      '{"cliente":"A","productos":["Agua"]}{"cliente":"B","productos":["Agua"]}',
    ),
  ).toMatchObject({ code: 0, out: expect.stringMatching(/recibido.*\n.*recibido/) });
});

it('reads an order as strictly as the host: a field said twice, or bytes that are no UTF-8, are refused and not repaired', async () => {
  const before = (await host.ask({ consulta: 'cola' })).pedidos_hoy;
  const twice = '{"cliente":"Uno","cliente":"Dos","productos":["Agua"]}';
  const file = path.join(kitchen.folder, 'otro.json');
  writeFileSync(file, Buffer.from('{"cliente":"Mu\xf1oz","productos":["Agua"]}', 'latin1'));
  expect(await comanda(['send', twice, ...here()])).toMatchObject({
    code: 1,
    out: expect.stringContaining('CLAVE_DUPLICADA'),
  });
  expect(await comanda(['send', ...here()], twice)).toMatchObject({
    code: 1,
    out: expect.stringContaining('CLAVE_DUPLICADA'),
  });
  expect(await comanda(['send', file, ...here()])).toMatchObject({
    code: 1,
    out: expect.stringContaining('TEXTO_NO_UTF8'),
  });
  expect((await host.ask({ consulta: 'cola' })).pedidos_hoy).toBe(before);
});

it('reads a restaurant’s file as strictly: a field said twice is no restaurant', async () => {
  const file = path.join(kitchen.folder, 'doble.json');
  writeFileSync(file, '{"name":"Uno","name":"Dos"}');
  const started = [
    'serve',
    '--data-dir',
    path.join(kitchen.folder, 'doble'),
    '--restaurant',
    file,
    '--port',
    String(await freePort()),
  ];
  expect(await comanda([...started, '--http-port', String(await freePort())])).toMatchObject({
    code: 2,
    err: expect.stringContaining('"name" aparece dos veces'),
  });
});

it('stops reading an input without an end', async () => {
  const child = spawn(process.execPath, ['tools/comanda.mjs', 'send', ...here()], {
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const megabyte = Buffer.alloc(1024 * 1024, 'x');
  const write = (): void =>
    void child.stdin.write(megabyte, (error) => (error ? undefined : write()));
  child.stdin.on('error', () => {});
  write();
  expect(await new Promise((resolve) => child.on('exit', resolve))).toBe(1);
  expect(said).toContain('pasa de 16 MiB');
});

it('a virtual printer keeps no line that never ends, and hears the next one', async () => {
  const args = ['tools/comanda.mjs', 'virtual-printer', '--port', String(await freePort())];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  for (let n = 0; n < 16; n++) child.stdin.write(Buffer.alloc(1024 * 1024, 'x'));
  child.stdin.write('\npaper low\n');
  await until('it heard the next line', () => said.includes('paper low'));
  expect(said).toContain('esa línea es demasiado larga');
  child.kill();
  await new Promise((resolve) => child.on('exit', resolve));
});

it('does not send the name of a missing file to the kitchen', async () => {
  expect(await comanda(['send', ...here(), 'pedidos.json'])).toMatchObject({
    code: 1,
    err: 'No hay un archivo pedidos.json.\n',
  });
});

it("sends a message from an argument, as the seeds' client does, and waits for its paper", async () => {
  expect(await comanda(['cliente', ...here(), 'Generar Informe Financiero'])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^OK: mensaje \d+ enviado/),
  });
});

it('shows what the host refused, with exit code 1', async () => {
  expect(await comanda(['send', ...here(), '{"cliente":"X","produtos":[]}'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('PEDIDO_INVALIDO'),
  });
});

it("tells an order's journey, with dates and duration, by number and by folio of its day", async () => {
  const sent = await host.ask({ cliente: 'Viajero', productos: ['Milanesa'], esperar: 'impreso' });
  const { out, code } = await comanda(['journey', String(sent.id), ...here()]);
  expect(code).toBe(0);
  for (const part of [
    'pedido guardado, 1 línea',
    'comanda para Cocina',
    'en cola',
    'imprimiendo',
    'pedido listo',
    'fecha_inicio',
    'fecha_fin',
    'duracion',
  ])
    expect(out).toContain(part);
  const byFolio = await comanda([
    'journey',
    String(sent.folio),
    '--date',
    String(sent.fecha),
    ...here(),
  ]);
  expect(byFolio.out).toBe(out);
  expect(await comanda(['journey', '999999', ...here()])).toMatchObject({
    code: 1,
    err: expect.stringContaining('No hay un pedido'),
  });
});

it('monitors lanes, errors and the last orders', async () => {
  const { out } = await comanda(['monitor', '--once', ...here()]);
  expect(out).toMatch(/pedidos hoy \d+/);
  expect(out).toMatch(/Cocina +\d+ en cola/);
  expect(out).toContain('Viajero');
});

it('ends with its refusal where the token is none', async () => {
  expect(await comanda(['monitor', '--once', '--token', 'nada', ...here()])).toMatchObject({
    code: 1,
    err: expect.stringContaining('FALTA_TOKEN'),
  });
});

it('refuses to load a host with real printers, unless told to', async () => {
  expect(await comanda(['load', '--orders', '5', ...here()])).toMatchObject({
    code: 1,
    err: expect.stringContaining('--yes-print'),
  });
  const { code, out } = await comanda([
    'load',
    '--orders',
    '20',
    '--connections',
    '5',
    '--yes-print',
    ...here(),
  ]);
  expect(code).toBe(0);
  expect(out).toMatch(/Recibidos 20 de 20 .*0 con error\n.*p50 .*p95 .*p99/);
  expect(out).toMatch(/Todo impreso a los/);
  const { total } = await host.ask({ consulta: 'recientes' });
  for (let n = Number(total); n < 55; n++)
    expect(await host.ask({ cliente: `M${n}`, productos: ['Agua'] })).toMatchObject({
      status: 'recibido',
    });
  const seen = await comanda(['monitor', '--once', '--limit', '1000', ...here()]);
  expect(seen.code).toBe(0);
  expect(seen.out.match(/^ *\d+  \d{4}  /gm)).toHaveLength(Math.max(55, Number(total)));
});

it('ends with the host’s words where a load may not ask, and with its own where a rehearsal’s times are none', async () => {
  const refused = await comanda(['load', '--orders', '3', '--token', 'nada', ...here()]);
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('FALTA_TOKEN') });
  for (const [time, words] of [
    ['1000000000', '3600 segundos a lo más'],
    ['-1', 'cero o más'],
  ] as const)
    expect(await comanda(['load', '--simulate', '--preparation', time])).toMatchObject({
      code: 2,
      err: expect.stringContaining(words),
    });
});

it('examines machine, folder and database, beside a running host', async () => {
  const { code, out } = await comanda(['doctor', '--data-dir', dataDir, ...here()]);
  expect(code).toBe(0);
  for (const part of [
    'SQLite 3.',
    'La base está íntegra',
    'La cadena de envíos está completa',
    'El servidor está abierto',
    'contesta Comanda',
  ])
    expect(out).toContain(part);
});

it('gives out a token at the machine itself', async () => {
  const { code, out } = await comanda([
    'token',
    'add',
    'Tienda web',
    '--data-dir',
    dataDir,
    ...here(),
  ]);
  expect(code).toBe(0);
  const token = out.trim().split('\n').at(-1) ?? '';
  expect(await host.ask({ cliente: 'Con token', productos: ['Agua'], token })).toMatchObject({
    status: 'recibido',
  });
});

it(
  'takes what is typed, line by line, when there is a terminal',
  { tags: ['needs/terminal'] },
  async () => {
    const child = spawn(
      'script',
      ['-qec', `${process.execPath} tools/comanda.mjs send --port ${host.port}`, '/dev/null'],
      {
        stdio: ['pipe', 'pipe', 'ignore'],
      },
    );
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      if (/comanda> /.test(text)) child.stdin.write(out.includes('recibido') ? '\u0004' : '\n');
    });
    await new Promise((resolve) => child.on('exit', resolve));
    expect(out).toContain('Pedido');
  },
);
