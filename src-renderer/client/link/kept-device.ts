/**
 * What this machine keeps of its pairing: the token it shows, and the key by which it knows the
 * host again. In a browser each host has an address of its own, and its own keeping with it; the
 * desktop app goes from one host to another under one address.
 */

export type StoredDevice = {
  readonly token: string;
  /** The host's public key, learnt when it was paired; null only where there was none to learn. */
  readonly hostKey: string | null;
};

export const DEVICE_NAME = 'comanda.device';

/** Null where it was never paired, and where the browser keeps nothing. */
export function readStoredDevice(name = DEVICE_NAME): StoredDevice | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(name) ?? 'null');
    const { token, hostKey } = (kept ?? {}) as {
      readonly token?: unknown;
      readonly hostKey?: unknown;
    };
    return typeof token === 'string'
      ? { token, hostKey: typeof hostKey === 'string' ? hostKey : null }
      : null;
  } catch {
    return null;
  }
}

/** Null forgets it. Where the browser keeps nothing, it is paired until the page is closed. */
export function storeDevice(device: StoredDevice | null, name = DEVICE_NAME): void {
  try {
    if (device === null) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify(device));
  } catch {
    // Private windows: nothing to keep it in.
  }
}
