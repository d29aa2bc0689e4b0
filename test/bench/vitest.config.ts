/** Runs the bench: one file, one thing at a time, no limits of time. `npm run bench`. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/bench/*.bench.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    testTimeout: 1_800_000,
    fileParallelism: false,
    disableConsoleIntercept: true,
  },
});
