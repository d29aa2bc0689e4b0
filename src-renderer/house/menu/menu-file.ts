/** A menu as a CSV file: written, and read back line by line against the menu as it stands, so that the owner sees what would change before it does. */
import Papa from 'papaparse';
import { amountFrom } from '../../../src-shared/amount';
import type { CommandText } from '../../../src-shared/commands';
import { csvText } from '../../../src-shared/csv';
import { LIMITS } from '../../../src-shared/limits';
import { plainName } from '../../../src-shared/plain-name';
import type { Place } from '../../../src-shared/snapshot';
import type { MenuWords } from './words';

export type MenuRow = CommandText<'importMenu'>['rows'][number];
export type MenuFault = { readonly line: number; readonly words: string };
export type MenuPreview = {
  readonly rows: readonly MenuRow[];
  readonly faults: readonly MenuFault[];
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  /** Dishes of the menu that are not in the file. */
  readonly missing: number;
  /** What of each dish changes, for the eye: `precio 8.500 → 9.000`. Nothing: it is new. */
  readonly changes: readonly {
    readonly line: number;
    readonly name: string;
    readonly what: readonly (readonly [string, string])[] | null;
  }[];
};

const COLUMNS = ['categoria', 'codigo', 'nombre', 'precio', 'estaciones', 'preguntas', 'sin'] as const;
type Column = (typeof COLUMNS)[number];
const NEEDED: readonly Column[] = ['categoria', 'nombre', 'precio'];
/** What people call them besides. */
const ALIASES: Readonly<Record<string, Column>> = {
  category: 'categoria',
  rubro: 'categoria',
  code: 'codigo',
  name: 'nombre',
  plato: 'nombre',
  producto: 'nombre',
  price: 'precio',
  station: 'estaciones',
  stations: 'estaciones',
  estacion: 'estaciones',
  questions: 'preguntas',
  modificadores: 'preguntas',
  without: 'sin',
};
const NAME_CHARS = 80;

/** The menu as a file that comes back in unchanged. */
export function menuFile({ items, categories, stations, modifierGroups, decimals }: Place): string {
  return csvText([
    COLUMNS,
    ...items.map((item) => [
      namesOf(categories, [item.categoryId]),
      item.code,
      item.name,
      plainAmount(item.price, decimals),
      namesOf(stations, item.ownStationIds),
      namesOf(modifierGroups, item.groupIds),
      item.removable.join(', '),
    ]),
  ]);
}

function namesOf(things: readonly { readonly id: string; readonly name: string }[], ids: readonly string[]): string {
  return ids.map((id) => things.find((thing) => thing.id === id)?.name ?? '').join(', ');
}

/** `8500,50`, without the marks of thousands that a spreadsheet would trip over. */
function plainAmount(amount: number, decimals: number): string {
  const digits = String(amount).padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)},${digits.slice(-decimals)}`;
}

/** A word where nothing of the file can be read at all. */
export function readMenuFile(text: string, place: Place, words: MenuWords): MenuPreview | string {
  const parsed = Papa.parse<string[]>(text.replace(/^\ufeff/, ''), { skipEmptyLines: false });
  const [head = [], ...body] = parsed.data;
  const columns = head.map((name) => columnOf(name));
  const missing = NEEDED.find((name) => !columns.includes(name));
  if (missing !== undefined) return words.columnMissing(missing);
  const faults: MenuFault[] = [];
  const rows: { readonly line: number; readonly row: MenuRow }[] = [];
  body.forEach((cells, index) => {
    const line = index + 2;
    if (cells.every((cell) => cell.trim() === '')) return;
    const fields = Object.fromEntries(columns.map((name, at) => [name, (cells[at] ?? '').trim()])) as Partial<
      Record<Column, string>
    >;
    const row = rowFrom(fields, place, words, rows);
    if (typeof row === 'string') faults.push({ line, words: row });
    else if (rows.length >= LIMITS.menuRows) faults.push({ line, words: words.erTooMany(LIMITS.menuRows) });
    else rows.push({ line, row });
  });
  if (rows.length === 0 && faults.length === 0) return words.fileEmpty;
  return { ...compared(rows, place, words), faults };
}

function columnOf(name: string): Column | '' {
  const plain = plainName(name).replace(/\s+/g, '');
  return COLUMNS.find((column) => column === plain) ?? ALIASES[plain] ?? '';
}

function rowFrom(
  fields: Partial<Record<Column, string>>,
  place: Place,
  words: MenuWords,
  before: readonly { readonly line: number; readonly row: MenuRow }[],
): MenuRow | string {
  const { categoria = '', nombre = '', precio = '' } = fields;
  if (categoria === '') return words.erCategory;
  if (nombre === '') return words.erName;
  const known = place.items.find((item) =>
    fields.codigo ? plainName(item.code) === plainName(fields.codigo) : plainName(item.name) === plainName(nombre),
  );
  const code = fields.codigo || known?.code || codeFor(nombre, place, before);
  if ([categoria, nombre, code].some((text) => text.length > NAME_CHARS)) return words.erLong;
  const price = amountFrom(precio, place.decimals);
  if (price === null || price > LIMITS.amount) return words.erPrice(precio);
  const sameCode = before.find(({ row }) => plainName(row.code) === plainName(code));
  if (sameCode) return words.erCodeTwice(code, sameCode.line);
  const sameName = before.find(({ row }) => plainName(row.name) === plainName(nombre));
  if (sameName) return words.erNameTwice(nombre, sameName.line);
  const other = place.items.find(
    (item) => plainName(item.name) === plainName(nombre) && plainName(item.code) !== plainName(code),
  );
  if (other) return words.erNameTaken(nombre, other.code);
  const stations = listOf(fields.estaciones);
  const cooks = place.stations.filter(({ isCounter, takesAll }) => !isCounter && !takesAll);
  const strange = stations?.find((name) => !cooks.some((station) => plainName(station.name) === plainName(name)));
  if (strange !== undefined) return words.erStation(strange);
  const groups = listOf(fields.preguntas);
  const unasked = groups?.find((name) => !place.modifierGroups.some((group) => plainName(group.name) === plainName(name)));
  if (unasked !== undefined) return words.erQuestion(unasked);
  const without = listOf(fields.sin);
  if (without?.some((one) => one.length > NAME_CHARS) || (without?.length ?? 0) > 20) return words.erLong;
  return { category: categoria, code, name: nombre, price, stations, groups, without };
}

/** Null: the file has no such column, so it stays as it was. */
function listOf(text: string | undefined): string[] | null {
  if (text === undefined) return null;
  return [
    ...new Set(
      text
        .split(/[,|]/)
        .map((one) => one.trim())
        .filter((one) => one !== ''),
    ),
  ];
}

/** A code for a dish that came without one: the next free number. */
function codeFor(name: string, { items }: Place, before: readonly { readonly row: MenuRow }[]): string {
  const taken = new Set([...items.map(({ code }) => plainName(code)), ...before.map(({ row }) => plainName(row.code))]);
  const start =
    plainName(name)
      .replace(/[^a-z]/g, '')
      .slice(0, 3)
      .toUpperCase() || 'P';
  for (let no = 1; ; no++) if (!taken.has(plainName(`${start}${no}`))) return `${start}${no}`;
}

function compared(
  rows: readonly { readonly line: number; readonly row: MenuRow }[],
  place: Place,
  words: MenuWords,
): Omit<MenuPreview, 'faults'> {
  const byCode = new Map(place.items.map((item) => [plainName(item.code), item]));
  const changes: MenuPreview['changes'][number][] = [];
  let same = 0;
  for (const { line, row } of rows) {
    const item = byCode.get(plainName(row.code));
    if (!item) {
      changes.push({ line, name: row.name, what: null });
      continue;
    }
    const category = place.categories.find(({ id }) => id === item.categoryId)?.name ?? '';
    const pairs: (readonly [string, string, string])[] = [
      [words.name, item.name, row.name],
      [words.category, category, row.category],
      [words.price, plainAmount(item.price, place.decimals), plainAmount(row.price, place.decimals)],
      ...(row.stations ? [[words.goesTo, namesOf(place.stations, item.ownStationIds), row.stations.join(', ')] as const] : []),
      ...(row.without ? [[words.without, item.removable.join(', '), row.without.join(', ')] as const] : []),
      ...(row.groups ? [[words.asks, namesOf(place.modifierGroups, item.groupIds), row.groups.join(', ')] as const] : []),
    ];
    const what = pairs
      .filter(([, from, to]) => from !== to)
      .map(([name, from, to]) => [name, `${from || '–'} → ${to || '–'}`] as const);
    if (what.length === 0) same++;
    else changes.push({ line, name: row.name, what });
  }
  const inFile = new Set(rows.map(({ row }) => plainName(row.code)));
  return {
    rows: rows.map(({ row }) => row),
    changes,
    added: changes.filter(({ what }) => what === null).length,
    changed: changes.filter(({ what }) => what !== null).length,
    same,
    missing: place.items.filter(({ code }) => !inFile.has(plainName(code))).length,
  };
}
