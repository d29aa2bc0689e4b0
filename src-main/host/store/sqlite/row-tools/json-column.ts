/**
 * Reads JSON columns, with a default for damaged ones.
 *
 * Damage by the disk or by another program affects only this row. The check of the whole database
 * (`check-database.ts`) reports it.
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

/** Empty if the column holds no array. */
export function jsonList<T>(text: string): readonly T[] {
  return jsonOr<readonly T[]>(text, [], Array.isArray);
}
