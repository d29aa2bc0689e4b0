/** Reads an event from the body that the log stores. */
import type { Event } from '../../../../../src-shared/events/events';
import { isFields, jsonOr } from './json-column';

/** Null: this event cannot be read; its neighbours can. */
export function eventFrom(body: string): Event | null {
  return jsonOr<Event | null>(body, null, isFields);
}
