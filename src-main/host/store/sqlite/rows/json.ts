/** JSON in a column. Where the disk or a stranger's hand damaged it, the row has a plain value instead: it is one row of many. */

export function jsonOr<T>(text: string, otherwise: T, fits: (value: unknown) => boolean): T {
  try {
    const value: unknown = JSON.parse(text);
    return fits(value) ? (value as T) : otherwise;
  } catch {
    return otherwise;
  }
}

/** An array of a column that was written as one. */
export function jsonList<T>(text: string): readonly T[] {
  return jsonOr<readonly T[]>(text, [], Array.isArray);
}
