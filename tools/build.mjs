// Owns the build: the main side and the screens, a second or two each, only when a source changed.
// `node tools/build.mjs` forces it.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { ENTRIES } from './entries.mjs';
import { packagesOfBundle, writeNotice } from './notice.mjs';
import { writeVersion } from './version.mjs';

export const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
export const OUT = path.join(ROOT, '.build');
/** What the program is made of: a change in any of it is a new build. */
export const WATCHED = [
  'src-shared',
  'src-main',
  'src-renderer',
  'resources',
  'tools/build.mjs',
  'tools/entries.mjs',
  'tools/fault-points.mjs',
  'tools/version.mjs',
  'tools/notice.mjs',
  'package-lock.json',
];

/** Beside the release: the same program with its fault points, for tests. */
export const TEST_OUT = path.join(OUT, 'test');

/** Builds the main side into `outDir`; `keepsFaults`: with its fault points. */
export async function build({ outDir = OUT, plugins = [], keepsFaults = false } = {}) {
  const [{ build: viteBuild }, { withoutFaultPoints }] = await Promise.all([
    import('vite'),
    import('./fault-points.mjs'),
  ]);
  const external = [
    ...Object.keys(JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')).dependencies),
    'electron',
  ];
  await viteBuild({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    plugins: keepsFaults ? plugins : [withoutFaultPoints(), ...plugins],
    ssr: { external, noExternal: [] },
    build: {
      ssr: true,
      outDir,
      emptyOutDir: false,
      // Runs in the Node of older Electrons too.
      target: 'node20',
      minify: false,
      sourcemap: true,
      rollupOptions: {
        input: Object.fromEntries(
          Object.entries(ENTRIES).map(([name, file]) => [name, path.join(ROOT, file)]),
        ),
        // Flat, so that a chunk finds the entries beside itself.
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunk-[name]-[hash].js',
        },
      },
    },
  });
  writeVersion(outDir);
}

/**
 * The window's bridge: sandboxed, so one file of the older module kind that imports nothing but
 * `electron`.
 */
export async function buildPreload({ outDir = OUT } = {}) {
  const { build: viteBuild } = await import('vite');
  await viteBuild({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    build: {
      outDir,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      lib: {
        entry: path.join(ROOT, 'src-main/electron/window/preload.ts'),
        formats: ['cjs'],
        fileName: () => 'preload.cjs',
      },
      rollupOptions: { external: ['electron'] },
    },
  });
}

/**
 * Modules of the first load, by path: everything below these folders but what is named behind them.
 */
const BASE = new RegExp(
  [
    'node_modules/(react|react-dom|scheduler|zustand)/',
    'src-shared/(?!paper/|menu-import/|events/audit|text/(clean-text|code-pages|csv|list-text)|base/(amount|limits|moment-text|scope-words|system-actors)|model/(paper-width|printer-address-text)|model/operations/(rehearsal|print-workers|backup-name))',
    'src-renderer/(app|inside)\\.',
    'src-renderer/onboarding/(stop-pages|page-frame|lazy-pages|onboarding\\.module)',
    'src-renderer/client/(?!api/|link/(signature-library|change-host|http))',
    'src-renderer/ui/(?!device/use-lingering|controls/(forms|paper-sheet|settings-sheet)|i18n/(sheet-texts|en)\\.)',
  ].join('|'),
);
const WAITER =
  /src-renderer\/waiter\/(?!order\/(order-sheets|order-pages|edit-page|pay-page|line-sheet|station-sheet|print-answers|refused-note)|menu\/(item-sheet|cart-sheet|sheets)|tables\/orders-page|notifications-page|parts\/texts)/;

/** What a waiter's phone loads before it can take an order, at the most: KiB, gzipped. */
const WAITER_KIB = 115;

/** Builds the screens into `outDir`/renderer. */
export async function buildScreens({ outDir = OUT, plugins = [], keepsFaults = false } = {}) {
  const [{ build: viteBuild }, { default: react }, { withoutFaultPoints }] = await Promise.all([
    import('vite'),
    import('@vitejs/plugin-react'),
    import('./fault-points.mjs'),
  ]);
  const folder = path.join(outDir, 'renderer');
  // A test runner calls itself another environment; people get the same screens whoever builds
  // them.
  const environment = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  await viteBuild({
    root: path.join(ROOT, 'src-renderer'),
    configFile: false,
    logLevel: 'warn',
    plugins: [...(keepsFaults ? [] : [withoutFaultPoints()]), react(), ...plugins],
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'es2022',
      minify: true,
      // Beside the app, for whoever looks for a fault; no phone asks for it.
      sourcemap: true,
      // A page may fetch nothing by itself before its scripts run, and its policy lets no script be
      // made up.
      modulePreload: { polyfill: false },
      rollupOptions: {
        output: {
          // What every view needs is one file: together it packs better than in pieces.
          codeSplitting: {
            groups: [
              {
                name: 'base',
                test: BASE,
              },
              {
                name: 'waiter',
                test: WAITER,
              },
            ],
          },
        },
      },
      assetsInlineLimit: 0,
      manifest: 'manifest.json',
    },
  }).finally(() => {
    if (environment === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = environment;
  });
  const kib = waiterKib(folder);
  if (kib > WAITER_KIB)
    throw new Error(
      `The waiter's screen weighs ${kib.toFixed(1)} KiB gzipped; ${WAITER_KIB} is the most.`,
    );
  return { waiterKib: kib };
}

/**
 * The page's entry, the waiter's view and everything that both import at once, scripts and styles,
 * as they go over the wire.
 */
function waiterKib(folder) {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8'));
  const files = new Set(['index.html']);
  const seen = new Set();
  const take = (name) => {
    if (seen.has(name)) return;
    seen.add(name);
    const { file, css = [], imports = [] } = manifest[name];
    for (const one of [file, ...css]) files.add(one);
    imports.forEach(take);
  };
  take('index.html');
  // The view itself is a part of the group of that name.
  take(Object.keys(manifest).find((name) => manifest[name].name === 'waiter'));
  return (
    [...files].reduce(
      (sum, file) => sum + gzipSync(readFileSync(path.join(folder, file)), { level: 9 }).length,
      0,
    ) / 1024
  );
}

/** Builds the release if any source is newer than the last build. */
export function ensureBuilt({ isForced = false } = {}) {
  return ensure(OUT, async () => {
    const bundled = new Set();
    const plugins = [packagesOfBundle(bundled)];
    const [, { waiterKib: kib }] = await Promise.all([
      build({ plugins }),
      buildScreens({ plugins }),
      buildPreload(),
    ]);
    // Among the screens' files Settings shows it; electron-builder puts the other beside the
    // program, and leaves out of the archive what it puts there.
    for (const folder of [OUT, path.join(OUT, 'renderer')])
      writeNotice(path.join(folder, 'NOTICE.txt'), bundled);
    if (isForced) console.log(`waiter's screen: ${kib.toFixed(1)} KiB gzipped of ${WAITER_KIB}`);
  });
}

/** The same for the build with fault points. */
export function ensureTestBuilt() {
  return ensure(TEST_OUT, () =>
    Promise.all([
      build({ outDir: TEST_OUT, keepsFaults: true }),
      buildScreens({ outDir: TEST_OUT, keepsFaults: true }),
      buildPreload({ outDir: TEST_OUT }),
    ]),
  );
}

/** Two at once wait for each other. */
async function ensure(folder, make) {
  const stamp = path.join(folder, 'stamp');
  const wanted = signature();
  const isFresh = () => readText(stamp) === wanted;
  // A commit changes the version of sources that stay as they are.
  if (isFresh()) return writeVersion(folder);
  mkdirSync(folder, { recursive: true });
  const lock = path.join(folder, 'building');
  const deadline = Date.now() + 60_000;
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      if (Date.now() > deadline) rmSync(lock, { recursive: true, force: true });
      await new Promise((resolve) => setTimeout(resolve, 100));
      if (isFresh()) return;
    }
  }
  try {
    if (isFresh()) return;
    rmSync(path.join(folder, 'version.json'), { force: true });
    for (const name of readdirSync(folder))
      if (name.endsWith('.js') || name.endsWith('.map')) rmSync(path.join(folder, name));
    await make();
    writeFileSync(stamp, wanted);
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function signature() {
  const hash = createHash('sha256');
  const add = (file) => {
    const { mtimeMs, size } = statSync(file);
    hash.update(`${path.relative(ROOT, file)} ${mtimeMs} ${size}\n`);
  };
  for (const name of WATCHED) {
    const top = path.join(ROOT, name);
    if (!statSync(top).isDirectory()) add(top);
    else
      for (const entry of readdirSync(top, { recursive: true, withFileTypes: true }))
        if (entry.isFile()) add(path.join(entry.parentPath, entry.name));
  }
  return hash.digest('hex');
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  rmSync(path.join(OUT, 'stamp'), { force: true });
  await ensureBuilt({ isForced: true });
}
