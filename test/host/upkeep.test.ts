/**
 * What the owner decides about the machine, while it works: print workers come and go beside the
 * orders, and https is turned on and off.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DEFAULT_OPERATION_SETTINGS } from '../../src-shared/model/operations/operation-settings';
import { makePair } from '../support/certificate';
import { openHouse } from '../support/house';
import type { House } from '../support/house';
import { isAlive } from '../support/processes';
import { screen } from '../support/screen-client';
import { until } from '../support/until';

let house: House;
let folder: string;

beforeEach(async () => {
  house = await openHouse({ ticketMs: 150 });
  folder = mkdtempSync(path.join(os.tmpdir(), 'comanda-pem-'));
});
afterEach(async () => {
  await house.stop();
  rmSync(folder, { recursive: true, force: true });
});

const pids = (): readonly number[] =>
  (
    JSON.parse(readFileSync(path.join(house.dataDir, 'workers.json'), 'utf8')) as { pid: number }[]
  ).map(({ pid }) => pid);
const alive = (): number => pids().filter(isAlive).length;

it('starts and ends print workers as the owner says, and no paper is lost or comes twice meanwhile', async () => {
  const owner = await screen(house.host.httpPort, house.owner);
  await owner.hello();
  const want = async (count: number): Promise<void> => {
    const workers = { least: count, most: count };
    expect(
      await owner.command('setOperationSettings', {
        upkeep: { ...DEFAULT_OPERATION_SETTINGS, workers },
      }),
    ).toMatchObject({ ok: true });
  };
  await until('three workers', () => alive() === 3);
  const orders = Array.from({ length: 12 }, (_, n) =>
    house.host.ask({ cliente: `W${n}`, productos: ['Milanesa', 'Agua'], esperar: 'listo' }),
  );
  await want(4);
  await until('four workers', () => alive() === 4);
  await want(1);
  await until('one worker', () => alive() === 1);
  for (const answer of await Promise.all(orders)) expect(answer).toMatchObject({ estado: 'listo' });
  for (const station of ['Cocina', 'Bar'] as const) {
    const names = house.kitchen
      .pieces(station)
      .map((piece) => piece.find((line) => /^W\d+$/.test(line)));
    expect(new Set(names)).toEqual(new Set(Array.from({ length: 12 }, (_, n) => `W${n}`)));
    expect(names).toHaveLength(12);
  }
  // Retired is not dead: nobody is told of a fault, and no ticket was ever in doubt.
  expect(readFileSync(path.join(house.dataDir, 'logs', 'host.log'), 'utf8')).not.toContain(
    'print worker gone',
  );
  await house.restart('stop');
  await until('one worker after a start', () => alive() === 1);
  owner.close();
});

function overHttps(method: string, ca: string, token?: string, url = '/health'): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const asked = request({
      host: '127.0.0.1',
      port: house.host.httpPort,
      path: url,
      method,
      ca,
      headers,
      agent: false,
    });
    asked.on('error', reject);
    asked.on('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    asked.end();
  });
}

it(
  'speaks https from the moment the owner gives it a certificate, and http again when it is taken out',
  { tags: ['needs/openssl'] },
  async () => {
    const { cert, key } = makePair(folder, 'Comanda');
    const as = house.owner;
    expect(await house.http('GET', '/https', { as })).toMatchObject({ body: { https: false } });
    expect(
      await house.http('PUT', '/https', { as, body: { certificado: cert, clave: key } }),
    ).toMatchObject({
      status: 200,
      body: { status: 'guardado', vale_para: ['127.0.0.1', 'localhost'] },
    });
    await until('https', () =>
      overHttps('GET', cert).then(
        (status) => status === 200,
        () => false,
      ),
    );
    await expect(house.http('GET', '/health')).rejects.toThrow();
    expect(existsSync(path.join(house.dataDir, 'https', 'key.pem'))).toBe(true);
    // The same devices, the same orders.
    expect(await overHttps('GET', cert, as, '/sesion')).toBe(200);
    expect(await overHttps('DELETE', cert, as, '/https')).toBe(200);
    await until('http', () =>
      house.http('GET', '/health').then(
        ({ status }) => status === 200,
        () => false,
      ),
    );
    expect(existsSync(path.join(house.dataDir, 'https'))).toBe(false);
  },
);

it(
  'keeps no certificate that would shut everybody out, and takes none from anybody but the owner',
  { tags: ['needs/openssl'] },
  async () => {
    const [one, other] = [makePair(folder, 'Uno'), makePair(folder, 'Otro')];
    // They belong together, and no listener takes them.
    const weak = makePair(folder, 'Flojo', { how: ['-newkey', 'rsa:1024'] });
    const put = (as: string, certificado: string, clave: string) =>
      house.http('PUT', '/https', { as, body: { certificado, clave } });
    for (const [cert, key] of [
      [one.cert, other.key],
      [one.key, one.cert],
      [weak.cert, weak.key],
      [`${one.cert}-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n`, one.key],
      ['', ''],
      ['no es nada', one.key],
      [one.cert, '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----'],
    ] as const)
      expect(await put(house.owner, cert, key)).toMatchObject({
        status: 422,
        body: { error: { codigo: 'CERTIFICADO_INVALIDO' } },
      });
    // One that went bad on the disk is told, and the house opens all the same.
    mkdirSync(path.join(house.dataDir, 'https'));
    writeFileSync(path.join(house.dataDir, 'https', 'cert.pem'), weak.cert);
    writeFileSync(path.join(house.dataDir, 'https', 'key.pem'), weak.key);
    await house.restart('stop');
    expect(house.host.output()).toContain('El certificado de https no sirve');
    expect(await house.http('GET', '/health')).toMatchObject({ status: 200 });
    await house.person('Ana', 'mesero');
    expect(await put(await house.device('mesero', 'Ana'), one.cert, one.key)).toMatchObject({
      status: 403,
    });
    expect(await house.http('GET', '/https', { as: house.owner })).toMatchObject({
      body: { https: false },
    });
  },
);
