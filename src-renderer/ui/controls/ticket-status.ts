/** The state of a station's ticket as text, derived from cook, printer and lane; not stored. */
import type { LanePosition as LanePlace } from '../../../src-shared/live/lane-board';
import type { PrintCause } from '../../../src-shared/model/print-job';
import { shownState } from '../../../src-shared/model/sample-printers';
import type {
  LiveJob,
  LiveOrder,
  LiveTicket,
  RestaurantLayout,
} from '../../../src-shared/live/snapshot';
import { FOOD } from '../../../src-shared/model/ticket';
import type { Tone } from './controls';
import type { Catalogue } from '../i18n/es';

/** The question of an undecided print: was it printed, is it still wanted, retry now? */
export type Question = 'unsure' | 'stale' | 'blocked';

export type StationStatusText = {
  readonly tone: Tone;
  readonly words: string;
  /** Seconds and the like, beside the words. */
  readonly aside: string | null;
  /** The remedy, or a note about the paper. */
  readonly remedy: string | null;
  readonly question: Question | null;
};

export function stationStatusText(
  text: Catalogue,
  place: RestaurantLayout,
  /** Null: a message, which has no order. */
  live: Pick<LiveOrder, 'order'> | null,
  ticket: LiveTicket,
  lane: LanePlace | null,
): StationStatusText {
  const calm = (tone: Tone, words: string, aside: string | null = null): StationStatusText => ({
    tone,
    words,
    aside,
    remedy: lettersLostText(text, ticket),
    question: null,
  });
  if (ticket.state === 'voided') return calm('plain', text.stVoided);
  const job = ticket.jobs.at(-1);
  if (!job) return calm('plain', text.stReceived);
  const asks = printQuestion(text, job, lane);
  if (asks) return asks;
  const station = place.stations.find(({ id }) => id === ticket.stationId);
  // Served ends food only; bills, notices and messages have states of their own.
  const state = live?.order.state;
  if (FOOD.has(ticket.kind) && (state === 'served' || state === 'closed'))
    return calm('plain', text.stServed);
  if (station?.hasScreen) {
    if (ticket.state === 'bumped') return calm('ok', text.stReady);
    if (ticket.state === 'started') return calm('info', text.stStarted);
  }
  const isCopy = job.mark === 'reprint';
  const first = isCopy ? (ticket.jobs.findLast(({ mark }) => mark !== 'reprint') ?? job) : job;
  const { words, tone, aside } = printWords(text, place, first, first === job ? lane : null);
  const isOnItsWay = job.state === 'queued' || job.state === 'sending';
  return calm(tone, words, isCopy && isOnItsWay ? text.copyWaits : aside);
}

/** Letters that the newest print could not print, as text; null: none. */
export function lettersLostText(text: Catalogue, { jobs }: LiveTicket): string | null {
  const lost =
    jobs.findLast(({ state }) => state === 'printed' || state === 'sent')?.unprintable ?? 0;
  return lost === 0 ? null : text.lettersLost(lost);
}

/** Null: the print needs no attention. */
function printQuestion(
  text: Catalogue,
  job: LiveJob,
  lane: LanePlace | null,
): StationStatusText | null {
  const caused = (cause: PrintCause | null): string => (cause === null ? '' : text.causes[cause]);
  const remedy = job.cause === null ? null : (text.remedies[job.cause] ?? null);
  if (job.state === 'blocked')
    return {
      tone: 'bad',
      words: text.stBlocked(caused(job.cause)),
      aside: null,
      remedy,
      question: 'blocked',
    };
  if (job.state === 'unsure')
    return {
      tone: 'bad',
      words: text.stUnsure,
      aside: caused(job.cause),
      remedy: null,
      question: 'unsure',
    };
  if (job.state === 'stale')
    return {
      tone: 'wait',
      words: text.stStale,
      aside: null,
      remedy: text.staleAsk,
      question: 'stale',
    };
  if (job.state === 'queued' && lane?.state === 'queued' && lane.cause !== null) {
    const cause = lane.cause as PrintCause;
    return {
      tone: 'bad',
      words: text.stBlocked(caused(cause)),
      aside: text.stQueued(lane.position, lane.of),
      remedy: text.remedies[cause] ?? null,
      question: 'blocked',
    };
  }
  return null;
}

function printWords(
  text: Catalogue,
  place: RestaurantLayout,
  job: LiveJob,
  lane: LanePlace | null,
): { readonly tone: Tone; readonly words: string; readonly aside: string | null } {
  const printer = place.printers.find(({ id }) => id === job.printerId);
  const media = { paper: printer?.name ?? '', screen: text.toScreen, pdf: text.toPdf };
  const to = job.mark === 'backup' ? text.stDiverted(media[printer?.medium ?? 'paper']) : null;
  const with_ = (words: string): string => (to === null ? words : `${to}: ${words}`);
  switch (shownState(job)) {
    // A sample printer in a chain with real printers is worth a check.
    case 'sample':
      return {
        tone: place.printers.every(({ virtual }) => virtual) ? 'plain' : 'wait',
        words: with_(text.stSample),
        aside: null,
      };
    case 'queued':
      if (lane?.state !== 'queued')
        return { tone: 'info', words: with_(text.stReceived), aside: null };
      return {
        tone: 'info',
        words: with_(text.stQueued(lane.position, lane.of)),
        aside:
          lane.waitMs === null ? null : text.seconds(Math.max(1, Math.round(lane.waitMs / 1_000))),
      };
    case 'sending':
      return { tone: 'info', words: with_(text.stPrinting), aside: null };
    case 'printed':
      return { tone: to === null ? 'plain' : 'wait', words: with_(text.stPrinted), aside: null };
    case 'sent':
      return to !== null && printer?.medium !== 'paper'
        ? { tone: 'wait', words: to, aside: null }
        : { tone: to === null ? 'plain' : 'wait', words: with_(text.stSent), aside: null };
    case 'discarded':
      return {
        tone: 'plain',
        words: job.cause === 'voided_before_print' ? text.stVoided : text.stDiscarded,
        aside: null,
      };
    case 'blocked':
    case 'unsure':
    case 'stale':
    case 'rerouted':
      return { tone: 'wait', words: with_(text.stReceived), aside: null };
  }
}
