/**
 * Numbers of print worker processes: minimum and maximum. More processes isolate faults and serve
 * more lanes, but do not make paper faster.
 */

export type Workers = { readonly least: number; readonly most: number };

/** From the seeds (S65): for trials, for usual days, for the busiest days. */
export const WORKER_PROFILES = {
  development: { least: 2, most: 2 },
  low: { least: 3, most: 5 },
  peak: { least: 8, most: 10 },
} as const satisfies Readonly<Record<string, Workers>>;
/** In turbo, with any profile (S86), unless the owner's maximum is higher. */
export const TURBO_WORKERS = 10;
export type WorkerProfile = keyof typeof WORKER_PROFILES;

/** Null: custom figures. */
export function profileOf({ least, most }: Workers): WorkerProfile | null {
  const names = Object.keys(WORKER_PROFILES) as WorkerProfile[];
  return (
    names.find(
      (name) => WORKER_PROFILES[name].least === least && WORKER_PROFILES[name].most === most,
    ) ?? null
  );
}
