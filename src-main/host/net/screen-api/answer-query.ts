/** Answers the queries of a screen: current data from the core, past data from the reader. */
import { NO_CURSOR } from '../../../../src-shared/queries/cursor';
import { isRefusal, refuse } from '../../../../src-shared/base/errors';
import type { Refusal } from '../../../../src-shared/base/errors';
import type { QueueDashboard, PageEnd } from '../../../../src-shared/screen-api/messages';
import type { AskedByName, Page, Query } from '../../../../src-shared/queries/queries';
import type { ReportQuery } from '../../../../src-shared/queries/reports';
import { QueryFailed } from '../../core/core-client';
import type { Actor } from '../../../../src-shared/base/vocabulary';
import type { Core } from '../../core/core-client';
import type { ReportReader } from '../../core/reader-client';
import type { Clock } from '../../ports/clock';
import type { ScreenQueryRequest } from './read-message';

export type AnswerParts = {
  readonly actor: Actor;
  readonly core: Core;
  readonly past: ReportReader;
  readonly clock: Clock;
  readonly workers: () => number;
  /** Connected screens. */
  readonly screens: () => number;
};

/** `page`: set if the answer is a part of a longer list. */
type ScreenAnswered =
  { readonly ok: true; readonly text: string; readonly page?: PageEnd } | Refusal;

/** The answer as JSON, or a refusal. Rejects with CoreGone. */
export async function answerScreen(
  asked: ScreenQueryRequest,
  parts: AnswerParts,
): Promise<ScreenAnswered> {
  try {
    return await read(asked, parts);
  } catch (error) {
    // The core has logged the reason. Other queries of the screen go on.
    if (error instanceof QueryFailed) return refuse('INTERNAL');
    throw error;
  }
}

async function read(
  asked: ScreenQueryRequest,
  { actor, core, past, clock, workers, screens }: AnswerParts,
): Promise<ScreenAnswered> {
  const now = async (query: Query<AskedByName>): Promise<ScreenAnswered> => {
    const answer = await core.askFor(query, actor);
    return answer !== null && isRefusal(answer)
      ? answer
      : { ok: true, text: JSON.stringify(answer) };
  };
  const before = (read: ReportQuery): ReturnType<ReportReader['readText']> => past.readText(read);
  switch (asked.name) {
    case 'order':
    case 'journey':
      return now({ name: asked.name, of: { number: asked.number } });
    case 'recent':
      return pageOf(await core.askFor(asked, actor), 'before');
    case 'pending':
      return pageOf(await core.askFor(asked, actor), 'after');
    case 'paper':
    case 'queue':
    case 'printers':
    case 'settings':
      return now(asked);
    case 'board': {
      const board: QueueDashboard = {
        ...(await core.ask({ name: 'queue' })),
        workers: workers(),
        screens: screens(),
      };
      return { ok: true, text: JSON.stringify(board) };
    }
    case 'chart':
      return before({
        name: 'chart',
        day: asked.day ?? (await core.ask({ name: 'day', daysAgo: 0 })),
      });
    case 'cut':
      return before({ name: 'cut', now: clock.now() });
    case 'sales':
    case 'times':
    case 'papers':
    case 'shifts':
    case 'shiftCount':
    case 'find':
    case 'foundCount':
    case 'audit':
    case 'auditCount':
      return before(asked);
  }
}

/** `field`: the field that holds the cursor. */
function pageOf(found: Page<unknown> | null | Refusal, field: 'before' | 'after'): ScreenAnswered {
  if (found === null) return refuse('ORDER_INVALID', { field, reason: NO_CURSOR.reason });
  if (isRefusal(found)) return found;
  const { rows, total, next } = found;
  return { ok: true, text: JSON.stringify(rows), page: { total, next } };
}
