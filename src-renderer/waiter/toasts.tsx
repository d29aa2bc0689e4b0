/** Notifications of own tables: on the screen, by sound and by vibration. They cover no button. */
import { useEffect, useRef, useState } from 'react';
import type { HostState } from '../../src-shared/live/projection';
import { useClient } from '../client/hooks';
import { notificationsBetween } from '../client/state/notifications';
import type { Notification } from '../client/state/notifications';
import type { PendingCommand } from '../client/state/outbox';
import { classes } from '../ui/controls/controls';
import type { Catalogue } from '../ui/i18n/es';
import { useUi } from '../ui/i18n/ui-context';
import { routeOf, spotKey, spotOfOrder } from './parts/spot';
import type { WaiterRoute } from './parts/spot';
import { whereText } from '../ui/i18n/order-label';
import style from './toasts.module.css';
import { useWaiter } from './parts/waiter-context';
import type { SentMessage } from './parts/waiter-context';
import { Icon } from '../ui/controls/icons';

type Toast = SentMessage & { readonly no: number };

const SHOWN_MS = 5_000;
const MOST = 3;
const LOOKS = { ok: 'Check', info: 'Printer', bad: 'Alert' } as const;

export function Toasts() {
  const { text, speaker } = useUi();
  const client = useClient();
  const { isMine, isOwn, messages } = useWaiter();
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const count = useRef(0);
  useEffect(() => {
    const timers = new Set<ReturnType<typeof setTimeout>>();
    const show = (tone: Toast['tone'], words: string): void => {
      const no = ++count.current;
      setToasts((old) => [...old, { no, tone, words }].slice(-MOST));
      const timer = setTimeout(() => {
        timers.delete(timer);
        setToasts((old) => old.filter((toast) => toast.no !== no));
      }, SHOWN_MS);
      timers.add(timer);
    };
    const tell = (before: HostState, after: HostState): void => {
      const notices = notificationsBetween(before, after, isMine).filter(
        ({ kind, live }) => kind !== 'out' || isOwn(live),
      );
      // A table that is open on the screen needs no notification, but the sound still plays.
      const here = spotOpenNow();
      for (const notice of notices)
        if (notice.kind !== 'out' || spotKey(spotOfOrder(notice.live)) !== here)
          show(toneOf(notice), wordsOf(text, after, notice));
      // One sound for several notifications: the most urgent one.
      if (notices.some(({ kind }) => kind === 'trouble')) speaker.play('trouble');
      else if (notices.some(({ kind }) => kind === 'ready')) speaker.play('ready');
      else if (notices.length > 0) speaker.play('printed');
    };
    // A refusal is shown even if its page is closed, so that it is not discovered at payment.
    const tellRefused = (
      before: readonly PendingCommand[],
      after: readonly PendingCommand[],
    ): void => {
      const news = after.filter(
        (one) => one.refused && before.some(({ key, refused }) => key === one.key && !refused),
      );
      // No notification while the table or the refusal itself is open on the screen.
      for (const { about } of news.filter((one) => !isInSight(one.about?.table ?? null)))
        show(
          'bad',
          [about && whereText(text, { order: about }), text.refusedTitle]
            .filter(Boolean)
            .join(': '),
        );
      if (news.length > 0) speaker.play('trouble');
    };
    const stop = client.store.subscribe((state, before) => {
      if (state.host && before.host && state.host !== before.host) tell(before.host, state.host);
      if (state.owed !== before.owed) tellRefused(before.owed, state.owed);
    });
    const stopMessages = messages.subscribe((one) => one && show(one.tone, one.words));
    return () => {
      stop();
      stopMessages();
      for (const timer of timers) clearTimeout(timer);
    };
  }, [client, isMine, isOwn, messages, text, speaker]);
  return (
    <div className={style.toasts} role="status" aria-live="polite">
      {toasts.map(({ no, tone, words }) => {
        return (
          <div key={no} className={classes(style.toast, style[tone])}>
            <Icon name={LOOKS[tone]} size={22} />
            {words}
          </div>
        );
      })}
    </div>
  );
}

function isInSight(table: string | null): boolean {
  const { page } = routeNow();
  return (
    page === 'notices' ||
    page === 'orders' ||
    (table !== null && spotOpenNow() === spotKey({ kind: 'table', table }))
  );
}

function spotOpenNow(): string | null {
  const route = routeNow();
  return 'spot' in route ? spotKey(route.spot) : null;
}

function routeNow(): WaiterRoute {
  return routeOf(location.hash.replace(/^#/, ''));
}

function toneOf({ kind }: Notification): Toast['tone'] {
  return kind === 'ready' ? 'ok' : kind === 'out' ? 'info' : 'bad';
}

function wordsOf(text: Catalogue, { place }: HostState, notice: Notification): string {
  const where = whereText(text, notice.live);
  if (notice.kind === 'ready') return text.noticeReady(where);
  const { ticket, job } = notice;
  const station = place.stations.find(({ id }) => id === ticket.stationId)?.name ?? '';
  if (notice.kind === 'trouble') {
    const states: Readonly<Partial<Record<typeof job.state, string>>> = {
      blocked: text.stBlocked(job.cause === null ? '' : text.causes[job.cause]),
      unsure: text.stUnsure,
      stale: text.stStale,
    };
    return text.noticeTrouble(where, station, states[job.state] ?? '');
  }
  if (job.virtual) return text.noticeTrouble(where, station, text.stSample);
  if (job.state === 'printed') return text.noticeOut(where, station);
  const isScreen = place.printers.find(({ id }) => id === job.printerId)?.medium === 'screen';
  return isScreen ? text.noticeShown(where, station) : text.noticeSent(where, station);
}
