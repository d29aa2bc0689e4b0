/** A count with its noun: `1 envío`, `2 envíos`. */
export function many(count: number, one: string, more: string): string {
  return `${count} ${count === 1 ? one : more}`;
}
