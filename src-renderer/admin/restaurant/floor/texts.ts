/** Texts of the floor page, in both languages. */
import { many } from '../../../ui/i18n/catalogue';
import type { InLanguage } from '../../../ui/i18n/catalogue';
import { useText } from '../../../ui/i18n/ui-context';

const es = {
  lead: 'Las mesas por sector, en el orden en que las ve el mesero.',
  add: 'Agregar mesa',
  order: 'Ordenar',
  ordered: 'Listo',
  none: 'No hay mesas.',
  noneHint: 'Sin mesas solo se toman pedidos para llevar y a domicilio.',
  count: (count: number): string => many(count, 'mesa', 'mesas'),
  name: 'Nombre o número',
  area: 'Sector',
  usualArea: 'Salón',
  seats: 'Lugares (si quiere)',
  editName: (name: string): string => `Cambiar mesa ${name}`,
  removeName: (name: string): string => `Quitar mesa ${name}`,
  removeSure: (name: string): string =>
    `La mesa ${name} desaparece de los teléfonos. Los pedidos que tuvo no cambian.`,
};

const en: InLanguage<typeof es> = {
  lead: 'Tables by area, in the order in which waiters see them.',
  add: 'Add a table',
  order: 'Put in order',
  ordered: 'Done',
  none: 'There are no tables.',
  noneHint: 'Without tables only takeaways and deliveries are taken.',
  count: (count) => many(count, 'table', 'tables'),
  name: 'Name or number',
  area: 'Area',
  usualArea: 'Room',
  seats: 'Seats (if you like)',
  editName: (name) => `Change table ${name}`,
  removeName: (name) => `Remove table ${name}`,
  removeSure: (name) =>
    `Table ${name} disappears from the phones. The orders it had do not change.`,
};

export function useFloorWords(): InLanguage<typeof es> {
  return useText().code === 'en' ? en : es;
}
