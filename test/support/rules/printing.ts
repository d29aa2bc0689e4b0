/** Lanes for tests of printing's rules. */
import type { JobFacts, LaneFacts } from '../../../src-main/host/domain/engine/facts';
import { aPrinter } from './restaurant';

/** The kitchen printer's lane: ready, idle, with nothing that waits. */
export function aLane({
  heads,
  ...differing
}: Partial<Omit<LaneFacts, 'heads'>> & {
  readonly heads?: Partial<LaneFacts['heads']>;
} = {}): LaneFacts {
  return {
    printer: aPrinter(),
    busy: false,
    nextToken: 9,
    isTurbo: false,
    waiting: [],
    ...differing,
    heads: { urgent: null, normal: null, low: null, ...heads },
  };
}

/** A lane in which this job is next. */
export function aLaneWith(head: JobFacts, differing: Parameters<typeof aLane>[0] = {}): LaneFacts {
  return aLane({ ...differing, heads: { [head.job.priority]: head }, waiting: [head] });
}
