/** "Café  con Leche" and "cafe con leche" are the same to whoever types them: dishes, stations and printers are looked up by this. */
export function plainName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}
