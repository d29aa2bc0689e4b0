/** Texts of the setup, in both languages. */
import type { SetUpStep } from '../../../../src-shared/model/operations/set-up';
import type { InLanguage } from '../../../ui/i18n/catalogue';
import { useText } from '../../../ui/i18n/ui-context';

const es = {
  step: (no: number, of: number): string => `Paso ${no} de ${of}`,
  titles: {
    house: '¿Cómo se llama su local?',
    menu: '¿Qué se come aquí?',
    printers: '¿Dónde sale el papel?',
    stations: '¿Quién cocina qué?',
    people: '¿Quiénes trabajan aquí?',
    phones: 'Pruebe desde su teléfono',
  } satisfies Record<SetUpStep, string>,
  names: {
    house: 'Local',
    menu: 'Menú',
    printers: 'Impresoras',
    stations: 'Estaciones',
    people: 'Personas',
    phones: 'Teléfonos',
  } satisfies Record<SetUpStep, string>,
  leads: {
    house: 'El nombre sale en las pantallas; la moneda y los impuestos, en la precuenta.',
    menu: 'Puede empezar con el menú de muestra y cambiarlo después, o traer el suyo desde un archivo.',
    printers:
      'Busque las que hay y toque «Probar». Las de muestra sirven para ver el papel sin tener impresora.',
    stations:
      'Cada categoría va a una estación. Cuando diga «0 platos sin destino», no se pierde ninguno.',
    people: 'Cada mesero y cada cocinero con su PIN. Puede agregar a los demás otro día.',
    phones:
      'Abra la red del local, sume un equipo como mesero y escanee el código con su teléfono.',
  } satisfies Record<SetUpStep, string>,
  language: 'Idioma de este equipo',
  next: 'Seguir',
  last: 'Terminar',
  skip: 'Saltear este paso',
  back: 'Volver al anterior',
  running: 'El sistema ya está andando: puede irse cuando quiera y seguir después desde aquí.',
  done: 'hecho',
  finished: 'Listo, ya puede atender',
  finishedHint: 'Todo esto se cambia cuando quiera, en las páginas de la izquierda.',
  toTables: 'Tomar el primer pedido',
  toBoard: 'Ver el tablero',
};

const en: InLanguage<typeof es> = {
  step: (no, of) => `Step ${no} of ${of}`,
  titles: {
    house: 'What is your place called?',
    menu: 'What is eaten here?',
    printers: 'Where does paper come out?',
    stations: 'Who cooks what?',
    people: 'Who works here?',
    phones: 'Try it from your phone',
  },
  names: {
    house: 'Place',
    menu: 'Menu',
    printers: 'Printers',
    stations: 'Stations',
    people: 'People',
    phones: 'Phones',
  },
  leads: {
    house: 'The name is on the screens; currency and taxes are on the bill.',
    menu: 'You may begin with the sample menu and change it later, or bring in your own from a file.',
    printers:
      'Search for those that there are and tap “Test”. The sample ones show paper without any printer.',
    stations:
      'Each category goes to a station. When it says “0 dishes without destination”, none gets lost.',
    people: 'Each waiter and each cook with a PIN. The others can be added another day.',
    phones: 'Open the local network, add a device as a waiter and scan the code with your phone.',
  },
  language: 'Language of this device',
  next: 'Go on',
  last: 'Finish',
  skip: 'Skip this step',
  back: 'Back to the one before',
  running: 'The system is running already: you may leave when you like and go on from here later.',
  done: 'done',
  finished: 'That is it, you can serve',
  finishedHint: 'All of this can be changed whenever you like, on the pages at the left.',
  toTables: 'Take the first order',
  toBoard: 'See the board',
};

export function useSetUpWords(): InLanguage<typeof es> {
  return useText().code === 'en' ? en : es;
}
