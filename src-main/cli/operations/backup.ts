/** comanda backup, with the host open or closed, and comanda restore, with the host closed. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { defaultStateDir } from '../../host/runtime/config';
import { many } from '../../../src-shared/text/count-text';
import { momentText } from '../../../src-shared/base/moment-text';
import { backUp, restore } from '../../host/operations/offline-maintenance';

export async function backupCommand(options: {
  readonly dataDir: string;
  readonly to: string | null;
  readonly sqliteAddon: string | null;
}): Promise<number> {
  const { dataDir, sqliteAddon } = options;
  if (!existsSync(path.join(dataDir, 'comanda.db')))
    return failed(`En ${dataDir} no hay una base de Comanda.`);
  const folder = path.resolve(options.to ?? path.join(dataDir, 'respaldos'));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const made = backUp(dataDir, folder, sqliteAddon);
  if (!made.ok) return failed(`El respaldo falló: ${made.words}.`);
  const { file, facts } = made;
  process.stdout.write(`Respaldo hecho y verificado: ${file}\n${factsText(facts)}\n`);
  return 0;
}

export async function restoreCommand(
  file: string,
  options: {
    readonly dataDir: string;
    readonly yes: boolean;
    readonly passphraseFile: string | null;
    readonly sqliteAddon: string | null;
  },
): Promise<number> {
  if (!existsSync(file)) return failed(`No hay un archivo ${file}.`);
  const passphrase =
    options.passphraseFile === null
      ? null
      : readFileSync(options.passphraseFile, 'utf8').replace(/\r?\n$/, '');
  const done = await restore(path.resolve(file), options.dataDir, {
    addon: options.sqliteAddon,
    passphrase,
    isSure: options.yes,
    stateDir: defaultStateDir(),
  });
  if (!done.ok) return failed(done.words);
  process.stdout.write(`${factsText(done.facts)}\n`);
  if (!options.yes) {
    process.stdout.write(
      'Solo se miró. Para ponerlo en lugar de la base de ahora, que se guarda aparte, repita con --yes.\n',
    );
    return 0;
  }
  process.stdout.write(
    `Listo: el próximo inicio es con este respaldo.${done.kept === null ? '' : ` La base de antes quedó en ${done.kept}`}\n`,
  );
  return 0;
}

function factsText({
  restaurant,
  orders,
  lastDay,
  lastOrderAt,
}: {
  restaurant: string;
  orders: number;
  lastDay: string | null;
  lastOrderAt: number | null;
}): string {
  const last =
    lastOrderAt === null ? 'ninguno' : `${momentText(lastOrderAt)} (jornada ${lastDay ?? '-'})`;
  return `${restaurant}: ${many(orders, 'pedido', 'pedidos')}, el último ${last}`;
}

function failed(words: string): number {
  process.stderr.write(`${words}\n`);
  return 1;
}
