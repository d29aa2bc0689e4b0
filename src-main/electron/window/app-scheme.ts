/**
 * `app://comanda/`: the screens' own files, so that the window opens with the host away; and what
 * is no file goes on to the host. The page has one origin, speaks by HTTP to nobody else, and its
 * token never reaches another.
 */
import { net, protocol } from 'electron';
import { APP_POLICY, APP_VIEWS, readAppFiles } from '../../host/net/http/static-files';
import { CHOOSING_PATH } from '../machine/machine';

export const APP_ORIGIN = 'app://comanda';

/** Node knows no origin of a scheme like this one: by its parts. */
export function isAppUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && url.protocol === 'app:' && url.host === 'comanda';
}

/** Before the app is ready, as Electron wants it. */
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
  /** Where the host answers; null: nowhere. Waits for one that is just being opened. */
  readonly hostOrigin: () => Promise<string | null>;
  /** Where a page of now may open its socket, known before the host is: `ws://127.0.0.1:4780`. */
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
    return passOn(request, to + pathname + search);
  });
}

/** The app's own policy, and the one socket that it needs. */
function policyFor(sockets: readonly string[]): string {
  return APP_POLICY.replace("connect-src 'self'", ["connect-src 'self'", ...sockets].join(' '));
}

/**
 * A page's patience does not always reach this side, and Chromium has six connections to a host:
 * what hangs must let go of them, or nothing gets through when the host is back. ms.
 */
function patienceFor({ method, url }: Request): number {
  if (/^\/(identidad|sesion)\b/.test(new URL(url).pathname)) return 5_000;
  return method === 'GET' ? 30_000 : 600_000;
}

/**
 * Under the app's origin a host's answer is data and nothing else: a machine that took the
 * counter's address must not get a script or a page of its own in here, where the pairing with the
 * right one lies.
 */
function tameHeaders(from: Headers): Headers {
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
const PASSED = ['authorization', 'content-type', 'idempotency-key', 'accept'];

async function passOn(request: Request, url: string): Promise<Response> {
  // Chromium reads no copy that it kept: whoever had the address before may have left one.
  const headers = new Headers({ 'cache-control': 'no-cache' });
  for (const name of PASSED) {
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
      signal: AbortSignal.any([request.signal, AbortSignal.timeout(patienceFor(request))]),
    });
    return new Response(answer.body, {
      status: answer.status,
      headers: tameHeaders(answer.headers),
    });
  } catch {
    // As a browser's own fetch fails: whoever asked says that the host is away.
    return Response.error();
  }
}
