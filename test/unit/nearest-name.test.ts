/** Which dish was probably meant. */
import { expect, it } from 'vitest';
import { nearestName } from '../../src-shared/text/nearest-name';

const MENU = ['Milanesa napolitana', 'Agua', 'Agua con gas', 'Flan', 'Ñoquis'];

it.each([
  ['Milanesa napolitna', 'Milanesa napolitana'],
  ['milanessa  NAPOLITANA', 'Milanesa napolitana'],
  ['Noquis', 'Ñoquis'],
  ['Agu', 'Agua'],
  ['Aqua', 'Agua'],
  ['Flam', 'Flan'],
])('%s is close to %s', (typed, meant) => expect(nearestName(typed, MENU)).toBe(meant));

it.each(['Pizza', 'Pan', 'Fln con dulce', '', 'Té'])('%j is close to nothing', (typed) =>
  expect(nearestName(typed, MENU)).toBeNull(),
);

it('gives the closest of several', () => {
  expect(nearestName('Empanada de carme', ['Empanada de corna', 'Empanada de carne'])).toBe(
    'Empanada de carne',
  );
});
