/** Texts of the backups page, in both languages. */
import { many } from '../../../ui/i18n/catalogue';
import type { InLanguage } from '../../../ui/i18n/catalogue';
import { useText } from '../../../ui/i18n/ui-context';

const es = {
  lead: 'Una copia de todo: pedidos, menú, personas y ajustes. Cada una se revisa entera antes de contarla como buena.',
  make: 'Respaldar ahora',
  making: 'Respaldando… los pedidos siguen mientras tanto.',
  made: (orders: number): string =>
    `Respaldo hecho y revisado: ${many(orders, 'pedido', 'pedidos')}.`,
  list: 'Respaldos',
  none: 'Todavía no hay ninguno.',
  noneHint: 'Toque «Respaldar ahora»; después se hace solo, una vez por día.',
  here: 'en este equipo',
  beforeVersion: (version: string): string => `de antes de pasar a la versión ${version}`,
  second: 'en la segunda carpeta',
  sealed: 'con clave',
  size: (mb: string): string => `${mb} MB`,
  look: 'Ver y volver a este',
  lookAt: (name: string): string => `Ver y volver a este: ${name}`,
  inside: 'Qué hay en él',
  looking: 'Revisándolo entero…',
  orders: (count: number): string => many(count, 'pedido', 'pedidos'),
  lastOrder: (time: string): string => `El último, ${time}`,
  noOrders: 'Ningún pedido',
  lost: (count: number): string =>
    count <= 0
      ? 'Tiene todos los pedidos de ahora.'
      : `Le faltan ${many(count, 'pedido', 'pedidos')} de los de ahora.`,
  passphrase: 'Clave de este respaldo',
  open: 'Abrir',
  restore: 'Volver a este respaldo',
  restoreSure: (name: string): string =>
    `Todo vuelve a como estaba en ${name}. La base de ahora se guarda aparte, en la carpeta de datos. El servidor cierra y abre otra vez; tarda unos segundos.`,
  restoring: 'Volviendo al respaldo… el servidor abre otra vez en unos segundos.',
  rules: 'Cuándo y dónde',
  daily: 'Respaldar solo, una vez por día',
  hour: 'A las',
  keep: 'Cuántos guardar',
  secondFolder: 'Segunda carpeta (otro disco, un pendrive, la red)',
  secondHint: 'Entera, como /media/pendrive o D:\\Comanda. Vacía: no hay segunda copia.',
  secondTrouble: (why: string): string => `A la segunda carpeta no llega: ${why}.`,
  key: 'Clave para las copias de la segunda carpeta',
  keyHint: 'Sin ella nadie puede abrirlas; tampoco usted, si la olvida. Anótela en otro lado.',
  keySet: 'Hay una clave puesta. Vacía: queda la de antes.',
  forgetKey: 'Quitar la clave',
  newPc:
    'En otro equipo: instale Comanda, copie allí el archivo del respaldo y escriba «comanda restore» con su nombre.',
};

const en: InLanguage<typeof es> = {
  lead: 'A copy of everything: orders, menu, people and settings. Each is checked as a whole before it counts as good.',
  make: 'Back up now',
  making: 'Backing up… orders go on meanwhile.',
  made: (orders) => `Backup made and checked: ${many(orders, 'order', 'orders')}.`,
  list: 'Backups',
  none: 'There is none so far.',
  noneHint: 'Tap “Back up now”; from then on it happens by itself, once a day.',
  here: 'on this machine',
  beforeVersion: (version) => `from before version ${version}`,
  second: 'in the second folder',
  sealed: 'with a passphrase',
  size: (mb) => `${mb} MB`,
  look: 'Look and go back to it',
  lookAt: (name) => `Look and go back to it: ${name}`,
  inside: 'What is in it',
  looking: 'Checking all of it…',
  orders: (count) => many(count, 'order', 'orders'),
  lastOrder: (time) => `The last one, ${time}`,
  noOrders: 'No order',
  lost: (count) =>
    count <= 0
      ? 'It has all the orders of now.'
      : `It lacks ${many(count, 'order', 'orders')} of those of now.`,
  passphrase: 'Passphrase of this backup',
  open: 'Open',
  restore: 'Go back to this backup',
  restoreSure: (name) =>
    `Everything goes back to how it was in ${name}. The database of now is kept beside, in the data folder. The host closes and opens again; it takes some seconds.`,
  restoring: 'Going back to the backup… the host opens again in some seconds.',
  rules: 'When and where',
  daily: 'Back up by itself, once a day',
  hour: 'At',
  keep: 'How many to keep',
  secondFolder: 'Second folder (another disk, a stick, the network)',
  secondHint: 'Written whole, like /media/stick or D:\\Comanda. Empty: there is no second copy.',
  secondTrouble: (why) => `The second folder is not reached: ${why}.`,
  key: 'Passphrase for the copies in the second folder',
  keyHint:
    'Without it nobody can open them; neither can you, if you forget it. Write it down elsewhere.',
  keySet: 'There is a passphrase. Empty: as before.',
  forgetKey: 'Remove the passphrase',
  newPc:
    'On another machine: install Comanda, copy the backup’s file there and type “comanda restore” with its name.',
};

export function useBackupWords(): InLanguage<typeof es> {
  return useText().code === 'en' ? en : es;
}
