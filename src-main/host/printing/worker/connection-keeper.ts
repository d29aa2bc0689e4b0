/**
 * Keeps one connection a printer open between jobs, and closes it after a pause.
 *
 * Other programs need the printer too. Many printers take one connection at a time, and refuse one
 * that follows another at once. A lane prints one ticket at a time, so a link has one user at a time.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { PrinterLink, PrinterTransport } from '../../ports/printer-transport';
import { openDialogue } from './printer-dialogue';
import type { PrinterDialogue } from './printer-dialogue';

export type KeptConnection = {
  readonly link: PrinterLink;
  readonly talk: PrinterDialogue;
  /** True if it was open already: it may have died since without a sign. */
  readonly wasKept: boolean;
};

/** send: the bytes must be printed. status: a status question, whose loss does no harm. */
export type ConnectionUse = 'send' | 'status';

export type ConnectionKeeper = {
  /**
   * Returns an open link, kept or new. Rejects with TransportError; nothing has been sent then. A
   * kept link that awaits a late confirmation is never used to send: such a printer may reply to
   * status questions and lose all other data.
   */
  take(
    printerId: string,
    transport: PrinterTransport,
    limits: { connectMs: number; gapMs: number; settleMs: number },
    use: ConnectionUse,
  ): Promise<KeptConnection>;
  /**
   * Keeps the link open for `idleMs`. While it awaits a late confirmation, that time counts from the
   * first call and is never extended.
   */
  keep(printerId: string, held: KeptConnection, idleMs: number): void;
  /**
   * Closes the kept link. none: there was none. gone: closed now. Null: it stays open, since a late
   * confirmation may come over it.
   */
  release(printerId: string): 'none' | 'gone' | null;
  /** Closes the link. */
  drop(printerId: string, held: KeptConnection): void;
};

export function connectionKeeper(): ConnectionKeeper {
  const kept = new Map<
    string,
    { readonly held: KeptConnection; readonly timer: NodeJS.Timeout; readonly at: number }
  >();
  /** Printers that printed over a kept link: they do not close it after each ticket. */
  const keepers = new Set<string>();
  const closedAt = new Map<string, number>();
  /** Until when a late confirmation is awaited, by performance.now(). */
  const lateUntil = new WeakMap<PrinterLink, number>();

  function drop(printerId: string, { link }: KeptConnection): void {
    // A printer that closed the connection itself is ready for the next one.
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
        const isTrusted = use === 'status' || !found.held.talk.awaitsLate();
        // Some printers close the connection shortly after each ticket. Bytes sent in that moment
        // are lost without a sign.
        if (isTrusted && !keepers.has(printerId))
          await closeOrTimeout(found.held.link, found.at + gapMs - performance.now());
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

/** Resolves once the printer has closed the link, or after `ms`. */
function closeOrTimeout(link: PrinterLink, ms: number): Promise<void> {
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
