/**
 * The desktop app in a real Electron: apart from the other tests, since it needs a display and a
 * runtime of its own.
 */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/desktop/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    // One window at a time: they share a display.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 240_000,
    retry: 0,
  },
});
