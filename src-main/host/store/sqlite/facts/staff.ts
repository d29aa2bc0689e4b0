/** Loads facts about people, devices and the rules of service. */
import type { Rows } from '../rows/all-rows';
import type { FactCaches } from './caches';
import type { LoadersOf } from './loaders';

type StaffLoaders = LoadersOf<'houseRules' | 'people' | 'device' | 'programs' | 'pinFailures'>;

export function staffLoaders(rows: Rows, caches: FactCaches): StaffLoaders {
  return {
    houseRules: () => caches.serviceRules(),
    people: () => rows.devices.people(),
    device: ({ id }) => rows.devices.byId(id),
    programs: () => rows.devices.all().filter(({ role }) => role === 'integrator'),
    pinFailures: ({ device, person }) => rows.devices.pinFailures(device, person),
  };
}
