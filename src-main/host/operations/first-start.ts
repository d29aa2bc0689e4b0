/** Sets up the restaurant at the first start, from the owner's file or the sample. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import sample from '../../../resources/sample-restaurant.json';
import { messageOf } from '../../../src-shared/base/errors';
import { RestaurantFile } from '../../../src-shared/model/restaurant';
import { ConfigRefused } from '../runtime/config';
import type { Core } from '../core/core-client';
import { readJson } from '../net/json/json-body';

const RESTAURANT_BYTES = 8 * 1024 * 1024;

/** Later starts change nothing. Throws ConfigRefused with what is wrong in the file. */
export async function createRestaurant(core: Core, file: string | null): Promise<void> {
  const restaurant = file === null ? RestaurantFile.parse(sample) : readRestaurant(file);
  const done = await core.execute(
    'setUpRestaurant',
    { restaurant },
    { id: 'host', role: 'system' },
    randomUUID(),
  );
  if (!done.ok && done.code !== 'ALREADY_SET_UP') throw new ConfigRefused(messageOf(done));
}

/** Throws ConfigRefused with the first thing that is wrong and where. */
function readRestaurant(file: string): RestaurantFile {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new ConfigRefused(`El archivo ${file} no se puede leer: ${(error as Error).message}`);
  }
  // Read as strictly as an order. For example a key written twice is ambiguous.
  const read = readJson(bytes, RESTAURANT_BYTES);
  if (!read.ok) throw new ConfigRefused(`El archivo ${file} no se puede leer: ${messageOf(read)}`);
  const parsed = RestaurantFile.safeParse(read.value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ConfigRefused(
    `En ${file}, ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'no es válido'}`,
  );
}
