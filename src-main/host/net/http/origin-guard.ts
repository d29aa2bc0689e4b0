/**
 * Who may reach the HTTP port at all, before anything of a request is read: only one that calls
 * this host by a name of its own (a page that rebinds its DNS calls it by the page's name), and no
 * page of another site.
 */
import os from 'node:os';
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';

const DESKTOP_ORIGIN = 'app://comanda';

export type RequestHeaders = {
  readonly host?: string | undefined;
  readonly origin?: string | undefined;
};

/** Null: let it in. */
export function foreignOrigin(
  { host, origin }: RequestHeaders,
  port: number,
  scheme: 'http' | 'https' = 'http',
): Refusal | null {
  const named = splitHost(host ?? '');
  if (!named || (named.port !== null && named.port !== port) || !isOwn(named.name))
    return refuse('WRONG_HOST');
  // Programs send no origin; a browser sends that of its page. No site's page can be the desktop
  // app's.
  if (origin !== undefined && origin !== `${scheme}://${host}` && origin !== DESKTOP_ORIGIN)
    return refuse('WRONG_ORIGIN');
  return null;
}

/** By any loopback address too: no name leads there but this machine's own. */
function isOwn(name: string): boolean {
  return /^127(?:\.\d{1,3}){3}$/.test(name) || ownNames().has(name);
}

function ownNames(): ReadonlySet<string> {
  const name = os.hostname().toLowerCase();
  const addresses = Object.values(os.networkInterfaces()).flatMap((list) =>
    (list ?? []).map(({ address }) => address),
  );
  return new Set(['localhost', '127.0.0.1', '::1', name, `${name}.local`, ...addresses]);
}

function splitHost(host: string): { readonly name: string; readonly port: number | null } | null {
  const [, six, plain, port] =
    /^(?:\[([0-9a-f:]+)\]|([a-z0-9.-]+))(?::(\d{1,5}))?$/i.exec(host) ?? [];
  const name = six ?? plain;
  return name === undefined
    ? null
    : { name: name.toLowerCase(), port: port === undefined ? null : Number(port) };
}
