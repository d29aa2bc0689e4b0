/**
 * Every path of the order API and which of the order wire's requests it is: one table, by which it
 * is served and described.
 */
import type { PagedList } from '../../../../src-shared/queries/cursor';
import type { PUBLIC_BODIES } from '../../../../src-shared/public-api/read-request';
import type { PublicCommandName } from '../../../../src-shared/public-api/request';

export type JsonObject = Readonly<Record<string, unknown>>;
export type HttpRoute = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly summary: string;
  /** Status of success. */
  readonly done: number;
  /** The command it is, whatever its body says; null: a question. */
  readonly does: PublicCommandName | null;
  /** The owner's hand on printers: carried out by the print desk. */
  readonly control?: true;
  /**
   * The wire's fields that the body may carry, without the one that the path says; null: no body.
   */
  readonly body: {
    readonly schema: keyof typeof PUBLIC_BODIES;
    readonly inPath: string | null;
  } | null;
  /** It answers with a page of this list: `limite` and `cursor` stand in the query string. */
  readonly page?: PagedList;
  /**
   * The wire's request, from the number in the path and the fields of the body, or of the query
   * string where there is a `page`.
   */
  readonly asks: (number: number, body: JsonObject) => JsonObject;
};

type Verb = readonly [
  word: string,
  schema: keyof typeof PUBLIC_BODIES,
  does: PublicCommandName,
  summary: string,
];

const OF_ORDERS: readonly Verb[] = [
  ['marchar', 'fire', 'fireLines', 'Manda a cocina lo que está en espera'],
  ['cambiar', 'change', 'changeQuantity', 'Otra cantidad de una línea'],
  ['cortesia', 'comp', 'compLines', 'No se cobra, o se cobra otra vez'],
  ['editar', 'edit', 'editOrder', 'Cliente, comensales, nota y demás datos'],
  ['mover', 'move', 'moveTable', 'A otra mesa'],
  ['juntar', 'merge', 'mergeOrders', 'Con otro pedido: una sola cuenta'],
  ['traspasar', 'handOver', 'handOver', 'A otra persona'],
  ['servir', 'serve', 'serveOrder', 'Se entregó'],
  ['cobrar', 'close', 'closeOrder', 'Se cobró'],
  ['precuenta', 'bill', 'printBill', 'La cuenta, impresa en caja'],
  ['reimprimir', 'reprint', 'reprintOrder', 'Una copia más de lo que ya salió'],
  ['urgente', 'urgent', 'markUrgent', 'Lo que espera va antes que lo demás'],
  ['confirmar', 'confirm', 'confirmPrinted', 'La comanda salió'],
  ['descartar', 'discard', 'discardPrint', 'La comanda no hace falta en papel'],
  ['imprimir', 'print', 'printHeld', 'Imprime lo que espera una decisión'],
  ['desviar', 'reroute', 'reroutePrint', 'Lo que espera, a otra impresora'],
  ['mostrado', 'shown', 'confirmShown', 'Una pantalla la muestra'],
];

const OF_TICKETS: readonly Verb[] = [
  ['empezar', 'start', 'startTicket', 'La cocina la empezó'],
  ['lista', 'bump', 'bumpTicket', 'Está lista'],
  ['recuperar', 'recall', 'recallTicket', 'No estaba lista'],
  ['enterado', 'acknowledge', 'acknowledgeNotice', 'La cocina vio el aviso'],
  ['tachar', 'tick', 'tickLine', 'Una línea hecha, o no'],
];

const verbs = (folder: string, list: readonly Verb[]): readonly HttpRoute[] =>
  list.map(([word, schema, does, summary]) => ({
    method: 'POST',
    path: `/${folder}/:id/${word}`,
    summary,
    done: 200,
    does,
    body: { schema, inPath: word },
    asks: (id, body) => ({ ...body, [word]: id }),
  }));

const whole = (
  path: string,
  schema: keyof typeof PUBLIC_BODIES,
  does: PublicCommandName,
  done: number,
  summary: string,
): HttpRoute => ({
  method: 'POST',
  path,
  summary,
  done,
  does,
  body: { schema, inPath: null },
  asks: (_, body) => body,
});

const control = (path: string, schema: keyof typeof PUBLIC_BODIES, summary: string): HttpRoute => ({
  method: 'POST',
  path,
  summary,
  done: 200,
  does: null,
  control: true,
  body: { schema, inPath: null },
  asks: (_, body) => body,
});

const page = (list: PagedList, summary: string): HttpRoute => ({
  method: 'GET',
  path: `/${list}`,
  summary,
  done: 200,
  does: null,
  body: null,
  page: list,
  asks: (_, fields) => ({ ...fields, consulta: list }),
});

export const ROUTES: readonly HttpRoute[] = [
  {
    method: 'GET',
    path: '/impresoras',
    summary: 'Impresoras y cadenas de respaldo',
    done: 200,
    does: null,
    body: null,
    asks: () => ({ consulta: 'impresoras' }),
  },
  control(
    '/impresoras',
    'printer',
    'Agrega, muda, quita, prueba o calibra una impresora; abre su cajón',
  ),
  control('/impresoras/buscar', 'discover', 'Busca impresoras en la red y en los cables'),
  control('/estaciones/cadena', 'chain', 'La impresora de una estación y sus respaldos'),
  control('/correo', 'mail', 'El correo de aviso, o una carta de prueba'),
  page('recientes', 'Los pedidos, el más nuevo primero, por páginas'),
  page('pendientes', 'Lo que espera que alguien decida, lo más viejo primero, por páginas'),
  whole('/pedidos', 'order', 'placeOrder', 201, 'Un pedido nuevo'),
  {
    method: 'GET',
    path: '/pedidos/:id',
    summary: 'Un pedido y sus comandas',
    done: 200,
    does: null,
    body: null,
    asks: (id) => ({ consulta: 'pedido', id }),
  },
  {
    method: 'GET',
    path: '/pedidos/:id/recorrido',
    summary: 'El pedido con sus sucesos',
    done: 200,
    does: null,
    body: null,
    asks: (id) => ({ consulta: 'recorrido', id }),
  },
  {
    method: 'PATCH',
    path: '/pedidos/:id',
    summary: 'Agrega productos',
    done: 200,
    does: 'addLines',
    body: { schema: 'add', inPath: 'agregar' },
    asks: (agregar, body) => ({ ...body, agregar }),
  },
  {
    method: 'DELETE',
    path: '/pedidos/:id',
    summary: 'Anula el pedido o algunas líneas',
    done: 200,
    does: 'voidLines',
    body: { schema: 'void', inPath: 'anular' },
    asks: (anular, body) => ({ ...body, anular }),
  },
  ...verbs('pedidos', OF_ORDERS),
  ...verbs('comandas', OF_TICKETS),
  whole('/mensajes', 'message', 'sendMessage', 201, 'Un mensaje a la cocina o a otra estación'),
  whole(
    '/estaciones/pantalla',
    'screen',
    'setStationScreen',
    200,
    'Una estación tiene pantalla, o ya no',
  ),
  whole('/menu/agotado', 'soldOut', 'setStock', 200, 'Un plato se acabó'),
  whole(
    '/sistema/modo-turbo',
    'turbo',
    'setTurbo',
    200,
    'Hora pico: los pedidos antes que precuentas y copias',
  ),
  whole('/menu/disponible', 'available', 'setStock', 200, 'Hay otra vez, o quedan tantos'),
];
