/**
 * Whose file it is, by its head: our own columns, or those of a system that is known but not read
 * yet.
 */
import { plainName } from '../text/plain-name';

/** The columns of our own file, as it is written. */
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

/** What people and other languages call them. */
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
/** Columns that only that system's files have together. */
const FOREIGN: readonly (readonly [ForeignSource, readonly string[]])[] = [
  ['Square', ['itemname', 'variationname', 'price']],
  ['Loyverse', ['handle', 'name', 'defaultprice']],
  ['WooCommerce', ['id', 'type', 'name', 'regularprice']],
  ['Odoo', ['name', 'salesprice']],
];

export type Source =
  /** At which place each of our columns stands. */
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

/** Without accents, case, blanks, and what stands in brackets: `Precio ($)` is `precio`. */
function plainHead(name: string): string {
  return plainName(name.replace(/[([][^)\]]*[)\]]/g, '')).replace(/[^\p{L}\p{N}]+/gu, '');
}
