/**
 * What no log line and no crash file may show: secrets, and in the text of an error whatever may be
 * somebody's words, name or phone.
 */
import os from 'node:os';

export const CENSOR = '[oculto]';

/**
 * Secrets inside a sentence or a stack: a bearer token, a token beside the screens' protocol, the
 * owner's link.
 */
const SECRETS = /(Bearer\s+|\btoken\.|#propietario=|#vincular=)[\w.~+/=-]+/g;

export function withoutSecrets(text: string): string {
  return text.replace(SECRETS, `$1${CENSOR}`);
}

/**
 * Errors quote what they stumbled over, such as the JSON of an order. A quoted path or module
 * address is the program's own.
 */
const QUOTED = /"[^"\n]*"?|(?<![\p{L}\d])'[^'\n]*'?|`[^`\n]*`?|«[^»\n]*»?|“[^”\n]*”?/gu;
const OWN_PATH = /^["'`](?:\/|file:|node:|[A-Za-z]:\\|\.{1,2}\/)[^\s"'`]*["'`]$/;
const MAIL = /[^\s@<>"']+@[^\s@<>"']+\.[^\s@<>"']+/g;
/**
 * Seven digits or more, with the spaces and dashes that people write between them; not part of a
 * date, a version or an address.
 */
const PHONE = /(?<![\w./-])\+?\(?\d(?:[ ()-]{0,2}\d){6,}(?![\w.:/-])/g;
const ISO_DAY = /^\d{4}-\d{2}-\d{2}/;
/**
 * Tokens and keys are long runs of letters and digits; a word of the program that long has a dot, a
 * slash or a space in it.
 */
const KEY = /(?<![\w./-])(?=[\w-]*\d)[\w-]{24,}={0,2}(?![\w./-])/g;

/** The text of an error, fit to be sent to somebody who helps from afar. */
export function scrub(text: string, home = os.homedir()): string {
  const free = withoutSecrets(text)
    .replace(QUOTED, (quoted) => (OWN_PATH.test(quoted) ? quoted : `"${CENSOR}"`))
    .replace(MAIL, (found) => (found.startsWith('file:') ? found : CENSOR))
    .replace(PHONE, (digits) => (ISO_DAY.test(digits) ? digits : CENSOR))
    .replace(KEY, CENSOR);
  return home.length > 1 ? free.replaceAll(home, '~') : free;
}
