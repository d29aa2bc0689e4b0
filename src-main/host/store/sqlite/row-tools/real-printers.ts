/**
 * SQL that decides which printers count in the figures about paper.
 *
 * A print at a sample printer takes no time and is no paper, so beside real printers it would make
 * a slow evening look quick. Samples count only in a restaurant that has no other printers: it is
 * trying Comanda out.
 */
const KIND = `iif(json_valid(address), json_extract(address, '$.kind'), NULL)`;

/** Has one row if the restaurant has a paper printer that is no sample. */
export const HAS_REAL_PRINTER = `SELECT 1 FROM printers WHERE removed_at IS NULL AND ${KIND} NOT IN ('virtual', 'pdf', 'screen')`;

/** Sample printers, also removed ones. */
export const SAMPLES = `SELECT id FROM printers WHERE ${KIND} = 'virtual'`;

/** Printers that do not count. */
export const LEFT_OUT = `${SAMPLES} AND EXISTS (${HAS_REAL_PRINTER})`;
