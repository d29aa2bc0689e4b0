/** An event as the log keeps it. */
import type { Event } from '../../../../../src-shared/events/events';
import { isFields, jsonOr } from './json-column';

/** Null: it cannot be read; what happened before and after it can. */
export function eventFrom(body: string): Event | null {
  return jsonOr<Event | null>(body, null, isFields);
}
