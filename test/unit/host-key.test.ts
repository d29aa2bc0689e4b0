/**
 * The key by which devices know the host: kept for good, and no damage of its file keeps the
 * restaurant shut.
 */
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openHostKey } from '../../src-main/host/net/auth/host-key';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'comanda-key-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const said: string[] = [];
beforeEach(() => said.splice(0));
const open = (): string => openHostKey(folder, (words) => void said.push(words)).publicKey;
const file = (): string => path.join(folder, 'host.key');

it('is made once, for this account alone', () => {
  const first = open();
  expect(open()).toBe(first);
  expect(said).toEqual([]);
  expect(readdirSync(folder)).toEqual(['host.key']);
  if (process.platform !== 'win32') expect(statSync(file()).mode & 0o077).toBe(0);
});

it.each([
  ['empty, as a power cut may leave it', ''],
  ['cut short', '-----BEGIN PRIVATE KEY-----\nMC4CAQ'],
  [
    'of another kind',
    generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      privateKeyEncoding: { format: 'pem', type: 'pkcs8' } as const,
      publicKeyEncoding: { format: 'pem', type: 'spki' } as const,
    }).privateKey,
  ],
])('a file that is %s is set aside, told, and another one made', (_, content) => {
  writeFileSync(file(), content);
  const made = open();
  expect(said).toEqual([expect.stringContaining('vuelva a emparejar')]);
  expect(readFileSync(`${file()}.mala`, 'utf8')).toBe(content);
  expect(open()).toBe(made);
  expect(said).toHaveLength(1);
});
