/** Describes for the owner what a rescue saved and what it could not save. */
import { momentText } from '../../../src-shared/base/moment-text';
import type { Recovered, RecoveredTable } from '../store/sqlite/recover/recover-database';

/** Tables in the words of the screens. A table without an entry keeps its own name. */
const TABLE_WORDS: Readonly<Record<string, string>> = {
  alerts: 'avisos',
  attempts: 'intentos de impresión',
  categories: 'categorías',
  command_receipts: 'acuses de recibo',
  devices: 'dispositivos',
  dispatches: 'envíos',
  events: 'actividad',
  items: 'platos',
  lines: 'líneas de pedidos',
  mails: 'correos',
  messages: 'mensajes',
  modifier_groups: 'modificadores',
  orders: 'pedidos',
  people: 'personas',
  pin_failures: 'PIN equivocados',
  print_jobs: 'papeles',
  printers: 'impresoras',
  routing_rules: 'reglas de estaciones',
  settings: 'ajustes',
  shifts: 'cierres',
  stations: 'estaciones',
  tables: 'mesas',
  tickets: 'comandas',
};
const wordFor = (table: string): string => TABLE_WORDS[table] ?? table;

const counted = (number: number, one: string, many: string): string =>
  `${number} ${number === 1 ? one : many}`;

/** One text for each line. */
export function recoveryReportLines(recovered: Recovered): readonly string[] {
  const { orders, lastOrderAt, people, dishes, tables, orphans, isChainWhole, isLogBroken } =
    recovered;
  const last = lastOrderAt === null ? '' : `, el último del ${momentText(lastOrderAt)}`;
  return [
    `Se leyeron ${counted(orders, 'pedido', 'pedidos')}${last}; ${counted(dishes, 'plato', 'platos')} y ${counted(people, 'persona', 'personas')}.`,
    `Filas leídas: ${listOf(tables, ({ rows }) => rows)}.`,
    damageLine(tables),
    ...missingOrdersLines(recovered),
    ...unsureLines(tables),
    ...standInLines(recovered),
    ...(orphans > 0
      ? [`Quedaron fuera ${counted(orphans, 'fila', 'filas')}, parte de otras que no se leyeron.`]
      : []),
    ...(isLogBroken
      ? [
          'Una parte del registro de cambios (comanda.db-wal) no se lee: algunas filas pueden ser de un momento antes.',
        ]
      : []),
    isChainWhole
      ? 'La cadena de envíos está completa hasta donde llega.'
      : 'En la cadena de envíos faltan algunos: revise los últimos pedidos.',
  ];
}

/** Lists the tables whose figure is above zero. */
function listOf(
  tables: readonly RecoveredTable[],
  figure: (table: RecoveredTable) => number,
): string {
  const named = tables
    .filter((table) => figure(table) > 0)
    .map((table) => `${wordFor(table.table)} ${figure(table)}`);
  return named.join(', ') || 'ninguna';
}

function damageLine(tables: readonly RecoveredTable[]): string {
  const damaged = tables.filter(({ lost }) => lost > 0);
  if (damaged.length === 0) return 'Todas las tablas se leyeron enteras.';
  return `No se leyó todo de: ${damaged.map(({ table, rows }) => (rows === 0 ? `${wordFor(table)} (no se leyó ninguna fila)` : wordFor(table))).join(', ')}.`;
}

const NUMBERS_MAX = 20;

function missingOrdersLines({ missingOrders, damaged }: Recovered): readonly string[] {
  if (!damaged.includes('orders')) return [];
  const more = missingOrders.length > NUMBERS_MAX ? '…' : '';
  const known =
    missingOrders.length > 0
      ? [
          `${missingOrders.length === 1 ? 'Falta' : 'Faltan'} ${counted(missingOrders.length, 'pedido', 'pedidos')}, por su número: ${missingOrders.slice(0, NUMBERS_MAX).join(', ')}${more}.`,
        ]
      : [];
  return [...known, 'Si hubo pedidos después de los que se leyeron, no se puede saber cuántos.'];
}

function unsureLines(tables: readonly RecoveredTable[]): readonly string[] {
  if (tables.every(({ unsure }) => unsure === 0)) return [];
  const list = listOf(tables, ({ unsure }) => unsure);
  return [`Se reconocieron solo por su forma, y alguna pudo estar borrada antes: ${list}.`];
}

function standInLines({ standIns }: Recovered): readonly string[] {
  const put = Object.entries(standIns).filter(([, count]) => count > 0);
  if (put.length === 0) return [];
  const list = put.map(([table, count]) => `${wordFor(table)} ${count}`).join(', ');
  return [
    `No se leyeron y otras filas dependen de ellas; en su lugar se puso una sin datos, de nombre «recuperada»: ${list}. Revíselas en Administración antes de servir.`,
  ];
}
