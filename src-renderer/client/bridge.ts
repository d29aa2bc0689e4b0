/** The desktop app around this page, where there is one; in a browser the page speaks to where it came from. */
import type { Bridge } from '../../src-shared/bridge';

export function socketOrigin(origin: string): Promise<string> {
  const { comanda } = globalThis as { readonly comanda?: Bridge };
  return comanda ? comanda.socketOrigin() : Promise.resolve(origin.replace(/^http/, 'ws'));
}
