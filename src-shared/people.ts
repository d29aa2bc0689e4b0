/** People and devices. A device is a machine that showed itself once and holds a token since. */
import type { EpochMs, Id, Role } from './vocabulary';

export type Device = { readonly id: Id; readonly name: string; readonly role: Role; readonly addedAt: EpochMs };
