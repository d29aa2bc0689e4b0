/** Texts of the waiter's sheets and later pages, in both languages; not needed to take an order. */
import type { InLanguage } from '../../ui/i18n/catalogue';
import { useText } from '../../ui/i18n/ui-context';

const es = {
  searchOrders: 'Buscar por mesa, folio o cliente',
  noneFound: 'Ningún pedido abierto coincide.',
  noticesEmpty: 'Nada pide su atención.',
  noticesEmptyHint: 'Aquí aparece lo que está listo para llevar y lo que no se pudo imprimir.',
  elsewhereTo: '¿A cuál?',
  markedUrgent: 'Va primero',
  payTitle: '¿Cómo pagaron?',
  payCash: 'Efectivo',
  payCard: 'Tarjeta',
  payOther: 'Otro',
  tip: 'Propina',
  payHint: 'Comanda lo anota; el dinero se cobra en la caja.',
  payHeld: 'Hay platos en espera: márchelos o anúlelos antes de cobrar.',
  moveTo: '¿A qué mesa?',
  mergeInto: '¿Con qué mesa?',
  handTo: '¿Quién se queda con la mesa?',
  editCovers: 'Comensales',
  voidAll: 'Anular el pedido',
  messageTitle: 'Mensaje',
  messagePlaceholder: 'Por ejemplo: mesa 5 tiene apuro',
  messageTo: 'Para',
  save: 'Guardar',
  customer: 'Cliente',
  address: 'Dirección',
  phone: 'Teléfono',
  customerNeeded: 'Escriba el nombre del cliente',
  addressNeeded: 'Escriba la dirección',
  pick: (min: number, max: number): string =>
    min === 0
      ? `hasta ${max}`
      : min === max
        ? min === 1
          ? 'elija una'
          : `elija ${min}`
        : `de ${min} a ${max}`,
  without: 'Sin',
  withoutOne: (what: string): string => `SIN ${what}`,
  note: 'Nota',
  notePlaceholder: 'Por ejemplo: cortar en dos',
  seatTitle: 'Comensal',
  quantity: 'Cantidad',
  howManyLeft: '¿Cuántas quedan?',
  paid: (where: string): string => `${where}: cobrada`,
  tipWrong: 'Escriba un importe, como 500.',
  conflictTitle: 'Otra persona cambió este pedido',
  conflictText: 'Su cambio no se hizo. Esto es lo que hay ahora; repita lo que haga falta.',
  refusedKeep: 'Volver a la carta',
  movedTo: (from: string, to: string): string => `${from} → ${to}`,
  change: 'Cambiar',
  add: 'Agregar',
  done: 'Listo',
  remove: 'Quitar',
  cartDrop: 'Vaciar',
  repeat: 'Repetir',
  voidTitle: (dish: string): string => `Anular ${dish}`,
  voidWhy: '¿Por qué?',
  voidReasons: ['Se equivocó el cliente', 'Error al pedir', 'Demora', 'No había', 'Estaba mal'],
  voidOther: 'Otro motivo',
  compUndo: 'Cobrarlo otra vez',
  compReasons: ['Invitación de la casa', 'Demora', 'Estaba mal'],
};

const en: InLanguage<typeof es> = {
  searchOrders: 'Search by table, number or customer',
  noneFound: 'No open order matches.',
  noticesEmpty: 'Nothing needs you.',
  noticesEmptyHint: 'What is ready to carry and what could not be printed shows here.',
  elsewhereTo: 'To which one?',
  markedUrgent: 'Goes first',
  payTitle: 'How did they pay?',
  payCash: 'Cash',
  payCard: 'Card',
  payOther: 'Other',
  tip: 'Tip',
  payHint: 'Comanda writes it down; the money is taken at the till.',
  payHeld: 'Some dishes are held: fire or void them before it is paid.',
  moveTo: 'To which table?',
  mergeInto: 'With which table?',
  handTo: 'Who takes the table?',
  editCovers: 'Guests',
  voidAll: 'Void the order',
  messageTitle: 'Message',
  messagePlaceholder: 'For example: table 5 is in a hurry',
  messageTo: 'To',
  save: 'Save',
  customer: 'Customer',
  address: 'Address',
  phone: 'Phone',
  customerNeeded: 'Write the customer’s name',
  addressNeeded: 'Write the address',
  pick: (min, max) =>
    min === 0
      ? `up to ${max}`
      : min === max
        ? min === 1
          ? 'choose one'
          : `choose ${min}`
        : `${min} to ${max}`,
  without: 'Without',
  withoutOne: (what) => `SIN ${what}`,
  note: 'Note',
  notePlaceholder: 'For example: cut in two',
  seatTitle: 'Seat',
  quantity: 'Quantity',
  howManyLeft: 'How many stay?',
  paid: (where) => `${where}: paid`,
  tipWrong: 'Type an amount, like 500.',
  conflictTitle: 'Somebody else changed this order',
  conflictText: 'Your change was not made. This is what there is now; repeat what is needed.',
  refusedKeep: 'Back to the menu',
  movedTo: (from, to) => `${from} → ${to}`,
  change: 'Change',
  add: 'Add',
  done: 'Done',
  remove: 'Remove',
  cartDrop: 'Empty',
  repeat: 'Repeat',
  voidTitle: (dish) => `Void ${dish}`,
  voidWhy: 'Why?',
  voidReasons: [
    'Guest changed their mind',
    'Ordered by mistake',
    'Took too long',
    'There was none',
    'It was wrong',
  ],
  voidOther: 'Another reason',
  compUndo: 'Charge it again',
  compReasons: ['Invitation', 'Took too long', 'It was wrong'],
};

export function useWaiterTexts(): InLanguage<typeof es> {
  return useText().code === 'en' ? en : es;
}
