/** What `recover` saved of a damaged database and what it did not, in words for the owner. */
import { momentText } from '../../src-shared/moment-text';
import type { Recovered, RecoveredTable } from './store/sqlite/recover-database';

/** Tables by what is in them, as an owner calls it. Several tables may have one name. */
const NAMES: Readonly<Record<string, string>> = {
  orders: 'pedidos',
  lines: 'platos de los pedidos',
  dispatches: 'envíos',
  messages: 'mensajes',
  tickets: 'comandas',
  print_jobs: 'papeles impresos',
  attempts: 'intentos de impresión',
  events: 'registro de lo que pasó',
  people: 'personas',
  pin_failures: 'PIN equivocados',
  devices: 'equipos y programas',
  shifts: 'cierres de caja',
  items: 'platos del menú',
  categories: 'categorías del menú',
  modifier_groups: 'opciones de los platos',
  routing_rules: 'qué plato va a qué estación',
  tables: 'mesas',
  stations: 'estaciones',
  printers: 'impresoras',
  settings: 'ajustes',
  command_receipts: 'respuestas ya dadas',
  alerts: 'avisos',
  mails: 'correos por enviar',
};

/** So many numbers of missing orders are told one by one. */
const TOLD_ORDERS = 12;

export function rescueLines(found: Recovered): readonly string[] {
  const { orders, lastOrderAt, people, dishes, orphans } = found;
  const last = lastOrderAt === null ? '' : `, el último del ${momentText(lastOrderAt)}`;
  return [
    `Se leyeron ${count(orders, 'pedido', 'pedidos')}${last}; ${count(dishes, 'plato', 'platos')} y ${count(people, 'persona', 'personas')}.`,
    ...damageLines(found),
    ...(orphans > 0
      ? [
          `${count(orphans, 'fila quedó', 'filas quedaron')} fuera: ${orphans === 1 ? 'era' : 'eran'} parte de algo que no se pudo leer.`,
        ]
      : []),
    ...standInLines(found),
    ...doubtLines(found),
    found.isChainWhole
      ? 'La cadena de envíos está completa hasta donde llega.'
      : 'En la cadena de envíos faltan algunos: revise los últimos pedidos.',
  ];
}

function damageLines({ tables, missingOrders }: Recovered): readonly string[] {
  const damaged = tables.filter(({ lost }) => lost > 0);
  if (damaged.length === 0) return ['Todo se leyó entero.'];
  const told = missingOrders.slice(0, TOLD_ORDERS).join(', ');
  const more = missingOrders.length > TOLD_ORDERS ? ` y ${missingOrders.length - TOLD_ORDERS} más` : '';
  return [
    `No se leyó todo de: ${damaged.map(damageOf).join(', ')}.`,
    ...(missingOrders.length > 0 ? [`Faltan los pedidos número ${told}${more}.`] : []),
  ];
}

const nameOf = ({ table }: Pick<RecoveredTable, 'table'>): string => NAMES[table] ?? table;
const damageOf = (one: RecoveredTable): string =>
  `${nameOf(one)} (${one.rows === 0 ? 'nada' : count(one.rows, 'fila leída', 'filas leídas')})`;

function standInLines({ standIns: { printers, stations, categories } }: Recovered): readonly string[] {
  const made = [
    ...(printers > 0 ? [count(printers, 'impresora', 'impresoras')] : []),
    ...(stations > 0 ? [count(stations, 'estación', 'estaciones')] : []),
    ...(categories > 0 ? [count(categories, 'categoría', 'categorías')] : []),
  ];
  if (made.length === 0) return [];
  return [
    `En lugar de lo perdido hay ${made.join(', ')} con el nombre «recuperada»: complételas en Administración. Las impresoras son de muestra hasta entonces.`,
  ];
}

function doubtLines({ tables, isLogBroken }: Recovered): readonly string[] {
  const doubtful = tables.filter(({ unsure }) => unsure > 0);
  return [
    ...(doubtful.length > 0
      ? [
          `Algunas filas pueden ser de algo que ya se había borrado: ${doubtful.map((one) => `${nameOf(one)} (${one.unsure})`).join(', ')}.`,
        ]
      : []),
    ...(isLogBroken ? ['Lo último que se escribió no se pudo leer todo: algo puede estar como un momento antes.'] : []),
  ];
}

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;
