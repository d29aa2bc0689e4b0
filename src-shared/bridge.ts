/**
 * What the desktop app's window may ask of the program around it: what a browser cannot do, and nothing else. Each call is checked for its sender
 * and its shape; in a browser there is no bridge.
 */
import { z } from 'zod';

/** Channels, each with what may be sent on it. */
export const BRIDGE_CALLS = {
  /** Where the host listens for screens: `ws://127.0.0.1:4780`. */
  'comanda:socket-origin': z.tuple([]),
} as const satisfies Record<string, z.ZodType>;
export type BridgeCall = keyof typeof BRIDGE_CALLS;

export type Bridge = {
  socketOrigin(): Promise<string>;
};
