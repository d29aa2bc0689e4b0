/**
 * Commands under the names that they had before. Receipts in old databases and unsent commands of
 * browsers still hold them, so a former name is never given to another command.
 */
import { FORMER_NAMES } from './former-names.gen';

/** The name that a command has today; one that is unknown stays as it is. */
export function currentName(name: string): string {
  return Object.hasOwn(FORMER_NAMES, name) ? (FORMER_NAMES[name] ?? name) : name;
}
