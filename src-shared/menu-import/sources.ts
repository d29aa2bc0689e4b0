/**
 * Detects a file's format by its header: our own, or that of a known system that is not supported
 * yet.
 */
import { plainName } from '../text/plain-name';

/** The columns of our own format, as written. */
export const MENU_COLUMNS = [
  'categoria',
  'codigo',
  'nombre',
  'precio',
  'estaciones',
  'preguntas',
  'sin',
] as const;
export type Column = (typeof MENU_COLUMNS)[number];
const NEEDED: readonly Column[] = ['categoria', 'nombre', 'precio'];

/** Names of the columns in everyday use and in other languages. */
const ALIASES: Readonly<Record<Column, readonly string[]>> = {
  categoria: ['category', 'rubro', 'seccion', 'section', 'familia'],
  codigo: ['code', 'cod', 'sku', 'clave', 'referencia'],
  nombre: [
    'name',
    'nome',
    'plato',
    'prato',
    'dish',
    'producto',
    'product',
    'produto',
    'articulo',
    'item',
  ],
  precio: ['price', 'preco', 'importe', 'pvp', 'precioventa', 'preciodeventa'],
  estaciones: ['estacion', 'station', 'stations', 'estacao', 'estacoes'],
  preguntas: [
    'pregunta',
    'question',
    'questions',
    'pergunta',
    'perguntas',
    'modificadores',
    'modifiers',
  ],
  sin: ['without', 'sem'],
};
const COLUMN_CALLED: ReadonlyMap<string, Column> = new Map(
  MENU_COLUMNS.flatMap((column) =>
    [column, ...ALIASES[column]].map((name) => [name, column] as const),
  ),
);

export type ForeignSource = 'Square' | 'Loyverse' | 'WooCommerce' | 'Odoo';
/** Combinations of columns that only one system's files have. */
const FOREIGN: readonly (readonly [ForeignSource, readonly string[]])[] = [
  ['Square', ['itemname', 'variationname', 'price']],
  ['Loyverse', ['handle', 'name', 'defaultprice']],
  ['WooCommerce', ['id', 'type', 'name', 'regularprice']],
  ['Odoo', ['name', 'salesprice']],
];

export type Source =
  /** The position of each of our columns. */
  | { readonly source: 'ours'; readonly at: ReadonlyMap<Column, number> }
  | { readonly source: 'foreign'; readonly system: ForeignSource }
  | { readonly source: 'twice'; readonly column: Column; readonly heads: readonly string[] }
  | { readonly source: 'unknown'; readonly missing: readonly Column[] };

export function detect(head: readonly string[]): Source {
  const heads = head.map(plainHead);
  const foreign = FOREIGN.find(([, needed]) => needed.every((name) => heads.includes(name)));
  if (foreign) return { source: 'foreign', system: foreign[0] };
  const at = new Map<Column, number>();
  for (const [index, name] of heads.entries()) {
    const column = COLUMN_CALLED.get(name);
    if (column === undefined) continue;
    const before = at.get(column);
    if (before !== undefined)
      return { source: 'twice', column, heads: [head[before] ?? '', head[index] ?? ''] };
    at.set(column, index);
  }
  const missing = NEEDED.filter((column) => !at.has(column));
  return missing.length > 0 ? { source: 'unknown', missing } : { source: 'ours', at };
}

/** Without accents, case, blanks and bracketed text: `Precio ($)` is `precio`. */
function plainHead(name: string): string {
  return plainName(name.replace(/[([][^)\]]*[)\]]/g, '')).replace(/[^\p{L}\p{N}]+/gu, '');
}
