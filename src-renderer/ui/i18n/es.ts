/** Spanish texts of the screens (Latin American). This file defines the keys of all languages. */
import type { PrintCause } from '../../../src-shared/model/print-job';
import { many } from './catalogue';
import type { InLanguage } from './catalogue';

/** Details of a refusal by name, for its sentence. */
export type Holes = Readonly<Record<string, string | number>>;

export const es = {
  code: 'es-419',
  /** The name of the other language, in that language. */
  // --- everywhere ---
  close: 'Cerrar',
  back: 'Volver',
  cancel: 'Cancelar',
  retry: 'Reintentar',
  understood: 'Entendido',
  message: 'MENSAJE',
  menuOfView: 'Más opciones',
  loading: 'Un momento…',
  partMissing: 'Esta parte no llegó a cargarse y no hay conexión. Aparece sola cuando vuelva.',
  ago: (minutes: number): string =>
    minutes < 1
      ? 'recién'
      : minutes < 60
        ? `hace ${minutes} min`
        : `hace ${Math.floor(minutes / 60)} h`,
  seconds: (seconds: number): string =>
    seconds < 90 ? `~${seconds} s` : `~${Math.round(seconds / 60)} min`,
  viewWaiter: 'Mesas',
  viewExpo: 'Pase',
  turbo: 'TURBO',
  problemTitle: 'La pantalla tuvo un problema',
  problemText: 'Los pedidos están a salvo en el servidor. Vuelva a cargar la pantalla.',
  reload: 'Volver a cargar',

  // --- the link with the host ---
  linkLive: 'conectado',
  linkConnecting: 'conectando…',
  linkCut: 'sin conexión',
  cutSince: (time: string): string => `Sin conexión desde ${time}`,
  cutWaiter: 'Puede seguir tomando pedidos: se guardan en este equipo y se envían solos.',
  owedCount: (count: number): string => many(count, 'sin enviar', 'sin enviar'),
  notKept: 'Este navegador no guarda nada: si recarga la página se pierde lo que no se envió.',

  // --- at the door ---
  pairTitle: 'Vincular este equipo',
  /** The host's own sentence; other languages translate it by its code. */
  refusal: (_code: string, message: string, _details: Holes): string => message,
  noHost:
    'El servidor no contesta. Revise que el equipo de la caja esté encendido y en la misma red.',
  strangerTitle: 'Este no es su servidor',
  strangerText:
    'En la dirección de siempre contesta otro equipo. No se le envía nada. Sus pedidos siguen guardados aquí y saldrán cuando vuelva el de siempre.',
  outdatedTitle: 'Hay una versión nueva',
  outdatedText:
    'El servidor se actualizó. Cargue la pantalla otra vez; lo que no se envió sigue guardado.',

  // --- devices and people ---
  roles: {
    dueño: 'Dueño',
    caja: 'Caja',
    mesero: 'Mesero',
    cocina: 'Cocina',
    pase: 'Pase',
    programa: 'Programa',
  },

  // --- the waiter's tables ---
  tabTables: 'Mesas',
  tabOrders: 'Pedidos',
  tabNotices: 'Avisos',
  mine: 'Mis mesas',
  all: 'Todas',
  takeaway: 'Llevar',
  delivery: 'Domicilio',
  table: (name: string): string => `Mesa ${name}`,
  free: 'libre',
  coversShort: (count: number): string => `${count}p`,
  covers: (count: number): string => many(count, 'comensal', 'comensales'),
  tableReady: 'LISTO',
  kept: 'sin enviar',
  tableServed: 'servida',
  tableTrouble: 'revisar',
  tableHeld: 'en espera',
  noMine: 'Todavía no tiene mesas. Toque «Todas» y elija una.',
  noTables: 'Este restaurante no tiene mesas. Tome pedidos para llevar.',
  noTakeaways: 'No hay pedidos para llevar ni a domicilio.',
  newTakeaway: 'Nuevo para llevar',
  newDelivery: 'Nuevo a domicilio',
  noOrders: 'Hoy no hay pedidos abiertos. Elija una mesa para tomar el primero.',

  // --- one table ---
  dispatch: (no: number): string => `Envío ${no}`,
  order: (folio: string): string => `Pedido ${folio}`,
  chooseTable: 'Elija una mesa',
  startTable: 'Mesa libre',
  startTableHint: 'Toque Agregar y elija los platos.',
  startTableBeside: 'Elija los platos y toque Enviar.',
  addDishes: 'Agregar',
  bill: 'Precuenta',
  more: 'Más',
  howMany: '¿Cuántos son?',
  held: 'en espera',
  course: (no: number): string => `${no}º tiempo`,
  fire: 'Marchar',
  seat: (no: number): string => `comensal ${no}`,
  comped: 'cortesía',
  struck: 'anulado',
  total: 'Total',
  serve: 'Entregada',
  pay: 'Cobrada',
  moveTable: 'Cambiar de mesa',
  mergeWith: 'Juntar con otra mesa',
  merged: (name: string): string => `junto con ${name}`,
  handOver: 'Pasar a otra persona',
  editNote: 'Nota del pedido',
  messageKitchen: 'Mensaje a la cocina',
  send: 'Enviar',
  refusedTitle: 'No se hizo',
  otherDeed: 'Un cambio',
  copy: 'Copiar',
  copied: 'Copiado',
  notCopied: 'No se pudo copiar',
  discard: 'Descartar',
  notSent:
    'No se envió: ese pedido ya está cobrado o este equipo no puede guardar. Lo elegido sigue acá.',

  // --- a dispatch on its way ---
  sending: 'enviando…',
  keptHere: 'guardado en este equipo, se enviará solo',
  stReceived: 'recibido',
  stQueued: (position: number, of: number): string => `en cola ${position} de ${of}`,
  stPrinting: 'imprimiendo',
  stPrinted: 'impresa',
  stSent: 'enviada, sin confirmar',
  lettersLost: (count: number): string =>
    `${many(count, 'letra salió', 'letras salieron')} como «?»`,
  stSample: 'de muestra',
  stUnsure: '¿salió?',
  stBlocked: (cause: string): string => `bloqueada: ${cause}`,
  stStale: 'atrasada',
  stDiscarded: 'descartada',
  stVoided: 'anulada',
  stStarted: 'en preparación',
  stReady: 'lista',
  stServed: 'entregada',
  stDiverted: (to: string): string => `desviada a ${to}`,
  toScreen: 'pantalla',
  toPdf: 'PDF',
  copyWaits: 'copia en camino',
  urgent: 'Urgente',
  reprint: 'Reimprimir',
  paper: 'Ver el papel',
  unsureAsk: (station: string): string => `¿La comanda está en ${station}?`,
  unsureYes: 'Sí, salió',
  unsureAgain: 'Reimprimir marcado',
  staleAsk: 'Esperó demasiado durante la falla. ¿Se imprime todavía?',
  staleYes: 'Imprimir',
  staleNo: 'Ya no hace falta',
  retryPrinter: 'Reintentar ahora',
  sendElsewhere: 'Mandar a otra impresora',
  noticeOut: (where: string, station: string): string => `${where}: impresa en ${station}`,
  noticeSent: (where: string, station: string): string => `${where}: enviada a ${station}`,
  noticeShown: (where: string, station: string): string => `${where}: en pantalla de ${station}`,
  noticeReady: (where: string): string => `${where} lista`,
  noticeTrouble: (where: string, station: string, state: string): string =>
    `${where}, ${station}: ${state}`,

  // --- the menu ---
  searchDish: 'Buscar un plato',
  frequent: 'Frecuentes',
  frequentEmpty: 'Aquí aparecen los platos que más se envían desde este equipo.',
  soldOut: 'agotado',
  left: (count: number): string => (count === 1 ? 'queda 1' : `quedan ${count}`),
  noDish: (text: string): string => `No hay «${text}» en la carta.`,
  freeLine: (text: string): string => `Agregar «${text}» a mano`,
  freeLineHint: (station: string): string => `Va a ${station}, sin precio`,
  emptyMenu: 'La carta está vacía. El dueño la completa en el equipo de la caja.',
  dishes: (count: number): string => many(count, 'plato', 'platos'),
  cart: 'Por enviar',
  cartEmpty: 'Toque un plato para agregarlo.',
  cartShow: 'Ver lo que se enviará',
  optionsOf: (dish: string): string => `Opciones de ${dish}`,
  holdTitle: 'Cuándo',
  now: 'Ahora',
  hold: 'En espera',
  fewer: 'Uno menos',
  oneMore: 'Uno más',
  cartKept: (count: number): string => `${count} sin enviar`,

  // --- a line that was sent ---
  changeQuantity: 'Cambiar cantidad',
  voidLine: 'Anular',
  comp: 'Cortesía',
  // --- the kitchen ---
  stock: 'Agotado',
  voided: 'ANULADO',
  // --- the pass ---
  // --- why a print does not come out, with what to do ---
  causes: {
    refused: 'la impresora rechaza la conexión',
    unreachable: 'la impresora no está en la red',
    connect_timeout: 'la impresora no contesta',
    link_lost: 'se cortó la conexión',
    stalled: 'la impresora dejó de recibir',
    worker_died: 'se cayó la impresión',
    host_restarted: 'el servidor se reinició',
    encode_failed: 'no se pudo preparar',
    paper_out: 'sin papel',
    cover_open: 'tapa abierta',
    cutter_jammed: 'cuchilla trabada',
    printer_fault: 'falla de la impresora',
    mute: 'la impresora no dice cómo está',
    no_answer: 'la impresora no confirmó',
    voided_before_print: 'anulada antes de imprimirse',
    too_old: 'esperó demasiado',
    confirmed_by_hand: 'alguien dijo que salió',
    discarded_by_hand: 'alguien la descartó',
    rerouted_by_hand: 'alguien la mandó a otra impresora',
    stranger: 'en esa dirección contesta otra impresora',
    unidentified: 'la impresora no dice cuál es',
    no_device: 'el cable USB no está conectado',
    spool_refused: 'la cola del sistema no la aceptó',
    file_failed: 'el PDF no se pudo guardar',
    not_shown: 'ninguna pantalla la mostró',
    lane_full: 'su impresora tiene mucha cola',
  } satisfies Record<PrintCause, string> as Record<PrintCause, string>,
  remedies: {
    paper_out: 'Cambie el rollo y toque Reintentar.',
    cover_open: 'Cierre la tapa y toque Reintentar.',
    cutter_jammed: 'Destrabe la cuchilla y toque Reintentar.',
    printer_fault: 'Apáguela y enciéndala, y toque Reintentar.',
    refused: 'Revise que esté encendida.',
    unreachable: 'Revise el cable de red.',
    connect_timeout: 'Revise que esté encendida y en la red.',
    no_device: 'Conecte el cable USB.',
    stranger: 'Avise en la caja.',
    unidentified: 'Apáguela y enciéndala. Si la cambiaron por otra, avise en la caja.',
  } as Readonly<Partial<Record<PrintCause, string>>>,
};

/** The type that every language implements. */
export type Catalogue = InLanguage<typeof es>;
