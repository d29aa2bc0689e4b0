/** F08 to F10, F57: the disk is full, or fails once. Nothing is answered as stored that is not. */
// @module-tag slow
// @module-tag needs/strace
// @module-tag needs/mounts
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TcpReply } from '../../src-main/cli/connect/wire-client';
import { launchHost, startHostProcess } from '../support/host-process';
import type { HostProcess } from '../support/host-process';
import { httpAsk } from '../support/http-client';
import { openKitchen } from '../support/restaurant';
import type { Kitchen } from '../support/restaurant';
import { until } from '../support/until';

let kitchen: Kitchen;
let dataDir: string;

beforeEach(async () => {
  kitchen = await openKitchen();
  dataDir = path.join(kitchen.folder, 'data');
});
afterEach(() => kitchen.stop());

const code = (answer: TcpReply): unknown =>
  (answer.error as { codigo?: unknown } | undefined)?.codigo;

/** Every answer is the truth: what was taken is there and whole, what was refused is not there. */
async function expectTruth(
  host: HostProcess,
  answers: ReadonlyMap<string, TcpReply>,
  lines: number,
): Promise<void> {
  const client = await host.client();
  for (const [key, answer] of answers) {
    const found = await client.request({ consulta: 'pedido', clave: key });
    if (answer.status === 'recibido') expect(found.lineas).toHaveLength(lines);
    else expect(code(found)).toBe('PEDIDO_NO_EXISTE');
  }
  client.close();
}

it('F08, F57: refuses orders by name when the disk fills, each of a group for itself or all; takes them again when there is room', async () => {
  mkdirSync(dataDir);
  const { process: host } = await launchHost({
    dataDir,
    restaurantFile: kitchen.restaurantFile,
    under: [
      'unshare',
      '-m',
      'sh',
      '-c',
      `mount -t tmpfs -o size=12m none ${dataDir} && exec "$@"`,
      'sh',
    ],
  });
  await until('it listens', () => host.output().includes('Ctrl-C cierra'));
  const ballast = path.join('/proc', String(host.pid), 'root', dataDir, 'ballast');
  writeFileSync(ballast, Buffer.alloc(5 * 1024 * 1024));
  const productos = Array.from({ length: 60 }, (_, n) => `${n} ${'largo '.repeat(60)}`);
  const answers = new Map<string, TcpReply>();
  await Promise.all(
    Array.from({ length: 20 }, async (_, client) => {
      const connection = await host.client();
      for (let n = 0; n < 12; n++) {
        const key = `lleno-${client}-${n}`;
        answers.set(key, await connection.request({ id: key, cliente: key, productos }));
      }
      connection.close();
    }),
  );
  const refused = [...answers.values()].filter((answer) => answer.status !== 'recibido');
  expect(refused.length).toBeGreaterThan(0);
  expect(new Set(refused.map(code))).toEqual(new Set(['SIN_ESPACIO']));
  await expectTruth(host, answers, 60);
  expect(await httpAsk(host.httpPort, 'GET', '/health', {})).toMatchObject({
    status: 503,
    body: { status: 'no_guarda', error: { codigo: 'SIN_ESPACIO' } },
  });

  rmSync(ballast);
  await until(
    'room again',
    async () =>
      (await host.ask({ id: 'despues', cliente: 'X', productos: ['Milanesa'] })).status ===
      'recibido',
  );
  await expectTruth(host, answers, 60);
  expect(await httpAsk(host.httpPort, 'GET', '/health', {})).toMatchObject({ status: 200 });
  await host.stop();
});

it('says that it stores nothing, and that it does again, though nobody orders; ends when it is asked to with the disk full', async () => {
  mkdirSync(dataDir);
  const { process: host } = await launchHost({
    dataDir,
    restaurantFile: kitchen.restaurantFile,
    extra: ['--no-print'],
    under: [
      'unshare',
      '-m',
      'sh',
      '-c',
      `mount -t tmpfs -o size=8m none ${dataDir} && exec "$@"`,
      'sh',
    ],
  });
  await until('it listens', () => host.output().includes('Ctrl-C cierra'));
  const health = async (): Promise<number> =>
    (await httpAsk(host.httpPort, 'GET', '/health', {})).status;
  const ballast = path.join('/proc', String(host.pid), 'root', dataDir, 'ballast');
  const fill = (): void => {
    expect(() => writeFileSync(ballast, Buffer.alloc(16 * 1024 * 1024))).toThrow(/ENOSPC/);
  };
  fill();
  await until('it says that it stores nothing', async () => (await health()) === 503);
  expect(host.output()).toContain(
    'El disco está lleno: los pedidos se rechazan hasta que haya lugar.',
  );
  rmSync(ballast);
  await until('it says that it stores again', async () => (await health()) === 200);
  expect(host.output()).toContain('Los pedidos se guardan otra vez.');
  expect(await host.ask({ cliente: 'X', productos: ['Milanesa'] })).toMatchObject({
    status: 'recibido',
  });
  fill();
  expect(await host.stop()).toBe(0);
});

it('F10: goes on after one fsync that fails, tells it, and ends with 71 at the second', async () => {
  const options = { dataDir, restaurantFile: kitchen.restaurantFile, extra: ['--no-print'] };
  await (await startHostProcess(options)).stop();
  const trace = path.join(kitchen.folder, 'trace');
  // The third and the sixth of each thread; one alone commits orders.
  const inject = 'inject=fsync:error=EIO:when=3+3';
  const { process: host } = await launchHost({
    ...options,
    under: ['strace', '-f', '-qq', '-o', trace, '-e', 'trace=fsync', '-e', inject],
  });
  await until('it listens', () => host.output().includes('Ctrl-C cierra'));
  const answers: TcpReply[] = [];
  await until('it refuses for good', async () => {
    const answer = await host.ask({ cliente: 'X', productos: ['Milanesa'] }).catch(() => null);
    if (answer) answers.push(answer);
    return host.output().includes('El disco de los datos falló por segunda vez');
  });
  expect(host.output()).toContain('La base se abrió otra vez y está sana');
  expect(answers.filter((answer) => answer.status !== 'recibido').map(code)).toContain(
    'BASE_DE_DATOS',
  );
  expect(await host.exited).toBe(71);
});

it.each([
  ['fsync', 'EIO', 3],
  ['pwrite64', 'EIO', 40],
  ['pwrite64', 'ENOSPC', 50],
  ['pwrite64', 'ENOSPC', 73],
])(
  'F09, F10: after one %s that fails with %s (number %i) every answer is true, and the next start is clean',
  async (call, error, when) => {
    const options = { dataDir, restaurantFile: kitchen.restaurantFile };
    await (await startHostProcess(options)).stop();
    const trace = path.join(kitchen.folder, 'trace');
    const under = [
      'strace',
      '-f',
      '-qq',
      '-o',
      trace,
      '-e',
      `trace=${call}`,
      '-e',
      `inject=${call}:error=${error}:when=${when}`,
    ];
    const { process: host } = await launchHost({ ...options, extra: ['--no-print'], under });
    await until(
      'it listens or gave up',
      async () =>
        host.output().includes('Ctrl-C cierra') ||
        (await Promise.race([host.exited, Promise.resolve(false)])) !== false,
    );
    const answers = new Map<string, TcpReply>();
    for (let n = 0; n < 25; n++) {
      const key = `falla-${n}`;
      const answer = await host
        .ask({ id: key, cliente: key, productos: ['Milanesa', 'Agua'] })
        .catch(() => null);
      // No answer promises nothing; the sender would ask again.
      if (answer) answers.set(key, answer);
    }
    expect(
      [...answers.values()].filter((answer) => answer.status !== 'recibido').map(code),
    ).not.toContain('ERROR_INTERNO');
    await host.stop().catch(() => {});
    // The fault did strike; else this test would prove nothing.
    expect(readFileSync(trace, 'utf8')).toContain('(INJECTED)');
    const next = await startHostProcess({ ...options, extra: ['--no-print'] });
    expect(next.output()).not.toContain('ATENCIÓN');
    await expectTruth(next, answers, 2);
    expect(await next.ask({ cliente: 'Después', productos: ['Milanesa'] })).toMatchObject({
      status: 'recibido',
    });
    await next.stop();
  },
);
