/** Words the alerts that the print queue shows to the staff. */
import { causeInWords } from '../../../../src-shared/i18n/es';
import { papersIn } from '../../../../src-shared/live/lane-board';
import type { QueueView } from '../../../../src-shared/queries/queries';
import type { PrinterStateChange } from '../../core/core-client';

/** "Cocina: sin papel. 4 comandas esperan." */
export function printerStateAlert(
  lane: QueueView['lanes'][number],
  { state, cause }: PrinterStateChange,
): string {
  const waiting = papersIn([lane]);
  const wait =
    waiting === 0 ? '' : waiting === 1 ? ' Una comanda espera.' : ` ${waiting} comandas esperan.`;
  return `${lane.printer}: ${state === 'ready' ? 'lista otra vez' : causeInWords(cause ?? 'unreachable')}.${wait}`;
}

/** Says where tickets print now. `stations`: one entry a moved ticket. */
export function failoverAlert(printer: string, stations: readonly string[]): string {
  const where = [...new Set(stations)].join(', ');
  return `Impresora caída: ${printer}; ${stations.length === 1 ? 'una comanda sale' : `${stations.length} comandas salen`} por ${where}.`;
}

export function undecidedAlert(count: number): string {
  return count === 1
    ? 'Una comanda espera que alguien decida (comanda pending).'
    : `${count} comandas esperan que alguien decida (comanda pending).`;
}

export const RECOVERY_DELAYED_ALERT =
  'Nada se imprime todavía: no se pudo anotar qué quedó a medias. Se intenta otra vez hasta que se pueda; mire el disco.';
