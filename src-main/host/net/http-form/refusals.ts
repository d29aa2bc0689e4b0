/** Headers of HTTP refusals, and refusals that are written to a bare socket. */
import { METHODS as METHODS_OF_NODE } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { ERRORS, refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import { errorAnswer } from '../../../../src-shared/public-api/answers';
import { notHttp } from './request-form';

/** Seconds after which a request that was too fast or met a busy host may succeed. */
const RETRY_S = { 429: 1, 503: 5 } as const;

/**
 * RFC 9110: 401 names the scheme (11.6.1), 429 and 503 say when to retry (10.2.3). `waitS`: seconds
 * until a retry, if the refusal has them.
 */
export function refusalHeaders(status: number, waitS?: unknown): Readonly<Record<string, string>> {
  switch (status) {
    case 401:
      return { 'www-authenticate': 'Bearer realm="comanda"' };
    case 429:
    case 503:
      return {
        'retry-after': String(typeof waitS === 'number' ? Math.ceil(waitS) : RETRY_S[status]),
      };
    // RFC 9110, 15.5.16 and 15.5.22: the accepted type, and the protocol.
    case 415:
      return { 'accept-encoding': 'identity' };
    case 426:
      return { upgrade: 'websocket', 'sec-websocket-version': '13' };
    default:
      return {};
  }
}

/** A whole answer as bytes: for refused upgrades, and for bytes that Node's parser rejects. */
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
    connection: http === 426 ? 'close, upgrade' : 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return `HTTP/1.1 ${http} Refused\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
}

/** `rawPacket`: the bytes that the parser rejected. */
type ParserError = Error & { readonly code?: string | undefined; readonly rawPacket?: unknown };

/** The newest answer of each connection whose request was complete. */
const unanswered = new WeakMap<Duplex, Set<ServerResponse>>();

export function followAnswers(server: Server): void {
  server.on('request', ({ socket }, response) => {
    const open = unanswered.get(socket) ?? new Set();
    unanswered.set(socket, open.add(response));
    response.once('close', () => open.delete(response));
  });
}

/**
 * Answers bytes that Node's parser rejects (https://nodejs.org/api/http.html#event-clienterror),
 * then closes. Answers of earlier requests on the connection go first: the client would take the
 * first answer for the first request's.
 */
export function refuseUnreadable(error: ParserError, socket: Duplex): void {
  const before = [...(unanswered.get(socket) ?? [])].findLast(({ req }) => req.complete);
  if (before) before.once('close', () => refuseBytes(error, socket));
  else refuseBytes(error, socket);
}

function refuseBytes(error: ParserError, socket: Duplex): void {
  // The connection is gone, or an answer has begun. More bytes would not be read as an answer.
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy(error);
  const [, method] =
    error.code === 'HPE_INVALID_METHOD' ? (FIRST_LINE.exec(String(error.rawPacket)) ?? []) : [];
  // If the packet begins with a complete request, the error is in the bytes behind it.
  const isUnknown = method !== undefined && !METHODS_OF_NODE.includes(method);
  socket.end(rawRefusal(isUnknown ? methodRefused(method) : unreadable(error.code)));
}

/** A whole first line, such as `BREW /pedidos HTTP/1.1`. */
const FIRST_LINE = /^([A-Z]{1,20}) \S{1,2000} HTTP\/1\.[01]\r?\n/;

/** The methods of all paths. */
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
      return notHttp(PARSER_REASONS[code ?? ''] ?? 'no se entiende');
  }
}

/** Llhttp's error codes in words for the sender. */
const PARSER_REASONS: Readonly<Record<string, string>> = {
  HPE_INVALID_METHOD: 'la primera línea no empieza con un método conocido',
  HPE_INVALID_URL: 'la ruta lleva algo que no puede llevar',
  HPE_INVALID_VERSION: 'la primera línea no termina en HTTP/1.1 y CR LF',
  HPE_INVALID_CONSTANT: 'la primera línea no se entiende',
  HPE_INVALID_HEADER_TOKEN: 'una cabecera lleva algo que no puede llevar',
  HPE_INVALID_CONTENT_LENGTH: 'Content-Length no es un número, o sobra',
  HPE_UNEXPECTED_CONTENT_LENGTH: 'Content-Length viene dos veces, o junto con Transfer-Encoding',
  HPE_INVALID_TRANSFER_ENCODING:
    'Transfer-Encoding no se entiende, o viene junto con Content-Length',
  HPE_INVALID_CHUNK_SIZE: 'el tamaño de un trozo del cuerpo no es un número',
  HPE_CR_EXPECTED: 'una línea no termina en CR LF',
  HPE_LF_EXPECTED: 'una línea no termina en CR LF',
};
