/**
 * D1: what is lost of what was answered. Twenty kills at random moments, and whether a sync stands
 * between every order and its answer.
 */
import path from 'node:path';
import { it } from 'vitest';
import { killRounds, seededChance } from '../support/kill-rounds';
import { startHostProcess } from '../support/host-process';
import { readStrace, underStrace } from '../support/strace';
import { inFolder, QUICK, report } from './figures';

const KILLS = QUICK ? 3 : 20;
const ORDERS = 20;

it('D1: answered orders lost over kills; a sync before every answer', async () => {
  const seed = Number(process.env.BENCH_SEED ?? Date.now());
  const { broken, acked } = await killRounds({
    rounds: KILLS,
    clients: 10,
    orders: 50,
    killWithinMs: 1_500,
    chance: seededChance(seed),
  });
  for (const words of broken) console.log(`seed ${seed}: ${words}`);
  report({
    row: 'D1',
    what: `promises broken, ${KILLS} kills, ${acked} answered orders`,
    peer: '0',
    bar: '0',
    values: [broken.length],
  });

  await inFolder(async (folder) => {
    const record = path.join(folder, 'strace');
    const dataDir = path.join(folder, 'data');
    const host = await startHostProcess({
      dataDir,
      extra: ['--no-print'],
      under: underStrace(record),
    });
    const client = await host.client();
    for (let n = 0; n < ORDERS; n++)
      await client.request({ id: `d${n}`, cliente: `D1-${n}-`, productos: ['Pan'] });
    client.close();
    await host.stop();
    // For each order: when it came in, when its answer went out, and whether the log was synced
    // between the two.
    const steps = readStrace(record, dataDir);
    const at = (kind: 'received' | 'sent', what: string): number =>
      steps.findIndex((step) => step.kind === kind && step.data.includes(what));
    const synced = Array.from({ length: ORDERS }, (_, n) => {
      const [from, to] = [at('received', `D1-${n}-`), at('sent', `"clave":"d${n}"`)];
      return (
        from >= 0 &&
        to > from &&
        steps.slice(from, to).some((step) => step.kind === 'sync' && step.file.endsWith('-wal'))
      );
    });
    const share = synced.filter(Boolean).length / ORDERS;
    report({
      row: 'D1',
      what: `answers with a sync behind them, of ${ORDERS}`,
      peer: '1',
      bar: '1',
      values: [share],
    });
  });
});
