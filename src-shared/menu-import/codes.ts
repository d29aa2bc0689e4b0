/** Makes codes for items without one: three letters of the name and the next free number. */
import { plainName } from '../text/plain-name';

/**
 * `taken`: compared without case. The next number is cached for each prefix, so that the thousandth
 * code costs no more than the first.
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
