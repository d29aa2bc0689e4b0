/**
 * Where sample printers may stand in a chain. A real kitchen's ticket must never end on one: its
 * food would be cooked by nobody. So sample stops leave a chain whose first stop is real, and a
 * ticket goes to one only where its whole chain is made of them.
 */
import type { Printer } from '../../../../src-shared/model/printers';
import { isSample } from '../../../../src-shared/model/sample-printers';
import type { Station } from '../../../../src-shared/model/stations';

/** The chain as it is kept. */
export function withoutSampleStops(chain: readonly Printer[]): readonly Printer[] {
  const [first] = chain;
  return first === undefined || isSample(first) ? chain : chain.filter((stop) => !isSample(stop));
}

/**
 * The stops that may take a station's tickets over, first choice first: chains of before this rule
 * may still hold samples.
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

/** Whether what waits at `from` may go to `to`. */
export function mayStandIn(to: Printer, from: Printer): boolean {
  return !isSample(to) || isSample(from);
}
