/**
 * Checks Host and Origin of a request before anything else of it is read.
 *
 * The host must be called by a name of its own (after DNS rebinding, a page calls it by the name of
 * the page), and no page of another site may call it.
 */
import os from 'node:os';
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';

const DESKTOP_ORIGIN = 'app://comanda';

export type RequestHeaders = {
  readonly host?: string | undefined;
  readonly origin?: string | undefined;
};

/** Null: the request is accepted. */
export function foreignOrigin(
  { host, origin }: RequestHeaders,
  port: number,
  scheme: 'http' | 'https' = 'http',
): Refusal | null {
  const named = splitHost(host ?? '');
  if (!named || (named.port !== null && named.port !== port) || !isOwn(named.name))
    return refuse('WRONG_HOST');
  // Programs send no origin; a browser sends that of its page. No web page can have the origin of
  // the desktop app.
  if (origin !== undefined && origin !== `${scheme}://${host}` && origin !== DESKTOP_ORIGIN)
    return refuse('WRONG_ORIGIN');
  return null;
}

/** Loopback addresses count too: they lead to this machine only. */
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
