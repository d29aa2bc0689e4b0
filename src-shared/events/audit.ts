/**
 * Which events the audit contains, and the actor of each. It covers accountable actions; journeys
 * cover the course of orders.
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

/** '' if the actor is unknown; null: not part of the audit. */
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
    // Without an actor it changes with every paper and plate.
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
