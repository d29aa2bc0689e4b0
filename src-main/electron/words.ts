/** What the program around the window says, in both languages: menus, questions, notices. */

const es = {
  open: 'Mostrar la ventana',
  fullScreen: 'Pantalla completa',
  machine: 'Qué es este equipo…',
  startsWithSystem: 'Abrir al encender el equipo',
  lookForUpdate: 'Buscar una versión nueva…',
  newestAlready: (version: string): string => `Tiene la última versión (${version}).`,
  newerVersion: (version: string): string => `Hay una versión nueva: ${version}.`,
  newerVersionDetail: 'Nada se instala solo. En su página están los instaladores y sus sumas de control.',
  openPage: 'Abrir su página',
  later: 'Más tarde',
  updateUnknown: 'No se pudo saber. Hace falta internet; Comanda sigue igual sin él.',
  trayOpen: (waiting: number): string =>
    waiting === 0 ? 'abierta, nada espera' : waiting === 1 ? '1 espera' : `${waiting} esperan`,
  trayStation: (host: string): string => `estación de ${host.replace(/^https?:\/\//, '')}`,
  trayClosed: 'abriendo…',
  staysOpen: 'Comanda sigue abierta y los pedidos se imprimen. Está junto al reloj; para cerrarla, menú Salir.',
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
  waiting: (count: number): string => (count === 1 ? 'Una comanda espera en la cola.' : `${count} comandas esperan en la cola.`),
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
    `Hay un respaldo en buen estado, con ${orders === 1 ? '1 pedido' : `${orders} pedidos`}${lastAt === null ? '' : `, hasta el ${new Date(lastAt).toLocaleString('es-AR')}`}. La base de ahora se guarda aparte.`,
  goBack: 'Volver al respaldo',
  leaveClosed: 'Cerrar sin tocar nada',
  couldNotOpen: 'Comanda no pudo abrir',
};
export type DesktopWords = typeof es;

const en: DesktopWords = {
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
  trayOpen: (waiting) => (waiting === 0 ? 'open, nothing waits' : waiting === 1 ? '1 waits' : `${waiting} wait`),
  trayStation: (host) => `station of ${host.replace(/^https?:\/\//, '')}`,
  trayClosed: 'opening…',
  staysOpen: 'Comanda is still open and orders are printed. It is beside the clock; to close it, menu Quit.',
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
  waiting: (count) => (count === 1 ? 'One ticket waits in line.' : `${count} tickets wait in line.`),
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
    `There is a good backup, with ${orders === 1 ? '1 order' : `${orders} orders`}${lastAt === null ? '' : `, up to ${new Date(lastAt).toLocaleString('en')}`}. The present database is kept beside it.`,
  goBack: 'Go back to the backup',
  leaveClosed: 'Close and touch nothing',
  couldNotOpen: 'Comanda could not open',
};

/** `locale` as the system says it: Spanish unless it is English. */
export function desktopWords(locale: string): DesktopWords {
  return locale.toLowerCase().startsWith('en') ? en : es;
}
