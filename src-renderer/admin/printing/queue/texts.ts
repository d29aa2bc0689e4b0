/** Texts of the queue page, in both languages. */
import type { InLanguage } from '../../../ui/i18n/catalogue';
import { useText } from '../../../ui/i18n/ui-context';

const es = {
  lead: 'Cada comanda, dónde está su papel, y lo que se puede hacer con ella.',
  search: 'Buscar por mesa, folio, cliente o mesero',
  live: 'Ahora',
  past: 'De antes',
  filters: 'Qué comandas',
  all: 'Todas',
  waiting: 'En cola',
  trouble: 'Con problemas',
  order: 'Pedido',
  station: 'Estación',
  printer: 'Impresora',
  state: 'Papel',
  sent: 'Enviada',
  none: 'Ninguna comanda.',
  noneHint: 'Aquí aparece cada comanda que se manda a una estación.',
  noHits: 'Ninguna comanda es esa.',
  urgent: 'Urgente',
  reprint: 'Reimprimir',
  reroute: 'Mandar a otra impresora',
  rerouteTo: '¿A cuál?',
  discard: 'Descartar',
  discardSure: (name: string, station: string): string =>
    `La comanda de ${name} para ${station} no se imprime más. Queda en la auditoría.`,
  pdf: 'Guardar PDF',
  noPdf: 'El PDF no se pudo hacer.',
  paper: 'Ver el papel',
  from: 'Desde',
  to: 'Hasta',
  pastHint: 'Pedidos de días anteriores, por mesa, folio, cliente o mesero.',
};

const en: InLanguage<typeof es> = {
  lead: 'Every ticket, where its paper is, and what can be done with it.',
  search: 'Search by table, folio, customer or waiter',
  live: 'Now',
  past: 'From before',
  filters: 'Which tickets',
  all: 'All',
  waiting: 'Waiting',
  trouble: 'With trouble',
  order: 'Order',
  station: 'Station',
  printer: 'Printer',
  state: 'Paper',
  sent: 'Sent',
  none: 'No ticket.',
  noneHint: 'Every ticket that is sent to a station appears here.',
  noHits: 'No ticket is that one.',
  urgent: 'Urgent',
  reprint: 'Reprint',
  reroute: 'Send to another printer',
  rerouteTo: 'To which?',
  discard: 'Discard',
  discardSure: (name, station) =>
    `The ticket of ${name} for ${station} is not printed any more. It stays in the audit.`,
  pdf: 'Save PDF',
  noPdf: 'The PDF could not be made.',
  paper: 'See the paper',
  from: 'From',
  to: 'To',
  pastHint: 'Orders of days before, by table, folio, customer or waiter.',
};

export function useQueueWords(): InLanguage<typeof es> {
  return useText().code === 'en' ? en : es;
}
