/**
 * NOTICE.txt: every package of a build with its licence, and nothing that depends on when it was
 * built.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { noticeText, packageFolder, packagesAtRunTime } from '../../tools/notice.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'comanda-notice-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function addPackage(at: string, manifest: object, licence?: string): string {
  const own = path.join(folder, at);
  mkdirSync(own, { recursive: true });
  writeFileSync(path.join(own, 'package.json'), JSON.stringify(manifest));
  if (licence !== undefined) writeFileSync(path.join(own, 'LICENSE.md'), licence);
  return own;
}

it('names the package that a module comes from, the innermost one', () => {
  expect(packageFolder('/x/node_modules/@a/b/lib/c.js')).toBe('/x/node_modules/@a/b');
  expect(packageFolder('/x/node_modules/a/node_modules/b/c.js')).toBe(
    '/x/node_modules/a/node_modules/b',
  );
  expect(packageFolder('/x/src/c.js')).toBe(null);
});

it('has each licence text, in the order of the names', () => {
  const b = addPackage(
    'node_modules/b',
    { name: 'b', version: '2.0.0', license: 'ISC' },
    'Permission of B',
  );
  const a = addPackage('node_modules/a', {
    name: 'a',
    version: '1.0.0',
    license: 'MIT',
    author: 'Ada',
  });
  const text = noticeText(new Set([b, a]));
  expect(text).toMatch(
    /a 1\.0\.0 \(MIT\)[\s\S]*Licence: MIT\. Author: Ada[\s\S]*b 2\.0\.0 \(ISC\)[\s\S]*Permission of B/,
  );
  expect(noticeText(new Set([a, b]))).toBe(text);
});

it('does not pass over a package that says nothing of its licence', () => {
  const c = addPackage('node_modules/c', { name: 'c', version: '1.0.0' });
  expect(() => noticeText(new Set([c]))).toThrow('c 1.0.0 says nothing of its licence');
});

it('follows what the program needs at run time, and what that needs, not what builds it', () => {
  addPackage('.', { dependencies: { a: '1' }, devDependencies: { tool: '1' } });
  const a = addPackage('node_modules/a', {
    name: 'a',
    dependencies: { b: '1' },
    optionalDependencies: { absent: '1' },
  });
  const b = addPackage('node_modules/a/node_modules/b', { name: 'b' });
  addPackage('node_modules/tool', { name: 'tool' });
  expect([...packagesAtRunTime(folder)]).toEqual([a, b]);
});
