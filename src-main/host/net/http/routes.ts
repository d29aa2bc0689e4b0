/** Every path of the API and which of the order wire's requests it is: one table, by which it is served and described. */
import type { WIRE_BODIES } from '../../../../src-shared/order-wire';

export type Fields = Readonly<Record<string, unknown>>;
export type Route = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly summary: string;
  /** Status of success. */
  readonly done: number;
  /** The wire's fields that the body may carry, without the one that the path says; null: no body. */
  readonly body: { readonly schema: keyof typeof WIRE_BODIES; readonly inPath: string | null } | null;
  /** The wire's request, from the order's number in the path and the body's fields. */
  readonly asks: (order: number, body: Fields) => Fields;
};

const VERBS = [
  ['reimprimir', 'reprint', 'Una copia más de lo que ya salió'],
  ['urgente', 'urgent', 'Lo que espera va antes que lo demás'],
  ['confirmar', 'confirm', 'La comanda salió'],
  ['descartar', 'discard', 'La comanda no hace falta en papel'],
  ['imprimir', 'print', 'Imprime lo que espera una decisión'],
  ['desviar', 'reroute', 'Lo que espera, a otra impresora'],
  ['mostrado', 'shown', 'Una pantalla la muestra'],
] as const;

export const ROUTES: readonly Route[] = [
  {
    method: 'POST',
    path: '/pedidos',
    summary: 'Un pedido nuevo',
    done: 201,
    body: { schema: 'order', inPath: null },
    asks: (_, body) => body,
  },
  {
    method: 'GET',
    path: '/pedidos/:id',
    summary: 'Un pedido y sus comandas',
    done: 200,
    body: null,
    asks: (id) => ({ consulta: 'pedido', id }),
  },
  {
    method: 'GET',
    path: '/pedidos/:id/recorrido',
    summary: 'El pedido con sus sucesos',
    done: 200,
    body: null,
    asks: (id) => ({ consulta: 'recorrido', id }),
  },
  {
    method: 'PATCH',
    path: '/pedidos/:id',
    summary: 'Agrega productos',
    done: 200,
    body: { schema: 'add', inPath: 'agregar' },
    asks: (agregar, body) => ({ ...body, agregar }),
  },
  {
    method: 'DELETE',
    path: '/pedidos/:id',
    summary: 'Anula el pedido o algunas líneas',
    done: 200,
    body: { schema: 'void', inPath: 'anular' },
    asks: (anular, body) => ({ ...body, anular }),
  },
  ...VERBS.map(([verb, schema, summary]): Route => ({
    method: 'POST',
    path: `/pedidos/:id/${verb}`,
    summary,
    done: 200,
    body: { schema, inPath: verb },
    asks: (id, body) => ({ ...body, [verb]: id }),
  })),
];
