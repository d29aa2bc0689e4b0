/** What a screen may ask besides what it hears anyway: who may, and the fields of each question, checked. Answers are `queries.ts`'s and `reports.ts`'s. */
import { z } from 'zod';
import type { ScreenQuery } from './protocol';
import { AuditAsk, Day, FindAsk, Span } from './reports';
import type { Role } from './vocabulary';

const EVERYBODY: readonly Role[] = ['owner', 'counter', 'waiter', 'cook', 'expo', 'integrator'];
const TILL: readonly Role[] = ['owner', 'counter'];
const OWNERS: readonly Role[] = ['owner'];

const Count = z.int().min(1);

export const SCREEN_ASKS = {
  order: { ask: z.object({ number: Count }), roles: EVERYBODY },
  journey: { ask: z.object({ number: Count }), roles: EVERYBODY },
  recent: { ask: z.object({ limit: Count.max(50).catch(20), before: Count.nullish() }), roles: EVERYBODY },
  paper: { ask: z.object({ job: Count }), roles: EVERYBODY },
  queue: { ask: z.object({}), roles: EVERYBODY },
  board: { ask: z.object({}), roles: TILL },
  pending: { ask: z.object({ after: Count.nullish(), limit: Count.max(1_000).nullish() }), roles: EVERYBODY },
  printers: { ask: z.object({}), roles: [...TILL, 'integrator'] },
  settings: { ask: z.object({}), roles: TILL },
  sales: { ask: z.object({ span: Span }), roles: TILL },
  times: { ask: z.object({ span: Span }), roles: TILL },
  chart: { ask: z.object({ day: Day.nullable().default(null) }), roles: TILL },
  cut: { ask: z.object({}), roles: TILL },
  papers: { ask: z.object({ printer: z.string().min(1).max(60), before: Count.nullish() }), roles: TILL },
  shifts: { ask: z.object({ before: Count.nullish() }), roles: TILL },
  shiftCount: { ask: z.object({}), roles: TILL },
  find: { ask: z.object({ find: FindAsk }), roles: TILL },
  foundCount: { ask: z.object({ find: FindAsk }), roles: TILL },
  audit: { ask: z.object({ audit: AuditAsk }), roles: OWNERS },
  auditCount: { ask: z.object({ audit: AuditAsk }), roles: OWNERS },
} as const satisfies Record<ScreenQuery, { readonly ask: z.ZodType; readonly roles: readonly Role[] }>;
