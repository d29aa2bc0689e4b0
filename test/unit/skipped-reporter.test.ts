/** What a run says of the tests that it left out. */
import { expect, it } from 'vitest';
import { installCommand, TAGS, TOOLS } from '../../tools/test-tools.mjs';
import { skippedLines } from '../support/skipped-reporter';

it('names the tool that each skipped test needs, and counts the slow ones', () => {
  const lines = skippedLines([
    ['needs/strace'],
    ['needs/strace', 'slow'],
    ['slow'],
    ['needs/strace', 'needs/mounts'],
  ]);
  expect(lines[0]).toMatch(/^4 tests left out/);
  expect(lines.join('\n')).toMatch(
    / {2}3 tests skipped: needs strace \((installed|to install: apt-get install strace)\)/,
  );
  expect(lines.join('\n')).toMatch(/ {2}1 test skipped: needs unshare and root/);
  expect(lines).toContain('  1 test skipped: slow');
});

it('says nothing when every test ran', () => {
  expect(skippedLines([])).toEqual([]);
});

it('has a tag for every tool, and a command for what a package brings', () => {
  expect(TAGS.map(({ name }) => name)).toEqual([
    ...TOOLS.map(({ name }) => `needs/${name}`),
    'slow',
  ]);
  expect(installCommand(['strace', 'strace', 'socat'])).toBe('apt-get install strace socat');
  expect(installCommand([])).toBeNull();
});
