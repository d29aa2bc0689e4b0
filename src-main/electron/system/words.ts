/** Texts of the desktop app outside the window: menus, questions, notifications, in both languages. */
import { momentText } from '../../../src-shared/base/moment-text';

const es = {
  open: 'Mostrar la ventana',
  fullScreen: 'Pantalla completa',
  machine: 'Qué es este equipo…',
  startsWithSystem: 'Abrir al encender el equipo',
  lookForUpdate: 'Buscar una versión nueva…',
  newestAlready: (version: string): string => `Tiene la última versión (${version}).`,
  newerVersion: (version: string): string => `Hay una versión nueva: ${version}.`,
  newerVersionDetail:
    'Nada se instala solo. En su página están los instaladores y sus sumas de control.',
  openPage: 'Abrir su página',
  later: 'Más tarde',
  updateUnknown: 'No se pudo saber. Hace falta internet; Comanda sigue igual sin él.',
  trayOpen: (waiting: number): string =>
    waiting === 0 ? 'abierta, nada espera' : waiting === 1 ? '1 espera' : `${waiting} esperan`,
  trayStation: (host: string): string => `estación de ${host.replace(/^https?:\/\//, '')}`,
  trayClosed: 'abriendo…',
  staysOpen:
    'Comanda sigue abierta y los pedidos se imprimen. Está junto al reloj; para cerrarla, menú Salir.',
  logs: 'Carpeta de registros',
  quit: 'Salir',
  edit: 'Edición',
  undo: 'Deshacer',
  redo: 'Rehacer',
  cut: 'Cortar',
  copy: 'Copiar',
  paste: 'Pegar',
  selectAll: 'Seleccionar todo',
  view: 'Ver',
  reload: 'Cargar otra vez',
  larger: 'Más grande',
  smaller: 'Más chico',
  actualSize: 'Tamaño normal',
  waiting: (count: number): string =>
    count === 1 ? 'Una comanda espera en la cola.' : `${count} comandas esperan en la cola.`,
  waitingDetail:
    'Si sale, lo que está imprimiendo termina y lo demás se imprime al volver a abrir. Otros equipos quedan sin servidor.',
  quitAnyway: 'Salir igual',
  stay: 'Seguir abierto',
  leaveCounter: 'Este equipo deja de ser la caja.',
  leaveCounterDetail:
    'Los demás equipos quedan sin servidor y no se imprime nada más desde aquí. Los pedidos quedan guardados en este equipo.',
  leaveCounterYes: 'Dejar de ser la caja',
  stayCounter: 'Sigue siendo la caja',
  baseGone: 'La base de datos no se puede abrir.',
  baseGoneDetail: (orders: number, lastAt: number | null): string =>
    `Hay un respaldo en buen estado, con ${orders === 1 ? '1 pedido' : `${orders} pedidos`}${lastAt === null ? '' : `, hasta el ${momentText(lastAt)}`}. La base de ahora se guarda aparte.`,
  goBack: 'Volver al respaldo',
  rescueDetail:
    'No hay un respaldo en buen estado. Comanda puede rescatar lo que se lea de ella y abrir con eso; la base de ahora se guarda aparte.',
  rescue: 'Rescatar lo que se pueda',
  rescued: 'Esto se rescató de la base dañada.',
  ownerLink: 'Enlace nuevo del dueño…',
  ownerLinkAsk: '¿Entrar con un enlace nuevo del dueño?',
  ownerLinkDetail:
    'Sirve para poner o cambiar el PIN del dueño en este equipo. El enlace anterior deja de valer.',
  ownerLinkYes: 'Abrir el enlace',
  goBackFrom: 'Volver a un respaldo…',
  goBackAsk: (restaurant: string): string => `¿Volver a este respaldo de ${restaurant}?`,
  goBackDetail: (orders: number, lastAt: number | null): string =>
    `Tiene ${orders === 1 ? '1 pedido' : `${orders} pedidos`}${lastAt === null ? '' : `, hasta el ${momentText(lastAt)}`}. La base de ahora se guarda aparte; Comanda cierra y abre otra vez.`,
  notABackup: 'Ese archivo no sirve.',
  notTheCounter: 'Este equipo no es la caja: hágalo en la caja.',
  cancel: 'Cancelar',
  leaveClosed: 'Cerrar sin tocar nada',
  portTaken: (port: number): string => `Otro programa usa el puerto ${port}.`,
  portTakenDetail:
    'Por ese puerto entran las pantallas. Cierre el otro programa y pruebe otra vez; no se perdió nada.',
  tryAgain: 'Probar otra vez',
  couldNotOpen: 'Comanda no pudo abrir',
  folderEmpty: 'Los datos del restaurante no están.',
  folderEmptyDetail:
    'Si están en otro disco, ciérrelo, conecte el disco y abra Comanda otra vez. Un restaurante nuevo empieza sin pedidos, menú ni personas.',
  beginAnew: 'Empezar un restaurante nuevo',
  storeLost: 'Comanda se cerró: perdió sus datos de vista',
  keepsCrashing: (times: number): string =>
    `Comanda falló ${times} veces en diez minutos y queda cerrada.`,
  keepsCrashingDetail: (why: string): string =>
    `${why}\n\nEn la carpeta de registros, los archivos crash-… dicen qué pasó: envíelos a quien le ayuda. Los pedidos recibidos siguen guardados.`,
};
export type DesktopTexts = typeof es;

const en: DesktopTexts = {
  open: 'Show the window',
  fullScreen: 'Full screen',
  machine: 'What this machine is…',
  startsWithSystem: 'Open when the machine starts',
  lookForUpdate: 'Look for a new version…',
  newestAlready: (version) => `You have the newest version (${version}).`,
  newerVersion: (version) => `There is a new version: ${version}.`,
  newerVersionDetail: 'Nothing installs itself. Its page has the installers and their checksums.',
  openPage: 'Open its page',
  later: 'Later',
  updateUnknown: 'It could not be found out. It takes the internet; Comanda goes on without.',
  trayOpen: (waiting) =>
    waiting === 0 ? 'open, nothing waits' : waiting === 1 ? '1 waits' : `${waiting} wait`,
  trayStation: (host) => `station of ${host.replace(/^https?:\/\//, '')}`,
  trayClosed: 'opening…',
  staysOpen:
    'Comanda is still open and orders are printed. It is beside the clock; to close it, menu Quit.',
  logs: 'Folder of logs',
  quit: 'Quit',
  edit: 'Edit',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select all',
  view: 'View',
  reload: 'Load again',
  larger: 'Larger',
  smaller: 'Smaller',
  actualSize: 'Actual size',
  waiting: (count) =>
    count === 1 ? 'One ticket waits in line.' : `${count} tickets wait in line.`,
  waitingDetail:
    'If you quit, what is in print ends and the rest is printed when you open again. Other devices are without a host meanwhile.',
  quitAnyway: 'Quit all the same',
  stay: 'Stay open',
  leaveCounter: 'This machine will no longer be the counter.',
  leaveCounterDetail:
    'The other devices are left without a host and nothing more is printed from here. The orders stay stored on this machine.',
  leaveCounterYes: 'Stop being the counter',
  stayCounter: 'Stay the counter',
  baseGone: 'The database cannot be opened.',
  baseGoneDetail: (orders, lastAt) =>
    `There is a good backup, with ${orders === 1 ? '1 order' : `${orders} orders`}${lastAt === null ? '' : `, up to ${momentText(lastAt, 'en-GB')}`}. The present database is kept beside it.`,
  goBack: 'Go back to the backup',
  rescueDetail:
    'There is no good backup. Comanda can save what can be read of it and open with that; the present database is kept beside it.',
  rescue: 'Save what can be read',
  rescued: 'This was saved from the damaged database.',
  ownerLink: 'New link for the owner…',
  ownerLinkAsk: 'Get in by a new link for the owner?',
  ownerLinkDetail:
    'It sets or changes the owner’s PIN on this machine. The link before is no longer good.',
  ownerLinkYes: 'Open the link',
  goBackFrom: 'Go back to a backup…',
  goBackAsk: (restaurant) => `Go back to this backup of ${restaurant}?`,
  goBackDetail: (orders, lastAt) =>
    `It has ${orders === 1 ? '1 order' : `${orders} orders`}${lastAt === null ? '' : `, up to ${momentText(lastAt, 'en-GB')}`}. The present database is kept beside it; Comanda closes and opens again.`,
  notABackup: 'That file is no good.',
  notTheCounter: 'This machine is not the counter: do it at the counter.',
  cancel: 'Cancel',
  leaveClosed: 'Close and touch nothing',
  portTaken: (port) => `Another program uses port ${port}.`,
  portTakenDetail:
    'Screens come in by that port. Close the other program and try again; nothing was lost.',
  tryAgain: 'Try again',
  couldNotOpen: 'Comanda could not open',
  folderEmpty: 'The restaurant’s data are not there.',
  folderEmptyDetail:
    'If they are on another disk, close this, connect the disk and open Comanda again. A new restaurant begins without orders, menu or people.',
  beginAnew: 'Begin a new restaurant',
  storeLost: 'Comanda closed: it lost sight of its data',
  keepsCrashing: (times) => `Comanda failed ${times} times in ten minutes and stays closed.`,
  keepsCrashingDetail: (why) =>
    `${why}\n\nIn the folder of logs, the files crash-… say what happened: send them to the person who helps you. The orders that were received are still stored.`,
};

/** `locale`: the system's, for example `en-GB`. Any language but English gets Spanish. */
export function desktopWords(locale: string): DesktopTexts {
  return locale.toLowerCase().startsWith('en') ? en : es;
}
