/** Finds the folder and the ports of a rehearsal's host, and deletes the folder afterwards. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

/**
 * Range in which free ports are searched: below the ephemeral ports of the system, above those of
 * common services.
 */
const PORTS = { lowest: 20_000, span: 11_000, tries: 200 } as const;
const FOLDERS = 'comanda-ensayo-';
/** A rehearsal takes minutes: an older folder was left by a process that ended during one. */
const LEFT_AFTER_MS = 86_400_000;

/** Creates a folder, and deletes those that were left behind. */
export function rehearsalFolder(): string {
  const parent = os.tmpdir();
  for (const name of readdirSync(parent)) {
    const found = name.startsWith(FOLDERS)
      ? statSync(path.join(parent, name), { throwIfNoEntry: false })
      : undefined;
    if (found && Date.now() - found.mtimeMs > LEFT_AFTER_MS) dropFolder(path.join(parent, name));
  }
  return mkdtempSync(path.join(parent, FOLDERS));
}

/** Tries several times: on Windows a file stays locked for a moment after it was closed. */
export function dropFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}

/** First port of `count` free ports in a row. */
export async function freePorts(count: number): Promise<number> {
  for (let tries = 0; tries < PORTS.tries; tries++) {
    const first = PORTS.lowest + Math.floor(Math.random() * PORTS.span);
    const free = await Promise.all(
      Array.from({ length: count }, (_, index) => isFree(first + index)),
    );
    if (free.every(Boolean)) return first;
  }
  throw new Error('no hay puertos libres');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1' }, () => server.close(() => resolve(true)));
  });
}
