/** The steps of setting a house up, in their order. */
import type { SetUpStep } from '../../../../src-shared/model/operations/set-up';

export const STEPS: readonly SetUpStep[] = [
  'house',
  'menu',
  'printers',
  'stations',
  'people',
  'phones',
];
