/**
 * Doors that a device which is in need not carry about: each is loaded where somebody stands at it.
 */
import { later } from '../ui/controls/lazy';

export const OwnerDoor = later(() => import('./owner-link'));
export const JoinDoor = later(() => import('./join'));
export const Pin = later(() => import('./pin'));
export const MachineDoor = later(() => import('./choose-machine'));
export const AwayDoor = later(() => import('./host-away'));
export const OtherVersion = later(() => import('./other-version'));
export const RevokedDoor = later(() => import('./revoked'));
