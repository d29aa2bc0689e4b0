/** recordBackup: what became of a backup, written down for the audit. */
import { recordBackupRule } from '../../../../src-main/host/domain/operations/backups';
import { SYSTEM } from '../../../support/rules/context';
import { table } from '../../../support/rules/rule-table';

table(recordBackupRule, {}, [
  {
    it: 'tells of a backup that was made, and changes nothing',
    input: { name: 'comanda-20261122-184501.db', what: 'made', orders: 120, trouble: null },
    context: { actor: { ...SYSTEM, id: 'host' } },
    reply: {},
    changes: [],
    events: [
      {
        kind: 'backup.noted',
        order: null,
        name: 'comanda-20261122-184501.db',
        what: 'made',
        orders: 120,
        trouble: null,
        by: 'el servidor',
      },
    ],
  },
  {
    it: 'tells why a backup failed',
    input: { name: '', what: 'failed', orders: 0, trouble: 'sin lugar' },
    events: [{ kind: 'backup.noted', what: 'failed', trouble: 'sin lugar', by: 'Ana' }],
  },
]);
