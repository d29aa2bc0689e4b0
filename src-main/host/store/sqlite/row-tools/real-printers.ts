/**
 * Whose papers the figures about paper are of. What a sample printer "prints" takes no time and is
 * no paper: beside real printers it would make a slow evening look quick. So it counts only in a
 * house that has samples alone, which is trying Comanda out.
 */
const KIND = `iif(json_valid(address), json_extract(address, '$.kind'), NULL)`;

/** One row where the house has a printer of paper that is no sample. */
export const HAS_REAL_PRINTER = `SELECT 1 FROM printers WHERE removed_at IS NULL AND ${KIND} NOT IN ('virtual', 'pdf', 'screen')`;

/** Samples, removed ones too. */
export const SAMPLES = `SELECT id FROM printers WHERE ${KIND} = 'virtual'`;

/** Printers whose papers no figure is of. */
export const LEFT_OUT = `${SAMPLES} AND EXISTS (${HAS_REAL_PRINTER})`;
