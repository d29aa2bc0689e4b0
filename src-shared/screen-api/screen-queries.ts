/**
 * Queries of screens: required roles and checked fields. The answer types are in `queries.ts` and
 * `reports.ts`.
 */
import { z } from 'zod';
import type { ScreenQuery } from './messages';
import { AuditAsk, FindAsk, Span } from '../queries/reports';
import type { Role } from '../base/vocabulary';
import { Day } from '../model/till';

const EVERYBODY: readonly Role[] = ['owner', 'counter', 'waiter', 'cook', 'expo', 'integrator'];
const TILL: readonly Role[] = ['owner', 'counter'];
const OWNERS: readonly Role[] = ['owner'];

const Count = z.int().min(1);

export const SCREEN_ASKS = {
  order: { ask: z.strictObject({ number: Count }), roles: EVERYBODY },
  journey: { ask: z.strictObject({ number: Count }), roles: EVERYBODY },
  recent: {
    ask: z.strictObject({ limit: Count.max(50).default(20), before: Count.nullish() }),
    roles: EVERYBODY,
  },
  paper: { ask: z.strictObject({ job: Count }), roles: EVERYBODY },
  queue: { ask: z.strictObject({}), roles: EVERYBODY },
  board: { ask: z.strictObject({}), roles: TILL },
  pending: {
    ask: z.strictObject({ after: Count.nullish(), limit: Count.max(1_000).nullish() }),
    roles: EVERYBODY,
  },
  printers: { ask: z.strictObject({}), roles: [...TILL, 'integrator'] },
  settings: { ask: z.strictObject({}), roles: TILL },
  sales: { ask: z.strictObject({ span: Span }), roles: TILL },
  times: { ask: z.strictObject({ span: Span }), roles: TILL },
  chart: { ask: z.strictObject({ day: Day.nullable().default(null) }), roles: TILL },
  cut: { ask: z.strictObject({}), roles: TILL },
  papers: {
    ask: z.strictObject({ printer: z.string().min(1).max(60), before: Count.nullish() }),
    roles: TILL,
  },
  shifts: { ask: z.strictObject({ before: Count.nullish() }), roles: TILL },
  shiftCount: { ask: z.strictObject({}), roles: TILL },
  find: { ask: z.strictObject({ find: FindAsk }), roles: TILL },
  foundCount: { ask: z.strictObject({ find: FindAsk }), roles: TILL },
  audit: { ask: z.strictObject({ audit: AuditAsk }), roles: OWNERS },
  auditCount: { ask: z.strictObject({ audit: AuditAsk }), roles: OWNERS },
} as const satisfies Record<
  ScreenQuery,
  { readonly ask: z.ZodType; readonly roles: readonly Role[] }
>;
