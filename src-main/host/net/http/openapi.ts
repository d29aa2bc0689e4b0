/** The API described for other programs (OpenAPI 3.1), made from the routes and the wire's own schemas, so that it cannot tell anything else. */
import { z } from 'zod';
import { COMMANDS } from '../../../../src-shared/commands';
import { ERRORS } from '../../../../src-shared/errors';
import { SCREEN_COMMANDS } from '../../../../src-shared/protocol';
import { WIRE_BODIES } from '../../../../src-shared/order-wire';
import type { AccessRoute } from './access/access-route';
import type { Description, Operation, Schema } from './pages';
import type { Route } from './routes';

export function describeApi(routes: readonly Route[], access: readonly AccessRoute[], version: string): Description {
  const paths: Record<string, Record<string, Operation>> = {};
  for (const route of routes) {
    const url = route.path.replace(':id', '{id}');
    paths[url] = { ...paths[url], [route.method.toLowerCase()]: operation(route) };
  }
  for (const route of access) {
    const url = route.path.replace(':id', '{id}');
    paths[url] = { ...paths[url], [route.method.toLowerCase()]: accessOperation(route) };
  }
  const read = (summary: string): Record<string, Operation> => ({ get: { summary, responses: { 200: ANSWER, 401: REFUSAL } } });
  paths['/menu/items'] = read('El menú, con ETag');
  paths['/admin/cola-status'] = read('Colas, impresoras y alerta');
  paths['/health'] = {
    get: {
      summary: 'Si el servidor está vivo y guarda pedidos; si no, 503 y por qué',
      security: [],
      responses: { 200: ANSWER, 503: ANSWER },
    },
  };
  return {
    openapi: '3.1.0',
    info: { title: 'Comanda', version },
    security: [{ token: [] }],
    paths,
    'x-screen-commands': screenCommands(),
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Error: ERROR },
    },
  };
}

/** What a screen may command over its WebSocket (`/vivo`), with the input of each: made from the contract like everything here. */
function screenCommands(): Description['x-screen-commands'] {
  return Object.fromEntries(
    [...SCREEN_COMMANDS].map((name) => {
      const { input, roles } = COMMANDS[name];
      return [name, { roles, input: z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) }];
    }),
  );
}

function accessOperation({ path, summary, open, body, done = 200 }: AccessRoute): Operation {
  return {
    summary,
    ...(open ? { security: [] } : {}),
    ...(path.includes(':id') ? { parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }] } : {}),
    ...(body === null
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }) } },
          },
        }),
    responses: {
      [done]: ANSWER,
      400: REFUSAL,
      ...(open ? {} : { 401: REFUSAL }),
      403: REFUSAL,
      404: REFUSAL,
      409: REFUSAL,
      422: REFUSAL,
      429: REFUSAL,
    },
  };
}

function operation({ method, path, done, summary, body }: Route): Operation {
  const statuses = [...new Set(Object.values(ERRORS).map(({ http }) => http))].toSorted((a, b) => a - b);
  return {
    summary,
    ...(path.includes(':id')
      ? {
          parameters: [
            {
              name: 'id',
              in: 'path',
              required: true,
              schema: { type: 'integer', minimum: 1 },
              description: path.startsWith('/comandas') ? 'número de la comanda' : 'número del pedido',
            },
          ],
        }
      : {}),
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
    responses: { [done]: ANSWER, ...Object.fromEntries(statuses.map((status) => [status, REFUSAL])) },
  };
}

/** The body's fields as their sender writes them; what the path says already is not among them, nor the token, which is a header. */
function schemaOf(body: Route['body']): Schema {
  if (body === null) return { type: 'object' };
  const {
    properties = {},
    required = [],
    ...rest
  } = z.toJSONSchema(WIRE_BODIES[body.schema], {
    io: 'input',
    unrepresentable: 'any',
  }) as { properties?: Record<string, unknown>; required?: readonly string[] };
  const hidden = new Set(['token', body.inPath ?? '']);
  const kept = Object.entries(properties).filter(([name]) => !hidden.has(name));
  return { ...rest, properties: Object.fromEntries(kept), required: required.filter((name) => !hidden.has(name)) };
}

const ANSWER = { description: 'como en docs/protocol.md', content: { 'application/json': { schema: { type: 'object' } } } };
const REFUSAL = {
  description: 'un rechazo con nombre',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
};
const ERROR = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['codigo', 'mensaje', 'reintentable'],
      properties: {
        codigo: { type: 'string', enum: Object.values(ERRORS).map(({ wire }) => wire) },
        mensaje: { type: 'string' },
        posicion: { type: 'integer' },
        campo: { type: 'string' },
        reintentable: { type: 'boolean' },
      },
    },
    clave: { type: 'string' },
  },
};
