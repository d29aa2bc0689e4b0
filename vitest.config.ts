/**
 * The tests of the program, apart from the desktop app's. `tools/test.mjs` chooses among them by
 * tags: `needs/TOOL` for tests that need a tool besides Node, `slow` for those that `npm test` has
 * no time for.
 */
import { defineConfig } from 'vitest/config';
import { TAGS } from './tools/test-tools.mjs';

export default defineConfig({
  test: {
    include: ['test/{unit,contract,host,renderer,browser,faults}/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    reporters: ['default', './test/support/skipped-reporter.ts'],
    tags: [...TAGS],
    strictTags: true,
    // Real processes and sockets: files run side by side, and each test has seconds, not
    // milliseconds.
    testTimeout: 60_000,
    hookTimeout: 30_000,
    // They wait for states more than they compute: three share two cores well.
    maxWorkers: 3,
  },
});
