/** Devices and people for tests of rules: Ana owns the place, Luis waits at tables. */
import type { Device, Person } from '../../../src-shared/model/staff';
import { ANA, HOUR, LUIS, NOW } from './context';

/** A waiter's phone, added an hour ago, at which no person is logged in. */
export function aDevice(differing: Partial<Device> = {}): Device {
  return {
    id: 'phone',
    name: 'Teléfono 1',
    role: 'waiter',
    addedAt: NOW - HOUR,
    personId: null,
    scopes: [],
    ...differing,
  };
}

/** The online shop's token. */
export function aProgramDevice(differing: Partial<Device> = {}): Device {
  return aDevice({
    id: 'shop',
    name: 'Tienda',
    role: 'integrator',
    scopes: ['pedidos:crear'],
    ...differing,
  });
}

export const OWNER: Person = { ...ANA, role: 'owner' };
export const WAITER: Person = { ...LUIS, role: 'waiter' };

/** As scrypt's are written; of no PIN. */
export const PIN_HASH = `scrypt$32768$8$1$${'s'.repeat(22)}$${'h'.repeat(43)}`;
/** SHA-256 of no token. */
export const TOKEN_HASH = 'a1'.repeat(32);
