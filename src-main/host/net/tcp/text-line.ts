/** Detects the protocol of a connection, and splits text into lines. */
import { LIMITS } from '../../../../src-shared/base/limits';

export type ConnectionKind =
  /** More bytes are needed. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'json' | 'text'; readonly skip: number }
  /** A proxy header, up to `skip`. What follows is from the sender that the proxy forwards. */
  | { readonly kind: 'proxy'; readonly skip: number }
  | { readonly kind: 'other'; readonly protocol: 'HTTP' | 'TLS' };

const IAC = 0xff;
const SUBNEGOTIATION = 0xfa;
const SUBNEGOTIATION_END = 0xf0;
const TLS_HANDSHAKE = 0x16;
const HTTP_LINE =
  /^(GET|HEAD|POST|PUT|DELETE|OPTIONS|PATCH|TRACE|CONNECT|PRI) (\/|\*|https?:|\S+ HTTP\/)/;
const HTTP_VERB = /^(GET|HEAD|POST|PUT|DELETE|OPTIONS|PATCH|TRACE|CONNECT|PRI)( |$)/;

/**
 * Detects the protocol by the first bytes. Skips a byte order mark, white space and telnet
 * negotiation.
 */
export function readOpening(bytes: Buffer): ConnectionKind {
  const proxy = readProxyHeader(bytes);
  if (proxy) return proxy;
  let at = 0;
  for (;;) {
    const byte = bytes[at];
    if (byte === undefined) return { kind: 'unknown' };
    if (byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d) at++;
    else if (byte === 0xef) {
      if (bytes.length < at + 3) return { kind: 'unknown' };
      if (bytes[at + 1] !== 0xbb || bytes[at + 2] !== 0xbf) break;
      at += 3;
    } else if (byte === IAC) {
      const end = telnetCommandEnd(bytes, at);
      if (end === null) return { kind: 'unknown' };
      at = end;
    } else break;
  }
  const first = bytes[at] ?? 0;
  if (first === TLS_HANDSHAKE) return { kind: 'other', protocol: 'TLS' };
  if (!isLetter(first)) return { kind: 'json', skip: at };
  const line = bytes.toString('latin1', at, at + 80).split('\n', 1)[0] ?? '';
  if (HTTP_LINE.test(line)) return { kind: 'other', protocol: 'HTTP' };
  // "GET" alone may become "GET /". Wait for the rest of the line, which text needs anyway.
  if (HTTP_VERB.test(line) && !bytes.subarray(at).includes(0x0a) && line.length < 80)
    return { kind: 'unknown' };
  return { kind: 'text', skip: at };
}

/**
 * Headers of the PROXY protocol (haproxy.org/download/2.9/doc/proxy-protocol.txt): a line in
 * version 1, binary with a length in version 2.
 */
const PROXY_LINE = Buffer.from('PROXY ');
const PROXY_LINE_BYTES = 107;
const PROXY_BYTES = Buffer.from([
  0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a,
]);
const PROXY_HEAD_BYTES = 16;

/** Null: no such header. */
function readProxyHeader(bytes: Buffer): ConnectionKind | null {
  if (startsLike(bytes, PROXY_LINE)) {
    const line = bytes.toString('latin1', 0, PROXY_LINE_BYTES);
    const end = line.indexOf('\n');
    if (end < 0) return bytes.length < PROXY_LINE_BYTES ? { kind: 'unknown' } : null;
    return /^PROXY (TCP4|TCP6|UNKNOWN)[ \r\n]/.test(line) ? { kind: 'proxy', skip: end + 1 } : null;
  }
  if (!startsLike(bytes, PROXY_BYTES)) return null;
  if (bytes.length < PROXY_HEAD_BYTES) return { kind: 'unknown' };
  const end = PROXY_HEAD_BYTES + bytes.readUInt16BE(14);
  return bytes.length < end ? { kind: 'unknown' } : { kind: 'proxy', skip: end };
}

/** True if neither is empty and they are equal up to the shorter length. */
function startsLike(bytes: Buffer, start: Buffer): boolean {
  const length = Math.min(bytes.length, start.length);
  return length > 0 && bytes.subarray(0, length).equals(start.subarray(0, length));
}

/**
 * Index after the telnet command at `at`; null while it is incomplete. RFC 854: IAC cmd [option],
 * IAC SB ... IAC SE.
 */
function telnetCommandEnd(bytes: Buffer, at: number): number | null {
  const command = bytes[at + 1];
  if (command === undefined) return null;
  if (command === SUBNEGOTIATION) {
    const end = bytes.indexOf(Buffer.from([IAC, SUBNEGOTIATION_END]), at + 2);
    return end < 0 ? null : end + 2;
  }
  if (command >= 0xfb && command <= 0xfe) return bytes.length < at + 3 ? null : at + 3;
  return at + 2;
}

/** An ASCII letter, or the first byte of a letter beyond ASCII, such as an accented capital. */
function isLetter(byte: number): boolean {
  return (
    (byte >= 0x41 && byte <= 0x5a) ||
    (byte >= 0x61 && byte <= 0x7a) ||
    (byte >= 0xc3 && byte <= 0xf4)
  );
}

/**
 * Methods instead of getters: an accessor in an object made per connection ties the connection to a
 * hidden class, until the next full garbage collection.
 */
export type LineReader = {
  /**
   * Complete lines, without their ends. Null: a line that was too long; the rest of it is skipped.
   */
  push(chunk: Buffer): readonly (Buffer | null)[];
  /** The last line, if it has no newline. */
  end(): Buffer | null;
  /** True while a line has begun and not ended. */
  isPartial(): boolean;
};

/** Longest line, bytes: a character has up to four. */
const LINE_BYTES = LIMITS.fieldChars * 4;

export function lineReader(): LineReader {
  let held: Buffer = Buffer.alloc(0);
  let tooLong = false;
  return {
    isPartial: () => held.length > 0 || tooLong,
    push(chunk) {
      const lines: (Buffer | null)[] = [];
      let rest = chunk;
      for (let end = rest.indexOf(0x0a); end >= 0; end = rest.indexOf(0x0a)) {
        const line = Buffer.concat([held, rest.subarray(0, end)]);
        held = Buffer.alloc(0);
        rest = rest.subarray(end + 1);
        lines.push(tooLong || line.length > LINE_BYTES ? null : line);
        tooLong = false;
      }
      if (!tooLong) held = Buffer.concat([held, rest]);
      if (held.length > LINE_BYTES) {
        tooLong = true;
        held = Buffer.alloc(0);
      }
      return lines;
    },
    end() {
      const last = held;
      held = Buffer.alloc(0);
      return last.length > 0 ? last : null;
    },
  };
}
