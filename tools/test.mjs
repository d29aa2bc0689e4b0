// The test commands: `npm test` (Node alone, under five minutes), `test:rest` (what it leaves out),
// `test:full` (everything, every tool required), `test:changed` (what the uncommitted changes
// touch). Arguments behind `--` go to Vitest.
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runToEnd, suitableNode } from './with-node.mjs';
import { installCommand, missingTools } from './test-tools.mjs';

const QUICK = '!needs/* && !slow';
const REST = 'needs/* || slow';

/**
 * Tests under these folders run the built program, so no import tells Vitest that a source of the
 * program changed.
 */
const OF_THE_PROGRAM = ['test/host', 'test/renderer', 'test/faults'];
const PROGRAM_SOURCES = /^(src-main|src-shared|src-renderer|resources|tools\/(build|entries)\.mjs)/;

const [mode = 'quick', ...args] = process.argv.slice(2);

function filterOf(mode) {
  switch (mode) {
    case 'quick':
    case 'changed':
      return ['--tags-filter', QUICK];
    case 'rest':
      // Rules' tests need no tool and no time: loading them to skip them costs half a minute.
      return ['--tags-filter', REST, '--exclude', 'test/unit/domain/**'];
    case 'full':
      return [];
    default:
      throw new Error(`tools/test.mjs: unknown mode ${mode}`);
  }
}

/** Files that differ from the last commit, the untracked ones included. */
function changedFiles() {
  const git = (...rest) =>
    execFileSync('git', rest, { encoding: 'utf8' }).split('\n').filter(Boolean);
  return [
    ...git('diff', '--name-only', 'HEAD'),
    ...git('ls-files', '--others', '--exclude-standard'),
  ];
}

/**
 * Vitest's own search by imports, and the tests of the whole program where a source of it changed.
 */
function changedArguments() {
  const changed = changedFiles();
  if (changed.length === 0) {
    console.log('Nothing differs from the last commit.');
    process.exit(0);
  }
  const tests = changed.filter((file) => /^test\/.*\.test\.ts$/.test(file));
  return changed.some((file) => PROGRAM_SOURCES.test(file))
    ? ['run', 'test/unit', 'test/contract', ...OF_THE_PROGRAM, ...tests]
    : ['related', '--run', ...changed];
}

if (mode === 'full' || mode === 'rest') {
  const missing = missingTools();
  if (missing.length > 0) {
    console.error(`These tests need: ${missing.map(({ what }) => what).join(', ')}.`);
    const install = installCommand(missing.flatMap(({ packages }) => packages));
    if (install) console.error(`On Debian or Ubuntu: ${install}`);
    process.exit(1);
  }
}
const node = suitableNode();
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
const env = {
  ...process.env,
  COMANDA_TESTS: mode,
  PATH: [path.dirname(node), path.join(root, 'node_modules', '.bin'), process.env.PATH].join(
    path.delimiter,
  ),
};
const what = mode === 'changed' ? changedArguments() : ['run'];
process.exitCode = await runToEnd(node, [vitest, ...what, ...filterOf(mode), ...args], env);
