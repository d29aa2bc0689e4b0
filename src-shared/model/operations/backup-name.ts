/** Reads facts from a backup's name without opening it. */

/** For a copy made before an update, the new version; null: an ordinary backup. */
export function versionAfter(name: string): string | null {
  return /^antes-de-(.+)-\d{8}-\d{6}\.dbx?$/.exec(name)?.[1] ?? null;
}

/** Creation time by the wall clock. Sorts by age. */
export function stampOf(name: string): string {
  return /(\d{8}-\d{6})\.dbx?$/.exec(name)?.[1] ?? '';
}
