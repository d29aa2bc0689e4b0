/** Runs the long forms, one at a time, without limits of time. `npm run soak`. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/soak/*.soak.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    testTimeout: 4 * 3_600_000,
    fileParallelism: false,
    disableConsoleIntercept: true,
  },
});
