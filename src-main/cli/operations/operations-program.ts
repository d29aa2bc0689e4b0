/** Defines the commands for the machine: load, doctor, token, backup, restore, recover, owner. */
import { Option } from 'commander';
import type { Command } from 'commander';
import { PRESET_NAMES, SCOPES } from '../../../src-shared/base/scope-words';
import { DEFAULT_PACE } from '../../../src-shared/model/operations/rehearsal';
import { dataDir, host, paceSeconds, port, portNumber, token, whole } from '../connect/options';
import type { Run } from '../connect/options';
import { backupCommand, restoreCommand } from './backup';
import { doctorCommand } from './doctor';
import { loadCommand } from './load';
import { ownerResetCommand } from './owner-reset';
import { recoverCommand } from './recover';
import { simulateLoad } from './simulate';
import { addTokenCommand, listTokensCommand, PRESET_HELP, revokeTokenCommand } from './token';

/** Path of SQLite's native addon, set by the desktop app. Null: the one of better-sqlite3. */
const sqliteAddon = (): string | null => process.env.COMANDA_SQLITE_ADDON ?? null;

export function addTrialCommands(program: Command, run: Run): void {
  addLoad(program, run);
  addDoctor(program, run);
}

export function addMaintenanceCommands(program: Command, run: Run): void {
  addTokens(program, run);
  addBackups(program, run);
  addRecover(program, run);
  addOwner(program, run);
}

function addLoad(program: Command, run: Run): void {
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
}

function addDoctor(program: Command, run: Run): void {
  program
    .command('doctor')
    .alias('revisar')
    .description('revisa el equipo, la carpeta de datos y la base')
    .addOption(host())
    .addOption(port())
    .addOption(dataDir())
    .action((options) => run(doctorCommand({ ...options, sqliteAddon: sqliteAddon() })));
}

function addTokens(program: Command, run: Run): void {
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
}

function addBackups(program: Command, run: Run): void {
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
          sqliteAddon: sqliteAddon(),
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
          sqliteAddon: sqliteAddon(),
        }),
      ),
    );
}

function addRecover(program: Command, run: Run): void {
  program
    .command('recover')
    .alias('rescatar')
    .description(
      'lo que se pueda leer de una base dañada sin respaldo; con --yes, en su lugar; el servidor tiene que estar cerrado',
    )
    .option('--yes', 'ponerlo en lugar de la base dañada, que se guarda aparte', false)
    .addOption(dataDir())
    .action((options) => run(recoverCommand({ ...options, sqliteAddon: sqliteAddon() })));
}

function addOwner(program: Command, run: Run): void {
  const owner = program
    .command('owner')
    .alias('propietario')
    .description('el dueño del restaurante');
  owner
    .command('reset')
    .alias('enlace')
    .description('un enlace nuevo, de una sola vez, para poner o cambiar el PIN del dueño')
    .addOption(new Option('--http-port <port>', 'puerto HTTP').default(4780).argParser(portNumber))
    .addOption(dataDir())
    .option('--https', 'el servidor habla https', false)
    .action((options) => run(ownerResetCommand(options)));
}
