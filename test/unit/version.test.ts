/**
 * What a build says of itself: its version and commit, and nothing that changes from one build of
 * the same sources to the next.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readBuildInfo, versionText } from '../../src-main/program/build-info';
import { readVersion } from '../../tools/version.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'comanda-version-'));
  writeFileSync(path.join(folder, 'package.json'), '{"version":"1.2.3"}');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

it('knows no commit and no time without git, twice alike', () => {
  vi.stubEnv('PATH', folder);
  const told = { version: '1.2.3', commit: null, built: null, dirty: null };
  expect(readVersion(folder, {})).toEqual(told);
  expect(readVersion(folder, {})).toEqual(told);
});

it('takes its time from SOURCE_DATE_EPOCH where a packager sets it', () => {
  expect(readVersion(folder, { SOURCE_DATE_EPOCH: '1000000000' }).built).toBe(
    '2001-09-09T01:46:40.000Z',
  );
});

it.skipIf(!hasGit())('takes its time from the commit, and marks changed sources', () => {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args], {
      cwd: folder,
      encoding: 'utf8',
    });
  git('init', '-q');
  git('add', '.');
  git('commit', '-q', '-m', 'first');
  const first = readVersion(folder, {});
  expect(first).toMatchObject({
    version: '1.2.3',
    commit: git('rev-parse', 'HEAD').trim(),
    dirty: false,
  });
  expect(readVersion(folder, {})).toEqual(first);
  writeFileSync(path.join(folder, 'package.json'), '{"version":"1.2.4"}');
  const now = new Date('2030-01-02T03:04:05Z');
  expect(readVersion(folder, {}, now)).toMatchObject({
    version: '1.2.4',
    dirty: true,
    built: now.toISOString(),
  });
  // A folder inside another repository is not that repository.
  const inner = mkdtempSync(path.join(folder, 'inner-'));
  writeFileSync(path.join(inner, 'package.json'), '{"version":"1.2.3"}');
  expect(readVersion(inner, {})).toMatchObject({ commit: null, dirty: null });
});

it('says it in one line, and runs without having been built', () => {
  expect(
    versionText({ version: '1.2.3', commit: 'abcdef0123456789', built: null, dirty: true }),
  ).toBe('1.2.3 (abcdef0123+)');
  expect(readBuildInfo(new URL('file:///nowhere/version.json'))).toMatchObject({ commit: null });
});

function hasGit(): boolean {
  try {
    execFileSync('git', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
