/**
 * What the desktop app's window may ask of the program around it: what a browser cannot do, and
 * nothing else. Each call is checked for its sender and its shape; in a browser there is no bridge.
 */
import { z } from 'zod';

/**
 * What this machine is to the restaurant: the counter, with the host in it, or a station of a
 * counter elsewhere.
 */
export const MachineChoice = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('counter') }),
  /**
   * `at`: an address, or the link by which the counter invites. `code`: a pairing code beside an
   * address.
   */
  z.strictObject({
    is: z.literal('station'),
    at: z.string().min(1).max(300),
    code: z.string().max(80),
  }),
  /** As it was. */
  z.strictObject({ is: z.literal('same') }),
]);
export type MachineChoice = z.infer<typeof MachineChoice>;

/** Channels, each with what may be sent on it. */
export const BRIDGE_CALLS = {
  /** Where the host listens for screens: `ws://127.0.0.1:4780`. */
  'comanda:socket-origin': z.tuple([]),
  /** What this machine is now; null: nobody has said. */
  'comanda:machine': z.tuple([]),
  /** Counters that announce themselves on the LAN: listens for a few seconds. */
  'comanda:find-hosts': z.tuple([]),
  /** Heard only while the program itself shows the page where it is chosen. */
  'comanda:choose': z.tuple([MachineChoice]),
} as const satisfies Record<string, z.ZodType>;
export type BridgeCall = keyof typeof BRIDGE_CALLS;

export type MachineNow =
  | { readonly is: 'counter' }
  | {
      readonly is: 'station';
      /** `http://192.168.1.5:4780`. */
      readonly host: string;
    };

export type FoundHost = { readonly name: string; readonly origin: string };

/**
 * away: nobody answers there. address: not to be read as one. stranger: something else than
 * Comanda. certificate: https that this machine does not trust.
 */
export type ChoiceFailed =
  'away' | 'address' | 'stranger' | 'certificate' | 'not-now' | 'failed' | 'cancelled';
export type ChoiceMade =
  | {
      readonly ok: true;
      /** The host's public key, as it says itself; null where it did not answer. */
      readonly hostKey: string | null;
      /** Where to go on: `/`, or with what a link's # carried. */
      readonly next: string;
    }
  | {
      readonly ok: false;
      readonly why: ChoiceFailed;
      /** The host's own sentence where it would not open; else empty. */
      readonly words: string;
    };

export type Bridge = {
  socketOrigin(): Promise<string>;
  machine(): Promise<MachineNow | null>;
  findHosts(): Promise<readonly FoundHost[]>;
  choose(choice: MachineChoice): Promise<ChoiceMade>;
};
