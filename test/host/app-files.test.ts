/**
 * The screens' files: served as they were built, kept by what their names promise, and no other
 * file of the machine.
 */
import { copyFileSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openHouse } from '../support/house';
import type { House } from '../support/house';
import { OUT } from '../../tools/build.mjs';

let house: House;

beforeAll(async () => {
  // The program with screens of its own.
  const program = path.join(OUT, 'with-screens');
  mkdirSync(program, { recursive: true });
  for (const name of readdirSync(OUT))
    if (/\.(js|json)$/.test(name)) copyFileSync(path.join(OUT, name), path.join(program, name));
  const folder = path.join(program, 'renderer');
  mkdirSync(path.join(folder, 'assets'), { recursive: true });
  writeFileSync(path.join(folder, 'index.html'), '<!doctype html><title>Comanda</title>');
  writeFileSync(path.join(folder, 'assets', 'app-Ab12Cd34.js'), 'console.log(1)');
  writeFileSync(path.join(folder, 'assets', 'long-Ab12Cd34.js'), 'console.log(1);'.repeat(500));
  writeFileSync(path.join(folder, 'secret.pem'), 'no');
  try {
    symlinkSync('/etc/passwd', path.join(folder, 'passwd.json'));
  } catch {
    // There from a run before.
  }
  house = await openHouse({}, [], undefined, undefined, program);
}, 60_000);
afterAll(() => house.stop());

it.each(['/', '/mesero', '/cocina', '/pase', '/admin', '/index.html'])(
  'gives the app at %s, with a policy that runs its own scripts alone',
  async (url) => {
    const { status, text, headers } = await house.http('GET', url);
    expect([status, text]).toEqual([200, '<!doctype html><title>Comanda</title>']);
    expect(headers['content-security-policy']).toContain("script-src 'self';");
    expect(headers['content-security-policy']).toContain(
      "worker-src 'self'; require-trusted-types-for 'script'; trusted-types comanda-worker",
    );
    expect(headers['cache-control']).toBe('no-cache');
  },
);

it('lets a browser keep what its name promises, and ask for the rest', async () => {
  const script = await house.http('GET', '/assets/app-Ab12Cd34.js');
  expect(script).toMatchObject({ status: 200, text: 'console.log(1)' });
  expect(script.headers['cache-control']).toContain('immutable');
  // As a worker it has this policy, and not that of the page.
  expect(script.headers['content-security-policy']).toContain("default-src 'none'");
  const { headers } = await house.http('GET', '/');
  expect(
    (await house.http('GET', '/', { headers: { 'if-none-match': String(headers.etag) } })).status,
  ).toBe(304);
});

it('sends scripts packed to whoever can unpack them', async () => {
  const url = `http://127.0.0.1:${house.host.httpPort}/assets/long-Ab12Cd34.js`;
  for (const encoding of ['gzip', 'identity']) {
    const answer = await fetch(url, { headers: { 'accept-encoding': encoding } });
    expect(answer.headers.get('content-encoding')).toBe(encoding === 'gzip' ? 'gzip' : null);
    expect(answer.headers.get('vary')).toContain('accept-encoding');
    expect(await answer.text()).toBe('console.log(1);'.repeat(500));
  }
});

it.each([
  '/secret.pem',
  '/passwd.json',
  '/../package.json',
  '/assets/../../package.json',
  '/..%2f..%2fpackage.json',
  '/assets/..%5c..%5cpackage.json',
  '/assets/%00',
  '//etc/passwd',
  `/${'a'.repeat(4000)}`,
  '/CON',
  '/index.html::$DATA',
])('has nothing at %s', async (url) => {
  const { status, text } = await house.http('GET', url);
  expect([400, 404]).toContain(status);
  expect(text).not.toContain('root:');
  expect(text).not.toContain('dependencies');
});
