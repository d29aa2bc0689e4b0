/** Names as people hear them: what nobody sees tells no two apart, and is no name by itself. */
import { describe, expect, it } from 'vitest';
import { Fields } from '../../src-shared/base/fields';
import { plainName } from '../../src-shared/text/plain-name';

describe('a name', () => {
  it.each(['\u200c', '\u00ad', '\u3164', '\u2800', ' \u2028 ', '\u0301'])(
    'is not %j, which nobody sees',
    (text) => {
      expect(Fields.text.safeParse(text).success).toBe(false);
    },
  );

  it.each(['Ñ', '1', '🍕', '—', 'ミ'])('may be %j', (text) => {
    expect(Fields.text.parse(text)).toBe(text);
  });

  it('is the same with an accent, a capital, two spaces or a letter without width', () => {
    for (const text of [
      'Café con leche',
      'CAFE  CON LECHE',
      'Cafe\u0301 con leche',
      'Ca\u00adfé con\u200c leche',
    ])
      expect(plainName(text)).toBe('cafe con leche');
  });
});
