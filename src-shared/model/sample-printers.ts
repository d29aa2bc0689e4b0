/**
 * Sample printers: virtual printers that show their paper on a screen. A restaurant without
 * printers can use them. No cook holds that paper, so it is never shown as printed. The stored
 * state stays the same, because it ends waits as paper does. Only this file derives the displayed
 * word.
 */
import type { PrinterAddress } from './printers';
import type { PrintJobState } from './print-job';

export function isSample({ address }: { readonly address: PrinterAddress }): boolean {
  return address.kind === 'virtual';
}

/** `sample`: it came out of a sample printer, which uses no paper. */
export type ShownState = PrintJobState | 'sample';

/** `virtual`: its printer is a sample. */
export function shownState(job: {
  readonly state: PrintJobState;
  readonly cause: string | null;
  readonly virtual?: boolean | undefined;
}): ShownState {
  const isOut =
    job.state === 'printed' ||
    job.state === 'sent' ||
    (job.state === 'discarded' && job.cause === 'confirmed_by_hand');
  return job.virtual === true && isOut ? 'sample' : job.state;
}
