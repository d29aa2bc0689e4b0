/**
 * Around all tests of a run: the program is built, one Chromium is open for those that need it, and
 * hosts that a killed test left are ended.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from '@playwright/test';
import type { TestProject } from 'vitest/node';
import { ensureBuilt } from '../../tools/build.mjs';
import { CHROMIUM, TOOLS } from '../../tools/test-tools.mjs';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where tests reach the run's Chromium; null where none is installed or none is needed. */
    readonly chromium: string | null;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await ensureBuilt();
  const isWanted =
    !['quick', 'changed'].includes(process.env.COMANDA_TESTS ?? '') &&
    TOOLS.some(({ name, isHere }) => name === 'chromium' && isHere());
  const server = isWanted
    ? await chromium.launchServer({
        executablePath: CHROMIUM ?? '',
        args: ['--no-sandbox'],
        host: '127.0.0.1',
      })
    : null;
  project.provide('chromium', server?.wsEndpoint() ?? null);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'comanda-run-'));
  // Test processes inherit it.
  process.env.COMANDA_TEST_RUN = folder;
  return async () => {
    await server?.close();
    endThoseLeft(folder);
  };
}

/** By the pids that the tests noted themselves, and no others. */
function endThoseLeft(folder: string): void {
  for (const pid of readdirSync(folder)) {
    try {
      process.kill(Number(pid), 'SIGKILL');
      console.warn(`A host that a test left behind was ended: pid ${pid}.`);
    } catch {
      // It ended between.
    }
  }
  rmSync(folder, { recursive: true, force: true });
}
