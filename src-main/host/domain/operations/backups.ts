/**
 * setBackups and noteBackup: what the house decided about backups, and what became of each. The
 * files are the backup desk's.
 */
import { handOf } from '../../../../src-shared/base/vocabulary';
import { commandRule, decided } from '../engine/rule';
import { placeEvent } from '../engine/setting-edits';

export const setBackups = commandRule({
  name: 'setBackups',
  needs: () => ({}),
  decide({ rules }, _, context) {
    return decided(
      {},
      [{ set: 'backupRules', rules }],
      [placeEvent('backup-rules', '', [], context)],
    );
  },
});

export const noteBackup = commandRule({
  name: 'noteBackup',
  needs: () => ({}),
  decide(note, _, { actor }) {
    return decided({}, [], [{ kind: 'backup.noted', order: null, ...note, by: handOf(actor) }]);
  },
});
