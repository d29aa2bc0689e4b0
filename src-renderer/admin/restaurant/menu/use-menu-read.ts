/** Reads the chosen menu file, again when the menu changes. Results of older files are dropped. */
import { useEffect, useMemo, useState } from 'react';
import type { Quotes } from '../../../../src-shared/menu-import/cells';
import { existingMenu } from '../../../../src-shared/menu-import/menu-index';
import type { RestaurantLayout } from '../../../../src-shared/live/snapshot';
import type { MenuQuestion } from './import-worker';
import type { PackedRead } from './packed-read';
import { readInWorker } from './read-in-worker';

export type ChosenFile = { readonly file: File; readonly quotes: Quotes };
/** `failed`: the file is gone, or the worker could not start. */
export type Reading = { readonly read: PackedRead | 'failed' | null; readonly isReading: boolean };

export function useMenuRead(chosen: ChosenFile | null, place: RestaurantLayout): Reading {
  const [latest, setLatest] = useState<{
    readonly of: ChosenFile;
    readonly against: object;
    readonly read: PackedRead | 'failed';
  } | null>(null);
  const { currency, decimals, items, categories, stations, modifierGroups } = place;
  const existing = useMemo(
    () => existingMenu({ currency, decimals, items, categories, stations, modifierGroups }),
    [currency, decimals, items, categories, stations, modifierGroups],
  );
  useEffect(() => {
    if (!chosen) return;
    const stop = new AbortController();
    void readIn({ existing, quotes: chosen.quotes }, chosen.file, stop.signal).then((read) => {
      if (!stop.signal.aborted) setLatest({ of: chosen, against: existing, read });
    });
    return () => stop.abort();
  }, [chosen, existing]);
  const isCurrent = latest?.of === chosen;
  return {
    read: isCurrent && latest ? latest.read : null,
    isReading: chosen !== null && (!isCurrent || latest?.against !== existing),
  };
}

async function readIn(
  question: Omit<MenuQuestion, 'bytes'>,
  file: File,
  signal: AbortSignal,
): Promise<PackedRead | 'failed'> {
  try {
    const bytes = await file.arrayBuffer();
    if (signal.aborted) return 'failed';
    return (await readInWorker({ ...question, bytes }, signal)) ?? 'failed';
  } catch {
    // The file was moved or changed after it was chosen.
    return 'failed';
  }
}
