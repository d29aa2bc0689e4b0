/** Before any test runs: the program is built, and one Chromium is open for all tests of a run that need one. */
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
    ? await chromium.launchServer({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'], host: '127.0.0.1' })
    : null;
  project.provide('chromium', server?.wsEndpoint() ?? null);
  return async () => {
    await server?.close();
  };
}
