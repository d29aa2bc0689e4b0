/**
 * Sample printers: virtual ones, which let a house without any printer see its paper on a screen.
 * No cook holds that paper, so it is never called printed. The stored state stays as it is, because
 * it ends waits as paper does; the word that people and programs read is derived here and nowhere
 * else.
 */
import type { PrinterAddress } from './printers';
import type { PrintJobState } from './print-job';

export function isSample({ address }: { readonly address: PrinterAddress }): boolean {
  return address.kind === 'virtual';
}

/** `sample`: it is out of a sample printer, which is not paper. */
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
