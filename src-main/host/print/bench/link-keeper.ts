/**
 * One connection a printer, kept while jobs come and closed after a pause: other programs need the printer too, and many printers
 * take one connection at a time, and none at once after another. A lane prints one ticket at a time, so a link has one user at a time.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { PrinterLink, PrinterTransport } from '../../ports/printer-transport';
import { talkOver } from './printer-talk';
import type { PrinterTalk } from './printer-talk';

export type HeldLink = {
  readonly link: PrinterLink;
  readonly talk: PrinterTalk;
  /** True when it was open already: it may have died since without a sign. */
  readonly wasKept: boolean;
};

export type LinkKeeper = {
  /** Rejects with TransportError; nothing has been sent then. */
  take(printerId: string, transport: PrinterTransport, limits: { connectMs: number; gapMs: number }): Promise<HeldLink>;
  /** Keeps it open for `idleMs` more. */
  keep(printerId: string, held: HeldLink, idleMs: number): void;
  /** Hangs up what is kept for nobody: none, or gone now. Null: a late answer may still come over it, and it stays. */
  letGo(printerId: string): 'none' | 'gone' | null;
  /** Hangs up. */
  drop(printerId: string, held: HeldLink): void;
};

export function linkKeeper(): LinkKeeper {
  const kept = new Map<string, { readonly held: HeldLink; readonly timer: NodeJS.Timeout }>();
  const closedAt = new Map<string, number>();

  function drop(printerId: string, { link }: HeldLink): void {
    // One that hung up itself is ready for the next.
    if (link.isOpen()) closedAt.set(printerId, performance.now());
    link.close();
  }

  return {
    drop,
    letGo(printerId) {
      const found = kept.get(printerId);
      if (!found) return 'none';
      if (found.held.talk.awaitsLate()) return null;
      kept.delete(printerId);
      clearTimeout(found.timer);
      drop(printerId, found.held);
      return 'gone';
    },
    async take(printerId, transport, { connectMs, gapMs }) {
      const found = kept.get(printerId);
      if (found) {
        kept.delete(printerId);
        clearTimeout(found.timer);
        if (found.held.link.isOpen()) return { ...found.held, wasKept: true };
        drop(printerId, found.held);
      }
      const left = (closedAt.get(printerId) ?? -Infinity) + gapMs - performance.now();
      if (left > 0) await pause(left);
      const link = await transport.open(connectMs);
      return { link, talk: talkOver(link), wasKept: false };
    },
    keep(printerId, held, idleMs) {
      const timer = setTimeout(() => {
        kept.delete(printerId);
        drop(printerId, held);
      }, idleMs);
      kept.set(printerId, { held, timer });
    },
  };
}
