/**
 * The program with some of its fault points chosen (`src-shared/base/fault-points.ts`): what another
 * test must catch, or waits that are shorter.
 */
import path from 'node:path';
import { ensureTestBuilt, OUT, TEST_OUT } from '../../tools/build.mjs';
import type { FaultName, FigureName } from '../../src-shared/base/fault-points';

/** As `COMANDA_FAULTS` says it; empty: the release. */
export type Faults = string;
export type Point = FaultName | { readonly [N in FigureName]?: number };

/** Makes sure that there is a build with fault points. */
export async function faulty(...points: readonly Point[]): Promise<Faults> {
  await ensureTestBuilt();
  const chosen = points.flatMap((point) =>
    typeof point === 'string'
      ? [point]
      : Object.entries(point).map(([name, value]) => `${name}=${value}`),
  );
  return chosen.join(',');
}

/** Where the program is that has these. */
export function programFolder(faults: Faults = ''): string {
  return faults === '' ? path.resolve(OUT) : path.resolve(TEST_OUT);
}

/** What a process of that program needs in its environment. */
export function faultsIn(faults: Faults = ''): NodeJS.ProcessEnv {
  return faults === '' ? {} : { COMANDA_FAULTS: faults };
}
