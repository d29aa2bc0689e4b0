/**
 * Refuses malformed requests that Node's parser accepts (RFC 9110, RFC 9112).
 *
 * Two parsers that read such a request differently can be played against each other. A header that
 * may appear once must not be repeated.
 */
import type { IncomingMessage } from 'node:http';
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';

/**
 * Node keeps only the first of these repeated headers, or joins them into a value that was not
 * sent.
 */
const SINGLE: ReadonlySet<string> = new Set([
  'host',
  'origin',
  'authorization',
  'content-type',
  'content-length',
  'transfer-encoding',
  'expect',
  'idempotency-key',
  'sec-websocket-key',
  'sec-websocket-version',
]);

/** Null: the request is well formed. */
export function formRefusal(request: IncomingMessage): Refusal | null {
  const { headers, httpVersion, url = '' } = request;
  const repeated = repeatedHeader(request.rawHeaders);
  if (repeated !== null) return notHttp(`la cabecera ${repeated} viene dos veces`);
  const transfer = headers['transfer-encoding'];
  // RFC 9112, 6.1: both ends must understand the framing of a body, and HTTP/1.0 has no transfer
  // codings.
  if (transfer !== undefined && httpVersion !== '1.1')
    return notHttp('Transfer-Encoding no existe en HTTP/1.0');
  if (transfer !== undefined && transfer.toLowerCase() !== 'chunked')
    return notHttp('de Transfer-Encoding solo se acepta chunked');
  if (url.includes('#')) return notHttp('la ruta lleva un "#"');
  return contentRefusal(headers);
}

/** Refuses a body that is not plain UTF-8 (RFC 9110, 15.5.16). */
function contentRefusal(headers: IncomingMessage['headers']): Refusal | null {
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? '';
  if (encoding !== '' && encoding !== 'identity')
    return refuse('BODY_ENCODED', { encoding: encoding.slice(0, 40) });
  const [, charset = 'utf-8'] =
    /;\s*charset="?([^\s";]+)/i.exec(headers['content-type'] ?? '') ?? [];
  return /^utf-?8$/i.test(charset) ? null : refuse('NOT_JSON');
}

function repeatedHeader(raw: readonly string[]): string | null {
  const seen = new Set<string>();
  for (let at = 0; at < raw.length; at += 2) {
    const name = raw[at]?.toLowerCase() ?? '';
    if (!SINGLE.has(name)) continue;
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return null;
}

export function notHttp(reason: string): Refusal {
  return refuse('NOT_HTTP', { reason });
}

/**
 * Rewrites a request in absolute form to the usual form. Its address replaces the `Host` header
 * (RFC 9112, 3.2.2).
 */
export function takeOrigin(request: IncomingMessage): void {
  const [whole, authority] = /^https?:\/\/([^/?#]*)/i.exec(request.url ?? '') ?? [];
  if (whole === undefined || authority === undefined) return;
  const rest = (request.url ?? '').slice(whole.length);
  request.url = rest.startsWith('/') ? rest : `/${rest}`;
  request.headers.host = authority;
}

/** The path of the WebSocket for screens and programs. */
export const SCREENS_PATH = '/vivo';

export function pathOf({ url = '' }: Pick<IncomingMessage, 'url'>): string {
  return url.replace(/^https?:\/\/[^/?#]*/i, '').split('?', 1)[0] ?? '';
}
