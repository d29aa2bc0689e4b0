/**
 * JSON in a column. Where the disk or a stranger's hand damaged it, the row has a plain value
 * instead: it is one row of many. The check of the whole database (`check-database.ts`) names it.
 */

export function jsonOr<T>(text: string, otherwise: T, fits: (value: unknown) => boolean): T {
  try {
    const value: unknown = JSON.parse(text);
    return fits(value) ? (value as T) : otherwise;
  } catch {
    return otherwise;
  }
}

export function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An array of a column that was written as one. */
export function jsonList<T>(text: string): readonly T[] {
  return jsonOr<readonly T[]>(text, [], Array.isArray);
}
