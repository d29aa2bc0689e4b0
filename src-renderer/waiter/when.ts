/** When a line is wanted, in words. */
import type { Catalogue } from '../ui/text/es';

export function whenText(text: Catalogue, course: number | null, held: boolean): string {
  if (course === null) return held ? text.hold : text.now;
  return held ? `${text.course(course)}, ${text.held}` : text.course(course);
}
