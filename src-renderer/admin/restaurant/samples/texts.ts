/** Texts about the sample data of a first start, in both languages. */
import type { InLanguage } from '../../../ui/i18n/catalogue';
import { many } from '../../../ui/i18n/catalogue';
import { useText } from '../../../ui/i18n/ui-context';

const es = {
  title: 'Todavía de muestra',
  printers: (names: string): string =>
    `Impresoras: ${names}. Lo que sale por ellas se ve aquí, no en papel.`,
  menu: (dishes: number): string =>
    dishes === 1 ? '1 plato del menú' : `${dishes} platos del menú`,
  tables: (tables: number): string => (tables === 1 ? '1 mesa' : `${tables} mesas`),
  remove: 'Quitar lo de muestra',
  lead: 'Lo que usted agregó o cambió queda como está. Lo que ya se pidió queda en los pedidos y en los informes.',
  to: 'En lugar de las de muestra imprime',
  nobody: 'Para quitar las impresoras de muestra, agregue antes una de verdad.',
  takePrinters: 'Las impresoras',
  takeMenu: (dishes: number): string => `El menú (${es.menu(dishes)})`,
  takeTables: (tables: number): string => `Las mesas (${tables})`,
  sure: 'Quitar',
};

const en: InLanguage<typeof es> = {
  title: 'Still a sample',
  printers: (names) => `Printers: ${names}. What comes out of them is shown here, not on paper.`,
  menu: (dishes) => many(dishes, 'dish of the menu', 'dishes of the menu'),
  tables: (tables) => many(tables, 'table', 'tables'),
  remove: 'Remove the samples',
  lead: 'What you added or changed stays as it is. What was ordered stays in the orders and reports.',
  to: 'In place of the sample ones prints',
  nobody: 'To remove the sample printers, add a real one first.',
  takePrinters: 'The printers',
  takeMenu: (dishes) => `The menu (${en.menu(dishes)})`,
  takeTables: (tables) => `The tables (${tables})`,
  sure: 'Remove',
};

export function useSampleWords(): InLanguage<typeof es> {
  return useText().code === 'en' ? en : es;
}
