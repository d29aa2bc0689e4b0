/**
 * What a host's answer proves to a device: that it called the host itself, or over https the name.
 */
import { expect, it } from 'vitest';
import { isDirect } from '../../src-shared/screen-api/host-proof';

it.each([
  ['192.168.1.10:4780', false, '192.168.1.10:4780', true],
  // Passed on by a machine at the called address.
  ['192.168.1.66:4780', false, '192.168.1.10:4780', false],
  ['192.168.1.66:4780', false, '127.0.0.1:4780', false],
  ['[fd00::5]:4780', false, '[fd00::5]:4780', true],
  ['[fd00::6]:4780', false, '[fd00::5]:4780', false],
  // This machine, by whichever of its own addresses.
  ['localhost:4780', false, '[::1]:4780', true],
  ['127.9.9.9:4780', false, '127.0.0.1:4780', true],
  ['localhost:4780', false, '192.168.1.10:4780', false],
  // The certificate proves the name; over http nothing does, and nothing is promised.
  ['comanda.local', true, '192.168.1.10:4780', true],
  ['192.168.1.66:4780', true, '192.168.1.10:4780', true],
  ['comanda.local:4780', false, '192.168.1.10:4780', true],
])('called %s, secure %s, came in at %s: %s', (called, isSecure, cameInAt, direct) => {
  expect(isDirect(called, isSecure, cameInAt)).toBe(direct);
});
