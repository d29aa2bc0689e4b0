/**
 * An error that nobody caught, in every thread and process of the program: a file says what it was,
 * without a name, a phone or a token.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { backupJobs } from '../../src-main/host/core/backup-client';
import { createReportReader } from '../../src-main/host/core/reader-client';
import { MIGRATIONS } from '../../src-main/host/store/sqlite/connection/migrations';
import type { CrashRecord } from '../../src-main/program/crash-file';
import { startHostProcess } from '../support/host-process';
import type { HostProcess } from '../support/host-process';
import { openKitchen } from '../support/restaurant';
import type { Kitchen } from '../support/restaurant';
import { until } from '../support/until';
import { faultsIn, faulty, programFolder } from '../support/faulty';
import { TEST_OUT } from '../../tools/build.mjs';
import type { FaultName } from '../../src-shared/base/fault-points';

const ORDER = {
  cliente: 'Montenegro',
  direccion: 'Calle 1, tel. 099 123 456',
  productos: ['Milanesa'],
};
/** The fault in each part of the program. */
const BREAKS = {
  main: 'host.throws-on-events',
  core: 'core.throws-after-commit',
  'write-back': 'store.write-back-throws',
  'print-worker': 'printing.worker-throws',
  reader: 'store.reader-throws',
  backup: 'store.backup-throws',
} as const;
/** The log is written back after each order. */
const AT_ONCE = { 'store.commands-a-write-back': 1 };

let kitchen: Kitchen;
let dataDir: string;
let host: HostProcess | null = null;

beforeEach(async () => {
  kitchen = await openKitchen();
  dataDir = path.join(kitchen.folder, 'data');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await host?.stop();
  host = null;
  await kitchen.stop();
});

function crashes(): readonly { readonly text: string; readonly record: CrashRecord }[] {
  const folder = path.join(dataDir, 'logs');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^crash-\d{8}T\d{9}Z(-\d+)?\.json$/.test(name))
    .map((name) => readFileSync(path.join(folder, name), 'utf8'))
    .map((text) => ({ text, record: JSON.parse(text) as CrashRecord }));
}

function expectCrash(thread: CrashRecord['thread']): CrashRecord {
  const [crash] = crashes();
  if (!crash) throw new Error('no crash file was written');
  const { text, record } = crash;
  expect(record).toMatchObject({ thread, name: 'TypeError', version: '0.1.0' });
  expect(record.stack).toMatch(/TypeError: boom[\s\S]+\n\s+at .+\.js:\d+:\d+/);
  for (const hidden of ['Montenegro', '123 456', 'abc123']) expect(text).not.toContain(hidden);
  return record;
}

const threadOf = (name: string): URL => pathToFileURL(path.join(TEST_OUT, `${name}-thread.js`));

const start = async (...points: readonly FaultName[]): Promise<HostProcess> =>
  (host = await startHostProcess({
    dataDir,
    restaurantFile: kitchen.restaurantFile,
    faults: await faulty(AT_ONCE, ...points),
  }));

it('ends the host by code 70 when its main thread fails, with the last lines of the log', async () => {
  const started = await start(BREAKS.main);
  void started.ask(ORDER).catch(() => {});
  expect(await started.exited).toBe(70);
  const { log } = expectCrash('main');
  expect(log[0]).toMatchObject({ msg: 'program', version: '0.1.0', schema: MIGRATIONS.length });
  expect(log).toContainEqual(expect.objectContaining({ msg: 'host started' }));
});

it('ends the host by code 70 when the core fails, and the next start has all its orders', async () => {
  const started = await start(BREAKS.core);
  const answer = started.ask(ORDER).catch(() => {});
  expect(await started.exited).toBe(70);
  await answer;
  expect(expectCrash('core').kind).toBe('unhandledRejection');
  const next = await start();
  expect(await next.ask({ consulta: 'cola' })).toMatchObject({ pedidos_hoy: 1 });
});

it.each(['write-back', 'print-worker'] as const)(
  'goes on without its %s, and says what it was',
  async (thread) => {
    const started = await start(BREAKS[thread]);
    expect(await started.ask(ORDER)).toMatchObject({ status: 'recibido' });
    await until('a crash file', () => crashes().length > 0);
    expectCrash(thread);
    expect(await started.ask({ cliente: 'X', productos: ['Milanesa'] })).toMatchObject({
      status: 'recibido',
    });
  },
);

it.each([
  [
    'reader',
    () =>
      createReportReader(threadOf('reader'), { folder: dataDir, addon: null }, () => {}).read({
        name: 'shifts',
      }),
    { ok: false, code: 'READ_FAILED' },
  ],
  [
    'backup',
    () =>
      backupJobs(threadOf('backup')).run({
        kind: 'make',
        folder: dataDir,
        to: path.join(dataDir, 'copy.db'),
        addon: null,
      }),
    { ok: false, isBad: false },
  ],
] as const)(
  'writes down what ended its %s thread, and whoever asked is told',
  async (thread, ask, answer) => {
    await (await start()).stop();
    vi.stubEnv('COMANDA_FAULTS', BREAKS[thread]).stubEnv(
      'COMANDA_CRASH_DIR',
      path.join(dataDir, 'logs'),
    );
    expect(await ask()).toMatchObject(answer);
    expectCrash(thread);
    // Once: the thread wrote it, and its parent that heard of it did not write it again.
    expect(crashes()).toHaveLength(1);
  },
);

it('writes down for a thread what ended it before it ran', async () => {
  vi.stubEnv('COMANDA_CRASH_DIR', path.join(dataDir, 'logs'));
  const notCode = path.join(kitchen.folder, 'backup-thread.js');
  writeFileSync(notCode, 'this is no program');
  const done = await backupJobs(pathToFileURL(notCode)).run({
    kind: 'check',
    folder: dataDir,
    addon: null,
  });
  expect(done).toMatchObject({ ok: false });
  expect(crashes()).toMatchObject([{ record: { thread: 'backup', name: 'SyntaxError' } }]);
});

it.each([
  ['nobody waits for', 'cli.send-throws', ['send', '--port', '20001', '--table', '1', 'Milanesa']],
  ['ends a command', 'cli.doctor-throws', ['doctor', '--port', '20001']],
] as const)(
  'says what it was in the command line too, by code 70: an error that %s',
  async (_, point, command) => {
    const faults = await faulty(point);
    const args = [path.join(programFolder(faults), 'cli.js'), ...command];
    const env = { ...process.env, ...faultsIn(faults), COMANDA_DATA_DIR: dataDir };
    const { status, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' });
    expect({ status, stderr }).toMatchObject({
      status: 70,
      stderr: expect.stringContaining('boom') as string,
    });
    expect(stderr).not.toContain('Montenegro');
    expectCrash('cli');
  },
);
