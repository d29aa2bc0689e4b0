/** When a line is wanted, as text. */
import type { Catalogue } from '../../ui/i18n/es';

/** The options: at once, as the first course, or held until it is fired. */
export const WHENS = [
  [null, false],
  [1, false],
  [2, true],
  [3, true],
  [null, true],
] as const satisfies readonly (readonly [number | null, boolean])[];

export function whenText(text: Catalogue, course: number | null, held: boolean): string {
  if (course === null) return held ? text.hold : text.now;
  return held ? `${text.course(course)}, ${text.held}` : text.course(course);
}
