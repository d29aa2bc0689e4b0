/** Redeems the owner's link: a person with a PIN and a logged-in device in one step. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { refuse } from '../../../../../src-shared/base/errors';
import type { Refusal } from '../../../../../src-shared/base/errors';
import type { Person } from '../../../../../src-shared/model/staff';
import type { Core } from '../../../core/core-client';
import { pinHash } from '../../auth/pins';
import { PersonNameField, PinField, UNAUTHENTICATED_ROUTES } from './route-tools';
import type { AccessParts, AccessTools, RouteResult } from './route-tools';

export const OwnerBody = z.strictObject({
  codigo: z.string().max(80),
  dispositivo: PersonNameField,
  persona: PersonNameField,
  pin: PinField,
  nuevo: z.boolean().default(false),
});
type OwnerFields = z.output<typeof OwnerBody>;

export async function becomeOwnerRoute(
  { codigo, dispositivo, persona, pin, nuevo }: OwnerFields,
  { core, pairing }: AccessParts,
  { letIn, personCalled }: AccessTools,
): Promise<RouteResult> {
  // Checked before the costly hash, which needs a valid link. The link is used up only after the
  // PIN is accepted.
  if (!pairing.isOwnerLink(codigo)) return refuse('OWNER_LINK_REFUSED');
  const known = await personCalled(persona);
  const notOwner = nuevo ? null : await refusalUnlessOwner(core, persona, known);
  if (notOwner) return notOwner;
  const hash = await pinHash(pin, 'owner');
  if (typeof hash !== 'string') return hash;
  const redeemed = pairing.redeemOwner(codigo);
  if (!redeemed.ok) return redeemed;
  const person = await saveOwner(core, persona, known, hash);
  if (typeof person !== 'string') return person;
  const device = await letIn(dispositivo, 'owner', UNAUTHENTICATED_ROUTES);
  if ('code' in device) return device;
  const loggedIn = await core.execute(
    'recordPinAttempt',
    { device: device.deviceId, person, right: true },
    UNAUTHENTICATED_ROUTES,
    randomUUID(),
  );
  if (!loggedIn.ok) return loggedIn;
  return { body: { token: device.token, dispositivo: device.deviceId, rol: 'dueño', persona } };
}

/**
 * A misspelt name during a PIN reset must not add a second owner, nor make an owner of a waiter.
 * Null: there is no owner yet, or the person is one.
 */
async function refusalUnlessOwner(
  core: Core,
  persona: string,
  known: Person | null,
): Promise<Refusal | null> {
  const owners = (await core.ask({ name: 'people' })).filter(({ role }) => role === 'owner');
  if (owners.length === 0 || known?.role === 'owner') return null;
  return refuse('NOT_AN_OWNER', {
    person: persona,
    owners: owners.map(({ name }) => name).join(', '),
  });
}

/** Makes the known person an owner, or adds one. Returns the person's id. */
async function saveOwner(
  core: Core,
  name: string,
  known: Person | null,
  hash: string,
): Promise<string | Refusal> {
  if (known) {
    const changed = await core.execute(
      'changePerson',
      { person: known.id, name: null, role: 'owner', pinHash: hash },
      UNAUTHENTICATED_ROUTES,
      randomUUID(),
    );
    return changed.ok ? known.id : changed;
  }
  const added = await core.execute(
    'addPerson',
    { name, role: 'owner', pinHash: hash },
    UNAUTHENTICATED_ROUTES,
    randomUUID(),
  );
  return added.ok ? added.reply.personId : added;
}
