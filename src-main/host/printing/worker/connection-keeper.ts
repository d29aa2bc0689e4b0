/**
 * One connection a printer, kept while jobs come and closed after a pause: other programs need the
 * printer too, and many printers take one connection at a time, and none at once after another. A
 * lane prints one ticket at a time, so a link has one user at a time.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { PrinterLink, PrinterTransport } from '../../ports/printer-transport';
import { openDialogue } from './printer-dialogue';
import type { PrinterDialogue } from './printer-dialogue';

export type KeptConnection = {
  readonly link: PrinterLink;
  readonly talk: PrinterDialogue;
  /** True when it was open already: it may have died since without a sign. */
  readonly wasKept: boolean;
};

/**
 * `send`: what goes over the link must come out of the printer. `look`: a status question, which
 * costs nothing if it is lost.
 */
export type ConnectionUse = 'send' | 'look';

export type ConnectionKeeper = {
  /**
   * Rejects with TransportError; nothing has been sent then. A link that left a ticket unanswered
   * is never given out to send over: it may answer status and still lose everything else.
   */
  take(
    printerId: string,
    transport: PrinterTransport,
    limits: { connectMs: number; gapMs: number; settleMs: number },
    use: ConnectionUse,
  ): Promise<KeptConnection>;
  /**
   * Keeps it open for `idleMs` more. Where a late answer is awaited, that time counts from the
   * first call and is never extended.
   */
  keep(printerId: string, held: KeptConnection, idleMs: number): void;
  /**
   * Hangs up what is kept for nobody: none, or gone now. Null: a late answer may still come over
   * it, and it stays.
   */
  release(printerId: string): 'none' | 'gone' | null;
  /** Hangs up. */
  drop(printerId: string, held: KeptConnection): void;
};

export function connectionKeeper(): ConnectionKeeper {
  const kept = new Map<
    string,
    { readonly held: KeptConnection; readonly timer: NodeJS.Timeout; readonly at: number }
  >();
  /** Printers that printed over a kept link: they do not hang up behind each ticket. */
  const keepers = new Set<string>();
  const closedAt = new Map<string, number>();
  /** Until when a late answer is awaited. */
  const lateUntil = new WeakMap<PrinterLink, number>();

  function drop(printerId: string, { link }: KeptConnection): void {
    // One that hung up itself is ready for the next.
    if (link.isOpen()) closedAt.set(printerId, performance.now());
    link.close();
  }

  return {
    drop,
    release(printerId) {
      const found = kept.get(printerId);
      if (!found) return 'none';
      if (found.held.talk.awaitsLate()) return null;
      kept.delete(printerId);
      clearTimeout(found.timer);
      drop(printerId, found.held);
      return 'gone';
    },
    async take(printerId, transport, { connectMs, gapMs, settleMs }, use) {
      const found = kept.get(printerId);
      if (found) {
        kept.delete(printerId);
        clearTimeout(found.timer);
        const isTrusted = use === 'look' || !found.held.talk.awaitsLate();
        // Some hang up a moment behind each ticket: what is sent in that moment is lost, and nobody
        // knows it.
        if (isTrusted && !keepers.has(printerId))
          await isOver(found.held.link, found.at + gapMs - performance.now());
        if (isTrusted && found.held.link.isOpen()) return { ...found.held, wasKept: true };
        drop(printerId, found.held);
      }
      const left = (closedAt.get(printerId) ?? -Infinity) + gapMs - performance.now();
      if (left > 0) await pause(left);
      const link = await transport.open(connectMs);
      return { link, talk: openDialogue(link, settleMs), wasKept: false };
    },
    keep(printerId, held, idleMs) {
      const now = performance.now();
      const until = held.talk.awaitsLate()
        ? (lateUntil.get(held.link) ?? now + idleMs)
        : now + idleMs;
      if (held.talk.awaitsLate()) lateUntil.set(held.link, until);
      const timer = setTimeout(
        () => {
          kept.delete(printerId);
          drop(printerId, held);
        },
        Math.max(0, until - now),
      );
      kept.set(printerId, { held, timer, at: now });
      if (held.wasKept && !held.talk.awaitsLate()) keepers.add(printerId);
    },
  };
}

/** Resolves once the printer has hung up, or when `ms` have gone by. */
function isOver(link: PrinterLink, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      off();
      resolve();
    };
    const timer = setTimeout(end, Math.max(0, ms));
    const off = link.onBroken(end);
  });
}
