/** Names from right to left inside sentences from left to right. */
import { expect, it } from 'vitest';
import { isolated } from '../../src-renderer/ui/i18n/isolated';

it('sets a Hebrew or Arabic name apart from what stands beside it, and leaves others as they are', () => {
  expect(isolated('שלום')).toBe('\u2068שלום\u2069');
  expect(isolated('Mesa محمد 3')).toBe('\u2068Mesa محمد 3\u2069');
  for (const name of ['Ana', 'Ñandú', '東京', '', 'a\u0301']) expect(isolated(name)).toBe(name);
});
