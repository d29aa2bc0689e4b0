/**
 * "Café con Leche" and "cafe con leche" are the same to whoever types them, and so are a ligature,
 * a full-width letter or a joiner beside plain ones: dishes, people, stations and printers are
 * looked up and compared by this.
 */
export function plainName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}\p{DI}]/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}
