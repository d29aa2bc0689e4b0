/** Long lists: the number of rows drawn, the total, and the button that shows more. */
import { useEffect, useState } from 'react';
import { Button } from '../../ui/controls/controls';
import style from './panel.module.css';
import { useShellWords } from './admin-texts';

/** Draws nothing when all rows are shown. */
export function More({
  shown,
  total,
  isBusy = false,
  onMore,
}: {
  readonly shown: number;
  readonly total: number;
  readonly isBusy?: boolean;
  readonly onMore: () => void;
}) {
  const words = useShellWords();
  if (total <= shown) return null;
  return (
    <div className={style.rest}>
      <span role="status">{words.shownOf(shown, total)}</span>
      <Button disabled={isBusy} onClick={onMore}>
        {words.showMore}
      </Button>
    </div>
  );
}

/**
 * How many rows of a loaded list are drawn: one step at first, one more with each call. A change of
 * `question` starts again with one step.
 */
export function useVisibleRows(
  step: number,
  question = '',
): { readonly shown: number; readonly showMore: () => void } {
  const [wanted, setWanted] = useState({ question, shown: step });
  const shown = wanted.question === question ? wanted.shown : step;
  return { shown, showMore: () => setWanted({ question, shown: shown + step }) };
}

type Pages<R> = {
  /** Identifies the query. A change starts a new list. */
  readonly question: string;
  /** The newest rows, loaded again as data changes; null: not loaded yet. */
  readonly first: readonly R[] | null;
  /** Sort key; larger is newer. */
  readonly keyOf: (row: R) => string;
  /** Loads the rows after `last`. */
  readonly load: (last: R) => Promise<readonly R[]>;
};

/** A list that the host returns in pages, newest first. Returns all loaded pages as one list. */
export function usePages<R>({ question, first, keyOf, load }: Pages<R>): {
  readonly rows: readonly R[];
  readonly isBusy: boolean;
  readonly loadMore: () => void;
} {
  const [loaded, setLoaded] = useState<{ readonly question: string; readonly rows: readonly R[] }>({
    question,
    rows: [],
  });
  const [isBusy, setBusy] = useState(false);
  const rows = merged(loaded.question === question ? loaded.rows : [], first ?? [], keyOf);
  useEffect(() => {
    // New rows push older rows off the first page; those stay in the list.
    if (first !== null)
      setLoaded((old) => ({
        question,
        rows: merged(old.question === question ? old.rows : [], first, keyOf),
      }));
    // `keyOf` is left out of the dependencies: each render passes an equal function.
  }, [question, first]);
  function loadMore(): void {
    const last = rows.at(-1);
    if (last === undefined || isBusy) return;
    setBusy(true);
    load(last)
      .then(
        (page) =>
          setLoaded((old) =>
            old.question === question ? { question, rows: merged(old.rows, page, keyOf) } : old,
          ),
        () => undefined, // the button stays for another try
      )
      .finally(() => setBusy(false));
  }
  return { rows, isBusy, loadMore };
}

function merged<R>(
  old: readonly R[],
  fresh: readonly R[],
  keyOf: (row: R) => string,
): readonly R[] {
  const all = new Map([...old, ...fresh].map((row) => [keyOf(row), row]));
  return [...all].toSorted(([a], [b]) => (a < b ? 1 : -1)).map(([, row]) => row);
}
