/** Printers of all kinds, for tests of chains and of what a person says of prints. */
import { aPrinter, PRINTERS } from './restaurant';

/** The program's own paper: nothing of it is in a cook's hand. */
export const SAMPLE = aPrinter({
  id: 'sample',
  name: 'Muestra',
  address: { kind: 'virtual', port: 9100, ticketMs: null, mmPerSecond: 150 },
});
export const FOLDER = aPrinter({
  id: 'pdf',
  name: 'Archivo',
  address: { kind: 'pdf', folder: null },
});
export const SCREENS = aPrinter({
  id: 'screens',
  name: 'Pantallas',
  address: { kind: 'screen' },
});

/** The restaurant's three, a sample, a folder and the screens. */
export const ALL_PRINTERS = [...PRINTERS, SAMPLE, FOLDER, SCREENS];
