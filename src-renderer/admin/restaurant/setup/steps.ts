/** The steps of the setup, in order. */
import type { SetUpStep } from '../../../../src-shared/model/operations/set-up';

export const STEPS: readonly SetUpStep[] = [
  'house',
  'menu',
  'printers',
  'stations',
  'people',
  'phones',
];
