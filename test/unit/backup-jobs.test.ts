/** A folder that does not answer: its thread waits for ever, and whoever asked does not. */
import { expect, it } from 'vitest';
import { backupJobs } from '../../src-main/host/core/backup-client';
import { until } from '../support/until';

/**
 * A thread as one that waits for a dead disk: it says nothing and does not end by itself. Its first
 * word is where it may look.
 */
const entryThat = (code: string): URL =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`import { parentPort, workerData } from 'node:worker_threads';\n${code}`)}`,
  );
const SILENT_AT_NET = entryThat(`
  if (workerData.folder === '/net') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  parentPort.postMessage({ ok: true, facts: null, seen: { backups: [], trouble: null }, troubles: [] });
`);

it('says in words that a folder does not answer, and goes on with the others', async () => {
  const jobs = backupJobs(SILENT_AT_NET, { look: 1, work: 1 });
  expect(await jobs.look('/net', '/data')).toEqual({
    backups: [],
    trouble: 'la carpeta /net no contesta',
  });
  const done = await jobs.run({ kind: 'check', folder: '/data', addon: null });
  expect(done).toMatchObject({ ok: true });
  await jobs.stop();
});

it('gives up what it began in a folder that stopped answering', async () => {
  const jobs = backupJobs(SILENT_AT_NET, { look: 1, work: 1 });
  const thinned = await jobs.run(
    { kind: 'thin', folder: '/net', keep: 1, made: 1, copiesBefore: 0, addon: null },
    '/net',
  );
  expect(thinned).toEqual({ ok: false, words: 'la carpeta /net no contesta', isBad: false });
  await jobs.stop();
});

it('sends nobody else there as long as the one before waits, and looks again once that has come back', async () => {
  let lookedAt = 0;
  const entry = entryThat(`
    if (workerData.folder === '/net' && workerData.dataDir === 'dead') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    parentPort.postMessage({ ok: true, facts: null, seen: { backups: [], trouble: null }, troubles: [] });
  `);
  const jobs = backupJobs(entry, { look: 1_000, work: 1_000 });
  const first = jobs.look('/net', 'dead');
  expect((await first).trouble).toBe('la carpeta /net no contesta');
  // Its thread is let go of by now, or soon.
  await until('the folder answers again', async () => {
    lookedAt++;
    return (await jobs.look('/net', 'alive')).trouble === null;
  });
  expect(lookedAt).toBeGreaterThan(0);
  await jobs.stop();
});
