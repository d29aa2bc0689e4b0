/**
 * The bridge between the desktop app's window and its main process.
 *
 * It offers only what a browser cannot do. Each call is checked for its sender and its shape. In a
 * browser there is no bridge.
 */
import { z } from 'zod';

/**
 * The role of this machine: the counter, which runs the host, or a station of a counter elsewhere.
 */
export const MachineChoice = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('counter') }),
  /** `at`: an address or the counter's invitation link. `code`: pairing code for an address. */
  z.strictObject({
    is: z.literal('station'),
    at: z.string().min(1).max(300),
    code: z.string().max(80),
  }),
  /** The role stays as it is. */
  z.strictObject({ is: z.literal('same') }),
]);
export type MachineChoice = z.infer<typeof MachineChoice>;

/** Channels and the shapes of their arguments. */
export const BRIDGE_CALLS = {
  /** The host's address for screens, such as `ws://127.0.0.1:4780`. */
  'comanda:socket-origin': z.tuple([]),
  /** This machine's role; null: not chosen yet. */
  'comanda:machine': z.tuple([]),
  /** Counters that announce themselves on the LAN. Takes a few seconds. */
  'comanda:find-hosts': z.tuple([]),
  /** Accepted only while the program shows the page for this choice. */
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

/** Why a choice failed. */
export type ChoiceFailed =
  /** No answer from that address. */
  | 'away'
  /** Not a valid address. */
  | 'address'
  /** The server there is not Comanda. */
  | 'stranger'
  /** This machine does not trust the server's https certificate. */
  | 'certificate'
  | 'not-now'
  | 'failed'
  | 'cancelled';
export type ChoiceMade =
  | {
      readonly ok: true;
      /** The host's public key as the host states it; null: no answer. */
      readonly hostKey: string | null;
      /** The next page: `/`, with the fragment (#) of an invitation link. */
      readonly next: string;
    }
  | {
      readonly ok: false;
      readonly why: ChoiceFailed;
      /** The host's explanation if it did not start; else empty. */
      readonly words: string;
    };

export type Bridge = {
  socketOrigin(): Promise<string>;
  machine(): Promise<MachineNow | null>;
  findHosts(): Promise<readonly FoundHost[]>;
  choose(choice: MachineChoice): Promise<ChoiceMade>;
};
