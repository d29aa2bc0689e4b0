/** Fields that commands of several subjects share. */
import { z } from 'zod';
import { Fields } from '../base/fields';
import { Role } from '../base/vocabulary';

/** A name that people give to a station, item, table and the like. */
export const NameField = Fields.text.refine((name) => name.length <= 80, {
  error: 'más de 80 caracteres',
});
/** An id in the format of this program. */
export const IdField = z.string().min(1).max(60);

/** Roles of people. Programs and the host have others. */
export const PersonRole = Role.exclude(['system', 'integrator']);
