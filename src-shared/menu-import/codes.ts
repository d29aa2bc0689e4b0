/** Codes for dishes that come without one: three letters of the name and the next free number. */
import { plainName } from '../text/plain-name';

/**
 * `taken`: in any case of letters. The next number is remembered for each beginning, so that the
 * thousandth costs what the first did.
 */
export function codeMaker(taken: Iterable<string>): (name: string) => string {
  const used = new Set([...taken].map(plainName));
  const next = new Map<string, number>();
  return (name) => {
    const start =
      plainName(name)
        .replace(/[^a-z]/g, '')
        .slice(0, 3)
        .toUpperCase() || 'P';
    for (let no = next.get(start) ?? 1; ; no++) {
      const code = `${start}${no}`;
      if (used.has(plainName(code))) continue;
      used.add(plainName(code));
      next.set(start, no + 1);
      return code;
    }
  };
}
