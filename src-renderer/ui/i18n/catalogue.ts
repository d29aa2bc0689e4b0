export { many } from '../../../src-shared/text/count-text';

/** The type of a catalogue of texts: the same keys with the same parameters in each language. */
export type InLanguage<T> = {
  readonly [K in keyof T]: T[K] extends (...holes: infer Holes) => string
    ? (...holes: Holes) => string
    : T[K] extends string
      ? string
      : T[K];
};
