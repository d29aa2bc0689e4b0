/** Describes the API in OpenAPI 3.1, from the routes and their schemas. */
import { z } from 'zod';
import type { CommandSpec } from '../../../../src-shared/commands/define-command';
import { COMMANDS } from '../../../../src-shared/commands/registry';
import { PAGES } from '../../../../src-shared/queries/cursor';
import type { PagedList } from '../../../../src-shared/queries/cursor';
import { ERRORS } from '../../../../src-shared/base/errors';
import type { AccessRoute } from './routes/route-tools';
import type { Description, Operation, Parameter, JsonSchema } from './built-in-pages';
import type { HttpRoute } from '../public-api/http-routes';

export function describeApi(
  routes: readonly HttpRoute[],
  access: readonly AccessRoute[],
  version: string,
): Description {
  const paths: Record<string, Record<string, Operation>> = {};
  for (const route of routes) {
    const url = route.path.replace(':id', '{id}');
    paths[url] = { ...paths[url], [route.method.toLowerCase()]: operation(route) };
  }
  for (const route of access) {
    const url = route.path.replace(':id', '{id}');
    paths[url] = { ...paths[url], [route.method.toLowerCase()]: accessOperation(route) };
  }
  for (const [path, operation] of Object.entries(OF_THEIR_OWN)) paths[path] = { get: operation };
  return {
    openapi: '3.1.0',
    info: { title: 'Comanda', version },
    security: [{ token: [] }],
    paths,
    'x-screen-commands': screenCommands(),
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Error: ERROR },
      responses: Object.fromEntries(
        STATUSES.map((status) => [nameOf(status), refusalWith(status)]),
      ),
    },
  };
}

/** The commands of a screen's WebSocket (`/vivo`) and their inputs, from the command registry. */
function screenCommands(): Description['x-screen-commands'] {
  return Object.fromEntries(
    Object.values<CommandSpec>(COMMANDS)
      .filter(({ offeredTo }) => offeredTo.includes('screen'))
      .map(({ name, summary, roles, input }) => [
        name,
        { summary, roles, input: z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) },
      ]),
  );
}

function accessOperation({
  path,
  summary,
  open,
  body,
  done = 200,
  also = [],
}: AccessRoute): Operation {
  return {
    summary,
    ...(open ? { security: [] } : {}),
    ...(path.includes(':id')
      ? { parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }] }
      : {}),
    ...(body === null
      ? {}
      : {
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }),
              },
            },
          },
        }),
    responses: responsesOf(open, [done, ...also], body === null ? [] : [507]),
  };
}

function operation({ method, path, done, summary, body, answer, page }: HttpRoute): Operation {
  const parameters = [
    ...(path.includes(':id') ? [numberIn(path)] : []),
    ...(page ? pageParameters(page) : []),
  ];
  return {
    summary,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(method === 'POST'
      ? {
          requestBody: {
            required: body?.inPath === null,
            content: { 'application/json': { schema: schemaOf(body) } },
          },
        }
      : body === null
        ? {}
        : { requestBody: { content: { 'application/json': { schema: schemaOf(body) } } } }),
    responses: {
      ...responsesOf(false, [done], [507]),
      ...(answer === null ? {} : { [done]: answerWith(answer) }),
    },
  };
}

function answerWith(answer: z.ZodType): JsonSchema {
  return {
    ...ANSWER,
    content: { 'application/json': { schema: z.toJSONSchema(answer, { unrepresentable: 'any' }) } },
  };
}

function numberIn(path: string): Parameter {
  return {
    name: 'id',
    in: 'path',
    required: true,
    schema: { type: 'integer', minimum: 1 },
    description: path.startsWith('/comandas') ? 'número de la comanda' : 'número del pedido',
  };
}

function pageParameters(list: PagedList): readonly Parameter[] {
  const { most, usual } = PAGES[list];
  return [
    {
      name: 'limite',
      in: 'query',
      schema: { type: 'integer', minimum: 1, maximum: most, default: usual },
    },
    {
      name: 'cursor',
      in: 'query',
      schema: { type: 'string' },
      description: 'el "siguiente" de la página anterior',
    },
  ];
}

/**
 * The fields of the body as the sender writes them. Values from the path and the token, which is a
 * header, are not among them.
 */
function schemaOf(body: HttpRoute['body']): JsonSchema {
  if (body === null) return { type: 'object' };
  const {
    properties = {},
    required = [],
    ...rest
  } = z.toJSONSchema(body.schema, {
    io: 'input',
    unrepresentable: 'any',
  }) as { properties?: Record<string, unknown>; required?: readonly string[] };
  const hidden = new Set(['token', body.inPath ?? '']);
  const kept = Object.entries(properties).filter(([name]) => !hidden.has(name));
  return {
    ...rest,
    properties: Object.fromEntries(kept),
    required: required.filter((name) => !hidden.has(name)),
  };
}

const ANSWER = {
  description: 'como en docs/protocol.md',
  content: { 'application/json': { schema: { type: 'object' } } },
};

/** Every status of a refusal with its codes, from the error catalogue. */
const STATUSES = [...new Set(Object.values(ERRORS).map(({ http }) => http))].toSorted(
  (a, b) => a - b,
);
/** Statuses of WebSocket upgrades only, and of storing only. */
const ELSEWHERE: ReadonlySet<number> = new Set([426, 507]);

const nameOf = (status: number): string => `Rechazo${status}`;

/** `more`: statuses of this path that not every path has. */
function responsesOf(
  open: boolean,
  done: readonly number[],
  more: readonly number[] = [],
): Readonly<Record<number, object>> {
  const refused = STATUSES.filter(
    (status) => more.includes(status) || !(ELSEWHERE.has(status) || (open && status === 401)),
  );
  return {
    ...Object.fromEntries(done.map((status) => [status, ANSWER])),
    ...Object.fromEntries(
      refused.map((status) => [status, { $ref: `#/components/responses/${nameOf(status)}` }]),
    ),
  };
}

function refusalWith(status: number): object {
  const codes = [
    ...new Set(
      Object.values(ERRORS).flatMap(({ http, publicCode }) =>
        http === status ? [publicCode] : [],
      ),
    ),
  ];
  const named = { properties: { error: { properties: { codigo: { enum: codes } } } } };
  const headers = Object.keys(HEADERS_OF[status] ?? {});
  return {
    description: `rechazado: ${codes.join(', ')}`,
    ...(headers.length === 0 ? {} : { headers: HEADERS_OF[status] }),
    content: {
      'application/json': { schema: { allOf: [{ $ref: '#/components/schemas/Error' }, named] } },
    },
  };
}

const text = (description: string): object => ({ description, schema: { type: 'string' } });
const HEADERS_OF: Readonly<Record<number, Readonly<Record<string, object>>>> = {
  401: { 'WWW-Authenticate': text('Bearer') },
  405: { Allow: text('los métodos que la ruta acepta') },
  415: { 'Accept-Encoding': text('identity') },
  426: { Upgrade: text('websocket') },
  429: { 'Retry-After': text('segundos') },
  503: { 'Retry-After': text('segundos') },
};

/** Paths that are in no list of routes. */
const OF_THEIR_OWN: Readonly<Record<string, Operation>> = {
  '/menu/items': {
    summary: 'El menú, con ETag',
    responses: { ...responsesOf(false, [200]), 304: { description: 'es el que ya tiene' } },
  },
  '/admin/cola-status': {
    summary: 'Colas, impresoras y alerta',
    responses: responsesOf(false, [200]),
  },
  '/health': {
    summary: 'Si el servidor está vivo y guarda pedidos; si no, 503 y por qué',
    security: [],
    responses: { ...responsesOf(true, [200]), 503: ANSWER },
  },
  '/metrics': {
    summary: 'Cifras para Prometheus; en este equipo sin token',
    responses: {
      ...responsesOf(false, []),
      200: {
        description: 'texto de Prometheus',
        content: { 'text/plain': { schema: { type: 'string' } } },
      },
    },
  },
  '/vivo': {
    summary: 'WebSocket de las pantallas y de los programas que siguen lo que pasa',
    responses: {
      ...responsesOf(false, [], [426]),
      101: { description: 'subprotocolo comanda.v1' },
    },
  },
};

const ERROR = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['codigo', 'mensaje', 'reintentable'],
      properties: {
        codigo: { type: 'string', enum: Object.values(ERRORS).map(({ publicCode }) => publicCode) },
        mensaje: { type: 'string' },
        posicion: { type: 'integer', description: 'dónde deja de ser JSON' },
        campo: { type: 'string', description: 'el campo que está mal' },
        datos: {
          type: 'object',
          description: 'de qué habla la frase, por nombre, para decirla en otro idioma',
          additionalProperties: { type: ['string', 'number'] },
        },
        reintentable: { type: 'boolean' },
      },
    },
    clave: { type: 'string' },
  },
};
