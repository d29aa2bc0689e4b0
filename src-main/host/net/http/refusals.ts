/** What an HTTP refusal carries beside its body, and the refusals that are written to a bare socket, where no request was understood. */
import type { Duplex } from 'node:stream';
import { ERRORS, refuse } from '../../../../src-shared/errors';
import type { Refusal } from '../../../../src-shared/errors';
import { errorAnswer } from '../../../../src-shared/wire-answers';

/** Seconds after which a request that was too fast, or came while the host was busy, may succeed. */
const RETRY_S = { 429: 1, 503: 5 } as const;

/** RFC 9110: 401 names the scheme (11.6.1), 429 and 503 say when to come back (10.2.3). `waitS`: where the refusal knows it, in seconds. */
export function refusalHeaders(status: number, waitS?: unknown): Readonly<Record<string, string>> {
  switch (status) {
    case 401:
      return { 'www-authenticate': 'Bearer realm="comanda"' };
    case 429:
    case 503:
      return { 'retry-after': String(typeof waitS === 'number' ? Math.ceil(waitS) : RETRY_S[status]) };
    default:
      return {};
  }
}

/** A whole answer as bytes: for an upgrade that is refused, and for what Node's parser could not read as HTTP. */
export function rawRefusal(refusal: Refusal): string {
  const body = JSON.stringify(errorAnswer(refusal));
  const { http } = ERRORS[refusal.code];
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...refusalHeaders(http, refusal.details.seconds),
    ...(refusal.code === 'METHOD_NOT_ALLOWED' ? { allow: String(refusal.details.allowed) } : {}),
    connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return `HTTP/1.1 ${http} Refused\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
}

/** `rawPacket`: the bytes that it gave up on. */
type ParserError = Error & { readonly code?: string | undefined; readonly rawPacket?: unknown };

/** Node's parser gave up on what a connection sent (https://nodejs.org/api/http.html#event-clienterror): answered by name, then closed. */
export function refuseUnreadable(error: ParserError, socket: Duplex): void {
  // The other side is gone, or an answer has begun: nothing that could be written would be read as one.
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy(error);
  const [, method] = error.code === 'HPE_INVALID_METHOD' ? (UNKNOWN_METHOD.exec(String(error.rawPacket)) ?? []) : [];
  socket.end(rawRefusal(method === undefined ? unreadable(error.code) : methodRefused(method)));
}

/** A whole first line with a method that Node's parser does not know, such as `BREW /pedidos HTTP/1.1`. */
const UNKNOWN_METHOD = /^([A-Z]{1,20}) \S{1,2000} HTTP\/1\.[01]\r?\n/;

/** What some path of the API takes. */
const METHODS = 'DELETE, GET, HEAD, PATCH, POST, PUT';

/** For a method that no path takes. */
export function methodRefused(method: string): Refusal {
  return refuse('METHOD_NOT_ALLOWED', { method, allowed: METHODS });
}

function unreadable(code: string | undefined): Refusal {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return refuse('HEADERS_TOO_LARGE');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return refuse('REQUEST_TIMED_OUT');
    default:
      return refuse('NOT_HTTP');
  }
}
