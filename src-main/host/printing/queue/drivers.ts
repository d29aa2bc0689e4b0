/**
 * Who drives which printer. A printer has one worker at a time, which keeps it as long as it lives,
 * since it may still hold the connection; a worker that is new gets its share of those that the
 * others are not busy at, each once its worker has hung up.
 */
import type { Id } from '../../../../src-shared/base/vocabulary';

/** A worker as far as it can be picked. */
export type AssignableWorker = {
  readonly ready: boolean;
  /** It gets nothing more to do. */
  readonly retiring: boolean;
  /** The printers it prints on just now. */
  readonly printingOn: readonly Id[];
  /** It was asked something else, and of which printer is not known here. */
  readonly isAsked: boolean;
};

export type LaneAssignment<W extends AssignableWorker> = {
  /** The printer's worker, picked now where it has none; null while nobody may have it. */
  of(printerId: Id): W | null;
  /** Who was picked for a printer has it, whatever was planned in between. */
  take(worker: W, printerId: Id): void;
  /**
   * What each should let go of, so that all have as many. Until that is answered nobody is picked
   * for those.
   */
  share(): readonly { readonly worker: W; readonly printerId: Id }[];
  /**
   * The answer: `gone` when it hung up. False where it got something more to do there meanwhile.
   */
  release(worker: W, printerId: Id, gone: boolean): boolean;
  /** The worker has ended: its printers are anybody's. */
  forget(worker: W): void;
  leastBusy(): W | null;
};

export function createLaneAssignment<W extends AssignableWorker>(
  workers: () => Iterable<W>,
): LaneAssignment<W> {
  const drivers = new Map<Id, W>();
  /** Printers that their worker was asked to let go of. */
  const leaving = new Set<Id>();
  const pickedAt = new WeakMap<W, number>();
  let picks = 0;
  const able = (): readonly W[] =>
    [...workers()].filter(({ ready, retiring }) => ready && !retiring);
  const ownOf = (worker: W): readonly Id[] =>
    [...drivers].flatMap(([id, driver]) => (driver === worker ? [id] : []));

  /**
   * On a tie the one picked longest ago: lanes that wake together are spread before any has begun
   * to print.
   */
  function isBefore(a: W, b: W): boolean {
    const more = a.printingOn.length - b.printingOn.length;
    return more === 0 ? (pickedAt.get(a) ?? 0) < (pickedAt.get(b) ?? 0) : more < 0;
  }

  function leastBusy(): W | null {
    const best = able().reduce<W | null>(
      (least, worker) => (least === null || isBefore(worker, least) ? worker : least),
      null,
    );
    if (best) pickedAt.set(best, ++picks);
    return best;
  }

  return {
    leastBusy,
    of(printerId) {
      if (leaving.has(printerId)) return null; // it is handed on: whoever hears of that asks again
      const known = drivers.get(printerId);
      // One that is to go may still hold the printer's line: nobody else comes to it before that is
      // let go.
      if (known) return known.retiring ? null : known;
      const worker = leastBusy();
      if (worker) drivers.set(printerId, worker);
      return worker;
    },
    take(worker, printerId) {
      leaving.delete(printerId);
      drivers.set(printerId, worker);
    },
    share() {
      const all = able();
      const most = Math.ceil(drivers.size / all.length);
      const asks = all
        .filter(({ isAsked }) => !isAsked)
        .flatMap((worker) => {
          const own = ownOf(worker);
          const idle = own.filter((id) => !worker.printingOn.includes(id) && !leaving.has(id));
          return idle
            .slice(0, Math.max(0, own.length - most))
            .map((printerId) => ({ worker, printerId }));
        });
      for (const { printerId } of asks) leaving.add(printerId);
      return asks;
    },
    release(worker, printerId, gone) {
      if (!leaving.delete(printerId)) return false;
      if (gone && drivers.get(printerId) === worker) drivers.delete(printerId);
      return true;
    },
    forget(worker) {
      for (const printerId of ownOf(worker)) {
        drivers.delete(printerId);
        leaving.delete(printerId);
      }
    },
  };
}
