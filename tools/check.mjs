// Owns `npm run check`: everything that can be known of the code without running it. Stops at the first thing that is wrong.
import { spawnSync } from 'node:child_process';

/** @type {readonly (readonly [string, string, readonly string[]])[]} */
const STEPS = [
  ['types: contract', 'tsc', ['-p', 'src-shared']],
  ['types: domain', 'tsc', ['-p', 'src-main/host/domain']],
  ['types: renderer', 'tsc', ['-p', 'src-renderer']],
  ['types: renderer tests', 'tsc', ['-p', 'test/renderer']],
  ['types: all', 'tsc', ['-p', 'tsconfig.json']],
  ['lint', 'oxlint', ['--type-aware', '--deny-warnings']],
  ['format', 'prettier', ['--check', '--log-level', 'warn', '.']],
  ['imports', 'node', ['tools/check-imports.mjs']],
  ['dead code', 'knip', ['--no-config-hints']],
  ['schema', 'node', ['tools/schema.mjs']],
];

for (const [name, command, args] of STEPS) {
  const start = performance.now();
  const { status } = spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  if (status !== 0) process.exit(1);
}
