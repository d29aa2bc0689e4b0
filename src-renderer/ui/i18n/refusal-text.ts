/** A refusal as a person at the door reads it. */
import type { Denied } from '../client/access';
import type { Catalogue } from './text/es';

export function denialText(text: Catalogue, { code, message, details }: Denied): string {
  return code === 'NO_HOST' ? text.noHost : text.refusal(code, message, details);
}
