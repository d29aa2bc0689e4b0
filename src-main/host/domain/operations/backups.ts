/** setBackups and recordBackup: backup settings and results. The backup desk handles the files. */
import { recordBackup, setBackups } from '../../../../src-shared/commands/operations';
import { actorName } from '../../../../src-shared/base/vocabulary';
import { defineRule, accept } from '../engine/rule';
import { restaurantChanged } from '../engine/setting-edits';

export const setBackupsRule = defineRule(setBackups, {
  needs: () => ({}),
  decide({ rules }, _, context) {
    return accept(
      {},
      [{ set: 'backupRules', rules }],
      [restaurantChanged('backup-rules', '', [], context)],
    );
  },
});

export const recordBackupRule = defineRule(recordBackup, {
  needs: () => ({}),
  decide(note, _, { actor }) {
    return accept({}, [], [{ kind: 'backup.noted', order: null, ...note, by: actorName(actor) }]);
  },
});
