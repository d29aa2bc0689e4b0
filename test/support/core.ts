/**
 * A core of one's own, in this process: the commands and queries under test without sockets or
 * printers.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { startCore } from '../../src-main/host/core/core-client';
import type { Core } from '../../src-main/host/core/core-client';
import { systemClock } from '../../src-main/host/ports/clock';
import { COMMANDS } from '../../src-shared/commands/registry';
import type { CommandInput } from '../../src-shared/commands/registry';
import { RestaurantFile } from '../../src-shared/model/restaurant';
import type { Actor } from '../../src-shared/base/vocabulary';
import { faultsIn, programFolder } from './faulty';
import type { Faults } from './faulty';
import sample from '../../resources/sample-restaurant.json';

export type TestCore = { readonly core: Core; readonly folder: string; stop(): Promise<void> };

/** A program that may do what programs could before their tokens had scopes. */
export const SENDER: Actor = { id: 'test', role: 'integrator', scopes: ['heredado'] };
export const DESK = { id: 'desk', role: 'system' } as const;

export async function openCore(faults: Faults = ''): Promise<TestCore> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'comanda-core-'));
  // A thread begins with a copy of this environment.
  Object.assign(process.env, faultsIn(faults));
  const starting = startCore(
    pathToFileURL(path.join(programFolder(faults), 'core-thread.js')),
    { folder, addon: null },
    systemClock,
    {
      onFault: () => {},
      onTrouble: () => {},
      onReopened: () => {},
      onBug(error) {
        throw error;
      },
      onGone: () => {},
    },
  );
  delete process.env.COMANDA_FAULTS;
  const core = await starting;
  await core.execute(
    'setUpRestaurant',
    { restaurant: RestaurantFile.parse(sample) },
    DESK,
    'set-up',
  );
  return {
    core,
    folder,
    async stop() {
      await core.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export function orderInput(...products: readonly string[]): CommandInput<'placeOrder'> {
  return COMMANDS.placeOrder.input.parse({
    type: 'takeaway',
    customer: 'X',
    lines: products.map((product) => ({ product })),
  });
}
