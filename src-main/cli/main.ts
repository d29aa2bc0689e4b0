/** Entry of the command line: the serve command, crashes and exit codes. */
import { Command, Option } from 'commander';
import { ConfigRefused, defaultDataDir, defaultStateDir, readConfig } from '../host/runtime/config';
import { programText } from '../host/runtime/about';
import { EXIT, runHeadless } from '../headless/main';
import { catchCrashes, CRASHED, noteIfBug, outliveTerminal } from '../program/catch-crashes';
import { dataDir, port, portNumber, whole } from './connect/options';
import type { Run } from './connect/options';
import { NoHost } from './connect/wire-client';
import { addMaintenanceCommands, addTrialCommands } from './operations/operations-program';
import { addDecisionCommands, addOrderCommands } from './orders/order-program';
import { addPrinterCommands } from './printing/printer-program';

// Files that the program creates (database, backups, paper) are readable by this account only.
process.umask(0o077);

const program = new Command('comanda')
  .description('Pedidos y comandas de un restaurante: recibe, guarda, reparte e imprime.')
  .version(programText())
  .showHelpAfterError('(comanda --help muestra las opciones)')
  .addHelpText(
    'after',
    '\nCódigos de salida: 0 bien; 1 falló; 2 uso equivocado; 3 la carpeta ya está en uso; 4 base rechazada; 70 el programa falló por dentro y dejó logs/crash-….json (volver a iniciar); 71 la carpeta de datos se perdió o no es la que era (mire los datos antes).',
  );
program.exitOverride();
program.hook('preAction', (_, action) => {
  const { dataDir: folder = defaultDataDir() } = action.opts<{ dataDir?: string }>();
  const isHost = action.name() === 'serve';
  catchCrashes({ thread: isHost ? 'main' : 'cli', dataDir: folder });
  if (isHost) outliveTerminal();
  // The reader of a pipe has closed it, as in `comanda monitor | head`.
  else process.stdout.on('error', () => process.exit(EXIT.ok));
  const opensHost = isHost || action.opts<{ simulate?: boolean }>().simulate === true;
  if (opensHost && process.versions.electron !== undefined)
    throw new ConfigRefused(
      'En la app instalada el servidor es la app misma: ábrala con «comanda», sin nada detrás.',
    );
});

let exitCode: number = EXIT.ok;
const run: Run = (work) => work.then((code) => void (exitCode = code));

program
  .command('serve')
  .alias('servidor')
  .description('abre el servidor')
  .addOption(
    new Option(
      '--host <host>',
      'dónde escuchar; localhost son 127.0.0.1 y ::1, y :: es toda la red en ambas familias',
    ).default('localhost'),
  )
  .addOption(port())
  .addOption(new Option('--http-port <port>', 'puerto HTTP').default(4780).argParser(portNumber))
  .option(
    '--tls-cert <file>',
    'certificado del dueño (PEM): el puerto HTTP habla entonces solo https',
  )
  .option('--tls-key <file>', 'la clave de ese certificado (PEM)')
  .option('--no-advertise', 'no se anuncia en la red local')
  .addOption(
    new Option('--workers <n>', 'procesos de impresión')
      .default(null, 'los que dice Ajustes')
      .argParser(whole),
  )
  .addOption(dataDir())
  .option(
    '--restaurant <file>',
    'restaurante del primer inicio (JSON como resources/sample-restaurant.json); sin esto, la muestra',
  )
  .option('--no-print', 'guarda los pedidos sin imprimirlos todavía')
  .option('--new', 'empieza de nuevo aunque en esa carpeta haya habido un restaurante', false)
  .option(
    '--migrate-without-copy',
    'si una versión nueva cambia la base, sin guardar antes una copia (no hay lugar)',
    false,
  )
  .action(
    (options: {
      host: string;
      port: number;
      httpPort: number;
      workers: number | null;
      dataDir: string;
      print: boolean;
      restaurant?: string;
      tlsCert?: string;
      tlsKey?: string;
      advertise: boolean;
      new: boolean;
      migrateWithoutCopy: boolean;
    }) => {
      const { print, restaurant, new: isNew, ...rest } = options;
      const config = readConfig({
        ...rest,
        printing: print,
        restaurantFile: restaurant ?? null,
        sqliteAddon: process.env.COMANDA_SQLITE_ADDON ?? null,
        stateDir: defaultStateDir(),
        isNew,
      });
      return run(runHeadless(config));
    },
  );

addOrderCommands(program, run);
addTrialCommands(program, run);
addDecisionCommands(program, run);
addPrinterCommands(program, run);
addMaintenanceCommands(program, run);

try {
  // The desktop app sets process.argv to this form. Without `from`, commander would expect the
  // form of Electron.
  await program.parseAsync(process.argv, { from: 'node' });
} catch (error) {
  exitCode = exitCodeOf(error);
}
process.exitCode = exitCode;

function exitCodeOf(error: unknown): number {
  const { code, exitCode: wanted } = error as { code?: string; exitCode?: number };
  if (code?.startsWith('commander.')) return wanted === 0 ? EXIT.ok : EXIT.usage;
  if (noteIfBug('cli', error)) return CRASHED;
  const words = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${words}\n`);
  if (error instanceof ConfigRefused) return EXIT.usage;
  if (!(error instanceof NoHost) && process.env.COMANDA_DEBUG)
    process.stderr.write(`${(error as Error).stack ?? ''}\n`);
  return EXIT.failed;
}
