/** The till: sums of a shift, its X and Z reports, and the shift that a Z closed. */
import { z } from 'zod';
import type { PaymentMethod } from './order';
import type { EpochMs } from '../base/vocabulary';

export const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'es de la forma 2026-11-22' });

/** So many of it, for so much. Of orders `count` is orders, of dishes pieces. */
export type Sum = { readonly count: number; readonly amount: number };

export type Named = Sum & { readonly name: string };

/** The till since the last Z. */
export type Cut = {
  readonly since: EpochMs | null;
  readonly until: EpochMs;
  readonly byMethod: readonly (Sum & {
    readonly method: PaymentMethod;
    readonly tax: number;
    readonly tips: number;
  })[];
  readonly byWaiter: readonly Named[];
  readonly closed: Sum;
  readonly tax: number;
  readonly tips: number;
  readonly covers: number;
  /** Of orders placed since then. */
  readonly voids: Sum;
  readonly comps: Sum;
  /** Not paid yet. */
  readonly open: Sum;
};

/** A shift that was closed: its Z. */
export type Shift = {
  readonly no: number;
  readonly closedAt: EpochMs;
  readonly by: string;
  readonly cut: Cut;
};
