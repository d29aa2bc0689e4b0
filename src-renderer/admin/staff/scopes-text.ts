/** The scopes of a program as text. */
import { INHERITED, presetOf, SCOPES } from '../../../src-shared/base/scope-words';
import type { useCrewWords } from './texts';

export function hasInheritedScopes(scopes: readonly string[]): boolean {
  return scopes.includes(INHERITED);
}

/** The name of the preset if the scopes are one, else each scope. */
export function scopesText(
  words: ReturnType<typeof useCrewWords>,
  scopes: readonly string[],
): string {
  if (hasInheritedScopes(scopes)) return words.inherited;
  const preset = presetOf(scopes);
  if (preset !== null) return words.presets[preset];
  const named = SCOPES.filter((scope) => scopes.includes(scope)).map(
    (scope) => words.scopeWords[scope],
  );
  return `${words.scopesOwn}: ${named.join(', ')}`;
}
