/** Texts of the dashboard, in both languages. */
import { many } from '../../../ui/i18n/catalogue';
import type { InLanguage } from '../../../ui/i18n/catalogue';
import { useText } from '../../../ui/i18n/ui-context';

const es = {
  ordersToday: 'pedidos hoy',
  toPaper: 'al papel, de media',
  p95: (time: string): string => `casi todas en ${time} o menos`,
  noPaper: 'todavía nada',
  waiting: 'en cola',
  oldest: (age: string): string => `la más vieja, ${age}`,
  nothingWaits: 'nada espera',
  printers: 'impresoras',
  allWell: 'todas bien',
  someAway: (count: number): string => (count === 1 ? '1 no imprime' : `${count} no imprimen`),
  someSamples: (count: number): string => (count === 1 ? '1 de muestra' : `${count} de muestra`),
  laneSample: 'de muestra',
  workers: 'procesos de impresión',
  screens: (count: number): string => many(count, 'pantalla conectada', 'pantallas conectadas'),
  turbo: 'Turbo',
  turboOn: 'encendido',
  turboOff: 'apagado',
  turboSince: (time: string, by: string): string => `desde ${time}, por ${by}`,
  turboItself: 'las cifras de la casa',
  turboHint: 'pedidos antes que precuentas y copias',
  switchOn: 'Encender',
  switchOff: 'Apagar',
  lanes: 'Carriles',
  laneReady: 'lista',
  lanePrinting: 'imprimiendo',
  laneUnseen: 'sin comprobar todavía',
  laneBlocked: (cause: string): string => `detenida: ${cause}`,
  laneOpen: (cause: string): string => `no contesta: ${cause}`,
  laneMute: 'imprime sin confirmar',
  laneTrying: (cause: string): string => `probando de nuevo: ${cause}`,
  laneWaits: (count: number): string =>
    count === 1 ? '1 comanda espera' : `${count} comandas esperan`,
  laneTo: (name: string): string => `van a ${name}`,
  laneWait: (time: string): string => `todo fuera en ${time}`,
  laneEmpty: 'Nada en cola.',
  laneMore: (count: number): string => `y ${count} más`,
  screenLane: 'pantalla',
  folderLane: 'archivos PDF',
  urgent: 'urgente',
  now: 'imprimiendo',
  alerts: 'Alertas',
  noAlerts: 'Todo en orden.',
  noAlertsHint: 'Aquí aparece lo que pide su atención, con qué hacer.',
  since: (age: string): string => age,
  ended: 'ya pasó',
  seen: 'Visto',
  seenBy: (name: string): string => `visto por ${name}`,
  alPrinter: (name: string, cause: string): string => `${name}: ${cause}.`,
  alPrinterTo: (to: string): string => `Sus comandas van a ${to}.`,
  alPrinterNowhere: 'No tiene respaldo: sus comandas esperan.',
  alQueue: (count: number, limit: number): string =>
    `Cola alta: ${many(count, 'comanda espera', 'comandas esperan')} (aviso desde ${limit}).`,
  alQueueDo: 'Si el papel es el límite, encienda el turbo o mande una parte a otra impresora.',
  alSlow: (time: string, limit: string): string =>
    `Impresión lenta: ${time} por comanda (aviso desde ${limit}).`,
  alSlowDo: 'Mire si una impresora se detiene, y el papel y la red de la más lenta.',
  alPaper: (name: string, time: string): string =>
    `${name}: el papel es el límite. Lo que espera tarda ${time}.`,
  alPaperTo: (to: string): string =>
    `Más procesos no imprimen más rápido; otra impresora sí. Una parte puede salir por ${to}.`,
  alPaperNowhere:
    'Más procesos no imprimen más rápido. Ponga otra impresora de respaldo en la cadena de la estación.',
  relieve: (to: string): string => `Pasar una parte a ${to}`,
  relieved: (count: number, to: string): string =>
    count === 1 ? `1 comanda pasó a ${to}.` : `${count} comandas pasaron a ${to}.`,
  alOldBackup: (hours: number): string =>
    `El último respaldo es de hace ${many(hours, 'hora', 'horas')}.`,
  alClock: (span: string, isForward: boolean): string =>
    `El reloj de este equipo saltó ${span} hacia ${isForward ? 'adelante' : 'atrás'}.`,
  alClockDo:
    'Mire fecha y hora de este equipo: el papel y los informes las llevan. Los plazos no cambiaron.',
  span: (minutes: number): string =>
    minutes < 120
      ? `${Math.round(minutes)} min`
      : minutes < 2_880
        ? `${Math.round(minutes / 60)} h`
        : `${Math.round(minutes / 1_440)} días`,
  alStuck: (name: string, time: string): string =>
    `${name} anda y no imprime lo que espera desde hace ${time}.`,
  alStuckDo:
    'Cierre Comanda en el PC de la caja y ábralo otra vez: no se pierde nada. Si vuelve a pasar, guarde el archivo de soporte.',
  alFlood: (source: string, count: number): string =>
    `${source} pide demasiado: ${many(count, 'rechazo', 'rechazos')} en un minuto.`,
  alFloodDo:
    'Si es un equipo de la casa, ciérrelo y ábralo. Si no lo conoce, mire quién está en la red. Los demás no lo notan.',
  alBackup: 'El último respaldo falló.',
  alBackupDo: 'Haga uno ahora, y mire que haya disco.',
  alDatabase: 'La base está dañada o le faltan pedidos.',
  alDatabaseDo: 'Llame a quien cuida el sistema antes de seguir.',
  alStore: 'Hubo pedidos que no se pudieron guardar.',
  alStoreDo: 'Mire el disco del equipo de la caja: si está lleno, haga lugar.',
  alDiskFailed:
    'El disco del equipo de la caja falló al escribir. La base se abrió otra vez y está sana.',
  alDiskFailedDo: 'Haga un respaldo en otro disco y revise este: la próxima falla cierra Comanda.',
  alMail: 'Los correos de aviso no salen.',
  alMailDo: 'Pruebe el correo en Ajustes.',
  alDisk: (mb: number): string => `${mb === 1 ? 'Queda' : 'Quedan'} ${mb} MB de disco.`,
  alDiskDo: 'Haga lugar: sin disco no se pueden guardar pedidos.',
  alLog: (mb: number): string => `Algo lee la base hace mucho y el registro ya ocupa ${mb} MB.`,
  alLogDo: 'Cierre otros programas que tengan abierta la base. Los pedidos se siguen guardando.',
  decisions: 'Esperan una decisión',
  decisionUnsure: '¿Salió el papel?',
  decisionStale: 'Quedó de antes del corte. ¿Todavía hace falta?',
  print: 'Imprimir',
  cooked: 'Ya salió',
  drop: 'No hace falta',
  rerouted: 'Desviadas, sin atender',
  reroutedTo: (from: string, to: string): string => `de ${from} a ${to}`,
  chart: 'El día, cada 15 minutos',
  chartOrders: 'Pedidos',
  chartTimes: 'Segundos al papel (95 de 100)',
  chartTable: 'Ver como tabla',
  chartDrawn: 'Ver como curva',
  chartEmpty: 'Hoy no hubo pedidos todavía.',
  chartEmptyHint: 'La curva empieza con el primero.',
  chartTime: 'Hora',
  chartMean: 'Media al papel',
  chartP95: '95 de 100 en',
  seconds: (seconds: string): string => `${seconds} s`,
};

const en: InLanguage<typeof es> = {
  ordersToday: 'orders today',
  toPaper: 'to paper, mean',
  p95: (time) => `nearly all within ${time}`,
  noPaper: 'nothing yet',
  waiting: 'waiting',
  oldest: (age) => `the oldest, ${age}`,
  nothingWaits: 'nothing waits',
  printers: 'printers',
  allWell: 'all well',
  someAway: (count) => (count === 1 ? '1 does not print' : `${count} do not print`),
  someSamples: (count) => (count === 1 ? '1 sample' : `${count} samples`),
  laneSample: 'sample',
  workers: 'print processes',
  screens: (count) => many(count, 'screen connected', 'screens connected'),
  turbo: 'Turbo',
  turboOn: 'on',
  turboOff: 'off',
  turboSince: (time, by) => `since ${time}, by ${by}`,
  turboItself: 'the house’s own figures',
  turboHint: 'orders before bills and copies',
  switchOn: 'Switch on',
  switchOff: 'Switch off',
  lanes: 'Lanes',
  laneReady: 'ready',
  lanePrinting: 'printing',
  laneUnseen: 'not looked at yet',
  laneBlocked: (cause) => `stopped: ${cause}`,
  laneOpen: (cause) => `does not answer: ${cause}`,
  laneMute: 'prints without confirming',
  laneTrying: (cause) => `trying again: ${cause}`,
  laneWaits: (count) => (count === 1 ? '1 ticket waits' : `${count} tickets wait`),
  laneTo: (name) => `they go to ${name}`,
  laneWait: (time) => `all out in ${time}`,
  laneEmpty: 'Nothing in line.',
  laneMore: (count) => `and ${count} more`,
  screenLane: 'screen',
  folderLane: 'PDF files',
  urgent: 'urgent',
  now: 'printing',
  alerts: 'Alerts',
  noAlerts: 'All is well.',
  noAlertsHint: 'What needs you appears here, with what to do.',
  since: (age) => age,
  ended: 'over by now',
  seen: 'Seen',
  seenBy: (name) => `seen by ${name}`,
  alPrinter: (name, cause) => `${name}: ${cause}.`,
  alPrinterTo: (to) => `Its tickets go to ${to}.`,
  alPrinterNowhere: 'Nobody takes over: its tickets wait.',
  alQueue: (count, limit) =>
    `Long queue: ${many(count, 'ticket waits', 'tickets wait')} (told from ${limit}).`,
  alQueueDo: 'If paper is the limit, switch turbo on or send a part to another printer.',
  alSlow: (time, limit) => `Slow printing: ${time} a ticket (told from ${limit}).`,
  alSlowDo: 'See whether a printer stops, and the paper and network of the slowest.',
  alPaper: (name, time) => `${name}: paper is the limit. What waits takes ${time}.`,
  alPaperTo: (to) =>
    `More processes print no faster; another printer does. A part can come out at ${to}.`,
  alPaperNowhere: 'More processes print no faster. Put another printer into the station’s chain.',
  relieve: (to) => `Move a part to ${to}`,
  relieved: (count, to) =>
    count === 1 ? `1 ticket went to ${to}.` : `${count} tickets went to ${to}.`,
  alOldBackup: (hours) => `The last backup is ${many(hours, 'hour', 'hours')} old.`,
  alClock: (span, isForward) =>
    `This machine’s clock jumped ${isForward ? 'forward' : 'back'} by ${span}.`,
  alClockDo:
    'See to this machine’s date and time: paper and reports carry them. Time limits did not change.',
  span: (minutes) =>
    minutes < 120
      ? `${Math.round(minutes)} min`
      : minutes < 2_880
        ? `${Math.round(minutes / 60)} h`
        : `${Math.round(minutes / 1_440)} days`,
  alStuck: (name, time) => `${name} works and has printed nothing of what waits for ${time}.`,
  alStuckDo:
    'Close Comanda on the counter PC and open it again: nothing is lost. If it happens again, save the support file.',
  alFlood: (source, count) =>
    `${source} asks too much: ${many(count, 'refusal', 'refusals')} in a minute.`,
  alFloodDo:
    'If it is one of the house’s devices, close and open it. If you do not know it, see who is on the network. Others do not notice.',
  alBackup: 'The last backup failed.',
  alBackupDo: 'Make one now, and see that there is room on the disk.',
  alDatabase: 'The database is damaged or orders are missing.',
  alDatabaseDo: 'Call whoever looks after the system before going on.',
  alStore: 'Some orders could not be stored.',
  alStoreDo: 'See to the disk of the counter’s machine: if it is full, make room.',
  alDiskFailed:
    'The disk of the counter’s machine failed. The database was opened again and is sound.',
  alDiskFailedDo:
    'Make a backup on another disk and check this one: the next failure closes Comanda.',
  alMail: 'Warning mails do not go out.',
  alMailDo: 'Try the mail in Settings.',
  alDisk: (mb) => `${mb} MB of disk left.`,
  alDiskDo: 'Make room: without disk no order can be stored.',
  alLog: (mb) =>
    `Something has been reading the database for long, and the log takes ${mb} MB already.`,
  alLogDo: 'Close other programs that have the database open. Orders go on being stored.',
  decisions: 'Waiting for a decision',
  decisionUnsure: 'Did the paper come out?',
  decisionStale: 'Left from before the outage. Is it still wanted?',
  print: 'Print',
  cooked: 'It came out',
  drop: 'Not needed',
  rerouted: 'Rerouted, not attended to',
  reroutedTo: (from, to) => `from ${from} to ${to}`,
  chart: 'The day, every 15 minutes',
  chartOrders: 'Orders',
  chartTimes: 'Seconds to paper (95 of 100)',
  chartTable: 'Show as a table',
  chartDrawn: 'Show as a curve',
  chartEmpty: 'No orders today so far.',
  chartEmptyHint: 'The curve begins with the first.',
  chartTime: 'Time',
  chartMean: 'Mean to paper',
  chartP95: '95 of 100 within',
  seconds: (seconds) => `${seconds} s`,
};

export type BoardWords = InLanguage<typeof es>;

export function useBoardWords(): BoardWords {
  return useText().code === 'en' ? en : es;
}
