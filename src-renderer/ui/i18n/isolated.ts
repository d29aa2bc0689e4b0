/**
 * A name inside a sentence of ours: one that is written from right to left must not pull the
 * figures and names beside it along (Unicode UAX #9, first strong isolate). Others stay as they
 * are, so that what is shown is what was typed.
 */
const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

export function isolated(name: string): string {
  return RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name;
}
