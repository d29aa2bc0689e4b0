/**
 * Serves `app://comanda/`: files of the screens from disk, every other path from the host.
 *
 * The window opens even if the host is away. The page has one origin and makes no other HTTP
 * requests, so its token reaches no other server.
 */
import { net, protocol } from 'electron';
import { APP_POLICY, APP_VIEWS, readAppFiles } from '../../host/net/http/static-files';
import { CHOOSING_PATH } from '../machine/machine';

export const APP_ORIGIN = 'app://comanda';

/** Compares the parts: in Node the origin of a custom scheme is `null`. */
export function isAppUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && url.protocol === 'app:' && url.host === 'comanda';
}

/** Must be called before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'app',
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

export type AppSchemeOptions = {
  /** The folder of the built screens. */
  readonly folder: string;
  /** Origin of the host. Waits while a host is being opened. Null: there is none. */
  readonly hostOrigin: () => Promise<string | null>;
  /** Origins to which the page may open a socket, e.g. `ws://127.0.0.1:4780`. */
  readonly socketOrigins: () => readonly string[];
};

export function serveApp({ folder, hostOrigin, socketOrigins }: AppSchemeOptions): void {
  const files = readAppFiles(folder);
  protocol.handle('app', async (request) => {
    const { pathname, search } = new URL(request.url);
    if (!isAppUrl(request.url)) return new Response(null, { status: 404 });
    const isPage = APP_VIEWS.includes(pathname) || pathname === CHOOSING_PATH;
    const file = files?.get(isPage ? '/index.html' : pathname);
    if (file) {
      const headers = {
        'content-type': file.type,
        'x-content-type-options': 'nosniff',
        'content-security-policy': policyFor(socketOrigins()),
      };
      return new Response(new Uint8Array(file.bytes), { headers });
    }
    const to = await hostOrigin();
    if (to === null) return new Response(null, { status: 503 });
    return forward(request, to + pathname + search);
  });
}

/** The content security policy of the app, which also allows the sockets. */
function policyFor(sockets: readonly string[]): string {
  return APP_POLICY.replace("connect-src 'self'", ["connect-src 'self'", ...sockets].join(' '));
}

/**
 * Time limit of a request, ms. An abort by the page does not always arrive here, and Chromium opens
 * at most six connections to a host: requests that hang would block it after the host is back.
 */
function timeoutFor({ method, url }: Request): number {
  if (/^\/(identidad|sesion)\b/.test(new URL(url).pathname)) return 5_000;
  return method === 'GET' ? 30_000 : 600_000;
}

/**
 * Headers that make the host's answer plain data. Another machine may have taken the counter's
 * address: it must not run a script or a page under the app's origin, which stores the pairing.
 */
function dataHeaders(from: Headers): Headers {
  const type = from.get('content-type') ?? '';
  const headers = new Headers({
    'content-type': DATA_TYPES.some((data) => type.startsWith(data))
      ? type
      : 'application/octet-stream',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'no-store',
  });
  const name = from.get('content-disposition');
  if (name !== null) headers.set('content-disposition', name);
  return headers;
}

const DATA_TYPES = ['application/json', 'application/pdf', 'text/csv', 'text/plain'];
const FORWARDED = ['authorization', 'content-type', 'idempotency-key', 'accept'];

async function forward(request: Request, url: string): Promise<Response> {
  // Bypass Chromium's cache: another machine that had this address may have filled it.
  const headers = new Headers({ 'cache-control': 'no-cache' });
  for (const name of FORWARDED) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  const body =
    request.method === 'GET' || request.method === 'HEAD' ? undefined : await request.arrayBuffer();
  try {
    const answer = await net.fetch(url, {
      method: request.method,
      headers,
      ...(body ? { body } : {}),
      bypassCustomProtocolHandlers: true,
      credentials: 'omit',
      redirect: 'error',
      signal: AbortSignal.any([request.signal, AbortSignal.timeout(timeoutFor(request))]),
    });
    return new Response(answer.body, {
      status: answer.status,
      headers: dataHeaders(answer.headers),
    });
  } catch {
    // A network error, as from a browser's fetch: the page shows that the host is away.
    return Response.error();
  }
}
