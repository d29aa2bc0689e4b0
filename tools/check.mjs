// Owns `npm run check`: everything that can be known of the code without running it. Two things at
// a time; begins nothing more once one is wrong.
import { spawn } from 'node:child_process';

/** @type {readonly (readonly [string, string, readonly string[]])[]} */
const STEPS = [
  // The longest first, so that none is left running alone.
  ['imports', 'node', ['tools/check-imports.mjs']],
  ['format', 'prettier', ['--check', '--log-level', 'warn', '.']],
  ['types: all', 'tsc', ['-p', 'tsconfig.json']],
  ['lint', 'oxlint', ['--type-aware', '--deny-warnings']],
  ['types: contract', 'tsc', ['-p', 'src-shared']],
  ['types: domain', 'tsc', ['-p', 'src-main/host/domain']],
  ['types: renderer', 'tsc', ['-p', 'src-renderer']],
  ['types: renderer tests', 'tsc', ['-p', 'test/renderer']],
  ['dead code', 'knip', ['--no-config-hints']],
  ['schema', 'node', ['tools/schema.mjs']],
  ['generated', 'node', ['tools/generate.mjs']],
  ['figures', 'node', ['tools/check-figures.mjs']],
  ['fault points', 'node', ['tools/check-fault-points.mjs']],
];

/** As many as a small machine has cores: each is one thread's work, or nearly. */
const AT_ONCE = 2;

/**
 * Runs one and says how it went, with all it had to say behind that: two that talk at once would be
 * read by nobody.
 */
function run([name, command, args]) {
  const start = performance.now();
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (said += text));
  return new Promise((resolve) => {
    child.on('error', (error) => (said += error.message));
    child.on('close', (status) => {
      console.log(
        `${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`,
      );
      if (status !== 0) console.log(said.trimEnd());
      resolve(status === 0);
    });
  });
}

const left = [...STEPS];
let isFine = true;
async function lane() {
  for (let step = left.shift(); step && isFine; step = left.shift())
    if (!(await run(step))) isFine = false;
}
await Promise.all(Array.from({ length: AT_ONCE }, lane));
process.exitCode = isFine ? 0 : 1;
