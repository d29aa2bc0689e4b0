/** Reads what people have of their counter: an address as it is said aloud, or the link by which it invites a device. */

export type HostAddress = {
  /** `http://192.168.1.5:4780`. */
  readonly origin: string;
  /** From a link: its pairing code, and the key of the host that made it. */
  readonly code: string | null;
  readonly hostKey: string | null;
};

/** Where a counter listens unless somebody decided otherwise. */
const USUAL_PORT = '4780';

/** `192.168.1.5`, `caja.local:4780`, `https://…`, `http://192.168.1.5:4780/#vincular=CODE&clave=KEY`. Null: none of these. */
export function readHostAddress(typed: string): HostAddress | null {
  const text = typed.trim();
  const whole = /^[a-z]+:\/\//i.test(text) ? text : `http://${text}`;
  if (text === '' || /\s/.test(text) || !URL.canParse(whole)) return null;
  const { protocol, hostname, port, username, password, hash } = new URL(whole);
  if ((protocol !== 'http:' && protocol !== 'https:') || hostname === '' || username !== '' || password !== '') return null;
  const carried = new URLSearchParams(hash.slice(1));
  return {
    origin: `${protocol}//${hostname}:${port || USUAL_PORT}`,
    code: carried.get('vincular'),
    hostKey: carried.get('clave'),
  };
}
