/** Sources of connections: this machine, without limits, or the LAN, with a rate limit each. */

export function isLoopback(address: string): boolean {
  const plain = address.replace(/^::ffff:/i, '');
  return plain === '::1' || plain.startsWith('127.');
}

/**
 * The key that a source is counted by. An IPv6 machine can choose any address within its /64
 * network (RFC 4291, 2.5.4), so that network is one source. An IPv4 address is its own key, also
 * when it is mapped into IPv6.
 */
export function sourceKey(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  return plain.includes(':') ? `${expandedIPv6(plain).slice(0, 4).join(':')}::/64` : plain;
}

/** The eight groups of the address, without leading zeros. */
function expandedIPv6(address: string): readonly string[] {
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'));
  const [before, after] = [groups(head), tail === undefined ? [] : groups(tail)];
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return [...before, ...(tail === undefined ? [] : zeros), ...after].map((group) =>
    group.replace(/^0+(?=.)/, ''),
  );
}

/** `isLocal`: the sender is on this machine. */
export type RequestSource = { readonly address: string; readonly isLocal: boolean };

/**
 * Headers by which proxies, load balancers and CDNs name the sender that they forward. Any of them
 * makes the request not local.
 */
const FORWARDED =
  /forwarded|^via$|^cdn-loop$|(?:^|-)(?:client|real|connecting|remote|user)-?ip$|^x-(?:envoy|azure|appengine|arr|amzn|original|proxy|proxyuser)-/;

/**
 * The source of an HTTP request. A proxy on this machine connects from loopback for other senders,
 * so a forwarded request is never local.
 */
export function sourceOf(
  address: string,
  headers: Readonly<Record<string, unknown>> = {},
): RequestSource {
  return {
    address,
    isLocal: isLoopback(address) && !Object.keys(headers).some((name) => FORWARDED.test(name)),
  };
}

export type SourceRateLimit = {
  mayConnect(source: RequestSource): boolean;
  left(source: RequestSource): void;
  mayRequest(source: RequestSource): boolean;
};

type Account = { connections: number; tokens: number; at: number };

/**
 * A token bucket for each source: it holds `burst` requests and refills by `perSecond`. It is
 * deleted when the last connection closes and it is full.
 */
export function rateLimitBySource(
  limits: { readonly perSecond: number; readonly burst: number; readonly connections: number },
  /** Called on each refusal, with the key of the source. */
  onRefused: (address: string) => void,
  now: () => number = () => performance.now(),
): SourceRateLimit {
  const sources = new Map<string, Account>();

  /** `name`: as `sourceKey` returns it. */
  function refilled(name: string): Account {
    const at = now();
    const source = sources.get(name) ?? { connections: 0, tokens: limits.burst, at };
    source.tokens = Math.min(
      limits.burst,
      source.tokens + ((at - source.at) / 1000) * limits.perSecond,
    );
    source.at = at;
    sources.set(name, source);
    return source;
  }

  return {
    mayConnect({ address, isLocal }) {
      if (isLocal) return true;
      const name = sourceKey(address);
      const source = refilled(name);
      if (source.connections >= limits.connections) {
        onRefused(name);
        return false;
      }
      source.connections++;
      return true;
    },
    left({ address }) {
      const name = sourceKey(address);
      const source = sources.get(name);
      if (!source) return;
      source.connections--;
      for (const [other, { connections }] of sources) {
        if (connections <= 0 && refilled(other).tokens >= limits.burst) sources.delete(other);
        else break; // oldest first: a later call checks the rest
      }
    },
    mayRequest({ address, isLocal }) {
      if (isLocal) return true;
      const name = sourceKey(address);
      const source = refilled(name);
      if (source.tokens < 1) {
        onRefused(name);
        return false;
      }
      source.tokens--;
      return true;
    },
  };
}
