/**
 * Isolates a right-to-left name inside a sentence, which it would otherwise reorder. It must not
 * reorder the figures and names beside it (Unicode UAX #9, first strong isolate). Other names stay
 * unchanged, so that what is shown is what was typed.
 */
const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

export function isolated(name: string): string {
  return RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name;
}
