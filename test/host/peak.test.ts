/**
 * The busiest hour as the house meets it: print workers come and go with the queue, turbo has all
 * of them and a quiet log, alerts are mailed.
 */
// @module-tag slow
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { DEFAULT_OPERATION_SETTINGS } from '../../src-shared/model/operations/operation-settings';
import { openHouse } from '../support/house';
import type { House } from '../support/house';
import { isAlive } from '../support/processes';
import { TALKING } from '../support/restaurant';
import { screen } from '../support/screen-client';
import { startSmtpServer } from '../support/smtp-server';
import { until } from '../support/until';
import { faulty } from '../support/faulty';
import type { Faults } from '../support/faulty';

let faults: Faults;
let house: House;

/** The house looks around as it does, sooner. */
const QUICK_LOOKS = { 'operations.look-every-ms': 500 };

beforeAll(async () => {
  faults = await faulty(QUICK_LOOKS, { 'delivery.look-every-ms': 100 });
});
afterEach(() => house.stop());

const running = (): number =>
  (
    JSON.parse(readFileSync(path.join(house.dataDir, 'workers.json'), 'utf8')) as { pid: number }[]
  ).filter(({ pid }) => isAlive(pid)).length;
const logged = (): readonly { readonly level: number; readonly msg: string }[] =>
  readFileSync(path.join(house.dataDir, 'logs', 'host.log'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { level: number; msg: string });

it('has more print workers while more than 20 papers wait, and gives them back one by one', async () => {
  house = await openHouse({ can: TALKING }, [], faults);
  await until('three workers', () => running() === 3);
  house.kitchen.printers.Cocina.set({ paper: 'out' });
  for (let n = 0; n < 22; n++) await house.host.ask({ cliente: `P${n}`, productos: ['Milanesa'] });
  // The profile allows five; at so many turbo goes on by itself, and turbo runs ten.
  await until('ten workers', () => running() === 10);
  house.kitchen.printers.Cocina.set({ paper: 'ok' });
  await until('all papers', () => house.kitchen.pieces('Cocina').length === 22);
  await until('three workers again', () => running() === 3, 30_000);
  const names = house.kitchen
    .pieces('Cocina')
    .map((piece) => piece.find((line) => /^P\d+$/.test(line)));
  expect(new Set(names).size).toBe(22);
});

it('in turbo has ten workers and logs warnings alone; a number from the command line stands', async () => {
  house = await openHouse({}, [], faults);
  await until('three workers', () => running() === 3);
  expect(logged().some(({ msg }) => msg === 'host started')).toBe(true);
  await house.http('POST', '/sistema/modo-turbo', { as: house.owner, body: { turbo: true } });
  await until('ten workers', () => running() === 10);
  await house.restart('stop');
  // It was on before and is again: nothing of the stop and the start is worth a line.
  await until('ten workers after a start', () => running() === 10);
  // Which program it is stands in its log at each start, whatever is left out.
  expect(
    logged()
      .filter(({ level, msg }) => level < 40 && msg !== 'program')
      .map(({ msg }) => msg),
  ).toEqual(['host started']);
  await house.http('POST', '/sistema/modo-turbo', { as: house.owner, body: { turbo: false } });
  await until('three workers again', () => running() === 3, 30_000);
  await house.host.stop();
  expect(logged().at(-1)).toMatchObject({ level: 30, msg: 'host stopping' });
  await house.kitchen.stop();

  house = await openHouse({}, ['--workers', '2'], faults);
  await house.http('POST', '/sistema/modo-turbo', { as: house.owner, body: { turbo: true } });
  await house.host.ask({ cliente: 'X', productos: ['Milanesa'], esperar: 'listo' });
  expect(running()).toBe(2);
});

it('tells of a lane that a fault of its own keeps standing: a worker that is to go and does not (sabotage)', async () => {
  const stuck = await faulty(
    QUICK_LOOKS,
    { 'alerts.stuck-raise-ms': 1_000 },
    'printing.retiring-worker-stays',
  );
  house = await openHouse({ can: TALKING }, [], stuck);
  const says = async (line: RegExp): Promise<boolean> =>
    line.test(await (await fetch(`http://127.0.0.1:${house.host.httpPort}/metrics`)).text());
  await until('three workers', () => says(/^comanda_print_workers 3$/m));
  // Two of them drive a printer each from now on, and at least one of those is to go.
  await house.host.ask({ cliente: 'X', productos: ['Milanesa', 'Agua'], esperar: 'listo' });
  const owner = await screen(house.host.httpPort, house.owner);
  await owner.hello();
  const upkeep = { ...DEFAULT_OPERATION_SETTINGS, workers: { least: 1, most: 1 } };
  expect(await owner.command('setOperationSettings', { upkeep })).toMatchObject({ ok: true });
  await until('only one is counted', () => says(/^comanda_print_workers 1$/m));
  expect(await says(/^comanda_alerts{kind="stuck"} 0$/m)).toBe(true);
  await house.host.ask({ cliente: 'Y', productos: ['Milanesa', 'Agua'] });
  await until('somebody is told', () => says(/^comanda_alerts{kind="stuck"} [12]$/m));
  expect(
    [...house.kitchen.pieces('Cocina'), ...house.kitchen.pieces('Bar')].filter((piece) =>
      piece.includes('Y'),
    ).length,
  ).toBeLessThan(2);
  owner.close();
});

it('mails the alerts that the owner wants mailed', async () => {
  const smtp = await startSmtpServer('takes');
  house = await openHouse(
    {
      can: TALKING,
      mail: {
        host: '127.0.0.1',
        port: smtp.port,
        security: 'none',
        user: null,
        from: 'casa@ejemplo.ar',
        to: ['ana@ejemplo.ar'],
      },
    },
    [],
    faults,
  );
  writeFileSync(path.join(house.dataDir, 'smtp.password'), 'x', { mode: 0o600 });
  const owner = await screen(house.host.httpPort, house.owner);
  await owner.hello();
  const rules = {
    queue: 15,
    slowS: 10,
    printer: true,
    mailed: ['printer'],
    turbo: { automatic: true, offQueue: 5, offSlowS: 3 },
  };
  expect(await owner.command('setAlertRules', { rules })).toMatchObject({ ok: true });
  house.kitchen.printers.Cocina.set({ cover: 'open' });
  await house.host.ask({ cliente: 'X', productos: ['Milanesa'] });
  const letter = await until('the letter', () => smtp.letters[0]);
  expect(letter).toMatch(/^Subject: .*Cocina/m);
  expect(smtp.letters).toHaveLength(1);
  owner.close();
  await smtp.stop();
});

it('hides secrets in its log, whoever writes them there, and lets a full file make room', async () => {
  const { openLog } = await import('../../src-main/host/runtime/log');
  house = await openHouse({}, [], faults);
  const folder = path.join(house.kitchen.folder, 'log');
  const { log, stop } = openLog(folder);
  log.warn(
    {
      token: 'S1',
      device: { pin: 'S2' },
      words: 'Authorization: Bearer S3.x',
      err: new Error('ws: comanda.v1, token.S4'),
    },
    '#propietario=S5',
  );
  for (let n = 0; n < 3_000; n++) {
    log.info({ words: 'x'.repeat(4_000) }, 'much');
    // As in life: other things happen between two lines.
    if (n % 50 === 0) await new Promise(setImmediate);
  }
  const file = (end = ''): string =>
    readFileSync(path.join(folder, 'logs', `host.log${end}`), 'utf8');
  await until('the second full file is put aside', () => {
    try {
      return file('.2').length > 0;
    } catch {
      return false;
    }
  });
  stop();
  const all = file('.2') + file('.1') + file();
  expect(all).not.toMatch(/S[1-5]/);
  expect(all.match(/\[oculto\]/g)).toHaveLength(6);
  expect(all.split('\n').filter((line) => line.includes('"much"'))).toHaveLength(3_000);
  for (const end of ['.2', '.1', '']) expect(file(end).length).toBeLessThan(6 * 1024 * 1024);
});
