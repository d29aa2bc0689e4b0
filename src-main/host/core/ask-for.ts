/** Answers a query on behalf of an actor, within the actor's rights and scopes. */
import type { Refusal } from '../../../src-shared/base/errors';
import { lacks, QUERY_SCOPES, scopeForAll } from '../../../src-shared/rights/scopes';
import { mayAsk } from '../../../src-shared/rights/permissions';
import {
  journeyFor,
  orderFor,
  paperFor,
  pendingFor,
  queueFor,
  snapshotFor,
  viewOf,
} from '../../../src-shared/rights/program-view';
import type { ProgramView } from '../../../src-shared/rights/program-view';
import type {
  Answer,
  AskedByName,
  OrderView,
  Query,
  QueryName,
} from '../../../src-shared/queries/queries';
import type { Snapshot } from '../../../src-shared/live/snapshot';
import type { Actor } from '../../../src-shared/base/vocabulary';

type Ask = <N extends QueryName>(query: Query<N>) => Promise<Answer<N>>;

export async function askFor<N extends AskedByName>(
  query: Query<N>,
  actor: Actor,
  ask: Ask,
): Promise<Answer<N> | Refusal> {
  // Each name's answer is its own; the compiler cannot carry the pair through the union.
  return (await answerFor(query as Query<AskedByName>, actor, ask)) as Answer<N> | Refusal;
}

async function answerFor(query: Query<AskedByName>, actor: Actor, ask: Ask): Promise<unknown> {
  const view = viewOf(actor);
  // Every device may start from a snapshot; a program gets the part within its token's scopes.
  if (query.name === 'snapshot') {
    const { text, senders, ...at } = await ask(query);
    const shown =
      view === null
        ? text
        : JSON.stringify(snapshotFor(view, JSON.parse(text) as Snapshot, senders));
    return { text: shown, senders: [], ...at };
  }
  const reach = mayAsk(actor, query.name);
  if (typeof reach !== 'string') return reach;
  if (query.name === 'recent') {
    const page = await ask(reach === 'own' ? { ...query, by: actor.id } : query);
    return (
      page && {
        ...page,
        rows: page.rows.map((order) =>
          withoutSender(view === null ? order : orderFor(view, order)),
        ),
      }
    );
  }
  const answer = await ask(query);
  if (answer === null) return answer;
  return narrowed(query, answer, view, reach === 'own' ? actor.id : null);
}

/** Removes the sender's id, which only the host uses. */
function withoutSender({ senderId: _senderId, ...order }: OrderView): OrderView {
  return order;
}

/** `view`: null: nothing is hidden. `onlyOf`: null: orders of all senders may be read. */
function narrowed(
  query: Query<AskedByName>,
  answer: unknown,
  view: ProgramView | null,
  onlyOf: string | null,
): unknown {
  const hidden = ({ senderId }: OrderView): Refusal | null =>
    onlyOf === null || senderId === onlyOf ? null : lacks(scopeForAll(QUERY_SCOPES.order));
  if (query.name === 'order') {
    const order = answer as OrderView;
    return hidden(order) ?? withoutSender(view ? orderFor(view, order) : order);
  }
  if (query.name === 'journey') {
    const journey = answer as NonNullable<Answer<'journey'>>;
    const shown = view ? journeyFor(view, journey) : journey;
    return hidden(journey.order) ?? { ...shown, order: withoutSender(shown.order) };
  }
  if (view === null) return answer;
  switch (query.name) {
    case 'queue':
      return queueFor(answer as Answer<'queue'>);
    case 'pending': {
      const page = answer as NonNullable<Answer<'pending'>>;
      return { ...page, rows: page.rows.map((print) => pendingFor(view, print)) };
    }
    case 'paper':
      return paperFor(view, answer as NonNullable<Answer<'paper'>>);
    default:
      return answer;
  }
}
