/**
 * comanda recover: reads what it can of a damaged database that has no backup.
 *
 * With --yes the result replaces the database, and the damaged one is kept under another name.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { recoverFolder, recoveryReportLines } from '../../host/operations/offline-maintenance';

export async function recoverCommand(options: {
  readonly dataDir: string;
  readonly yes: boolean;
  readonly sqliteAddon: string | null;
}): Promise<number> {
  const { dataDir, yes, sqliteAddon } = options;
  if (!existsSync(path.join(dataDir, 'comanda.db')))
    return failed(`En ${dataDir} no hay una base de Comanda.`);
  const done = recoverFolder(dataDir, { addon: sqliteAddon, isSure: yes });
  if (!done.ok) return failed(done.words);
  process.stdout.write(`${recoveryReportLines(done.recovered).join('\n')}\n`);
  process.stdout.write(
    yes
      ? `Listo: el próximo inicio es con lo rescatado. La base dañada quedó en ${done.kept ?? dataDir}\n`
      : 'Solo se miró. Para ponerlo en lugar de la base dañada, que se guarda aparte, repita con --yes.\n',
  );
  return 0;
}

function failed(words: string): number {
  process.stderr.write(`${words}\n`);
  return 1;
}
