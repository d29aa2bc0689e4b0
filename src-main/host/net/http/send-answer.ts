/** Sends an answer of the API with its status and headers. */
import type { FastifyReply } from 'fastify';
import { ERRORS } from '../../../../src-shared/base/errors';
import type { PublicReply } from '../../../../src-shared/public-api/public-reply';
import { refusalHeaders } from '../http-form/refusals';

const STATUS_BY_CODE: ReadonlyMap<string, number> = new Map(
  Object.values(ERRORS).map(({ publicCode, http }) => [publicCode, http]),
);

/** `done`: the status unless the answer is an error, which has its own. */
export function sendAnswer(reply: FastifyReply, answer: PublicReply, done: number): FastifyReply {
  const { error, repetido } = answer as {
    error?: { codigo: string; datos?: { seconds?: unknown } };
    repetido?: unknown;
  };
  // The key was used before: this is the answer of that request.
  if (repetido === true) reply.header('idempotency-replayed', 'true');
  const status = error ? (STATUS_BY_CODE.get(error.codigo) ?? 500) : done;
  return reply.code(status).headers(refusalHeaders(status, error?.datos?.seconds)).send(answer);
}
