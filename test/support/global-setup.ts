/** Builds the program once before any test runs it. */
import { ensureBuilt } from '../../tools/build.mjs';

export default async function setup(): Promise<void> {
  await ensureBuilt();
}
