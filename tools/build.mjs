// Owns the build of the main side: one pass, about a second, only when a source changed. `node tools/build.mjs` forces it.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ENTRIES } from './entries.mjs';

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
export const OUT = path.join(ROOT, '.build');
const WATCHED = ['src-shared', 'src-main', 'resources', 'tools/build.mjs', 'tools/entries.mjs', 'package-lock.json'];

/** Builds into `outDir`. `plugins` let tests build variants of the program that must fail. */
export async function build({ outDir = OUT, plugins = [] } = {}) {
  const { build: viteBuild } = await import('vite');
  const external = Object.keys(JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')).dependencies);
  await viteBuild({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    plugins,
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
        input: Object.fromEntries(Object.entries(ENTRIES).map(([name, file]) => [name, path.join(ROOT, file)])),
        // Flat, so that a chunk finds the entries beside itself.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' },
      },
    },
  });
}

/** Builds if any source is newer than the last build. Two at once wait for each other. */
export async function ensureBuilt() {
  const stamp = path.join(OUT, 'stamp');
  const wanted = signature();
  const isFresh = () => readText(stamp) === wanted;
  if (isFresh()) return;
  mkdirSync(OUT, { recursive: true });
  const lock = path.join(OUT, 'building');
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
    for (const name of readdirSync(OUT)) if (name.endsWith('.js') || name.endsWith('.map')) rmSync(path.join(OUT, name));
    await build();
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
  await ensureBuilt();
}
