/**
 * The words of the TCP and HTTP wire (cliente, productos, consulta ...) turned into commands and queries; answers are in
 * wire-answers.ts. Tolerant to people, strict to typing errors: an unknown field is refused by name, never dropped. docs/protocol.md tells it whole.
 */
import { z } from 'zod';
import { Fields, PersonText } from './commands';
import type { CommandInput, LineInput } from './commands';
import { refuse } from './errors';
import type { Refusal } from './errors';
import { LIMITS } from './limits';
import { chainRequest, CONTROL_SCHEMAS, discoverRequest, mailRequest, printerRequest } from './printer-wire';
import type { ControlRequest } from './printer-wire';
import type { Query } from './queries';
import type { OrderType } from './vocabulary';

export type WireCommandName =
  | 'placeOrder'
  | 'addLines'
  | 'voidLines'
  | 'markUrgent'
  | 'reprintOrder'
  | 'sendMessage'
  | 'confirmPrinted'
  | 'discardPrint'
  | 'printHeld'
  | 'reroutePrint'
  | 'confirmShown';

/** Until when a sender wants to wait for its answer. */
export type Until = 'recibido' | 'impreso' | 'listo';

export type WireRequest =
  | {
      [N in WireCommandName]: {
        readonly kind: 'command';
        readonly name: N;
        readonly input: CommandInput<N>;
        readonly key: string | null;
        readonly until: Until;
        readonly deadlineS: number;
      };
    }[WireCommandName]
  | { readonly kind: 'query'; readonly query: Query<'order' | 'journey' | 'queue' | 'recent' | 'printers' | 'pending'> }
  | { readonly kind: 'ownOrder'; readonly what: 'order' | 'journey'; readonly key: string }
  | { readonly kind: 'addDevice'; readonly name: string }
  | { readonly kind: 'retryPrinter'; readonly printer: string }
  | ControlRequest
  | { readonly kind: 'subscribe' };

export type ParsedRequest = { readonly ok: true; readonly token: string | null; readonly request: WireRequest };

const Key = z.union([
  z.int().transform(String),
  PersonText.refine((key) => key.length > 0 && key.length <= LIMITS.keyChars, {
    error: `entre 1 y ${LIMITS.keyChars} caracteres`,
  }),
]);
/** A text that people also write as a number: a table, a telephone. */
const Name = z
  .union([z.int().transform(String), PersonText])
  .nullish()
  .transform((text) => (text ? text : null));

const PLAIN_LINE = { code: null, quantity: 1, modifiers: [], note: null, course: null, seat: null } as const;

const Product = z.union([
  Fields.text.transform((product): LineInput => ({ ...PLAIN_LINE, modifiers: [], product })),
  z
    .strictObject({
      nombre: Fields.text.optional(),
      codigo: z.union([z.int().transform(String), Fields.text]).optional(),
      cantidad: Fields.quantity,
      modificadores: z.array(Fields.text).max(LIMITS.modifiers).default([]),
      nota: Fields.optional,
      tiempo: Fields.course,
      comensal: Fields.seat,
    })
    .refine(({ nombre, codigo }) => nombre !== undefined || codigo !== undefined, { error: 'hace falta "nombre" o "codigo"' })
    .transform(({ nombre, codigo, cantidad, modificadores, nota, tiempo, comensal }): LineInput => ({
      product: nombre ?? codigo ?? '',
      code: codigo ?? null,
      quantity: cantidad,
      modifiers: modificadores,
      note: nota,
      course: tiempo,
      seat: comensal,
    })),
]);

/** Fields any request may carry beside its own. */
const Common = {
  id: Key.nullish(),
  token: z.string().max(LIMITS.keyChars).optional(),
  esperar: z.enum(['recibido', 'impreso', 'listo']).default('recibido'),
  plazo_s: z.number().min(0).max(600).default(60),
};

const Productos = z.array(Product).min(1, { error: 'hace falta al menos un producto' }).max(LIMITS.orderLines);
const TIPOS: Readonly<Record<'mesa' | 'llevar' | 'domicilio', OrderType>> = {
  mesa: 'table',
  llevar: 'takeaway',
  domicilio: 'delivery',
};

const WireOrder = z.strictObject({
  ...Common,
  cliente: Fields.optional,
  productos: Productos,
  direccion: Fields.optional,
  mesa: Name,
  tipo: z.enum(['mesa', 'llevar', 'domicilio']).optional(),
  telefono: Name,
  comensales: Fields.covers,
  nota: Fields.optional,
  prioridad: z.enum(['urgente', 'normal']).default('normal'),
});
/** Issues then carry what was given, which tells "missing" from "of another kind". */
const WITH_INPUT = { reportInput: true } as const;

const { orderNumber: OrderNumber } = Fields;
const WireAdd = z.strictObject({ ...Common, agregar: OrderNumber, productos: Productos });
const WireVoid = z.strictObject({
  ...Common,
  anular: OrderNumber,
  lineas: Fields.lineNumbers.nullish(),
  motivo: Fields.optional,
});
const WireUrgent = z.strictObject({ ...Common, urgente: OrderNumber });
const WireReprint = z.strictObject({ ...Common, reimprimir: OrderNumber, estacion: Fields.optional });
/** An order by its number, or one print by the number on its paper's foot. */
const Which = z.union([OrderNumber, z.strictObject({ impresion: OrderNumber })], {
  error: 'es el número de un pedido, o {"impresion":número}',
});
const which = (named: z.output<typeof Which>): { order: number | null; job: number | null } =>
  typeof named === 'number' ? { order: named, job: null } : { order: null, job: named.impresion };
const WireConfirm = z.strictObject({ ...Common, confirmar: Which, estacion: Fields.optional });
const WireDiscard = z.strictObject({ ...Common, descartar: Which, estacion: Fields.optional });
const WirePrint = z.strictObject({ ...Common, imprimir: Which, estacion: Fields.optional });
const WireReroute = z.strictObject({ ...Common, desviar: OrderNumber, a: Fields.text, estacion: Fields.optional });
const WireShown = z.strictObject({ ...Common, mostrado: Which, estacion: Fields.optional });
const WireRetry = z.strictObject({ reintentar: Fields.text, token: Common.token });
const WireMessage = z.strictObject({ ...Common, mensaje: Fields.text });
const TextLine = z.strictObject({ texto: Fields.text });
const WireQuery = z.strictObject({
  consulta: z.enum(['pedido', 'recorrido', 'cola', 'recientes', 'impresoras', 'pendientes']),
  id: OrderNumber.optional(),
  clave: Key.optional(),
  folio: z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)]).optional(),
  fecha: z.iso.date({ error: 'se escribe AAAA-MM-DD' }).optional(),
  limite: z.int().min(1).max(50).default(20),
  token: Common.token,
});
const WireDevice = z.strictObject({
  dispositivo: Fields.text,
  token: Common.token,
});
const WireSubscribe = z.strictObject({ suscribir: z.enum(['pedidos']), token: Common.token });

/** The bodies that other wires carry too, by what they are: for describing them. */
export const WIRE_BODIES = {
  order: WireOrder,
  add: WireAdd,
  void: WireVoid,
  urgent: WireUrgent,
  reprint: WireReprint,
  confirm: WireConfirm,
  discard: WireDiscard,
  print: WirePrint,
  reroute: WireReroute,
  shown: WireShown,
} as const;

/** Reads one request. Its first telling field says what it is; everything else about it is checked before anything is done. */
export function parseRequest(value: unknown): ParsedRequest | Refusal {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse('NOT_A_REQUEST');
  const fields = withPlainKeys(value as Record<string, unknown>);
  if (typeof fields === 'string') return refuse('JSON_DUPLICATE_KEY', { key: fields });
  if ('hacer' in fields) return read(CONTROL_SCHEMAS.hacer, fields, printerRequest);
  if ('buscar' in fields) return read(CONTROL_SCHEMAS.buscar, fields, discoverRequest);
  if ('cadena' in fields) return read(CONTROL_SCHEMAS.cadena, fields, chainRequest);
  if ('correo' in fields) return read(CONTROL_SCHEMAS.correo, fields, mailRequest);
  if ('consulta' in fields) return read(WireQuery, fields, queryOf);
  if ('suscribir' in fields) return read(WireSubscribe, fields, () => ({ kind: 'subscribe' }));
  if ('agregar' in fields) {
    return read(WireAdd, fields, (wire) => command('addLines', wire, { order: wire.agregar, lines: wire.productos }));
  }
  if ('anular' in fields) {
    return read(WireVoid, fields, (wire) =>
      command('voidLines', wire, { order: wire.anular, lines: wire.lineas ?? null, reason: wire.motivo }),
    );
  }
  if ('urgente' in fields) return read(WireUrgent, fields, (wire) => command('markUrgent', wire, { order: wire.urgente }));
  if ('reimprimir' in fields) {
    return read(WireReprint, fields, (wire) => command('reprintOrder', wire, { order: wire.reimprimir, station: wire.estacion }));
  }
  if ('confirmar' in fields)
    return read(WireConfirm, fields, (wire) =>
      command('confirmPrinted', wire, { ...which(wire.confirmar), station: wire.estacion }),
    );
  if ('descartar' in fields)
    return read(WireDiscard, fields, (wire) =>
      command('discardPrint', wire, { ...which(wire.descartar), station: wire.estacion }),
    );
  if ('imprimir' in fields)
    return read(WirePrint, fields, (wire) => command('printHeld', wire, { ...which(wire.imprimir), station: wire.estacion }));
  if ('desviar' in fields)
    return read(WireReroute, fields, (wire) =>
      command('reroutePrint', wire, { order: wire.desviar, station: wire.estacion, to: wire.a }),
    );
  if ('mostrado' in fields)
    return read(WireShown, fields, (wire) => command('confirmShown', wire, { ...which(wire.mostrado), station: wire.estacion }));
  if ('reintentar' in fields) return read(WireRetry, fields, (wire) => ({ kind: 'retryPrinter', printer: wire.reintentar }));
  if ('dispositivo' in fields) return read(WireDevice, fields, (wire) => ({ kind: 'addDevice', name: wire.dispositivo }));
  if ('mensaje' in fields) return read(WireMessage, fields, (wire) => command('sendMessage', wire, { text: wire.mensaje }));
  if ('productos' in fields || 'cliente' in fields || 'mesa' in fields) return read(WireOrder, fields, orderOf);
  return refuse('NOT_A_REQUEST');
}

/** A text line of a connection that speaks text: a message for the kitchen. */
export function messageInput(line: string): CommandInput<'sendMessage'> | Refusal {
  const parsed = TextLine.safeParse({ texto: line }, WITH_INPUT);
  return parsed.success ? { text: parsed.data.texto } : invalid(parsed.error);
}

function orderOf(wire: z.output<typeof WireOrder>): WireRequest | Refusal {
  const { mesa: table, cliente: customer } = wire;
  const type = wire.tipo ? TIPOS[wire.tipo] : table ? 'table' : wire.direccion ? 'delivery' : 'takeaway';
  if (!table && !customer) return refuse('ORDER_INVALID', { field: 'cliente', reason: 'hace falta "cliente" o "mesa"' });
  if (type === 'table' && !table) return refuse('ORDER_INVALID', { field: 'mesa', reason: 'un pedido de mesa dice cuál' });
  if (type === 'delivery' && !wire.direccion)
    return refuse('ORDER_INVALID', { field: 'direccion', reason: 'un domicilio lleva dirección' });
  return command('placeOrder', wire, {
    type,
    table,
    customer,
    address: wire.direccion,
    phone: wire.telefono,
    covers: wire.comensales,
    note: wire.nota,
    priority: wire.prioridad === 'urgente' ? 'urgent' : 'normal',
    lines: wire.productos,
  });
}

function queryOf(wire: z.output<typeof WireQuery>): WireRequest | Refusal {
  if (wire.consulta === 'pendientes') return { kind: 'query', query: { name: 'pending' } };
  if (wire.consulta === 'impresoras') return { kind: 'query', query: { name: 'printers' } };
  if (wire.consulta === 'cola') return { kind: 'query', query: { name: 'queue' } };
  if (wire.consulta === 'recientes') return { kind: 'query', query: { name: 'recent', limit: wire.limite } };
  const what = wire.consulta === 'pedido' ? 'order' : 'journey';
  if (wire.clave !== undefined) return { kind: 'ownOrder', what, key: wire.clave };
  if (wire.id !== undefined) return { kind: 'query', query: { name: what, of: { number: wire.id } } };
  if (wire.folio !== undefined && wire.fecha !== undefined) {
    return { kind: 'query', query: { name: what, of: { day: wire.fecha, folio: wire.folio } } };
  }
  return refuse('ORDER_INVALID', { field: 'id', reason: 'diga "id", "clave", o "folio" con "fecha"' });
}

/** The wire's schema has checked every field with the contract's own; the types say that nothing is missing. */
function command<N extends WireCommandName>(
  name: N,
  wire: { id?: string | null | undefined; esperar: Until; plazo_s: number },
  input: CommandInput<N>,
): WireRequest {
  // Which input goes with which name is checked at each call; TypeScript cannot carry the pair through the union.
  return {
    kind: 'command',
    name,
    input,
    key: wire.id ?? null,
    until: wire.esperar,
    deadlineS: wire.plazo_s,
  } as unknown as WireRequest;
}

function read<S extends z.ZodType<{ token?: string | undefined }>>(
  schema: S,
  fields: unknown,
  make: (wire: z.output<S>) => WireRequest | Refusal,
): ParsedRequest | Refusal {
  const parsed = schema.safeParse(fields, WITH_INPUT);
  if (!parsed.success) return invalid(parsed.error);
  const request = make(parsed.data);
  return 'code' in request ? request : { ok: true, token: parsed.data.token ?? null, request };
}

/** Nothing to forgive in it, and not `__proto__`, which only an object without a prototype can hold like any other name. */
const PLAIN_KEY = /^[a-z][a-z_]*$/;

/** People write "dirección" and "líneas" as they are spelt; only top-level field names are forgiven this way. A text: the field given twice. */
function withPlainKeys(value: Record<string, unknown>): Record<string, unknown> | string {
  if (Object.keys(value).every((key) => PLAIN_KEY.test(key))) return value;
  const plain: Record<string, unknown> = Object.create(null);
  for (const [key, field] of Object.entries(value)) {
    const name = /[^\x20-\x7e]/.test(key) ? key.normalize('NFD').replace(/\p{M}/gu, '') : key;
    if (name in plain) return name;
    plain[name] = field;
  }
  return plain;
}

/** The first thing wrong, in words, with the field it is wrong in. */
function invalid(error: z.ZodError): Refusal {
  const issue = deepest(error.issues);
  if (!issue) return refuse('INTERNAL');
  if (issue.code === 'too_big' && issue.origin === 'array' && issue.maximum === LIMITS.orderLines) {
    return refuse('TOO_MANY_LINES', { limit: LIMITS.orderLines });
  }
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
  const field = path.map((step) => String(step).slice(0, 60)).join('.') || 'petición';
  return refuse('ORDER_INVALID', { field, reason: reasonOf(issue) });
}

/** A union hides what its branches said; the branch that got furthest says what the sender meant to write. */
function deepest(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue | undefined {
  const issue = issues[0];
  if (issue?.code !== 'invalid_union') return issue;
  const inner = issue.errors.map(deepest).filter((found) => found !== undefined);
  const best = inner.sort((a, b) => weight(b) - weight(a))[0];
  return best ? { ...best, path: [...issue.path, ...best.path] } : issue;
}

function weight(issue: z.core.$ZodIssue): number {
  return issue.path.length * 2 + (issue.code === 'invalid_type' ? 0 : 1);
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'un texto',
  number: 'un número',
  int: 'un entero',
  array: 'una lista',
  object: 'un objeto',
};

function reasonOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'falta' : `debe ser ${TYPES[issue.expected] ?? issue.expected}`;
    case 'unrecognized_keys':
      return 'no existe ese campo';
    case 'too_big':
      if (Number(issue.maximum) >= Number.MAX_SAFE_INTEGER) return 'es un número demasiado grande';
      return `a lo sumo ${String(issue.maximum)}`;
    case 'too_small':
      return issue.origin === 'array' ? issue.message : `al menos ${String(issue.minimum)}`;
    case 'invalid_value':
      return `uno de: ${issue.values.map(String).join(', ')}`;
    case 'custom':
      return issue.message;
    default:
      return 'no tiene la forma esperada';
  }
}
