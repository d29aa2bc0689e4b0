/**
 * Specifications of commands about devices, people and service rules. Secrets arrive hashed: the
 * core never gets a token or a PIN.
 */
import { z } from 'zod';
import { ScopeWord } from '../base/scope-schemas';
import { Role } from '../base/vocabulary';
import { ServiceRules } from '../model/staff';
import { defineCommand } from './define-command';
import { IdField, NameField, PersonRole } from './inputs';
import { DoneReply } from './replies';
import { OWNERS, SYSTEM, TILL } from './roles';

/**
 * scrypt's parameters, salt and hash as one text, computed where the PIN is entered, outside the
 * core.
 */
const PinHash = z.string().regex(/^scrypt\$32768\$8\$1\$[\w-]{22}\$[\w-]{43}$/);

export const addDevice = defineCommand({
  name: 'addDevice',
  summary: 'Give a device or a program a token',
  input: z.strictObject({
    name: NameField,
    role: Role.exclude(['system']),
    /** SHA-256 of the token, hex. The token itself never reaches the store. */
    tokenHash: z.string().regex(/^[0-9a-f]{64}$/),
    /** Its rights. Only programs have scopes. */
    scopes: z.array(ScopeWord).default([]),
  }),
  reply: z.strictObject({ deviceId: z.string() }).readonly(),
  roles: [...TILL, 'system'],
  offeredTo: [],
});

export const revokeDevice = defineCommand({
  name: 'revokeDevice',
  summary: 'Take the token of a device or a program away',
  input: z.strictObject({ device: IdField }),
  reply: z.strictObject({ device: z.string() }).readonly(),
  roles: TILL,
  offeredTo: ['screen'],
});

export const setScopes = defineCommand({
  name: 'setScopes',
  summary: 'Choose what a program may do',
  input: z.strictObject({ device: IdField, scopes: z.array(ScopeWord).min(1) }),
  reply: z.strictObject({ device: z.string() }).readonly(),
  roles: ['owner'],
  offeredTo: ['screen'],
});

export const addPerson = defineCommand({
  name: 'addPerson',
  summary: 'Add a person with a role and a PIN',
  input: z.strictObject({ name: NameField, role: PersonRole, pinHash: PinHash }),
  reply: z.strictObject({ personId: z.string() }).readonly(),
  roles: OWNERS,
  offeredTo: [],
});

/** Null: unchanged. */
export const changePerson = defineCommand({
  name: 'changePerson',
  summary: 'Change a name, a role or a PIN',
  input: z.strictObject({
    person: IdField,
    name: NameField.nullable().default(null),
    role: PersonRole.nullable().default(null),
    pinHash: PinHash.nullable().default(null),
  }),
  reply: z.strictObject({ person: z.string() }).readonly(),
  roles: OWNERS,
  offeredTo: [],
});

export const removePerson = defineCommand({
  name: 'removePerson',
  summary: 'Remove a person',
  input: z.strictObject({ person: IdField }),
  reply: z.strictObject({ person: z.string() }).readonly(),
  roles: OWNERS,
  offeredTo: ['screen'],
});

export const recordPinAttempt = defineCommand({
  name: 'recordPinAttempt',
  formerly: ['settlePin'],
  summary: 'Record that a PIN was typed, right or wrong',
  input: z.strictObject({ device: IdField, person: IdField, right: z.boolean() }),
  reply: z.strictObject({ failures: z.int() }).readonly(),
  roles: SYSTEM,
  offeredTo: [],
});

export const logOut = defineCommand({
  name: 'logOut',
  summary: 'Log the person of a device out',
  input: z.strictObject({ device: IdField }),
  reply: DoneReply,
  roles: SYSTEM,
  offeredTo: [],
});

export const setServiceRules = defineCommand({
  name: 'setServiceRules',
  formerly: ['setHouseRules'],
  summary: 'Choose the rules of service',
  input: z.strictObject({ rules: ServiceRules }),
  reply: DoneReply,
  roles: OWNERS,
  offeredTo: ['screen'],
});

export const openLan = defineCommand({
  name: 'openLan',
  summary: 'Open the host to other machines of the network, or close it',
  input: z.strictObject({ open: z.boolean() }),
  reply: z.strictObject({ open: z.boolean() }).readonly(),
  roles: OWNERS,
  offeredTo: ['screen'],
});
