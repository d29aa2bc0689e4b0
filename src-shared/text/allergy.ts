/**
 * "alergia", "alérgico", "allergy": a kitchen must not overlook it, whatever the field it was
 * written in. Paper and screens mark the same.
 */
export function isAllergy(text: string): boolean {
  return /al+[eé]rg/i.test(text);
}
