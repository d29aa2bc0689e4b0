/** Fields that commands of several subjects share. */
import { z } from 'zod';
import { Fields } from '../base/fields';
import { Role } from '../base/vocabulary';

/** A name that people give to something of the restaurant. */
export const NameField = Fields.text.refine((name) => name.length <= 80, {
  error: 'más de 80 caracteres',
});
/** An id as this program makes them. */
export const IdField = z.string().min(1).max(60);

/** A role that people have. Programs and the host have others. */
export const PersonRole = Role.exclude(['system', 'integrator']);
