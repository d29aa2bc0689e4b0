/** What this machine keeps of its pairing: the token it shows, and the key by which it knows the host again. One host an address. */

export type KeptDevice = {
  readonly token: string;
  /** The host's public key, learnt when it was paired; null only where there was none to learn. */
  readonly hostKey: string | null;
};

const NAME = 'comanda.device';

/** Null where it was never paired, and where the browser keeps nothing. */
export function readKeptDevice(): KeptDevice | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(NAME) ?? 'null');
    const { token, hostKey } = (kept ?? {}) as { readonly token?: unknown; readonly hostKey?: unknown };
    return typeof token === 'string' ? { token, hostKey: typeof hostKey === 'string' ? hostKey : null } : null;
  } catch {
    return null;
  }
}

/** Null forgets it. Where the browser keeps nothing, it is paired until the page is closed. */
export function keepDevice(device: KeptDevice | null): void {
  try {
    if (device === null) localStorage.removeItem(NAME);
    else localStorage.setItem(NAME, JSON.stringify(device));
  } catch {
    // Private windows: nothing to keep it in.
  }
}
