/** The till: sums of a shift, its X and Z reports, and closed shifts. */
import { z } from 'zod';
import type { PaymentMethod } from './order';
import type { EpochMs } from '../base/vocabulary';

export const Day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'es de la forma 2026-11-22' });

/** Count and amount. `count` is orders for orders, pieces for items. */
export type Total = { readonly count: number; readonly amount: number };

export type NamedTotal = Total & { readonly name: string };

/** The till since the last Z. */
export type TillReport = {
  readonly since: EpochMs | null;
  readonly until: EpochMs;
  readonly byMethod: readonly (Total & {
    readonly method: PaymentMethod;
    readonly tax: number;
    readonly tips: number;
  })[];
  readonly byWaiter: readonly NamedTotal[];
  readonly closed: Total;
  readonly tax: number;
  readonly tips: number;
  readonly covers: number;
  /** Of orders placed since then. */
  readonly voids: Total;
  readonly comps: Total;
  /** Not paid yet. */
  readonly open: Total;
};

/** A closed shift: its Z. */
export type Shift = {
  readonly no: number;
  readonly closedAt: EpochMs;
  readonly by: string;
  readonly cut: TillReport;
};
