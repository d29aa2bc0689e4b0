/**
 * Limits of the paper width in characters: 24 is a hand-held printer, 64 is 80 mm in the small
 * font.
 */
export const COLUMNS = { min: 24, max: 64, usual: 48 } as const;
