/** setBackups: when, how many and where to. */
import { setBackupsRule } from '../../../../src-main/host/domain/operations/backups';
import { table } from '../../../support/rules/rule-table';

table(setBackupsRule, {}, [
  {
    it: 'writes what the owner decided about backups',
    input: { rules: { hour: 4, keep: 30, second: '/mnt/respaldos' } },
    reply: {},
    changes: [{ set: 'backupRules', rules: { hour: 4, keep: 30, second: '/mnt/respaldos' } }],
    events: [
      { kind: 'restaurant.changed', order: null, what: 'backup-rules', name: '', by: 'Ana' },
    ],
  },
  {
    it: 'writes that there are backups by hand alone, in one folder',
    input: { rules: { hour: null, keep: 1, second: null } },
    changes: [{ set: 'backupRules', rules: { hour: null, keep: 1, second: null } }],
  },
]);
