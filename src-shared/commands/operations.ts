/** Specifications of operation commands: settings, backups, alerts, turbo, the clock. */
import { z } from 'zod';
import { AlertKind, AlertRules, MachineReadings } from '../model/operations/alerts';
import { BackupRules } from '../model/operations/backups';
import { OperationSettings } from '../model/operations/operation-settings';
import { defineCommand } from './define-command';
import { IdField } from './inputs';
import { DoneReply } from './replies';
import { OWNERS, SYSTEM, TILL } from './roles';

export const setOperationSettings = defineCommand({
  name: 'setOperationSettings',
  formerly: ['setUpkeep'],
  summary:
    'Choose when old prints are asked about, how long guest data stays, how many workers print',
  input: z.strictObject({ upkeep: OperationSettings }),
  reply: DoneReply,
  roles: OWNERS,
  offeredTo: ['screen'],
});

export const setBackups = defineCommand({
  name: 'setBackups',
  summary: 'Choose when backups are made, how many stay and where',
  input: z.strictObject({ rules: BackupRules }),
  reply: DoneReply,
  roles: OWNERS,
  offeredTo: ['screen'],
});

export const recordBackup = defineCommand({
  name: 'recordBackup',
  formerly: ['noteBackup'],
  summary: 'Record for the audit that a backup was made, failed or was restored',
  input: z.strictObject({
    name: z.string().max(80),
    what: z.enum(['made', 'failed', 'restored']),
    orders: z.int(),
    trouble: z.string().nullable(),
  }),
  reply: DoneReply,
  roles: ['owner', 'counter', 'system'],
  offeredTo: [],
});

/** `names` null: HTTPS is off. */
export const recordHttps = defineCommand({
  name: 'recordHttps',
  formerly: ['noteHttps'],
  summary: 'Record for the audit which names the certificate is valid for',
  input: z.strictObject({ names: z.string().max(500).nullable() }),
  reply: DoneReply,
  roles: OWNERS,
  offeredTo: [],
});

export const eraseGuestData = defineCommand({
  name: 'eraseGuestData',
  formerly: ['forgetGuests'],
  summary: 'Erase guest data of orders that ended longer ago than the restaurant keeps it',
  input: z.strictObject({}),
  reply: z.strictObject({ forgotten: z.int() }).readonly(),
  roles: SYSTEM,
  offeredTo: [],
});

export const setTurbo = defineCommand({
  name: 'setTurbo',
  summary: 'Turn turbo on or off: orders before bills and copies',
  input: z.strictObject({ on: z.boolean() }),
  reply: z.strictObject({ on: z.boolean() }).readonly(),
  roles: [...TILL, 'waiter'],
  offeredTo: ['screen', 'public'],
});

export const setAlertRules = defineCommand({
  name: 'setAlertRules',
  formerly: ['setWatchRules'],
  summary: 'Choose the limits of alerts',
  input: z.strictObject({ rules: AlertRules }),
  reply: DoneReply,
  roles: OWNERS,
  offeredTo: ['screen'],
});

export const checkHealth = defineCommand({
  name: 'checkHealth',
  formerly: ['watchHouse'],
  summary: 'Compare the readings of the machine and the queue with the alert rules',
  input: z.strictObject({ seen: MachineReadings }),
  reply: z
    .strictObject({
      raised: z.int(),
      ended: z.int(),
      /** Print workers that should run; null: this host does not print. */
      workers: z.int().nullable(),
      /** Printers whose queued tickets should move elsewhere. */
      relieve: z.array(z.string()).readonly(),
    })
    .readonly(),
  roles: SYSTEM,
  offeredTo: [],
});

export const raiseAlert = defineCommand({
  name: 'raiseAlert',
  summary: 'Raise an alert that no reading shows',
  input: z.strictObject({
    kind: AlertKind,
    subject: IdField.nullable(),
    figure: z.number().nullable(),
    limit: z.number().nullable(),
    cause: z.string().max(80).nullable(),
  }),
  reply: DoneReply,
  roles: SYSTEM,
  offeredTo: [],
});

export const endAlert = defineCommand({
  name: 'endAlert',
  summary: 'End an alert',
  input: z.strictObject({ kind: AlertKind, subject: IdField.nullable() }),
  reply: DoneReply,
  roles: SYSTEM,
  offeredTo: [],
});

export const acknowledgeAlert = defineCommand({
  name: 'acknowledgeAlert',
  formerly: ['seeAlert'],
  summary: 'Say that an alert was read',
  input: z.strictObject({ alert: z.int().min(1) }),
  reply: DoneReply,
  roles: TILL,
  offeredTo: ['screen'],
});

/**
 * `byMs`: how far the wall clock jumped against the monotonic clock, ms. `newFrom`: times from here
 * to now may have been written after the jump, before it was noticed.
 */
export const adjustToClock = defineCommand({
  name: 'adjustToClock',
  formerly: ['followClock'],
  summary: 'Move the times of what is under way after the wall clock was set',
  input: z.strictObject({
    byMs: z.int(),
    newFrom: z.int().nullable().default(null),
  }),
  reply: z.strictObject({ waiting: z.int() }).readonly(),
  roles: SYSTEM,
  offeredTo: [],
});

/** `ranMs`: time since the last check by the monotonic clock, ms; null at the first. */
export const trustTime = defineCommand({
  name: 'trustTime',
  summary: 'Keep the time that clean-ups go by',
  input: z.strictObject({ ranMs: z.int().min(0).nullable() }),
  reply: z
    .strictObject({
      /** The time that clean-ups use as now, ms since 1970. */
      at: z.int(),
      /** The wall clock shows a time that is not trusted yet. */
      isApart: z.boolean(),
    })
    .readonly(),
  roles: SYSTEM,
  offeredTo: [],
});
