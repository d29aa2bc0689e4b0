/** What a source on the network is counted by, and how many of them there may be. */
import { expect, it } from 'vitest';
import { rateLimitBySource, sourceKey, sourceOf } from '../../src-main/host/net/limits/sources';

it.each([
  ['192.168.1.20', '192.168.1.20'],
  ['::ffff:192.168.1.20', '192.168.1.20'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
  ['2001:db8::9', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('counts %s as %s', (address, key) => expect(sourceKey(address)).toBe(key));

it('gives the addresses of one IPv6 network one allowance, and another network its own', () => {
  const refused: string[] = [];
  const pace = rateLimitBySource(
    { perSecond: 1, burst: 3, connections: 2 },
    (name) => refused.push(name),
    () => 0,
  );
  const from = (address: string) => ({ address, isLocal: false });
  expect([1, 2, 3].map((n) => pace.mayConnect(from(`2001:db8::${n}`)))).toEqual([
    true,
    true,
    false,
  ]);
  expect([1, 2, 3, 4].map((n) => pace.mayRequest(from(`2001:db8::${n}`)))).toEqual([
    true,
    true,
    true,
    false,
  ]);
  expect(pace.mayConnect(from('2001:db8:0:1::1'))).toBe(true);
  expect(refused).toEqual(['2001:db8:0:0::/64', '2001:db8:0:0::/64']);
  pace.left(from('2001:db8::2'));
  expect(pace.mayConnect(from('2001:db8::9'))).toBe(true);
});

it.each([
  'x-forwarded-for',
  'x-forwarded-port',
  'x-forwarded',
  'forwarded-for',
  'x-original-forwarded-for',
  'forwarded',
  'via',
  'x-real-ip',
  'cf-connecting-ip',
  'fastly-client-ip',
  'fly-client-ip',
  'x-azure-clientip',
  'x-envoy-external-address',
  'cdn-loop',
])('takes a request with %s for a stranger, though it comes from this machine', (name) =>
  expect(sourceOf('127.0.0.1', { host: 'localhost', [name]: '1' }).isLocal).toBe(false),
);

it('takes a request without a word of a proxy for this machine’s own', () => {
  expect(sourceOf('127.0.0.1', { host: 'localhost', 'user-agent': 'curl' }).isLocal).toBe(true);
});
