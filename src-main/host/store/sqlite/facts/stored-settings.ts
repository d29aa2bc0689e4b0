/** Reads settings that are stored as JSON, with their defaults. */
import {
  ServiceRules as ServiceRulesSchema,
  DEFAULT_SERVICE_RULES,
} from '../../../../../src-shared/model/staff';
import type { ServiceRules, Turbo } from '../../../../../src-shared/model/staff';
import type { Rows } from '../rows/all-rows';

export function storedServiceRules(rows: Rows): ServiceRules {
  const stored = ServiceRulesSchema.safeParse(rows.settings.read('rules'));
  return stored.success ? stored.data : DEFAULT_SERVICE_RULES;
}

/** Null: turbo is off, or what is stored is malformed. */
export function storedTurbo(rows: Rows): Turbo | null {
  const stored = rows.settings.read('turbo');
  const { since, by } = (stored ?? {}) as Partial<Record<keyof Turbo, unknown>>;
  return typeof since === 'number' && (by === null || typeof by === 'string')
    ? { since, by }
    : null;
}
