/**
 * The host on a network made for the test: shut until the owner opens it, heard by its
 * announcement, reached by its address, shut again.
 */
// @module-tag needs/netns
import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchHost } from '../support/host-process';
import type { HostProcess } from '../support/host-process';
import { OWNER_PIN } from '../support/house';
import { openLan } from '../support/lan';
import type { Lan, Seen } from '../support/lan';
import { openKitchen } from '../support/restaurant';
import type { Kitchen } from '../support/restaurant';
import { until } from '../support/until';
import { faulty } from '../support/faulty';

let lan: Lan;
let kitchen: Kitchen;
let host: HostProcess;
let owner: string;

beforeAll(async () => {
  const faults = await faulty({ 'operations.look-every-ms': 500 });
  lan = openLan('10.78.0');
  kitchen = await openKitchen();
  ({ process: host } = await launchHost({
    dataDir: path.join(kitchen.folder, 'data'),
    restaurantFile: kitchen.restaurantFile,
    under: lan.on.host,
    faults,
  }));
  await until('the host listens', () => host.output().includes('Ctrl-C cierra'));
}, 60_000);
afterAll(async () => {
  await host.stop();
  await kitchen.stop();
  lan.stop();
});

const ask = (
  machine: 'host' | 'other',
  address: string,
  method: string,
  url: string,
  token = '',
  body?: object,
): Seen => lan.http(machine, method, `http://${address}:${host.httpPort}${url}`, token, body);

it('is reached from this machine alone until the owner opens the network', async () => {
  expect(ask('other', lan.address.host, 'GET', '/health')).toEqual({ failed: 'ECONNREFUSED' });
  const [, codigo = ''] = /#propietario=(\w+)/.exec(host.output()) ?? [];
  const linked = ask('host', '127.0.0.1', 'POST', '/vincular/propietario', '', {
    codigo,
    dispositivo: 'Caja',
    persona: 'Dueña',
    pin: OWNER_PIN,
  });
  owner = String(linked.body?.token);
  expect(ask('host', '127.0.0.1', 'PUT', '/red', owner, { abierta: true })).toMatchObject({
    status: 200,
  });
  await until('the network is open', () => host.output().includes('La red local está abierta'));
  expect(ask('other', lan.address.host, 'GET', '/health')).toMatchObject({ status: 200 });
  // What an invitation shows can be reached.
  const invited = ask('other', lan.address.host, 'POST', '/dispositivos/invitar', owner, {
    rol: 'mesero',
  });
  expect(invited.body?.enlaces).toContainEqual(
    expect.stringContaining(`http://${lan.address.host}:${host.httpPort}/#vincular=`),
  );
});

it('serves tokens and nobody else there, and stays reachable at its name for nobody who calls it otherwise', () => {
  expect(ask('other', lan.address.host, 'GET', '/menu/items')).toMatchObject({ status: 401 });
  expect(ask('other', lan.address.host, 'GET', '/menu/items', owner)).toMatchObject({
    status: 200,
  });
  expect(ask('other', lan.address.host, 'GET', '/metrics')).toMatchObject({ status: 401 });
  expect(ask('other', lan.address.host, 'GET', '/metrics', owner)).toMatchObject({ status: 200 });
  const rebound = lan.run(
    'other',
    `import http from 'node:http';
     const request = http.get({ host: '${lan.address.host}', port: ${host.httpPort}, path: '/health', headers: { host: 'evil.example' } });
     request.on('response', (response) => { response.resume(); console.log(response.statusCode); });`,
  );
  expect(rebound).toBe(421);
});

it('keeps one source of the network to its pace, while others are served, and says at the counter which one asks too much', async () => {
  const codes = lan.run(
    'other',
    `const codes = await Promise.all(Array.from({ length: 300 }, () =>
       fetch('http://${lan.address.host}:${host.httpPort}/menu/items', { headers: { authorization: 'Bearer ${owner}' } }).then((r) => r.status, () => 0)));
     console.log(JSON.stringify(codes));`,
  ) as readonly number[];
  expect(codes.filter((code) => code === 200).length).toBeGreaterThan(20);
  expect(codes.filter((code) => code === 429 || code === 0).length).toBeGreaterThan(20);
  expect(ask('host', '127.0.0.1', 'GET', '/menu/items', owner)).toMatchObject({ status: 200 });
  const told = await until('it is told', () => {
    const { alertas } = ask('host', '127.0.0.1', 'GET', '/admin/cola-status', owner).body as {
      alertas?: { alerta: string }[];
    };
    return alertas?.find(({ alerta }) => alerta.startsWith('Demasiadas peticiones')) ?? null;
  });
  expect(told.alerta).toContain(lan.address.other);
});

it(
  'goes on at its new address when it gets one, shows that one, and is heard there',
  { timeout: 60_000 },
  async () => {
    const moved = '10.78.0.9';
    const ip = (...args: string[]): void => {
      const [command, ...before] = lan.on.host;
      spawnSync(command, [...before, 'ip', ...args]);
    };
    /**
     * The old address goes, and with it what was said to everybody on that network; a real
     * machine's system puts that back by itself.
     */
    const change = (from: string, to: string): void => {
      ip('addr', 'del', `${from}/24`, 'dev', 'va');
      ip('addr', 'add', `${to}/24`, 'dev', 'va');
      ip('route', 'add', '224.0.0.0/4', 'dev', 'va');
    };
    change(lan.address.host, moved);
    expect(ask('other', moved, 'GET', '/menu/items', owner)).toMatchObject({ status: 200 });
    const invited = ask('other', moved, 'POST', '/dispositivos/invitar', owner, { rol: 'mesero' });
    expect(JSON.stringify(invited.body?.enlaces)).toContain(`http://${moved}:`);
    expect(JSON.stringify(invited.body?.enlaces)).not.toContain(`http://${lan.address.host}:`);
    await until(
      'it says so',
      () => host.output().includes(`La dirección de este equipo cambió: ahora http://${moved}`),
      20_000,
    );
    change(moved, lan.address.host);
    await until(
      'it says so again',
      () => host.output().includes(`cambió: ahora http://${lan.address.host}`),
      20_000,
    );
  },
);

it('can be found by what it announces, and by nobody once the network is shut again', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'comanda-mdns-'));
  const program = path.join(folder, 'browse.mjs');
  writeFileSync(
    program,
    `import { createRequire } from 'node:module';
     const { Bonjour } = createRequire('${path.resolve('package.json')}')('bonjour-service');
     const bonjour = new Bonjour();
     const end = (found) => { console.log(JSON.stringify(found)); process.exit(0); };
     bonjour.find({ type: 'comanda' }, ({ name, port, addresses }) => end({ name, port, addresses }));
     setTimeout(() => end(null), 4000);`,
  );
  const browse = (): unknown => {
    const [command, ...before] = lan.on.other;
    return JSON.parse(
      spawnSync(command, [...before, process.execPath, program], { encoding: 'utf8' }).stdout,
    );
  };
  expect(browse()).toMatchObject({ name: 'Comanda Prueba', port: host.httpPort });
  expect(ask('other', lan.address.host, 'PUT', '/red', owner, { abierta: false })).toMatchObject({
    status: 200,
  });
  await until('the network is shut', () => host.output().includes('La red local está cerrada'));
  expect(ask('other', lan.address.host, 'GET', '/health')).toEqual({ failed: 'ECONNREFUSED' });
  expect(ask('host', '127.0.0.1', 'GET', '/health')).toMatchObject({ status: 200 });
  expect(browse()).toBeNull();
});
