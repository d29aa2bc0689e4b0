/** Keyboard and bump bar: digits and arrows pick a card, Enter finishes it, letters open sheets. */
import { useEffect } from 'react';
import type { Id } from '../../../src-shared/base/vocabulary';
import type { HostClient } from '../../client/host-client';
import { NOTICE_KINDS } from '../../../src-shared/model/ticket';
import type { Shown } from './use-wall';

export type KitchenSheet = 'totals' | 'recall' | 'stock' | 'settings';

export type KeyParts = {
  readonly shown: readonly Shown[];
  readonly picked: Id | null;
  readonly pick: (id: Id | null) => void;
  /** An open sheet gets the keys. */
  readonly isBusy: boolean;
  readonly open: (sheet: KitchenSheet) => void;
  readonly client: HostClient;
};

const SHEETS: Readonly<Record<string, KitchenSheet>> = { t: 'totals', z: 'recall', a: 'stock' };

export function useKitchenKeys({ shown, picked, pick, isBusy, open, client }: KeyParts): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (isBusy || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      const { key, target } = event;
      if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) return;
      const sheet = SHEETS[key.toLowerCase()];
      const at = shown.findIndex(({ card }) => card.ticket.ticketId === picked);
      if (/^[1-9]$/.test(key)) pickAt(Number(key) - 1);
      else if (key === 'ArrowRight') pickAt(Math.min(shown.length - 1, at + 1));
      else if (key === 'ArrowLeft') pickAt(Math.max(0, at - 1));
      else if (key === 'Escape') pick(null);
      // Enter belongs to the focused button.
      else if (
        key === 'Enter' &&
        at >= 0 &&
        !(target instanceof HTMLButtonElement) &&
        !(target instanceof HTMLAnchorElement)
      )
        finish(at);
      else if (sheet) open(sheet);
      else return;
      event.preventDefault();
    };
    function pickAt(index: number): void {
      const card = shown[index]?.card;
      if (!card) return;
      pick(card.ticket.ticketId);
      // Remove the focus, so that Enter reaches the card and not the button clicked last.
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      document.querySelectorAll('main > ol > li')[index]?.scrollIntoView({ block: 'nearest' });
    }
    /** Enter acknowledges notices first, then finishes the ticket. */
    function finish(index: number): void {
      const { card, isGone } = shown[index] ?? {};
      // The card is gone; only its place is left.
      if (!card || isGone) return;
      const notice = NOTICE_KINDS.has(card.ticket.kind) ? card.ticket : card.slips[0];
      if (notice) void client.send('acknowledgeNotice', { ticket: Number(notice.ticketId) });
      else void client.send('bumpTicket', { ticket: Number(card.ticket.ticketId) });
      if (!notice || notice === card.ticket) pick(null);
    }
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [shown, picked, pick, isBusy, open, client]);
}
