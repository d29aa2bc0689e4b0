/**
 * Assigns printers to print workers.
 *
 * A printer has one worker at a time and keeps it as long as that worker lives, since the worker may
 * still hold the connection. A new worker gets its share of the printers that are idle; each moves
 * once its former worker has closed the connection.
 */
import type { Id } from '../../../../src-shared/base/vocabulary';

/** The part of a worker that the assignment needs. */
export type AssignableWorker = {
  readonly ready: boolean;
  /** The worker gets no new work. */
  readonly retiring: boolean;
  /** Printers on which it prints now. */
  readonly printingOn: readonly Id[];
  /** It has an unanswered question about a printer, which is not known here. */
  readonly hasOpenQuestion: boolean;
};

export type LaneAssignment<W extends AssignableWorker> = {
  /** The printer's worker, picked now if it has none; null while it cannot have one. */
  of(printerId: Id): W | null;
  /** Gives the printer to this worker, even if a release was planned since the worker was picked. */
  take(worker: W, printerId: Id): void;
  /**
   * Returns the releases that balance the workers. Until `release` is called for such a printer,
   * `of` returns null for it.
   */
  share(): readonly { readonly worker: W; readonly printerId: Id }[];
  /**
   * The worker's answer to a release; `gone`: it closed the connection. Returns false if the worker
   * got new work at that printer meanwhile.
   */
  release(worker: W, printerId: Id, gone: boolean): boolean;
  /** The worker has ended: its printers are free. */
  forget(worker: W): void;
  leastBusy(): W | null;
};

export function createLaneAssignment<W extends AssignableWorker>(
  workers: () => Iterable<W>,
): LaneAssignment<W> {
  const drivers = new Map<Id, W>();
  /** Printers that their worker was asked to release. */
  const leaving = new Set<Id>();
  const pickedAt = new WeakMap<W, number>();
  let picks = 0;
  const able = (): readonly W[] =>
    [...workers()].filter(({ ready, retiring }) => ready && !retiring);
  const printersOf = (worker: W): readonly Id[] =>
    [...drivers].flatMap(([id, driver]) => (driver === worker ? [id] : []));

  /**
   * On a tie, prefers the worker picked longest ago. This spreads lanes that wake together before
   * any of them prints.
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
      if (leaving.has(printerId)) return null; // `release` follows, and the pool wakes the lanes
      const known = drivers.get(printerId);
      // A retiring worker may still hold the connection: no other worker may connect before it is
      // closed.
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
      const releases = all
        .filter(({ hasOpenQuestion }) => !hasOpenQuestion)
        .flatMap((worker) => {
          const own = printersOf(worker);
          const idle = own.filter((id) => !worker.printingOn.includes(id) && !leaving.has(id));
          return idle
            .slice(0, Math.max(0, own.length - most))
            .map((printerId) => ({ worker, printerId }));
        });
      for (const { printerId } of releases) leaving.add(printerId);
      return releases;
    },
    release(worker, printerId, gone) {
      if (!leaving.delete(printerId)) return false;
      if (gone && drivers.get(printerId) === worker) drivers.delete(printerId);
      return true;
    },
    forget(worker) {
      for (const printerId of printersOf(worker)) {
        drivers.delete(printerId);
        leaving.delete(printerId);
      }
    },
  };
}
