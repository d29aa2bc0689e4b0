/** What a backup's name says, without opening it. */

/** Which version a copy is from before; null: an ordinary backup. */
export function versionAfter(name: string): string | null {
  return /^antes-de-(.+)-\d{8}-\d{6}\.dbx?$/.exec(name)?.[1] ?? null;
}

/** When it was made, by the wall clock: what sorts before is older. */
export function stampOf(name: string): string {
  return /(\d{8}-\d{6})\.dbx?$/.exec(name)?.[1] ?? '';
}
