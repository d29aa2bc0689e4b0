/**
 * The desktop app around this page, where there is one; in a browser the page speaks to where it
 * came from.
 */
import type { Bridge } from '../../../src-shared/ipc/desktop-bridge';

export type { FoundHost, MachineNow } from '../../../src-shared/ipc/desktop-bridge';

/** Null in a browser. */
export function desktopApp(): Bridge | null {
  return (globalThis as { readonly comanda?: Bridge }).comanda ?? null;
}

export function socketOrigin(origin: string): Promise<string> {
  return desktopApp()?.socketOrigin() ?? Promise.resolve(origin.replace(/^http/, 'ws'));
}
