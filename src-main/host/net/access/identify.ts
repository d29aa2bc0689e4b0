/** Who a TCP sender is: this machine is trusted without a token, as the seeds' clients expect; the LAN shows one. */
import { timingSafeEqual } from 'node:crypto';
import { refuse } from '../../../../src-shared/errors';
import type { Refusal } from '../../../../src-shared/errors';
import type { Actor } from '../../../../src-shared/vocabulary';
import type { Core } from '../../core/core-client';
import type { Source } from '../tcp/sources';
import { tokenHash } from './tokens';

const LOOPBACK: Actor = { id: 'loopback', role: 'integrator' };

/** Whoever reads the secret file in the data folder has the account the host runs under, and so the restaurant. */
const AT_THE_MACHINE: Actor = { id: 'cli', role: 'owner' };

export function createIdentify(
  core: Core,
  cliSecret: string,
): (source: Source, token: string | null) => Promise<Actor | Refusal> {
  return async (source, token) => {
    if (token !== null) {
      if (sameSecret(token, cliSecret)) return AT_THE_MACHINE;
      const device = await core.ask({ name: 'device', tokenHash: tokenHash(token) });
      return device ? { id: device.id, role: device.role } : refuse('TOKEN_NEEDED');
    }
    return source.isLocal ? LOOPBACK : refuse('TOKEN_NEEDED');
  };
}

function sameSecret(given: string, secret: string): boolean {
  return timingSafeEqual(Buffer.from(tokenHash(given)), Buffer.from(tokenHash(secret)));
}
