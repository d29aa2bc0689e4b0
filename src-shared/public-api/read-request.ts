/**
 * The words of the TCP and HTTP wire (cliente, productos, consulta ...) turned into commands and
 * queries; each family of words has its file here, answers are in answers.ts. Tolerant to people,
 * strict to typing errors: an unknown field is refused by name, never dropped. docs/protocol.md
 * tells it whole.
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
  /** As an answer's `siguiente` gave it. */
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

/** A new order is what a request is when no other field says so: a change names products too. */
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

/** The field that says what a request is, in the order of looking for it. */
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

/** Reads one request. Everything about it is checked before anything is done. */
export function readRequest(value: unknown): ParsedRequest | Refusal {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return refuse('NOT_A_REQUEST');
  const fields = withPlainKeys(value as Record<string, unknown>);
  if (typeof fields === 'string') return refuse('JSON_DUPLICATE_KEY', { key: fields });
  for (const [word, read] of WORDS) if (word in fields) return read(fields);
  return refuse('NOT_A_REQUEST');
}

/** A text line of a connection that speaks text: a message for the kitchen. */
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
 * A field of another question would be left out silently, and the answer would be of something
 * else.
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

/** A list that is asked for in pages. */
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
 * Nothing to forgive in it, and not `__proto__`, which only an object without a prototype can hold
 * like any other name.
 */
const PLAIN_KEY = /^[a-z][a-z_]*$/;

/**
 * People write "dirección" and "líneas" as they are spelt; only top-level field names are forgiven
 * this way. A text: the field given twice.
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
