/**
 * What can be commanded of devices, people and the house's rules, as schemas. Secrets come in
 * hashed: the core never sees a token or a PIN.
 */
import { z } from 'zod';
import { ServiceRules } from '../model/staff';
import { ScopeWord } from '../base/scope-schemas';
import { Role } from '../base/vocabulary';
import { Id, Name } from './inputs';

export const AddDevice = z.strictObject({
  name: Name,
  role: Role.exclude(['system']),
  /** SHA-256 of the token, hex: the token itself never reaches the store. */
  tokenHash: z.string().regex(/^[0-9a-f]{64}$/),
  /** What it may do; programs alone have scopes. */
  scopes: z.array(ScopeWord).default([]),
});
export const SetScopes = z.strictObject({ device: Id, scopes: z.array(ScopeWord).min(1) });
export const RevokeDevice = z.strictObject({ device: Id });

/** A person's role is one that people have: programs and the host itself are none. */
export const PersonRole = Role.exclude(['system', 'integrator']);
/**
 * scrypt's parameters, salt and hash as one text; made where the PIN was typed in, which is not
 * here.
 */
const PinHash = z.string().regex(/^scrypt\$32768\$8\$1\$[\w-]{22}\$[\w-]{43}$/);
export const AddPerson = z.strictObject({ name: Name, role: PersonRole, pinHash: PinHash });
export const ChangePerson = z.strictObject({
  person: Id,
  name: Name.nullable().default(null),
  role: PersonRole.nullable().default(null),
  pinHash: PinHash.nullable().default(null),
});
export const RemovePerson = z.strictObject({ person: Id });

/** A PIN was compared; the delays that follow from failures are the core's to reckon and keep. */
export const RecordPinAttempt = z.strictObject({ device: Id, person: Id, right: z.boolean() });
export const LogOut = z.strictObject({ device: Id });
export const SetServiceRules = z.strictObject({ rules: ServiceRules });
/**
 * What clean-ups go by: so long since the last look by the clock that nobody can set, ms; null at a
 * host's first.
 */
export const TrustTime = z.strictObject({ ranMs: z.int().min(0).nullable() });
export const OpenLan = z.strictObject({ open: z.boolean() });
