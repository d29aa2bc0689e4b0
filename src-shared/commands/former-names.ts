/**
 * Maps former command names to current ones. Receipts in old databases and unsent commands of
 * browsers still contain them, so a former name is never reused.
 */
import { FORMER_NAMES } from './former-names.gen';

/** The current name of a command. Unknown names stay as they are. */
export function currentName(name: string): string {
  return Object.hasOwn(FORMER_NAMES, name) ? (FORMER_NAMES[name] ?? name) : name;
}
