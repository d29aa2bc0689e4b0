/** What can be commanded of devices, people and the house's rules, as schemas. Secrets come in hashed: the core never sees a token or a PIN. */
import { z } from 'zod';
import { AlertKind, Seen, WatchRules } from '../model/operations/alerts';
import { Fields } from '../base/fields';
import { HouseRules } from '../model/staff';
import { ScopeWord } from '../base/scope-schemas';
import { Role } from '../base/vocabulary';

const { text: Text } = Fields;
const Name = Text.refine((name) => name.length <= 80, { error: 'más de 80 caracteres' });
const Id = z.string().min(1).max(60);

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
/** scrypt's parameters, salt and hash as one text; made where the PIN was typed in, which is not here. */
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
export const SettlePin = z.strictObject({ device: Id, person: Id, right: z.boolean() });
export const LogOut = z.strictObject({ device: Id });
export const SetHouseRules = z.strictObject({ rules: HouseRules });
export const SetTurbo = z.strictObject({ on: z.boolean() });
export const SetWatchRules = z.strictObject({ rules: WatchRules });
/** The look around: what of the machine was seen. */
export const WatchHouse = z.strictObject({ seen: Seen });
/**
 * The wall clock was set: so far from what it should be by the one that nobody can set, ms. `newFrom`: times from here to now may have been written
 * after it was set, before anybody noticed.
 */
export const FollowClock = z.strictObject({ byMs: z.int(), newFrom: z.int().nullable().default(null) });
/** What clean-ups go by: so long since the last look by the clock that nobody can set, ms; null at a host's first. */
export const TrustTime = z.strictObject({ ranMs: z.int().min(0).nullable() });
export const EndAlert = z.strictObject({ kind: AlertKind, subject: Id.nullable() });
export const RaiseAlert = z.strictObject({
  kind: AlertKind,
  subject: Id.nullable(),
  figure: z.number().nullable(),
  limit: z.number().nullable(),
  cause: z.string().max(80).nullable(),
});
export const SeeAlert = z.strictObject({ alert: z.int().min(1) });
export const OpenLan = z.strictObject({ open: z.boolean() });
export const SetStationScreen = z.strictObject({ station: Name, screen: z.boolean() });
