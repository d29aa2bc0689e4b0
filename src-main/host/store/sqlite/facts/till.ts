/** Loads facts about the till: cuts and shifts. */
import type { Rows } from '../rows/all-rows';
import type { LoadersOf } from './loaders';

export function tillLoaders(rows: Rows): LoadersOf<'cut' | 'lastZ' | 'shift'> {
  return {
    cut: ({ now }) => rows.shifts.facts(now),
    lastZ: () => rows.shifts.lastZ(),
    shift: ({ no }) => rows.shifts.byNo(no),
  };
}
