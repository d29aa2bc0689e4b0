/**
 * Turns TCP and HTTP requests (cliente, productos, consulta ...) into commands and queries. Each
 * group of fields has a file here; answers are in answers.ts. Spelling of field names is tolerant,
 * but an unknown field is refused by name, never dropped. docs/protocol.md is the full reference.
 */
import { z } from 'zod';
import { NO_CURSOR, PAGES, readCursor } from '../queries/cursor';
import type { PagedList } from '../queries/cursor';
import { refuse } from '../base/errors';
import type { Refusal } from '../base/errors';
import { Fields } from '../base/fields';
import {
  chainRequest,
  CONTROL_SCHEMAS,
  discoverRequest,
  mailRequest,
  printerRequest,
} from './printing';
import { LIMITS } from '../base/limits';
import { ScopesOrShop } from '../base/scope-schemas';
import { inputError } from '../base/input-errors';
import { BINDINGS } from './bindings';
import type { PublicBinding } from './define-public';
import { mensaje } from './tickets';
import { bindingReader, Key, reader, Token, WITH_INPUT } from './request';
import type { CommandRequest, ParsedRequest, PublicRequest, RequestReader } from './request';

export type { CommandRequest, PublicRequest } from './request';

const TextLine = z.strictObject({ texto: Fields.text });
const WireQuery = z.strictObject({
  consulta: z.enum([
    'pedido',
    'recorrido',
    'cola',
    'recientes',
    'impresoras',
    'pendientes',
    'programas',
  ]),
  id: Fields.orderNumber.optional(),
  clave: Key.optional(),
  folio: z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)]).optional(),
  fecha: z.iso.date({ error: 'se escribe AAAA-MM-DD' }).optional(),
  limite: z.int().min(1).optional(),
  /** As in an answer's `siguiente`. */
  cursor: z.string().max(LIMITS.keyChars).nullish(),
  token: Token,
});
const WireDevice = z.strictObject({
  dispositivo: Fields.text,
  alcance: ScopesOrShop,
  token: Token,
});
const WireRevoke = z.strictObject({ retirar: Fields.text, token: Token });
const WireSubscribe = z.strictObject({ suscribir: z.enum(['pedidos']), token: Token });

/**
 * A request is a new order if no other field selects something else. A change also names products,
 * so it is checked first.
 */
const [PLACING, OTHERS] = [
  BINDINGS.filter(({ command }) => command === 'placeOrder'),
  BINDINGS.filter(({ command }) => command !== 'placeOrder'),
];
const readers = (
  bindings: readonly PublicBinding[],
): readonly (readonly [string, RequestReader])[] =>
  bindings.flatMap((binding) => {
    const read = bindingReader(binding);
    return binding.words.map((word) => [word, read] as const);
  });

/** The field that selects the kind of request, in the order of the checks. */
const WORDS: readonly (readonly [string, RequestReader])[] = [
  ['hacer', reader(CONTROL_SCHEMAS.hacer, printerRequest)],
  ['buscar', reader(CONTROL_SCHEMAS.buscar, discoverRequest)],
  ['cadena', reader(CONTROL_SCHEMAS.cadena, chainRequest)],
  ['correo', reader(CONTROL_SCHEMAS.correo, mailRequest)],
  ['consulta', reader(WireQuery, queryOf)],
  ['suscribir', reader(WireSubscribe, () => ({ kind: 'subscribe' }))],
  ...readers(OTHERS),
  [
    'dispositivo',
    reader(WireDevice, (body) => ({
      kind: 'addDevice',
      name: body.dispositivo,
      scopes: body.alcance,
    })),
  ],
  ['retirar', reader(WireRevoke, (body) => ({ kind: 'revokeProgram', called: body.retirar }))],
  ...readers(PLACING),
];

/** Parses one request. All checks are made before any action. */
export function readRequest(value: unknown): ParsedRequest | Refusal {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refuse('NOT_A_REQUEST');
  const fields = withPlainKeys(value as Record<string, unknown>);
  if (typeof fields === 'string') return refuse('JSON_DUPLICATE_KEY', { key: fields });
  for (const [word, read] of WORDS) if (word in fields) return read(fields);
  return refuse('NOT_A_REQUEST');
}

/** A line of a plain-text connection: a message for the kitchen. */
export function messageRequest(
  line: string,
): Pick<CommandRequest, 'kind' | 'binding' | 'input' | 'key'> | Refusal {
  const parsed = TextLine.safeParse({ texto: line }, WITH_INPUT);
  if (!parsed.success) return inputError(parsed.error);
  const input = { text: parsed.data.texto, station: null };
  return { kind: 'command', binding: mensaje, input, key: null };
}

type WireQuery = z.output<typeof WireQuery>;

const OF_ONE_ORDER = ['id', 'clave', 'folio', 'fecha'] as const;
const OF_A_PAGE = ['limite', 'cursor'] as const;
/**
 * A field of another query is refused. Ignoring it would return an answer to a different question.
 */
const FIELDS_OF: Readonly<Record<WireQuery['consulta'], readonly (keyof WireQuery)[]>> = {
  pedido: OF_ONE_ORDER,
  recorrido: OF_ONE_ORDER,
  recientes: OF_A_PAGE,
  pendientes: OF_A_PAGE,
  cola: [],
  impresoras: [],
  programas: [],
};

function queryOf(wire: WireQuery): PublicRequest | Refusal {
  const other = [...OF_ONE_ORDER, ...OF_A_PAGE].find(
    (field) => wire[field] !== undefined && !FIELDS_OF[wire.consulta].includes(field),
  );
  if (other !== undefined)
    return refuse('ORDER_INVALID', {
      field: other,
      reason: `no existe ese campo en "consulta": "${wire.consulta}"`,
    });
  if (wire.consulta === 'programas') return { kind: 'programs' };
  if (wire.consulta === 'pendientes' || wire.consulta === 'recientes')
    return pageOf(wire.consulta, wire);
  if (wire.consulta === 'impresoras') return { kind: 'query', query: { name: 'printers' } };
  if (wire.consulta === 'cola') return { kind: 'query', query: { name: 'queue' } };
  const what = wire.consulta === 'pedido' ? 'order' : 'journey';
  if (wire.clave !== undefined) return { kind: 'ownOrder', what, key: wire.clave };
  if (wire.id !== undefined)
    return { kind: 'query', query: { name: what, of: { number: wire.id } } };
  if (wire.folio !== undefined && wire.fecha !== undefined) {
    return { kind: 'query', query: { name: what, of: { day: wire.fecha, folio: wire.folio } } };
  }
  return refuse('ORDER_INVALID', {
    field: 'id',
    reason: 'diga "id", "clave", o "folio" con "fecha"',
  });
}

/** A query for a page of a list. */
function pageOf(list: PagedList, { limite, cursor }: WireQuery): PublicRequest | Refusal {
  const isFirst = cursor === null || cursor === undefined;
  const from = isFirst ? null : readCursor(list, cursor);
  if (!isFirst && from === null) return refuse('ORDER_INVALID', NO_CURSOR);
  const { most, usual } = PAGES[list];
  const limit = limite ?? usual;
  if (limit > most)
    return refuse('ORDER_INVALID', { field: 'limite', reason: `a lo sumo ${most}` });
  return list === 'pendientes'
    ? { kind: 'query', query: { name: 'pending', after: from, limit } }
    : { kind: 'query', query: { name: 'recent', before: from, limit } };
}

/**
 * Needs no correction and is not `__proto__`, which only an object without a prototype can hold as
 * an ordinary key.
 */
const PLAIN_KEY = /^[a-z][a-z_]*$/;

/**
 * Accepts correctly spelled names such as "dirección" and "líneas", for top-level fields only. A
 * text result: the name of a field that was given twice.
 */
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
