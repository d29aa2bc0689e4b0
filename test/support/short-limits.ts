/**
 * What a test may shorten of printing and what not. A printer that is well has to answer within
 * some limits: scaled like the rest they would be 20 ms, and on a busy machine a healthy printer
 * would count as silent. Those keep a floor; waits that a test sits out have none.
 */
import { buildVariant } from './variant';
import type { Edit } from './variant';

const LIMITS = 'src-main/host/printing/queue/session-limits.ts';
const HEALTH = 'src-main/host/domain/printing/printer-health.ts';

const atLeast = (floorMs: number, name: string, figure: string): Edit => ({
  file: LIMITS,
  find: `${name}: ${figure},`,
  replace: `${name}: Math.max(${floorMs}, ${figure}),`,
});

const FLOORS: readonly Edit[] = [
  atLeast(500, 'connectMs', '1.5 * SECOND'),
  atLeast(250, 'statusMs', '1 * SECOND'),
  atLeast(1_000, 'stallMs', '10 * SECOND'),
  atLeast(20, 'settleMs', '0.05 * SECOND'),
  {
    file: LIMITS,
    find: 'const READY_MS = 15 * SECOND;',
    replace: 'const READY_MS = Math.max(3_000, 15 * SECOND);',
  },
];

const FALLBACK = 'src-main/host/domain/printing/fallback.ts';

/**
 * One factor for all figures, or one for what a printer must meet (`session`) and one for the waits
 * between tries (`retry`).
 */
export type Scale = number | { readonly session: number; readonly retry: number };

/** The program with its waits scaled, but the time that a healthy printer needs to answer. */
export function shortBuild(name: string, scale: Scale, ...edits: readonly Edit[]): Promise<string> {
  const { session, retry } = typeof scale === 'number' ? { session: scale, retry: scale } : scale;
  const scaled = (file: string, by: number): Edit => ({
    file,
    find: 'const SCALE = 1;',
    replace: `const SCALE = ${by};`,
  });
  return buildVariant(
    name,
    scaled(LIMITS, session),
    scaled(HEALTH, retry),
    scaled(FALLBACK, retry),
    {
      file: HEALTH,
      find: 'const FIRST_MS_PER_LINE = 35;',
      replace: 'const FIRST_MS_PER_LINE = 2;',
    },
    ...FLOORS,
    ...edits,
  );
}

/**
 * How long a printer may say that it is well and confirm nothing, seconds before scaling; 60 in the
 * product.
 */
export function patientFor(seconds: number): Edit {
  return {
    file: LIMITS,
    find: 'const patientMs = 60 * SECOND + 4 * expectedMs;',
    replace: `const patientMs = ${seconds} * SECOND + 4 * expectedMs;`,
  };
}

/**
 * How long a printer that left a ticket unanswered is not believed, seconds before scaling; 300 in
 * the product.
 */
export function doubtedFor(seconds: number): Edit {
  return {
    file: HEALTH,
    find: 'const UNSURE_WITHIN_MS = 300 * SECOND;',
    replace: `const UNSURE_WITHIN_MS = ${seconds} * SECOND;`,
  };
}
