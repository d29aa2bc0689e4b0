/** A refusal of an HTTP call as text. */
import type { CallError } from '../../client/api/staff-api';
import type { Catalogue } from './es';

export function denialText(text: Catalogue, { code, message, details }: CallError): string {
  return code === 'NO_HOST' ? text.noHost : text.refusal(code, message, details);
}
