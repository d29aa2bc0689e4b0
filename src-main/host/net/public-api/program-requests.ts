/** Carries out requests about programs: a new token, the list, the end of a token. */
import { randomUUID } from 'node:crypto';
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import type { Scope } from '../../../../src-shared/base/scope-words';
import type { Actor } from '../../../../src-shared/base/vocabulary';
import type { Device } from '../../../../src-shared/model/staff';
import type { PublicReply } from '../../../../src-shared/public-api/public-reply';
import { refusalFor } from '../../../../src-shared/rights/permissions';
import { plainName } from '../../../../src-shared/text/plain-name';
import type { Core } from '../../core/core-client';
import { newToken, tokenHash } from '../auth/tokens';

/** The token is in this reply only; the database has its hash. */
export async function createProgram(
  core: Core,
  name: string,
  scopes: readonly Scope[],
  actor: Actor,
): Promise<PublicReply | Refusal> {
  const token = newToken();
  const input = {
    name,
    role: 'integrator' as const,
    tokenHash: tokenHash(token),
    scopes: [...scopes],
  };
  const done = await core.execute('addDevice', input, actor, randomUUID());
  return done.ok
    ? { status: 'dispositivo_agregado', dispositivo: name, alcance: scopes, token }
    : done;
}

export async function listPrograms(core: Core, actor: Actor): Promise<PublicReply | Refusal> {
  const refused = refusalFor(actor, 'revokeDevice');
  if (refused) return refused;
  return { programas: (await programsOf(core)).map(programOnWire) };
}

/** `called`: an id, or a name that only one program has. */
export async function revokeProgram(
  core: Core,
  called: string,
  actor: Actor,
): Promise<PublicReply | Refusal> {
  const refused = refusalFor(actor, 'revokeDevice');
  if (refused) return refused;
  const programs = await programsOf(core);
  const byId = programs.filter(({ id }) => id === called);
  const found =
    byId.length > 0 ? byId : programs.filter(({ name }) => plainName(name) === plainName(called));
  const [program] = found;
  if (!program) return refuse('DEVICE_UNKNOWN');
  // Older versions let two programs have the same name.
  const ids = found.map(({ id }) => id).join(', ');
  if (found.length > 1)
    return refuse('ORDER_INVALID', {
      field: 'retirar',
      reason: `hay varios con ese nombre; diga el id de uno: ${ids}`,
    });
  const done = await core.execute('revokeDevice', { device: program.id }, actor, randomUUID());
  return done.ok ? { status: 'retirado', dispositivo: program.name } : done;
}

async function programsOf(core: Core): Promise<readonly Device[]> {
  return (await core.ask({ name: 'devices' })).filter(({ role }) => role === 'integrator');
}

function programOnWire({ id, name, addedAt, scopes }: Device): PublicReply {
  return { id, nombre: name, desde: new Date(addedAt).toISOString(), alcance: scopes };
}
