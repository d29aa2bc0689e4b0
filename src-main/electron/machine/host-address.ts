/** Reads the address of a counter as a person types it, or its invitation link. */

export type HostLink = {
  /** `http://192.168.1.5:4780`. */
  readonly origin: string;
  /** From a link: the pairing code and the host's key. */
  readonly code: string | null;
  readonly hostKey: string | null;
};

/** Default HTTP port of a counter. */
const USUAL_PORT = 4780;

/**
 * `192.168.1.5`, `caja.local:4780`, `https://…`,
 * `http://192.168.1.5:4780/#vincular=CODE&clave=KEY`. Null: not an address.
 */
export function readHostAddress(typed: string): HostLink | null {
  const text = typed.trim();
  const whole = /^[a-z]+:\/\//i.test(text) ? text : `http://${text}`;
  if (text === '' || /\s/.test(text) || !URL.canParse(whole)) return null;
  const { protocol, hostname, username, password, hash } = new URL(whole);
  if ((protocol !== 'http:' && protocol !== 'https:') || username !== '' || password !== '')
    return null;
  // The name becomes part of the page's content security policy: allow no other characters.
  if (!/^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])$/.test(hostname)) return null;
  // URL drops the default port of its scheme, so read the port from the text.
  const [, port] = /^[a-z]+:\/\/(?:\[[^\]]*\]|[^/?#:]*):(\d+)/i.exec(whole) ?? [];
  const carried = new URLSearchParams(hash.slice(1));
  return {
    origin: `${protocol}//${hostname}:${Number(port ?? USUAL_PORT)}`,
    code: carried.get('vincular'),
    hostKey: carried.get('clave'),
  };
}
