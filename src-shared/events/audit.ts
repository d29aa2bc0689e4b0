/**
 * Which events the audit keeps for its reader, and whose hand each was. Orders' own way is told by
 * their journeys; here is what is answered for.
 */
import type { EventBody } from './events';

export const AUDITED = [
  'lines.voided',
  'lines.comped',
  'order.edited',
  'order.moved',
  'printJob.settled',
  'restaurant.changed',
  'person.changed',
  'device.added',
  'device.revoked',
  'device.scopes',
  'pin.failed',
  'rules.changed',
  'lan.changed',
  'turbo.changed',
  'alert.seen',
  'drawer.asked',
  'shift.closed',
  'backup.noted',
  'guests.forgotten',
] as const satisfies readonly EventBody['kind'][];

/** '' where nobody is known; null: not for the audit. */
export function auditActor(event: EventBody): string | null {
  switch (event.kind) {
    case 'lines.voided':
    case 'lines.comped':
    case 'order.edited':
    case 'restaurant.changed':
    case 'person.changed':
    case 'device.added':
    case 'device.revoked':
    case 'device.scopes':
    case 'rules.changed':
    case 'lan.changed':
    case 'alert.seen':
    case 'drawer.asked':
    case 'shift.closed':
    case 'backup.noted':
      return event.by;
    // By itself it moves with every paper and every plate.
    case 'order.moved':
      return event.by ?? null;
    case 'printJob.settled':
      return event.by;
    case 'turbo.changed':
      return event.by ?? '';
    case 'pin.failed':
      return event.by ?? '';
    case 'guests.forgotten':
      return '';
    default:
      return null;
  }
}
