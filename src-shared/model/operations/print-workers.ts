/**
 * Print worker processes: how many at rest, and at the most. More isolate faults and serve more
 * lanes; paper comes out no faster.
 */

export type Workers = { readonly least: number; readonly most: number };

/** The seeds' (S65): for trying things out, for usual days, for the busiest. */
export const WORKER_PROFILES = {
  development: { least: 2, most: 2 },
  low: { least: 3, most: 5 },
  peak: { least: 8, most: 10 },
} as const satisfies Readonly<Record<string, Workers>>;
/** In turbo, whatever the profile (S86); an owner who allows more than these gets more. */
export const TURBO_WORKERS = 10;
export type WorkerProfile = keyof typeof WORKER_PROFILES;

/** Null: the owner's own figures. */
export function profileOf({ least, most }: Workers): WorkerProfile | null {
  const names = Object.keys(WORKER_PROFILES) as WorkerProfile[];
  return (
    names.find(
      (name) => WORKER_PROFILES[name].least === least && WORKER_PROFILES[name].most === most,
    ) ?? null
  );
}
