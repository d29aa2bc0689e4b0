/** One audit event as a sentence, and the name of its actor. */
import type { Event, FieldChange } from '../../../../src-shared/events/events';
import { SYSTEM_ACTORS } from '../../../../src-shared/base/system-actors';
import type { RestaurantLayout } from '../../../../src-shared/live/snapshot';
import type { AuditWords } from './texts';

export function actorText(words: AuditWords, event: Event): string {
  const by = 'by' in event ? event.by : null;
  if (by === SYSTEM_ACTORS.cli) return words.commandLine;
  if (by === SYSTEM_ACTORS.loopback) return words.localProgram;
  // Internal actors of the host get readable names.
  return by === null ||
    by === undefined ||
    by === '' ||
    /^(host|system|access|print-desk|house-watch|backup-desk)$/.test(by)
    ? words.system
    : by;
}

export function eventText(
  words: AuditWords,
  event: Event,
  place: RestaurantLayout,
  money: (amount: number) => string,
): string {
  switch (event.kind) {
    case 'lines.voided':
      return words.voided(event.lines.length, event.reason ?? '');
    case 'lines.comped':
      return event.comp === null ? words.uncomped : words.comped(event.lines.length, event.comp);
    case 'order.edited':
      return words.edited[event.what];
    case 'order.moved':
      return words.moved[event.state];
    case 'printJob.settled': {
      const state = words.states[event.state as keyof typeof words.states] ?? event.state;
      return words.settled(state);
    }
    case 'restaurant.changed': {
      const what = `${words.changed[event.what]} ${event.name}`.trim();
      const changes = (event.changes ?? []).map((change) => changeText(change, money)).join(', ');
      return changes === '' ? what : `${what} (${changes})`;
    }
    case 'person.changed':
      return `${words.person[event.what]} ${event.name}`;
    case 'device.added':
      return words.deviceAdded(event.name);
    case 'device.revoked':
      return words.deviceRevoked(event.name);
    case 'device.scopes':
      return words.deviceScopes(event.name, event.scopes.join(', '));
    case 'pin.failed':
      return words.pinFailed(
        place.people.find(({ id }) => id === event.personId)?.name ?? '?',
        event.failures,
      );
    case 'rules.changed':
      return words.rules;
    case 'lan.changed':
      return words.lan(event.open);
    case 'turbo.changed':
      return words.turbo(event.on);
    case 'alert.seen':
      return words.seen(event.alert);
    case 'drawer.asked':
      return words.drawer(place.printers.find(({ id }) => id === event.printerId)?.name ?? '?');
    case 'shift.closed':
      return words.shift(event.no, money(event.amount));
    case 'backup.noted':
      return `${words.backup[event.what]} ${event.name}${event.trouble === null ? '' : ` (${event.trouble})`}`.trim();
    default:
      return event.kind;
  }
}

/** `price 4.500,00 → 5.000,00`. */
function changeText({ field, from, to }: FieldChange, money: (amount: number) => string): string {
  const shown = (value: FieldChange['from']): string => {
    if (value === null || value === '') return '–';
    return field === 'price' && typeof value === 'number' ? money(value) : String(value);
  };
  return from === null ? `${field} ${shown(to)}` : `${field} ${shown(from)} → ${shown(to)}`;
}
