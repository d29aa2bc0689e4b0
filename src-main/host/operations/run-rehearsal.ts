/**
 * Runs one rehearsal: opens a second host with virtual printers, sends it orders, and judges it.
 *
 * The second host has a temporary folder and this restaurant's menu and stations. It touches no
 * other database, printer or network.
 */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { REHEARSAL_LOADS } from '../../../src-shared/model/operations/rehearsal';
import type { Rehearsal, ServicePace } from '../../../src-shared/model/operations/rehearsal';
import type { RestaurantLayout } from '../../../src-shared/live/snapshot';
import type { HostConfig } from '../runtime/config';
import type { Core } from '../core/core-client';
import { rehearsalRestaurant } from '../domain/operations/rehearsal-plan';
import { RehearsalOrders } from './rehearsal-load';
import type { LoadOptions, Progress } from './rehearsal-load';
import { simulateService } from './rehearsal-people';
import type { RehearsalService } from './rehearsal-people';
import { dropFolder, freePorts, rehearsalFolder } from './rehearsal-stage';

export { printsLeft } from './rehearsal-load';
export { dropFolder, freePorts, rehearsalFolder } from './rehearsal-stage';

/** The part of a host that a rehearsal needs. */
export type Stage = { readonly core: Core; stop(): Promise<void> };

export type RehearsalOptions = {
  readonly place: RestaurantLayout;
  /** Settings of this host, which the second host shares where they are not its own. */
  readonly config: HostConfig;
  readonly open: (config: HostConfig) => Promise<Stage>;
  /** Called with each change of the rehearsal's state. */
  readonly tell: (rehearsal: Rehearsal) => void;
  readonly mustEnd: LoadOptions['mustEnd'];
  /** Times of cooking and serving. Null: no kitchen, and an order ends with its print. */
  readonly pace: ServicePace | null;
};

export const NOTHING_YET: Rehearsal = {
  phase: 'opening',
  orders: 0,
  received: 0,
  lost: 0,
  papers: 0,
  checks: [],
  answers: null,
  paper: {},
  service: null,
  trouble: null,
};

export async function runRehearsal({
  place,
  config,
  open,
  tell,
  mustEnd,
  pace,
}: RehearsalOptions): Promise<Rehearsal> {
  const progress = startProgress(tell);
  let folder: string | null = null;
  let stage: Stage | null = null;
  let service: RehearsalService | null = null;
  try {
    folder = rehearsalFolder();
    const port = await freePorts(2 + place.printers.length);
    stage = await open(configOf(config, place, folder, port));
    const { core } = stage;
    service = pace === null ? null : await simulateService(core, place, pace);
    const orders = new RehearsalOrders({ core, port, place, progress, mustEnd });
    return await play(orders, service, progress);
  } catch (error) {
    return progress.update({ phase: 'failed', trouble: (error as Error).message });
  } finally {
    service?.stop();
    await stage?.stop();
    if (folder !== null) dropFolder(folder);
  }
}

function startProgress(tell: (rehearsal: Rehearsal) => void): Progress {
  let now = NOTHING_YET;
  tell(now);
  return {
    get now() {
      return now;
    },
    update(part) {
      now = { ...now, ...part };
      tell(now);
      return now;
    },
  };
}

/** Writes the restaurant file of the second host and returns the host's settings. */
function configOf(
  config: HostConfig,
  place: RestaurantLayout,
  folder: string,
  port: number,
): HostConfig {
  const restaurantFile = path.join(folder, 'restaurante.json');
  writeFileSync(restaurantFile, JSON.stringify(rehearsalRestaurant(place, port + 2)));
  return {
    ...config,
    dataDir: path.join(folder, 'datos'),
    host: '127.0.0.1',
    port,
    httpPort: port + 1,
    printing: true,
    restaurantFile,
    stateDir: null,
    tlsCert: null,
    tlsKey: null,
    advertise: false,
  };
}

/** The burst, then the loads at a share of the rate that the burst showed, then the service. */
async function play(
  orders: RehearsalOrders,
  service: RehearsalService | null,
  progress: Progress,
): Promise<Rehearsal> {
  const checks = [...(await orders.burst())];
  const { rate } = orders;
  for (const [part, share] of Object.entries(REHEARSAL_LOADS) as [
    keyof typeof REHEARSAL_LOADS,
    number,
  ][]) {
    checks.push(await orders.load(part, rate * share));
    orders.reportLoad(part, [...checks]);
  }
  if (service !== null) {
    progress.update({ phase: 'service' });
    await orders.untilServed(service.left, service.longestMs);
    progress.update({ service: service.outcome() });
  }
  return progress.update({ phase: 'done', checks: [...orders.overallChecks(), ...checks] });
}
