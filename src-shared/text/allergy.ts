/**
 * Detects "alergia", "alérgico", "allergy" in any field, so that paper and screens highlight them
 * alike.
 */
export function isAllergy(text: string): boolean {
  return /al+[eé]rg/i.test(text);
}
