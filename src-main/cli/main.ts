/** The command line's entry: names, options and exit codes; each command is a file of its own. */
import { Command, Option } from 'commander';
import { PRESET_NAMES, SCOPES } from '../../src-shared/base/scope-words';
import { ConfigRefused, defaultDataDir, defaultStateDir, readConfig } from '../host/runtime/config';
import { programText } from '../host/runtime/about';
import { EXIT, runHeadless } from '../headless/main';
import { catchCrashes, CRASHED, noteIfBug, outliveTerminal } from '../program/catch-crashes';
import { backupCommand, restoreCommand } from './operations/backup';
import { decideCommand, listPendingCommand } from './orders/decide';
import { doctorCommand } from './operations/doctor';
import { journeyCommand } from './orders/journey';
import { loadCommand } from './operations/load';
import { monitorCommand } from './orders/monitor';
import { DEFAULT_PACE } from '../../src-shared/model/operations/rehearsal';
import { dataDir, host, paceSeconds, port, portNumber, token, whole } from './connect/options';
import { addPrinterCommands } from './printing/printer-program';
import { ownerResetCommand } from './operations/owner-reset';
import { recoverCommand } from './operations/recover';
import { sendCommand } from './orders/send';
import { simulateLoad } from './operations/simulate';
import {
  addTokenCommand,
  listTokensCommand,
  PRESET_HELP,
  revokeTokenCommand,
} from './operations/token';
import { NoHost } from './connect/wire-client';

// Whatever is written (database, backups, paper) is this account's alone, whatever folder it is put
// in.
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
  // `comanda monitor | head` has shown all that was wanted.
  else process.stdout.on('error', () => process.exit(EXIT.ok));
  const opensHost = isHost || action.opts<{ simulate?: boolean }>().simulate === true;
  if (opensHost && process.versions.electron !== undefined)
    throw new ConfigRefused(
      'En la app instalada el servidor es la app misma: ábrala con «comanda», sin nada detrás.',
    );
});

let exitCode: number = EXIT.ok;
const run = (work: Promise<number>): Promise<void> => work.then((code) => void (exitCode = code));

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

program
  .command('send')
  .alias('cliente')
  .alias('enviar')
  .description(
    'envía un pedido o un mensaje: argumentos, un archivo, la entrada estándar, o escrito a mano',
  )
  .argument(
    '[words...]',
    'productos (con --client o --table), un JSON, un archivo, o un mensaje para la cocina',
  )
  .addOption(host())
  .addOption(port())
  .option('--client <name>', 'cliente')
  .option('--address <address>', 'dirección de entrega')
  .option('--table <table>', 'mesa')
  .option('--id <key>', 'clave del envío: repetirla no repite el pedido')
  .addOption(token())
  .addOption(dataDir())
  .addOption(
    new Option('--until <state>', 'espera hasta')
      .choices(['received', 'printed', 'ready'])
      .default('received'),
  )
  .option('--json', 'muestra la respuesta como llegó', false)
  .action((words: string[], options) => run(sendCommand(words, options)));

program
  .command('monitor')
  .alias('ver')
  .description('carriles, errores y últimos pedidos, cada segundo')
  .addOption(host())
  .addOption(port())
  .addOption(token())
  .addOption(dataDir())
  .option('--once', 'una vez y termina', false)
  .addOption(new Option('--limit <n>', 'cuántos pedidos').default(15).argParser(whole))
  .action((options) => run(monitorCommand(options)));

program
  .command('journey')
  .alias('recorrido')
  .description('el recorrido de un pedido, suceso por suceso')
  .argument('<number>', 'número del pedido, o folio con --date')
  .addOption(host())
  .addOption(port())
  .addOption(token())
  .addOption(dataDir())
  .option('--date <day>', 'jornada del folio, AAAA-MM-DD')
  .option('--json', 'como JSON', false)
  .action((name: string, options) => run(journeyCommand(name, options)));

program
  .command('load')
  .alias('carga')
  .description('prueba de carga: muchos pedidos de muestra')
  .addOption(host())
  .addOption(port())
  .addOption(new Option('--orders <n>', 'pedidos').default(100).argParser(whole))
  .addOption(
    new Option('--rate <n>', 'pedidos por segundo')
      .default(null, 'todos a la vez')
      .argParser(whole),
  )
  .addOption(new Option('--connections <n>', 'conexiones').default(100).argParser(whole))
  .addOption(token())
  .addOption(dataDir())
  .option('--yes-print', 'aunque haya impresoras de verdad', false)
  .option(
    '--simulate',
    'una noche llena en un servidor aparte, con impresoras virtuales y las metas; unos cuatro minutos',
    false,
  )
  .option('--restaurant <file>', 'con --simulate: otro restaurante que la muestra')
  .option('--json', 'con --simulate: como JSON', false)
  .addOption(
    new Option('--preparation <s>', 'con --simulate: segundos que tarda la cocina desde el papel')
      .default(DEFAULT_PACE.preparationS)
      .argParser(paceSeconds),
  )
  .addOption(
    new Option(
      '--delivery <s>',
      'con --simulate: segundos que tarda la entrega desde que está listo',
    )
      .default(DEFAULT_PACE.deliveryS)
      .argParser(paceSeconds),
  )
  .action(({ simulate, restaurant, json, preparation, delivery, ...options }) =>
    run(
      simulate
        ? simulateLoad({
            restaurant: restaurant ?? null,
            json,
            pace: { preparationS: preparation, deliveryS: delivery },
          })
        : loadCommand(options),
    ),
  );

program
  .command('doctor')
  .alias('revisar')
  .description('revisa el equipo, la carpeta de datos y la base')
  .addOption(host())
  .addOption(port())
  .addOption(dataDir())
  .action((options) =>
    run(doctorCommand({ ...options, sqliteAddon: process.env.COMANDA_SQLITE_ADDON ?? null })),
  );

for (const [name, alias, words] of [
  ['confirm', 'confirmar', 'la comanda salió, aunque la impresora no lo dijo'],
  ['discard', 'descartar', 'la comanda no hace falta en papel'],
  ['print', 'imprimir', 'imprime lo que espera una decisión'],
  ['shown', 'mostrado', 'una pantalla muestra la comanda que le llegó'],
  ['reroute', 'desviar', 'manda a otra impresora lo que espera'],
  ['urgent', 'urgente', 'lo que espera de un pedido va antes que lo demás'],
  ['reprint', 'reimprimir', 'una copia más de lo que ya salió'],
] as const) {
  const command = program
    .command(name)
    .alias(alias)
    .description(words)
    .argument('<number>', 'número del pedido', whole)
    .addOption(host())
    .addOption(port())
    .addOption(token())
    .addOption(dataDir())
    .action((number: number, options) => run(decideCommand(name, number, options)));
  if (name !== 'urgent') command.option('--station <name>', 'solo en esa estación');
  if (name === 'confirm' || name === 'discard' || name === 'print')
    command.option('--job', 'el número es el de una impresión, el que está al pie del papel');
  if (name === 'reroute') command.requiredOption('--to <printer>', 'a qué impresora');
}

program
  .command('pending')
  .alias('pendientes')
  .description('lo que espera que alguien decida: imprimir, ya está, descartar')
  .addOption(host())
  .addOption(port())
  .addOption(token())
  .addOption(dataDir())
  .action((options) => run(listPendingCommand(options)));

addPrinterCommands(program, run);

const tokens = program
  .command('token')
  .description('los tokens de otros programas, y lo que puede cada uno');
tokens
  .command('add')
  .alias('agregar')
  .description('un token nuevo; sin --scope ni --preset, lo que hace falta a una tienda')
  .argument('<name>', 'para quién')
  .addOption(new Option('--scope <scopes...>', 'lo que puede, además').choices(SCOPES))
  .addOption(
    new Option('--preset <name>', 'lo que puede, de una vez').choices(Object.keys(PRESET_NAMES)),
  )
  .addOption(port())
  .addOption(dataDir())
  .addHelpText('after', `\nJuegos (--preset):\n${PRESET_HELP}`)
  .action((name: string, options) => run(addTokenCommand(name, options)));
tokens
  .command('list')
  .alias('lista')
  .description('qué programas tienen uno, y lo que pueden')
  .addOption(port())
  .addOption(dataDir())
  .action((options) => run(listTokensCommand(options)));
tokens
  .command('revoke')
  .alias('retirar')
  .description('lo retira: el programa queda fuera al instante')
  .argument('<name>', 'su nombre, o su id si hay varios así')
  .addOption(port())
  .addOption(dataDir())
  .action((name: string, options) => run(revokeTokenCommand(name, options)));

program
  .command('backup')
  .alias('respaldar')
  .description('un respaldo ahora, verificado; el servidor puede estar abierto')
  .option('--to <folder>', 'en esta carpeta; sin esto, en la carpeta respaldos de los datos')
  .addOption(dataDir())
  .action((options) =>
    run(
      backupCommand({
        ...options,
        to: options.to ?? null,
        sqliteAddon: process.env.COMANDA_SQLITE_ADDON ?? null,
      }),
    ),
  );

program
  .command('restore')
  .alias('restaurar')
  .description(
    'mira un respaldo y, con --yes, lo pone en lugar de la base; el servidor tiene que estar cerrado',
  )
  .argument('<file>', 'el archivo del respaldo')
  .option('--yes', 'ponerlo en lugar de la base de ahora, que se guarda aparte', false)
  .option('--passphrase-file <file>', 'un archivo con la clave, si el respaldo tiene una')
  .addOption(dataDir())
  .action((file: string, options) =>
    run(
      restoreCommand(file, {
        ...options,
        passphraseFile: options.passphraseFile ?? null,
        sqliteAddon: process.env.COMANDA_SQLITE_ADDON ?? null,
      }),
    ),
  );

program
  .command('recover')
  .alias('rescatar')
  .description(
    'lo que se pueda leer de una base dañada sin respaldo; con --yes, en su lugar; el servidor tiene que estar cerrado',
  )
  .option('--yes', 'ponerlo en lugar de la base dañada, que se guarda aparte', false)
  .addOption(dataDir())
  .action((options) =>
    run(recoverCommand({ ...options, sqliteAddon: process.env.COMANDA_SQLITE_ADDON ?? null })),
  );

const owner = program.command('owner').alias('propietario').description('el dueño del restaurante');
owner
  .command('reset')
  .alias('enlace')
  .description('un enlace nuevo, de una sola vez, para poner o cambiar el PIN del dueño')
  .addOption(new Option('--http-port <port>', 'puerto HTTP').default(4780).argParser(portNumber))
  .addOption(dataDir())
  .option('--https', 'el servidor habla https', false)
  .action((options) => run(ownerResetCommand(options)));

try {
  // Under Electron too: the desktop app hands over a command's words in this form.
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
