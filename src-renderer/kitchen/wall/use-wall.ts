/** Hooks for a station's board: fresh cards, cards that just left, cards out of sight. */
import { useEffect, useMemo, useRef, useState } from 'react';
import { useSyncExternalStore } from 'react';
import type { RefObject } from 'react';
import { useClient, useClientState } from '../../client/hooks';
import type { Id } from '../../../src-shared/base/vocabulary';
import type { Speaker } from '../../ui/device/sound';
import { useLingering } from '../../ui/device/use-lingering';
import { wallReader, unsentTaps } from './wall-cards';
import type { Wall, Card, UnsentTap } from './wall-cards';

export function useUnsentTaps(): UnsentTap {
  const owed = useClientState((state) => state.owed);
  return useMemo(() => unsentTaps(owed), [owed]);
}

export function useWall(stationId: Id, pending: UnsentTap): Wall {
  const client = useClient();
  const read = useMemo(() => wallReader(stationId), [stationId]);
  return useSyncExternalStore(client.store.subscribe, () => {
    const { host } = client.store.getState();
    return host ? read(host, pending) : EMPTY;
  });
}

const EMPTY: Wall = { cards: [] };
const FRESH_MS = 2_000;

/**
 * Ids of cards and notices that are new since the first render. Each is fresh for two seconds and
 * plays the sound of its kind.
 */
export function useNews(board: Wall, speaker: Speaker): ReadonlySet<Id> {
  const known = useRef<Set<Id> | null>(null);
  const timers = useRef(new Set<ReturnType<typeof setTimeout>>());
  const [fresh, setFresh] = useState<ReadonlySet<Id>>(new Set());
  useEffect(() => {
    const tickets = board.cards.flatMap((card) => [card.ticket, ...card.slips]);
    const before = known.current;
    known.current = new Set([...(before ?? []), ...tickets.map(({ ticketId }) => ticketId)]);
    if (!before) return;
    const news = tickets.filter(({ ticketId }) => !before.has(ticketId));
    if (news.length === 0) return;
    if (news.some(({ kind }) => kind === 'void')) speaker.play('void');
    else if (
      news.every(
        ({ kind }) =>
          kind === 'addition' || kind === 'change' || kind === 'move' || kind === 'message',
      )
    )
      speaker.play('change');
    else speaker.play('new');
    const ids = news.map(({ ticketId }) => ticketId);
    setFresh((old) => new Set([...old, ...ids]));
    const timer = setTimeout(() => {
      timers.current.delete(timer);
      setFresh((old) => new Set([...old].filter((id) => !ids.includes(id))));
    }, FRESH_MS);
    timers.current.add(timer);
  }, [board, speaker]);
  // A timer outlives the board that started it, but not the component.
  useEffect(() => {
    const running = timers.current;
    return () => {
      for (const timer of running) clearTimeout(timer);
    };
  }, []);
  return fresh;
}

export type Shown = { readonly card: Card; readonly isGone: boolean };

/** The board with the cards that just left it, so that a mistaken tap can be undone in place. */
export function useShown({ cards }: Wall): readonly Shown[] {
  return useLingering(cards, keyOf, byAge).map(({ item, isGone }) => ({ card: item, isGone }));
}

const keyOf = ({ ticket }: Card): Id => ticket.ticketId;

function byAge({ ticket: a }: Card, { ticket: b }: Card): number {
  return a.openedAt - b.openedAt || Number(a.ticketId) - Number(b.ticketId);
}

/** Ids of the cards out of sight, in the order of the board. */
export function useOutOfSight(
  list: RefObject<HTMLOListElement | null>,
  shown: readonly Shown[],
): ReadonlySet<Id> {
  const [hidden, setHidden] = useState<ReadonlySet<Id>>(new Set());
  const ids = shown.map(({ card }) => card.ticket.ticketId).join(' ');
  useEffect(() => {
    if (!list.current) return setHidden(new Set());
    const visible = new Map<Id, boolean>();
    const watcher = new IntersectionObserver(
      (entries) => {
        for (const { target, intersectionRatio } of entries)
          visible.set((target as HTMLElement).dataset.ticket ?? '', intersectionRatio > 0.5);
        setHidden(new Set([...visible].filter(([, isVisible]) => !isVisible).map(([id]) => id)));
      },
      { threshold: [0, 0.5, 1] },
    );
    for (const item of list.current.children) watcher.observe(item);
    return () => watcher.disconnect();
  }, [ids, list]);
  return hidden;
}

/**
 * Confirms prints that failed over to this screen. Without the confirmation they fail over to the
 * next backup.
 */
export function useSayShown(cards: readonly Card[]): void {
  const client = useClient();
  const isLive = useClientState(({ link }) => link === 'live');
  const confirmed = useRef(new Set<Id>());
  useEffect(() => {
    const { host } = client.store.getState();
    if (!isLive || !host) return;
    const screens = new Set(
      host.place.printers.filter(({ medium }) => medium === 'screen').map(({ id }) => id),
    );
    if (screens.size === 0) return;
    for (const { ticket, slips } of cards) {
      for (const { jobs } of [ticket, ...slips]) {
        const job = jobs.at(-1);
        if (
          job?.state !== 'queued' ||
          !screens.has(job.printerId) ||
          confirmed.current.has(job.jobId)
        )
          continue;
        confirmed.current.add(job.jobId);
        // Automatic command: its refusal (another screen was first) is not shown.
        void client
          .send('confirmShown', { order: null, job: job.seq, station: null })
          .then(async ({ key, outcome }) => (await outcome).ok || client.dismiss(key));
      }
    }
  }, [cards, isLive, client]);
}
