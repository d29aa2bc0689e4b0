/** Commands of operation: settings, backups, alerts, turbo, the clock, mail. */
import { z } from 'zod';
import { BackupRules } from '../model/operations/backups';
import { OperationSettings } from '../model/operations/operation-settings';
import { AlertKind, MachineReadings, AlertRules } from '../model/operations/alerts';
import { Id } from './inputs';
import { MailSettings } from '../model/mail';

/** How often, how many, where to. */
export const SetBackups = z.strictObject({ rules: BackupRules });

/** When old papers are asked about, how long guests' data stay, how many workers. */
export const SetOperationSettings = z.strictObject({ upkeep: OperationSettings });

/** Written down for the audit: what names the certificate is good for; null: https is off. */
export const RecordHttps = z.strictObject({ names: z.string().max(500).nullable() });

/** Once an hour: guests of orders that are over for longer than the house keeps them. */
export const EraseGuestData = z.strictObject({});

/** Written down for the audit when it is done. */
export const RecordBackup = z.strictObject({
  name: z.string().max(80),
  what: z.enum(['made', 'failed', 'restored']),
  orders: z.int(),
  trouble: z.string().nullable(),
});

export const SetTurbo = z.strictObject({ on: z.boolean() });

export const SetAlertRules = z.strictObject({ rules: AlertRules });

/** The look around: what of the machine was seen. */
export const CheckHealth = z.strictObject({ seen: MachineReadings });

/**
 * The wall clock was set: so far from what it should be by the one that nobody can set, ms.
 * `newFrom`: times from here to now may have been written after it was set, before anybody noticed.
 */
export const AdjustToClock = z.strictObject({
  byMs: z.int(),
  newFrom: z.int().nullable().default(null),
});

export const EndAlert = z.strictObject({ kind: AlertKind, subject: Id.nullable() });

export const RaiseAlert = z.strictObject({
  kind: AlertKind,
  subject: Id.nullable(),
  figure: z.number().nullable(),
  limit: z.number().nullable(),
  cause: z.string().max(80).nullable(),
});

export const AcknowledgeAlert = z.strictObject({ alert: z.int().min(1) });

export const SetMail = z.strictObject({ settings: MailSettings.nullable() });

/**
 * Letters went out, or did not: `error` in a word for the log. `isHopeless`: there is nothing to
 * try again.
 */
export const RecordMailResults = z.strictObject({
  seqs: z.array(z.int()),
  error: z.string().max(80).nullable(),
  isHopeless: z.boolean().default(false),
});
