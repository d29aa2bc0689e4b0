/**
 * Plain form of a name for look-up and comparison of items, people, stations and printers. "Café
 * con Leche" equals "cafe con leche"; ligatures, full-width letters and joiners equal plain
 * letters.
 */
export function plainName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}\p{DI}]/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}
