/**
 * Reads what people have of their counter: an address as it is said aloud, or the link by which it
 * invites a device.
 */

export type HostLink = {
  /** `http://192.168.1.5:4780`. */
  readonly origin: string;
  /** From a link: its pairing code, and the key of the host that made it. */
  readonly code: string | null;
  readonly hostKey: string | null;
};

/** Where a counter listens unless somebody decided otherwise. */
const USUAL_PORT = 4780;

/**
 * `192.168.1.5`, `caja.local:4780`, `https://…`,
 * `http://192.168.1.5:4780/#vincular=CODE&clave=KEY`. Null: none of these.
 */
export function readHostAddress(typed: string): HostLink | null {
  const text = typed.trim();
  const whole = /^[a-z]+:\/\//i.test(text) ? text : `http://${text}`;
  if (text === '' || /\s/.test(text) || !URL.canParse(whole)) return null;
  const { protocol, hostname, username, password, hash } = new URL(whole);
  if ((protocol !== 'http:' && protocol !== 'https:') || username !== '' || password !== '')
    return null;
  // It ends up in the page's policy: names and addresses alone.
  if (!/^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])$/.test(hostname)) return null;
  // A URL forgets a port that is its scheme's own.
  const [, port] = /^[a-z]+:\/\/(?:\[[^\]]*\]|[^/?#:]*):(\d+)/i.exec(whole) ?? [];
  const carried = new URLSearchParams(hash.slice(1));
  return {
    origin: `${protocol}//${hostname}:${Number(port ?? USUAL_PORT)}`,
    code: carried.get('vincular'),
    hostKey: carried.get('clave'),
  };
}
