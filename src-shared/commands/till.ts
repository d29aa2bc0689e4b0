/** Commands of the till. */
import { z } from 'zod';

/** The Z: what was paid since the last one is counted, and counting begins anew. */
export const CloseShift = z.strictObject({});

/** On paper: that Z; null: the X, as the till stands now. */
export const PrintTillReport = z.strictObject({ shift: z.int().min(1).nullable() });
