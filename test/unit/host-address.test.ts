/** What people have of their counter, read: an address as it is said aloud, or a link. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readHostAddress } from '../../src-main/electron/machine/host-address';

it('reads an address with and without its port, and a link with what it carries', () => {
  expect(readHostAddress(' 192.168.1.5 ')).toEqual({
    origin: 'http://192.168.1.5:4780',
    code: null,
    hostKey: null,
  });
  expect(readHostAddress('caja.local:5000')?.origin).toBe('http://caja.local:5000');
  expect(readHostAddress('https://caja.local')?.origin).toBe('https://caja.local:4780');
  // A port that is said is meant, also the scheme's own.
  expect(readHostAddress('http://192.168.1.5:80')?.origin).toBe('http://192.168.1.5:80');
  expect(readHostAddress('https://caja:443/')?.origin).toBe('https://caja:443');
  expect(readHostAddress('[fe80::1]:4780')?.origin).toBe('http://[fe80::1]:4780');
  expect(readHostAddress('http://192.168.1.5:4780/#vincular=ABCD2345&clave=k3y')).toEqual({
    origin: 'http://192.168.1.5:4780',
    code: 'ABCD2345',
    hostKey: 'k3y',
  });
});

it('takes nothing for an address that is none, nor one of another kind', () => {
  for (const text of [
    '',
    ' ',
    'la caja',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'http://yo:clave@caja',
    'http://',
    'http://a;sandbox;b:4780',
    'http://*',
    'a b',
    'http://a,b',
  ])
    expect(readHostAddress(text)).toBeNull();
});

it('gives an origin alone, whatever is typed: no path, no query, no name and password', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true, withFragments: true })),
      (text) => {
        const read = readHostAddress(text);
        expect(read === null || /^https?:\/\/[^/?#@]+:\d+$/.test(read.origin)).toBe(true);
        // What was read once reads the same again.
        expect(read === null || readHostAddress(read.origin)?.origin === read.origin).toBe(true);
      },
    ),
  );
});
