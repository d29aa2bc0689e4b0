// Owns the import rules' run, and the proof that they read the code: a checker that reads nothing finds nothing.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const CRUISE = path.join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');
const FOLDERS = ['src-shared', 'src-main', 'src-renderer'];

function cruise() {
  const run = spawnSync(process.execPath, [CRUISE, ...FOLDERS, '--config', '.dependency-cruiser.cjs', '--output-type', 'json'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(run.stdout);
}

const { modules, summary } = cruise();
for (const { rule, from, to } of summary.violations) {
  const comment = summary.ruleSetUsed.forbidden.find(({ name }) => name === rule.name)?.comment ?? '';
  console.error(`${from} -> ${to}\n    ${comment}`);
}
if (summary.violations.length > 0) process.exit(1);

const files = FOLDERS.flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: true })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/'))),
);
const read = new Set(modules.map(({ source }) => source));
const unread = files.filter((file) => !read.has(file));
if (unread.length > 0) {
  console.error(`The import rules did not read ${unread.length} files, such as ${unread[0]}.`);
  process.exit(1);
}

// One forbidden import per kind of rule, planted and taken away: each must be found.
const PLANTED = [
  ['src-main/host/domain', "import { start } from '../store/sqlite/migrate';\nexport const x = start;\n"],
  ['src-shared', "import { readFileSync } from 'node:fs';\nexport const x = readFileSync;\n"],
  ['src-main/host/net', "import { migrate } from '../store/sqlite/migrate';\nexport const x = migrate;\n"],
  ['src-main/host/domain', "import pino from 'pino';\nexport const x = pino;\n"],
  ['src-renderer/client', "import { readFileSync } from 'node:fs';\nexport const x = readFileSync;\n"],
  ['src-renderer/waiter', "import { Icon } from '../kitchen/where';\nexport const x = Icon;\n"],
  ['src-renderer/waiter', "import { encode } from 'uqr';\nexport const x = encode;\n"],
  ['src-renderer/ui', "import { routeOf } from '../waiter/spot';\nexport const x = routeOf;\n"],
  ['src-renderer/client', "import { migrate } from '../../src-main/host/store/sqlite/migrate';\nexport const x = migrate;\n"],
];
for (const [folder, code] of PLANTED) {
  const inside = mkdtempSync(path.join(ROOT, folder, 'planted-'));
  try {
    writeFileSync(path.join(inside, 'planted.ts'), code.replaceAll("'../", "'../../"));
    if (!cruise().summary.violations.some(({ from }) => from.includes('planted'))) {
      console.error(`A forbidden import planted in ${folder} was not found: the import rules do not work.`);
      process.exitCode = 1;
    }
  } finally {
    rmSync(inside, { recursive: true });
  }
}
