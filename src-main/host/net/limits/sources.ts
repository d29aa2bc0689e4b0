/**
 * Where connections come from: this machine, which is spared, or the LAN, where each source has its
 * pace.
 */

export function isLoopback(address: string): boolean {
  const plain = address.replace(/^::ffff:/i, '');
  return plain === '::1' || plain.startsWith('127.');
}

/**
 * What a source is counted by. An IPv6 machine gives itself as many addresses as it likes within
 * its network's first 64 bits (RFC 4291, 2.5.4), so those are one source; an IPv4 address stands
 * for itself, also where it comes mapped into IPv6.
 */
export function sourceKey(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  return plain.includes(':') ? `${expandedIPv6(plain).slice(0, 4).join(':')}::/64` : plain;
}

/** Its eight groups, without leading zeros. */
function expandedIPv6(address: string): readonly string[] {
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'));
  const [before, after] = [groups(head), tail === undefined ? [] : groups(tail)];
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return [...before, ...(tail === undefined ? [] : zeros), ...after].map((group) =>
    group.replace(/^0+(?=.)/, ''),
  );
}

/** `isLocal`: the sender sits at this machine. */
export type RequestSource = { readonly address: string; readonly isLocal: boolean };

/**
 * What a proxy says of whom it speaks for, in the names that servers, load balancers and CDNs give
 * it. Which of them is set by whom is not known here: one is enough to be a stranger.
 */
const FORWARDED =
  /forwarded|^via$|^cdn-loop$|(?:^|-)(?:client|real|connecting|remote|user)-?ip$|^x-(?:envoy|azure|appengine|arr|amzn|original|proxy|proxyuser)-/;

/**
 * An HTTP request's source. A proxy on this machine connects from loopback for anybody, so what it
 * passes on is never local.
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
 * A bucket per source that holds `burst` requests and fills by `perSecond`. Forgotten when its last
 * connection leaves and it is full.
 */
export function rateLimitBySource(
  limits: { readonly perSecond: number; readonly burst: number; readonly connections: number },
  /** Told of each refusal, with its source's address. */
  onRefused: (address: string) => void,
  now: () => number = () => performance.now(),
): SourceRateLimit {
  const sources = new Map<string, Account>();

  /** `name`: as `sourceKey` gives it. */
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
        else break; // oldest first: the rest will be looked at another time
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
