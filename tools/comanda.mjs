#!/usr/bin/env node
// Owns `npx comanda` and `npm start` in a checkout: the right Node, a fresh build, then the command
// line itself.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isNewEnough, runToEnd, suitableNode } from './with-node.mjs';

if (!isNewEnough()) {
  // better-sqlite3 would crash this Node before it could say a word.
  process.exitCode = await runToEnd(suitableNode(), [
    fileURLToPath(import.meta.url),
    ...process.argv.slice(2),
  ]);
} else {
  const { ensureBuilt, OUT } = await import('./build.mjs');
  await ensureBuilt();
  await import(path.join(OUT, 'cli.js'));
}
