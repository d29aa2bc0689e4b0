/**
 * The paths of the order API: commands from their bindings, queries and printer management here.
 */
import type { z } from 'zod';
import type { PagedList } from '../../../../src-shared/queries/cursor';
import {
  JourneyAnswer,
  OrderAnswer,
  PageAnswer,
} from '../../../../src-shared/public-api/answer-schemas';
import { BINDINGS } from '../../../../src-shared/public-api/bindings';
import type { PublicBinding } from '../../../../src-shared/public-api/define-public';
import { CONTROL_SCHEMAS } from '../../../../src-shared/public-api/printing';

export type JsonObject = Readonly<Record<string, unknown>>;
export type HttpRoute = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly summary: string;
  /** Status of success. */
  readonly done: number;
  /** The command of the path; a body with another command is refused. Null: none. */
  readonly binding: PublicBinding | null;
  /** Printer management: it acts on printers and does not only store. */
  readonly control?: true;
  /** The fields of the body; `inPath`: those that come from the path. Null: no body. */
  readonly body: { readonly schema: z.ZodType; readonly inPath: string | null } | null;
  /** Schema of the answer; null: any object. */
  readonly answer: z.ZodType | null;
  /** The list whose pages it answers with; `limite` and `cursor` are in the query string. */
  readonly page?: PagedList;
  /**
   * The request of the TCP protocol, from the number in the path and the fields of the body, or of
   * the query string if there is a `page`.
   */
  readonly asks: (number: number, body: JsonObject) => JsonObject;
};

const COMMANDS: readonly HttpRoute[] = BINDINGS.flatMap((binding) => {
  const { http, summary, body: schema, answer } = binding;
  if (http === null) return [];
  const { method, path, status: done, pathField: inPath } = http;
  return [
    {
      method,
      path,
      summary,
      done,
      binding,
      body: { schema, inPath },
      answer,
      asks: (number, body) => (inPath === null ? body : { ...body, [inPath]: number }),
    },
  ];
});

const control = (path: string, schema: z.ZodType, summary: string): HttpRoute => ({
  method: 'POST',
  path,
  summary,
  done: 200,
  binding: null,
  control: true,
  body: { schema, inPath: null },
  answer: null,
  asks: (_, body) => body,
});

const question = (
  path: string,
  summary: string,
  answer: z.ZodType | null,
  asks: HttpRoute['asks'],
): HttpRoute => ({
  method: 'GET',
  path,
  summary,
  done: 200,
  binding: null,
  body: null,
  answer,
  asks,
});

const page = (list: PagedList, summary: string): HttpRoute => ({
  ...question(`/${list}`, summary, PageAnswer, (_, fields) => ({ ...fields, consulta: list })),
  page: list,
});

export const ROUTES: readonly HttpRoute[] = [
  question('/impresoras', 'Impresoras y cadenas de respaldo', null, () => ({
    consulta: 'impresoras',
  })),
  control(
    '/impresoras',
    CONTROL_SCHEMAS.hacer,
    'Agrega, muda, quita, prueba o calibra una impresora; abre su cajón',
  ),
  control(
    '/impresoras/buscar',
    CONTROL_SCHEMAS.buscar,
    'Busca impresoras en la red y en los cables',
  ),
  control(
    '/estaciones/cadena',
    CONTROL_SCHEMAS.cadena,
    'La impresora de una estación y sus respaldos',
  ),
  control('/correo', CONTROL_SCHEMAS.correo, 'El correo de aviso, o una carta de prueba'),
  page('recientes', 'Los pedidos, el más nuevo primero, por páginas'),
  page('pendientes', 'Lo que espera que alguien decida, lo más viejo primero, por páginas'),
  question('/pedidos/:id', 'Un pedido y sus comandas', OrderAnswer, (id) => ({
    consulta: 'pedido',
    id,
  })),
  question('/pedidos/:id/recorrido', 'El pedido con sus sucesos', JourneyAnswer, (id) => ({
    consulta: 'recorrido',
    id,
  })),
  ...COMMANDS,
];
