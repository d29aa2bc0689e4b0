/** comanda doctor: checks the machine, the data folder and the database. Changes nothing. */
import { readConfig } from '../../host/runtime/config';
import { examineDatabase } from '../../host/operations/offline-maintenance';
import { connectAs } from '../connect/proof';
import { NoHost } from '../connect/wire-client';
import type { TcpAddress } from '../connect/wire-client';
import { fault, quotingError } from '../../../src-shared/base/fault-points';

export async function doctorCommand(
  options: TcpAddress & { readonly dataDir: string; readonly sqliteAddon: string | null },
): Promise<number> {
  const { dataDir, sqliteAddon } = readConfig({
    dataDir: options.dataDir,
    sqliteAddon: options.sqliteAddon,
  });
  const findings = [...examineDatabase(dataDir, sqliteAddon)];
  try {
    const client = await connectAs(options);
    const answer = await client.request({ consulta: 'cola' });
    client.close();
    findings.push({
      level: 'carriles' in answer ? 'good' : 'bad',
      words: `En ${options.host}:${options.port} ${'carriles' in answer ? 'contesta Comanda' : 'contesta otro programa'}`,
    });
  } catch (error) {
    findings.push({
      level: 'note',
      words:
        error instanceof NoHost
          ? error.message
          : `En ${options.host}:${options.port} contesta algo que no es Comanda.`,
    });
  }
  if (fault('cli.doctor-throws')) throw quotingError();
  const marks = { good: 'bien ', note: 'nota ', bad: 'MAL  ' } as const;
  for (const { level, words } of findings) process.stdout.write(`${marks[level]} ${words}\n`);
  return findings.some(({ level }) => level === 'bad') ? 1 : 0;
}
