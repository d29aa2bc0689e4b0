// Owns `npm run bench`: the figures beside peers, by hand. `-- --quick` is a minute for every day:
// a round of each, less of everything, no servers.
import { spawnSync } from 'node:child_process';

const asked = process.argv.slice(2);
const isQuick = asked.includes('--quick');
/** What needs no server of others, no year of orders, no browser and no window. */
const QUICK = [
  'test/bench/scorecard.bench.ts',
  'test/bench/queue.bench.ts',
  'test/bench/lost.bench.ts',
];
const rest = isQuick ? [...QUICK, ...asked.filter((one) => one !== '--quick')] : asked;
const { status } = spawnSync(
  'vitest',
  ['run', '--config', 'test/bench/vitest.config.ts', ...rest],
  {
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, ...(isQuick ? { BENCH_QUICK: '1' } : {}) },
  },
);
process.exitCode = status ?? 1;
