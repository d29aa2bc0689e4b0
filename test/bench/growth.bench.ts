/**
 * G3: what a year costs a host that starts: memory and the time until it listens, beside a house
 * that is new.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { it } from 'vitest';
import { startHostProcess } from '../support/host-process';
import { fillYear } from './fill';
import { inFolder, QUICK, report, ROUNDS } from './figures';

const FINISHED = Number(process.env.BENCH_FINISHED ?? (QUICK ? 20_000 : 1_000_000));
const LIVE = 500;
/** What a start begins with has been thrown away by then, and its check of the database is over. */
const SETTLED_MS = 20_000;

it.skipIf(QUICK)('G3: memory and start with a million orders behind, 500 live', async () => {
  await inFolder(async (folder) => {
    const [young, old] = [path.join(folder, 'young'), path.join(folder, 'old')];
    for (const dataDir of [young, old])
      await (await startHostProcess({ dataDir, extra: ['--no-print'] })).stop();
    fillYear(old, FINISHED, Date.now());
    for (const dataDir of [young, old]) {
      const host = await startHostProcess({ dataDir, extra: ['--no-print'] });
      const client = await host.client();
      for (let n = 0; n < LIVE; n++)
        await client.request({ id: `g${n}`, mesa: String(n % 12), productos: ['Pan', 'Agua'] });
      client.close();
      await host.stop();
    }
    const memory: number[] = [];
    const start: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const [a, b] = [await look(young), await look(old)];
      memory.push(b.mib / a.mib);
      start.push(b.ms / a.ms);
    }
    const what = `${FINISHED} orders, ${LIVE} live`;
    report({
      row: 'G3',
      what: `memory of the host process, ${what}`,
      peer: 'a new house',
      bar: '<= 1.15',
      values: memory,
    });
    report({
      row: 'G3',
      what: `time until it listens, ${what}`,
      peer: 'a new house',
      bar: '<= 1.5',
      values: start,
    });
  });
});

async function look(dataDir: string): Promise<{ readonly ms: number; readonly mib: number }> {
  const from = performance.now();
  const host = await startHostProcess({ dataDir, extra: ['--no-print'] });
  const ms = performance.now() - from;
  await pause(SETTLED_MS);
  const mib =
    Number(
      /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${host.pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0,
    ) / 1024;
  await host.stop();
  return { ms, mib };
}
