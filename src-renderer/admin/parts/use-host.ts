/** Hooks for the admin pages: queries that repeat when data changes, and commands. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CommandName, CommandText, ReplyFacts } from '../../../src-shared/commands/registry';
import type { ScreenAnswer, ScreenQuery } from '../../../src-shared/screen-api/messages';
import { useClient, useClientState } from '../../client/hooks';
import { useText } from '../../ui/i18n/ui-context';

export type QueryState<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly words: string }
  /** `isOld`: a newer answer is being loaded, or could not be loaded. */
  | { readonly state: 'here'; readonly answer: T; readonly isOld: boolean };

/**
 * Runs a query, again whenever `again` changes, and every `everyMs` milliseconds. The old answer
 * stays visible meanwhile, so that nothing jumps. Another query starts without an answer.
 */
export function useQuery<N extends ScreenQuery>(
  name: N,
  fields: Readonly<Record<string, unknown>>,
  { again, everyMs }: { readonly again?: unknown; readonly everyMs?: number } = {},
): QueryState<ScreenAnswer<N>> & { readonly ask: () => void } {
  const client = useClient();
  const isLive = useClientState(({ link }) => link === 'live');
  const question = JSON.stringify({ ...fields, name });
  const [latest, setLatest] = useState<{
    readonly question: string;
    readonly query: QueryState<ScreenAnswer<N>>;
  } | null>(null);
  const turn = useRef(0);
  const ask = useCallback(() => {
    const thisTurn = ++turn.current;
    setLatest((old) =>
      old?.query.state === 'here' && old.question === question
        ? { question, query: { ...old.query, isOld: true } }
        : old,
    );
    client.ask<N>(JSON.parse(question) as { readonly name: N }).then(
      (answer) =>
        turn.current === thisTurn &&
        setLatest({ question, query: { state: 'here', answer, isOld: false } }),
      (error: Error) =>
        turn.current === thisTurn &&
        setLatest((old) =>
          old?.query.state === 'here' && old.question === question
            ? old
            : { question, query: { state: 'failed', words: error.message } },
        ),
    );
  }, [client, question]);
  useEffect(() => {
    if (!isLive) return;
    ask();
    if (everyMs === undefined) return;
    const timer = setInterval(ask, everyMs);
    return () => clearInterval(timer);
  }, [ask, isLive, again, everyMs]);
  const query: QueryState<ScreenAnswer<N>> =
    latest?.question === question ? latest.query : { state: 'loading' };
  return { ...query, ask };
}

export type Actions = {
  /** The reason of the last refusal, as text. */
  readonly denied: string | null;
  readonly isBusy: boolean;
  /** Null after a refusal. Disabled offline: an admin change must not arrive hours later. */
  run<N extends CommandName>(name: N, input: CommandText<N>): Promise<ReplyFacts<N> | null>;
  forget(): void;
};

export function useActions(): Actions {
  const client = useClient();
  const text = useText();
  const isLive = useClientState(({ link }) => link === 'live');
  const [denied, setDenied] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  return {
    denied,
    isBusy: isBusy || !isLive,
    async run(name, input) {
      setBusy(true);
      setDenied(null);
      const { key, outcome } = await client.send(name, input);
      const done = await outcome;
      setBusy(false);
      if (done.ok) return done.reply;
      await client.dismiss(key);
      const { codigo, message, details } = done.error;
      setDenied(text.refusal(codigo, message, details));
      return null;
    },
    forget: () => setDenied(null),
  };
}
