/** The type of a catalogue of texts, and the plural helper that catalogues use. */
export { many } from '../../../src-shared/text/count-text';

/** A catalogue in any language: the same keys with the same parameters in each language. */
export type InLanguage<T> = {
  readonly [K in keyof T]: T[K] extends (...holes: infer Holes) => string
    ? (...holes: Holes) => string
    : T[K] extends string
      ? string
      : T[K];
};
