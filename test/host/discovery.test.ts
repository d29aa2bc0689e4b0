/**
 * Printers looked for on a network made for the test: what announces itself, what only listens,
 * what moved, and what must not be spoken to.
 */
// @module-tag needs/netns
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { neighbours } from '../../src-main/host/printing/discovery/discover-printers';
import { launchHost } from '../support/host-process';
import type { HostProcess } from '../support/host-process';
import { openLan } from '../support/lan';
import type { Lan } from '../support/lan';
import { openKitchen } from '../support/restaurant';
import type { Kitchen } from '../support/restaurant';
import { until } from '../support/until';

let lan: Lan;
let kitchen: Kitchen;
let host: HostProcess;
let dataDir: string;
const children: ChildProcess[] = [];

/** A program on the other machine; resolves when it said `ready`. */
async function runThere(
  args: readonly string[],
  ready: RegExp,
): Promise<{ output: () => string; child: ChildProcess }> {
  const [command, ...before] = lan.on.other;
  const child = spawn(command, [...before, process.execPath, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  let output = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text));
  await until(`${args.join(' ')} is up`, () => ready.test(output));
  return { output: () => output, child };
}
const printerAt = (address: string, serial: string) =>
  runThere(
    ['.build/cli.js', 'virtual-printer', '--host', address, '--port', '9100', '--serial', serial],
    /Impresora virtual en/,
  );

function comanda(...args: string[]): { readonly out: string; readonly code: number | null } {
  const [command, ...before] = lan.on.host;
  const { stdout, stderr, status } = spawnSync(
    command,
    [
      ...before,
      process.execPath,
      '.build/cli.js',
      ...args,
      '--port',
      String(host.port),
      '--data-dir',
      dataDir,
    ],
    { encoding: 'utf8' },
  );
  return { out: stdout + stderr, code: status };
}

beforeAll(async () => {
  lan = openLan('10.77.0');
  kitchen = await openKitchen();
  dataDir = path.join(kitchen.folder, 'data');
  ({ process: host } = await launchHost({
    dataDir,
    restaurantFile: kitchen.restaurantFile,
    under: lan.on.host,
  }));
  await until('the host listens', () => host.output().includes('Ctrl-C cierra'));
}, 60_000);
afterAll(async () => {
  await host.stop();
  for (const child of children) child.kill('SIGKILL');
  await kitchen.stop();
  lan.stop();
});

it('finds what announces itself, and with a sweep what only listens, and says nothing to either', async () => {
  lan.also('10.77.0.50');
  const announced = await printerAt(lan.address.other, 'S1');
  const silent = await printerAt('10.77.0.50', 'S2');
  await runThere(
    [
      '-e',
      `const { Bonjour } = require('bonjour-service'); const b = new Bonjour({ interface: '${lan.address.other}' });
       b.publish({ name: 'Termica del bar', type: 'pdl-datastream', port: 9100 }).on('up', () => console.log('announced'));`,
    ],
    /announced/,
  );
  const heard = comanda('printer', 'discover');
  expect(heard.out).toMatch(/10\.77\.0\.2:9100 +Termica del bar {2}· {2}se anuncia en la red/);
  expect(heard.out).not.toContain('10.77.0.50');
  const swept = comanda('printer', 'discover', '--sweep');
  expect(swept.out).toMatch(/10\.77\.0\.50:9100 .*contesta en el puerto 9100/);
  for (const { child, output } of [announced, silent]) {
    child.stdin?.write('status\n');
    await until('it tells', () => /cortes/.test(output()));
    expect(output()).toContain('0 cortes, 0 bytes');
  }
}, 60_000);

it('offers a printer that moved at its new address, and prints on no stranger at its old one', async () => {
  expect(comanda('printer', 'add', 'Bar grande', '10.77.0.50').code).toBe(0);
  expect(comanda('printer', 'calibrate', 'Bar grande').out).toContain(
    'dice quién es: COMANDA VIRTUAL S2',
  );
  expect(comanda('station', 'chain', 'Bar', 'Bar grande').code).toBe(0);
  // The router gives its address to another, and it gets a new one.
  children[1]?.kill('SIGKILL');
  lan.also('10.77.0.60');
  const stranger = await printerAt('10.77.0.50', 'S9');
  const moved = await printerAt('10.77.0.60', 'S2');
  const [command, ...before] = lan.on.host;
  const order = spawnSync(command, [
    ...before,
    process.execPath,
    '.build/cli.js',
    'send',
    '--port',
    String(host.port),
    '--client',
    'Ana',
    'Agua',
  ]);
  expect(order.status).toBe(0);

  const found = comanda('printer', 'discover', '--sweep', '--identify').out;
  expect(found).toMatch(
    /10\.77\.0\.60:9100 .*es Bar grande, que se mudó: comanda printer move "Bar grande" 10\.77\.0\.60:9100/,
  );
  expect(comanda('printer', 'move', 'Bar grande', '10.77.0.60:9100').code).toBe(0);
  await until('it is printed there', () => moved.output().includes('Ana'));
  expect(stranger.output()).not.toContain('Ana');
}, 90_000);

it('looks at the 254 neighbours of each private network and at nobody else', () => {
  const at = (address: string, internal = false) =>
    ({ address, family: 'IPv4', internal, netmask: '255.255.0.0', mac: '', cidr: null }) as never;
  expect(neighbours({ lo: [at('127.0.0.1', true)], wan: [at('8.8.8.8')] })).toEqual([]);
  const found = neighbours({ a: [at('192.168.7.20')], b: [at('10.0.0.5')] });
  expect(found).toHaveLength(2 * 253);
  expect(found).not.toContain('192.168.7.20');
  expect(found).toContain('10.0.0.254');
});
