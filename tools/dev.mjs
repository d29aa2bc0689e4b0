// Owns `npm run dev`: builds, starts the host, and does both again when a source changes. Arguments
// go to `comanda serve`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import path from 'node:path';
import { ensureBuilt, OUT, ROOT, WATCHED } from './build.mjs';

/** An editor saves in several steps; one build serves them all. */
const QUIET_MS = 200;

/** @type {import('node:child_process').ChildProcess | null} */
let host = null;
/** Steps run one after another, however many changes come meanwhile. */
let queue = Promise.resolve();

async function stopHost() {
  if (host === null || host.exitCode !== null || host.signalCode !== null) return;
  const gone = once(host, 'exit');
  host.kill('SIGTERM');
  await gone;
}

/**
 * The host stops before the build, which replaces the files that it runs from. After a failed build
 * nothing runs until the next change.
 */
async function restart() {
  await stopHost();
  host = null;
  try {
    await ensureBuilt();
  } catch (error) {
    console.error(error);
    console.error('The build failed. The next change builds again.');
    return;
  }
  host = spawn(process.execPath, [path.join(OUT, 'cli.js'), 'serve', ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
}

const enqueue = () => (queue = queue.then(restart));
let timer = null;
const watchers = WATCHED.map((name) =>
  watch(path.join(ROOT, name), { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(enqueue, QUIET_MS);
  }),
);
async function stop() {
  for (const watcher of watchers) watcher.close();
  clearTimeout(timer);
  await queue;
  await stopHost();
}
process.once('SIGINT', () => void stop());
process.once('SIGTERM', () => void stop());
await enqueue();
