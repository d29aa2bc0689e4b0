/** What the fields of a station's sheet say, and how it is saved. */
import type { Station } from '../../../../src-shared/model/stations';
import type { Actions } from '../../parts/use-host';

export type StationDraft = {
  readonly name: string;
  readonly printer: string;
  readonly fallbacks: string[];
  readonly whenUnsure: Station['whenUnsure'];
  readonly copies: number;
  readonly hurryMin: number;
  readonly lateMin: number;
  readonly isDefault: boolean;
  readonly isCounter: boolean;
  readonly takesAll: boolean;
  readonly hasScreen: boolean;
};

export function draftOf(station: Station | null, firstPrinter: string): StationDraft {
  return {
    name: station?.name ?? '',
    printer: station?.printerId ?? firstPrinter,
    fallbacks: [...(station?.fallbacks ?? [])],
    whenUnsure: station?.whenUnsure ?? 'reprint',
    copies: station?.copies ?? 1,
    hurryMin: station?.hurryMin ?? 6,
    lateMin: station?.lateMin ?? 12,
    isDefault: station?.isDefault ?? false,
    isCounter: station?.isCounter ?? false,
    takesAll: station?.takesAll ?? false,
    hasScreen: station?.hasScreen ?? false,
  };
}

/**
 * Saves a station with up to three commands, since the audit lists each by itself. False: one was
 * refused; the commands before it stay done.
 */
export async function sendStation(
  actions: Actions,
  station: Station | null,
  draft: StationDraft,
  nameOf: (printerId: string) => string,
): Promise<boolean> {
  const saved = await actions.run('saveStation', {
    id: station?.id ?? null,
    name: draft.name.trim(),
    printer: draft.printer,
    isDefault: draft.isDefault,
    isCounter: draft.isCounter,
    takesAll: draft.takesAll,
    copies: draft.copies,
    hurryMin: draft.hurryMin,
    lateMin: draft.lateMin,
  });
  if (!saved) return false;
  const { whenUnsure, hasScreen } = draft;
  const chain = [draft.printer, ...draft.fallbacks];
  const isSame =
    station &&
    chain.join() === [station.printerId, ...station.fallbacks].join() &&
    whenUnsure === station.whenUnsure;
  if (
    !isSame &&
    !(await actions.run('setStationChain', {
      station: saved.name,
      printers: chain.map(nameOf),
      whenUnsure,
    }))
  )
    return false;
  return (
    hasScreen === (station?.hasScreen ?? false) ||
    (await actions.run('setStationScreen', { station: saved.name, screen: hasScreen })) !== null
  );
}
