/**
 * Describes why a request does not fit its schema, in words for people, with the name of the field.
 */
import type { z } from 'zod';
import { refuse } from './errors';
import type { Refusal } from './errors';
import { LIMITS } from './limits';

/** The first error, in words, with its field. */
export function inputError(error: z.ZodError): Refusal {
  const issue = deepest(error.issues);
  if (!issue) return refuse('INTERNAL');
  if (issue.code === 'too_big' && issue.origin === 'array' && issue.maximum === LIMITS.orderLines) {
    return refuse('TOO_MANY_LINES', { limit: LIMITS.orderLines });
  }
  const path =
    issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
  const field = path.map((step) => String(step).slice(0, 60)).join('.') || 'petición';
  return refuse('ORDER_INVALID', { field, reason: reasonOf(issue) });
}

/**
 * A union hides the errors of its branches. The branch that matched furthest shows what the sender
 * meant.
 */
function deepest(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue | undefined {
  const issue = issues[0];
  if (issue?.code !== 'invalid_union') return issue;
  const inner = issue.errors.map(deepest).filter((found) => found !== undefined);
  const best = inner.sort((a, b) => weight(b) - weight(a))[0];
  return best ? { ...best, path: [...issue.path, ...best.path] } : issue;
}

function weight(issue: z.core.$ZodIssue): number {
  return issue.path.length * 2 + (issue.code === 'invalid_type' ? 0 : 1);
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'un texto',
  number: 'un número',
  int: 'un entero',
  array: 'una lista',
  object: 'un objeto',
};

function reasonOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'falta'
        : `debe ser ${TYPES[issue.expected] ?? issue.expected}`;
    case 'unrecognized_keys':
      return 'no existe ese campo';
    case 'too_big':
      if (Number(issue.maximum) >= Number.MAX_SAFE_INTEGER) return 'es un número demasiado grande';
      return `a lo sumo ${String(issue.maximum)}`;
    case 'too_small':
      return issue.origin === 'array' ? issue.message : `al menos ${String(issue.minimum)}`;
    case 'invalid_value':
      return `uno de: ${issue.values.map(String).join(', ')}`;
    case 'custom':
      return issue.message;
    default:
      return 'no tiene la forma esperada';
  }
}
