/** A refusal as a person at the door reads it. */
import type { Denied } from '../../client/api/staff-api';
import type { Catalogue } from './es';

export function denialText(text: Catalogue, { code, message, details }: Denied): string {
  return code === 'NO_HOST' ? text.noHost : text.refusal(code, message, details);
}
