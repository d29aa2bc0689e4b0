// Owns `npm run dist`: builds, packs by electron-builder, and reads back what came out. Arguments
// go on to it: `npm run dist -- --linux dir`.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import asar from '@electron/asar';
import fuses from '@electron/fuses';
import { build } from 'electron-builder';
import { ensureBuilt } from './build.mjs';

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const DIST = path.join(ROOT, 'dist');

/** A fuse is a character in the binary. Source: @electron/fuses, `FuseState`. */
const [OFF, ON] = [0x30, 0x31];

/** As electron-builder.yml says. */
const WANTED_FUSES = {
  RunAsNode: false,
  EnableNodeOptionsEnvironmentVariable: false,
  EnableNodeCliInspectArguments: false,
  EnableCookieEncryption: true,
  EnableEmbeddedAsarIntegrityValidation: true,
  OnlyLoadAppFromAsar: true,
  LoadBrowserProcessSpecificV8Snapshot: false,
  GrantFileProtocolExtraPrivileges: false,
};

/** Where an unpacked app's binary and its archive lie, by the folder's name. */
function packedApps() {
  return readdirSync(DIST, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => path.join(DIST, name))
    .flatMap((folder) => {
      if (existsSync(path.join(folder, 'comanda')))
        return [[path.join(folder, 'comanda'), path.join(folder, 'resources')]];
      if (existsSync(path.join(folder, 'Comanda.exe')))
        return [[path.join(folder, 'Comanda.exe'), path.join(folder, 'resources')]];
      const mac = path.join(folder, 'Comanda.app');
      return existsSync(mac) ? [[mac, path.join(mac, 'Contents', 'Resources')]] : [];
    });
}

/**
 * What a release must not be without, and must not hold. Throws with the first thing that is wrong.
 */
async function readBack(binary, resources) {
  const wire = await fuses.getCurrentFuseWire(binary);
  for (const [name, isOn] of Object.entries(WANTED_FUSES))
    if (wire[fuses.FuseV1Options[name]] !== (isOn ? ON : OFF))
      throw new Error(`${binary}: the fuse ${name} should be ${isOn ? 'on' : 'off'}`);
  const files = asar
    .listPackage(path.join(resources, 'app.asar'))
    .map((name) => name.split(path.sep).join('/'));
  const needed = [
    'electron-main.js',
    'core-thread.js',
    'reader-thread.js',
    'backup-thread.js',
    'write-back-thread.js',
    'print-worker.js',
    'preload.cjs',
    'version.json',
    'renderer/index.html',
    'renderer/NOTICE.txt',
  ];
  for (const name of needed)
    if (!files.includes(`/.build/${name}`)) throw new Error(`${binary}: ${name} is not in it`);
  const strange = files.find((name) =>
    /^\/(src-|test|tools|docs)|\.map$|\.build\/(test|with-screens)\//.test(name),
  );
  if (strange) throw new Error(`${binary}: ${strange} should not be in it`);
  const addons = files.filter((name) => /better-sqlite3.*\.node$/.test(name));
  if (addons.length !== 1)
    throw new Error(`${binary}: ${addons.length} database addons, and one is wanted`);
  const notice = asar
    .extractFile(path.join(resources, 'app.asar'), '.build/renderer/NOTICE.txt')
    .toString();
  const unnamed = packagesIn(files).find((name) => !notice.includes(`\n${name} `));
  if (unnamed) throw new Error(`${binary}: NOTICE.txt does not name ${unnamed}`);
  return files.length;
}

/** Every package whose files are in the archive, by its name. */
function packagesIn(files) {
  const names = files.flatMap(
    (name) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\/package\.json$/.exec(name)?.[1] ?? [],
  );
  return [...new Set(names)];
}

/** Electron's own download cannot be had everywhere; the one that tests run in is packed then. */
function givenElectron() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!folder) return {};
  const version = execFileSync(path.join(folder, 'electron'), ['-p', 'process.versions.electron'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    encoding: 'utf8',
  });
  return { electronDist: folder, electronVersion: version.trim() };
}

await ensureBuilt();
if (process.platform === 'linux') {
  process.env.CUSTOM_FPM_PATH ??= path.join(ROOT, 'tools', 'deb-by-dpkg.mjs');
  if (existsSync('/usr/bin/7za')) process.env.ELECTRON_BUILDER_7ZIP_PATH ??= '/usr/bin/7za';
}
const args = process.argv.slice(2);
const platform = ['linux', 'win', 'mac'].find((name) => args.includes(`--${name}`));
const targets = args.filter((arg) => !arg.startsWith('--'));
const releases = process.env.COMANDA_RELEASES;
const made = await build({
  projectDir: ROOT,
  publish: 'never',
  ...(platform ? { [platform]: targets } : {}),
  config: { ...givenElectron(), ...(releases ? { extraMetadata: { releases } } : {}) },
});
for (const [binary, resources] of packedApps())
  console.log(`${binary}: fuses as wanted, ${await readBack(binary, resources)} files`);
const files = made.filter((file) => /\.(exe|dmg|AppImage|deb|tar\.gz)$/.test(file)).toSorted();
if (files.length > 0) {
  const sums = files.map(
    (file) =>
      `${createHash('sha256').update(readFileSync(file)).digest('hex')}  ${path.basename(file)}\n`,
  );
  writeFileSync(path.join(DIST, 'SHA256SUMS'), sums.join(''));
  process.stdout.write(sums.join(''));
}
