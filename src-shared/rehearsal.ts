/** A rehearsal: many orders at once on a host beside the restaurant's, with virtual printers, and how that went. */

/** The seeds' load test (S88): so many at once, all received within five seconds and all printed within two minutes. */
export const REHEARSAL = { orders: 100, receivedWithinMs: 5_000, printedWithinMs: 120_000 } as const;

export type Rehearsal = {
  readonly phase: 'opening' | 'sending' | 'printing' | 'done' | 'failed';
  readonly orders: number;
  readonly received: number;
  /** Refused, or not answered. */
  readonly lost: number;
  readonly papers: number;
  /** From the first order's first byte; null: not there yet. */
  readonly receivedMs: number | null;
  readonly printedMs: number | null;
  /** Why it failed, in words. */
  readonly trouble: string | null;
};
