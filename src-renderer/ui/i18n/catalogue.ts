export { many } from '../../../src-shared/text/count-text';

/** What a catalogue in one language is to the others: the same keys, with the same holes. */
export type InLanguage<T> = {
  readonly [K in keyof T]: T[K] extends (...holes: infer Holes) => string
    ? (...holes: Holes) => string
    : T[K] extends string
      ? string
      : T[K];
};
