/** Serves the routes of the order API: each becomes a request of the TCP protocol. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { isRefusal, refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import type { Actor } from '../../../../src-shared/base/vocabulary';
import { errorAnswer } from '../../../../src-shared/public-api/answers';
import type { PublicReply } from '../../../../src-shared/public-api/public-reply';
import { readRequest } from '../../../../src-shared/public-api/read-request';
import type { PublicRequest } from '../../../../src-shared/public-api/read-request';
import { ROUTES } from '../public-api/http-routes';
import type { HttpRoute, JsonObject } from '../public-api/http-routes';
import type { Requests } from '../public-api/public-requests';
import { bodyOf } from './request-reader';
import type { HttpRequestReader } from './request-reader';
import { sendAnswer } from './send-answer';

/** An order number in a path. Other forms of numbers, such as 1e3 or 0x10, are refused. */
const DIGITS = /^\d{1,15}$/;
/** A number in a query string. Anything else stays text, which the schema refuses. */
const NUMBER = /^-?\d+(\.\d+)?$/;

export function addOrderRoutes(
  app: FastifyInstance,
  requests: Requests,
  { actorOf }: HttpRequestReader,
): void {
  for (const route of ROUTES)
    app.route({
      method: route.method,
      url: route.path,
      handler: async (request, reply) => {
        const actor = await actorOf(request);
        const answer =
          'code' in actor ? errorAnswer(actor) : await answerRoute(route, request, actor, requests);
        return sendAnswer(reply, answer, route.done);
      },
    });
}

async function answerRoute(
  route: HttpRoute,
  request: FastifyRequest,
  actor: Actor,
  requests: Requests,
): Promise<PublicReply> {
  const body = route.page ? pageFields(request.query as JsonObject) : bodyOf(request);
  if (isRefusal(body)) return errorAnswer(body);
  const fields = withKey(body, request.headers['idempotency-key']);
  if (isRefusal(fields)) return errorAnswer(fields);
  const { id: shown = '0' } = request.params as { id?: string };
  const id = DIGITS.test(shown) ? Number(shown) : NaN;
  const parsed = readRequest(route.asks(id, fields));
  if (!parsed.ok) return errorAnswer(parsed);
  return carryOut(route, parsed.request, actor, requests);
}

/** Takes the key from the header `Idempotency-Key`. A key in the body must be the same. */
function withKey(
  body: JsonObject,
  key: string | readonly string[] | undefined,
): JsonObject | Refusal {
  if (typeof key !== 'string') return { ...body };
  // As in the TCP protocol, a number and its digits are the same key.
  if (body.id !== undefined && body.id !== key && JSON.stringify(body.id) !== key)
    return refuse('ORDER_INVALID', {
      field: 'id',
      reason: 'no es el mismo que dice Idempotency-Key',
    });
  return { ...body, id: key };
}

/** The path decides what is done. A body that parses to another request is refused. */
async function carryOut(
  route: HttpRoute,
  request: PublicRequest,
  actor: Actor,
  requests: Requests,
): Promise<PublicReply> {
  const mismatch = refuse('NOT_A_REQUEST');
  switch (request.kind) {
    case 'command':
      return route.binding?.command === request.binding.command
        ? requests.command(request, actor)
        : errorAnswer(mismatch);
    case 'control':
      return route.control === true ? requests.control(request.ask, actor) : errorAnswer(mismatch);
    case 'query':
      return route.body === null ? requests.ask(request, actor) : errorAnswer(mismatch);
    default:
      return errorAnswer(mismatch);
  }
}

/** The page fields of a query string. An unknown field is refused; nothing is silently ignored. */
function pageFields(query: JsonObject): JsonObject | Refusal {
  const other = Object.keys(query).find((name) => name !== 'limite' && name !== 'cursor');
  if (other !== undefined)
    return refuse('ORDER_INVALID', { field: other.slice(0, 60), reason: 'no existe ese campo' });
  const { limite, ...rest } = query;
  if (limite === undefined) return rest;
  return {
    ...rest,
    limite: typeof limite === 'string' && NUMBER.test(limite) ? Number(limite) : limite,
  };
}
