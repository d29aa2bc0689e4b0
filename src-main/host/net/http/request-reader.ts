/** Reads what every route needs from a request: the token's holder, the actor, the JSON body. */
import type { FastifyRequest } from 'fastify';
import { refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import type { Actor } from '../../../../src-shared/base/vocabulary';
import type { Identify, TokenHolder } from '../auth/identify';
import { BEARER, tokenHash } from '../auth/tokens';
import { readJson } from '../json/json-body';
import { sourceOf } from '../limits/sources';
import type { JsonObject } from '../public-api/http-routes';

export type HttpRequestReader = {
  holderOf(request: FastifyRequest): Promise<TokenHolder | Refusal>;
  /** Looks the token up again: it may have been revoked while a slow body arrived. */
  actorOf(request: FastifyRequest): Promise<Actor | Refusal>;
};

export function createRequestReader(identify: Identify): HttpRequestReader {
  async function holderOf(request: FastifyRequest): Promise<TokenHolder | Refusal> {
    const [, token] = BEARER.exec(request.headers.authorization ?? '') ?? [];
    const holder =
      token === undefined
        ? null
        : await identify.holder(tokenHash(token), sourceOf(request.ip, request.headers));
    return holder ?? refuse('TOKEN_NEEDED');
  }
  return {
    holderOf,
    async actorOf(request) {
      const holder = await holderOf(request);
      return 'code' in holder ? holder : (holder.actor ?? refuse('PIN_NEEDED'));
    },
  };
}

/** The body as an object; {} without a body. */
export function bodyOf({ body, routeOptions }: FastifyRequest): JsonObject | Refusal {
  if (!(body instanceof Buffer) || body.length === 0) return {};
  const read = readJson(body, routeOptions.bodyLimit);
  if (!read.ok) return read;
  const { value } = read;
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : refuse('NOT_A_REQUEST');
}
