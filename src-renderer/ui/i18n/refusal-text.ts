/** A refusal as a person at the door reads it. */
import type { CallError } from '../../client/api/staff-api';
import type { Catalogue } from './es';

export function denialText(text: Catalogue, { code, message, details }: CallError): string {
  return code === 'NO_HOST' ? text.noHost : text.refusal(code, message, details);
}
