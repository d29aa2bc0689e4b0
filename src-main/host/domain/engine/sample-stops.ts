/**
 * Rules for sample printers in a chain. A real station's ticket must never end on a sample printer,
 * because no cook would see it. A chain whose first stop is real loses its sample stops. A ticket
 * goes to a sample printer only if its whole chain consists of them.
 */
import type { Printer } from '../../../../src-shared/model/printers';
import { isSample } from '../../../../src-shared/model/sample-printers';
import type { Station } from '../../../../src-shared/model/stations';

/** The chain as it is stored. */
export function withoutSampleStops(chain: readonly Printer[]): readonly Printer[] {
  const [first] = chain;
  return first === undefined || isSample(first) ? chain : chain.filter((stop) => !isSample(stop));
}

/**
 * Possible fallback stops of a station, first choice first. Chains stored before this rule may
 * still contain samples.
 */
export function stopsOf(
  { printerId, fallbacks }: Station,
  printers: readonly Printer[],
): readonly Printer[] {
  const chain = [printerId, ...fallbacks].flatMap((id) =>
    printers.filter((printer) => printer.id === id),
  );
  return chain.every(isSample) ? chain : chain.filter((stop) => !isSample(stop));
}

/** Whether tickets queued at `from` may move to `to`. */
export function mayStandIn(to: Printer, from: Printer): boolean {
  return !isSample(to) || isSample(from);
}
