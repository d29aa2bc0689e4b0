/** Texts of the sheets that several views share, in both languages. */
import type { InLanguage } from './catalogue';
import { useText } from './ui-context';

const es = {
  language: 'Idioma',
  theme: 'Luz',
  themeAuto: 'Como el equipo',
  themeLight: 'Claro',
  themeDark: 'Oscuro',
  sound: 'Sonido',
  soundOn: 'Con sonido',
  soundOff: 'Sin sonido',
  goTo: 'Ir a',
  viewKitchen: 'Cocina',
  viewHouse: 'Administración',
  turboOn: 'Activar modo turbo',
  turboOff: 'Apagar modo turbo',
  turboHint:
    'Para la hora pico: los pedidos se imprimen antes que precuentas y copias, y las pantallas no se animan.',
  turboItself: 'las cifras de la casa',
  turboSince: (time: string, by: string): string =>
    `Activo desde ${time}, por ${by}. Precuentas y copias esperan a los pedidos.`,
  leave: 'Salir',
  leaveHint: 'Cierra su sesión; el equipo sigue vinculado',
  paperTitle: 'Así sale el papel',
  paperGone: 'Ese papel ya no se puede ver.',
};

const en: InLanguage<typeof es> = {
  language: 'Language',
  theme: 'Light',
  themeAuto: 'As the device',
  themeLight: 'Light',
  themeDark: 'Dark',
  sound: 'Sound',
  soundOn: 'Sound on',
  soundOff: 'Sound off',
  goTo: 'Go to',
  viewKitchen: 'Kitchen',
  viewHouse: 'Administration',
  turboOn: 'Turn turbo on',
  turboOff: 'Turn turbo off',
  turboHint: 'For peak hour: orders print before bills and copies, and screens do not animate.',
  turboItself: 'the house’s own figures',
  turboSince: (time, by) => `On since ${time}, by ${by}. Bills and copies wait for orders.`,
  leave: 'Log out',
  leaveHint: 'Ends your session; the device stays paired',
  paperTitle: 'How the paper looks',
  paperGone: 'That paper cannot be seen any more.',
};

export function useSheetWords(): InLanguage<typeof es> {
  return useText().code === 'en' ? en : es;
}
