// Owns the import rules' run, and the proof that they read the code: a checker that reads nothing
// finds nothing.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const CRUISE = path.join(
  ROOT,
  'node_modules',
  'dependency-cruiser',
  'bin',
  'dependency-cruiser.mjs',
);
const FOLDERS = ['src-shared', 'src-main', 'src-renderer'];

function cruise(root) {
  const run = spawnSync(
    process.execPath,
    [CRUISE, ...FOLDERS, '--config', '.dependency-cruiser.cjs', '--output-type', 'json'],
    {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  return JSON.parse(run.stdout);
}

const { modules, summary } = cruise(ROOT);
for (const { rule, from, to } of summary.violations) {
  const comment =
    summary.ruleSetUsed.forbidden.find(({ name }) => name === rule.name)?.comment ?? '';
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

// One forbidden import per kind of rule, planted in a copy of the code, since others read the code
// meanwhile: each must be found.
const PLANTED = [
  [
    'src-main/host/domain/engine',
    "import { migrate } from '../../store/sqlite/connection/migrate';\nexport const x = migrate;\n",
  ],
  [
    'src-main/host/domain/engine',
    "import { placeOrder } from '../orders/place-order';\nexport const x = placeOrder;\n",
  ],
  [
    'src-main/host/domain/tickets',
    "import { placeOrder } from '../orders/place-order';\nexport const x = placeOrder;\n",
  ],
  [
    'src-main/host/domain/orders',
    "import { claimJob } from '../printing/claim-job';\nexport const x = claimJob;\n",
  ],
  ['src-main/host/domain/orders', "import pino from 'pino';\nexport const x = pino;\n"],
  ['src-shared/base', "import { readFileSync } from 'node:fs';\nexport const x = readFileSync;\n"],
  ['src-shared/text', "import type { Id } from '../base/vocabulary';\nexport type X = Id;\n"],
  ['src-shared/base', "import type { Order } from '../model/order';\nexport type X = Order;\n"],
  ['src-shared/model', "import type { Event } from '../events/events';\nexport type X = Event;\n"],
  [
    'src-shared/commands',
    "import type { Query } from '../queries/queries';\nexport type X = Query;\n",
  ],
  [
    'src-shared/live',
    "import { COMMANDS } from '../commands/registry';\nexport const x = COMMANDS;\n",
  ],
  [
    'src-main/host/core',
    "import { openSqliteStore } from '../store/sqlite/sqlite-store';\nexport const x = openSqliteStore;\n",
  ],
  ['src-main/host/core', "import '../threads/core-thread';\n"],
  [
    'src-main/host/domain/orders',
    "import { setStockRule } from './index';\nexport const x = setStockRule;\n",
  ],
  [
    'src-main/host/net/http',
    "import { migrate } from '../../store/sqlite/connection/migrate';\nexport const x = migrate;\n",
  ],
  [
    'src-main/host/net/screen-api',
    "import type { Requests } from '../public-api/public-requests';\nexport type X = Requests;\n",
  ],
  [
    'src-main/host/net/limits',
    "import { createPins } from '../auth/pins';\nexport const x = createPins;\n",
  ],
  [
    'src-main/host/printing/queue',
    "import { printSession } from '../worker/print-session';\nexport const x = printSession;\n",
  ],
  [
    'src-main/host/printing/worker',
    "import { startCore } from '../../core/core-client';\nexport const x = startCore;\n",
  ],
  [
    'src-main/host/delivery',
    "import { migrate } from '../store/sqlite/connection/migrate';\nexport const x = migrate;\n",
  ],
  [
    'src-main/host/operations',
    "import type { Start } from '../compose/host-parts';\nexport type X = Start;\n",
  ],
  [
    'src-main/host/compose',
    "import { runHeadless } from '../../headless/main';\nexport const x = runHeadless;\n",
  ],
  [
    'src-renderer/client',
    "import { readFileSync } from 'node:fs';\nexport const x = readFileSync;\n",
  ],
  ['src-renderer/waiter', "import { Age } from '../kitchen/wall/age';\nexport const x = Age;\n"],
  ['src-renderer/waiter', "import { encode } from 'uqr';\nexport const x = encode;\n"],
  [
    'src-renderer/ui',
    "import { routeOf } from '../waiter/parts/spot';\nexport const x = routeOf;\n",
  ],
  [
    'src-renderer/client',
    "import type { WireAnswer } from '../../src-shared/public-api/answers';\nexport type X = WireAnswer;\n",
  ],
  [
    'src-renderer/client',
    "import { migrate } from '../../src-main/host/store/sqlite/connection/migrate';\nexport const x = migrate;\n",
  ],
];
const copy = mkdtempSync(path.join(os.tmpdir(), 'comanda-imports-'));
try {
  for (const folder of [...FOLDERS, 'resources'])
    cpSync(path.join(ROOT, folder), path.join(copy, folder), { recursive: true });
  for (const file of ['package.json', 'tsconfig.json', '.dependency-cruiser.cjs'])
    cpSync(path.join(ROOT, file), path.join(copy, file));
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
  for (const [index, [folder, code]] of PLANTED.entries()) {
    const inside = path.join(copy, folder, `planted-${index}`);
    mkdirSync(inside);
    writeFileSync(path.join(inside, 'planted.ts'), code.replaceAll("'../", "'../../"));
  }
  const { violations } = cruise(copy).summary;
  // A planted import may close a circle of whole folders too.
  const others = violations.filter(
    ({ from, rule }) => !from.includes('planted-') && rule.name !== 'no-circles-of-folders',
  );
  if (others.length > 0) {
    console.error(
      `A copy of the code is read otherwise than the code: ${others[0].from} -> ${others[0].to}.`,
    );
    process.exitCode = 1;
  }
  for (const [index, [folder]] of PLANTED.entries()) {
    if (violations.some(({ from }) => from.includes(`planted-${index}/`))) continue;
    console.error(
      `A forbidden import planted in ${folder} was not found: the import rules do not work.`,
    );
    process.exitCode = 1;
  }
} finally {
  rmSync(copy, { recursive: true });
}
