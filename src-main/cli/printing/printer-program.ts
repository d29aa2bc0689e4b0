/** Defines the commands printer, station, drawer, mail and virtual-printer: names and options. */
import { Option } from 'commander';
import type { Command } from 'commander';
import { CODE_PAGE_NAMES } from '../../../src-shared/text/code-pages';
import { COLUMNS } from '../../../src-shared/model/paper-width';
import { mailOffCommand, setMailCommand, testMailCommand } from './mail';
import { atLeastZero, dataDir, host, port, portNumber, token, whole } from '../connect/options';
import type { Run } from '../connect/options';
import {
  addPrinterCommand,
  calibratePrinterCommand,
  discoverPrintersCommand,
  listPrintersCommand,
  movePrinterCommand,
  openDrawerCommand,
  printerStatusCommand,
  removePrinterCommand,
  retryPrinterCommand,
  testPrinterCommand,
} from './printer';
import { listStationsCommand, setChainCommand } from './station';
import { FAULT_FLAGS, virtualPrinterCommand } from './virtual-printer';

const columns = () =>
  new Option(
    '--columns <n>',
    `letras por línea, de ${COLUMNS.min} a ${COLUMNS.max}: 32 en casi todo papel de 58 mm, 42 o 48 en 80 mm`,
  ).argParser(whole);
const page = () => new Option('--page <page>', 'tabla de letras').choices(CODE_PAGE_NAMES);

export function addPrinterCommands(program: Command, run: Run): void {
  const printers = program
    .command('printer')
    .alias('impresora')
    .description('las impresoras: cómo están, agregar, probar, buscar');
  addViews(printers, run);
  addChecks(printers, run);
  addAddresses(printers, run);
  addDiscovery(printers, run);
  addStations(program, run);
  addDrawer(program, run);
  addMail(program, run);
  addVirtualPrinter(program, run);
}

/** printer list, retry, status: from any machine, with a token. */
function addViews(printers: Command, run: Run): void {
  printers
    .command('list')
    .alias('lista')
    .description('todas, con su estado')
    .addOption(host())
    .addOption(port())
    .addOption(token())
    .addOption(dataDir())
    .action((options) => run(listPrintersCommand(options)));
  for (const [name, alias, words, work] of [
    ['retry', 'reintentar', 'la intenta ahora, sin esperar', retryPrinterCommand],
    ['status', 'estado', 'todo lo que se sabe de una', printerStatusCommand],
  ] as const) {
    printers
      .command(name)
      .alias(alias)
      .description(words)
      .argument('<name>', 'su nombre')
      .addOption(host())
      .addOption(port())
      .addOption(token())
      .addOption(dataDir())
      .action((printer: string, options) => run(work(printer, options)));
  }
}

/** printer test, calibrate, remove: on the host's machine only. */
function addChecks(printers: Command, run: Run): void {
  for (const [name, alias, words, work] of [
    ['test', 'probar', 'imprime una prueba con áéíóúñÑ¿¡€', testPrinterCommand],
    [
      'calibrate',
      'calibrar',
      'averigua qué entiende, con una prueba, y lo guarda',
      calibratePrinterCommand,
    ],
    ['remove', 'quitar', 'la quita, si no espera nada en ella', removePrinterCommand],
  ] as const) {
    const command = printers
      .command(name)
      .alias(alias)
      .description(words)
      .argument('<name>', 'su nombre')
      .addOption(port())
      .addOption(dataDir())
      .action((printer: string, options) => run(work(printer, options)));
    if (name === 'calibrate') command.addOption(columns()).addOption(page());
  }
}

/** printer add and move. */
function addAddresses(printers: Command, run: Run): void {
  for (const [name, alias, words, work] of [
    ['add', 'agregar', 'agrega una', addPrinterCommand],
    ['move', 'mudar', 'la misma impresora, en otra dirección', movePrinterCommand],
  ] as const) {
    const command = printers
      .command(name)
      .alias(alias)
      .description(words)
      .argument('<name>', 'su nombre')
      .argument(
        '<address>',
        '192.168.1.50[:9100], [fd00::5]:9100, usb:/dev/usb/lp0, usb:SERIE, cola:NOMBRE, pdf, pdf:/carpeta o pantalla',
      )
      .option('--confirm', 'aunque no sea de la red privada o de un puerto de impresoras')
      .addOption(port())
      .addOption(dataDir())
      .action((printer: string, address: string, options) => run(work(printer, address, options)));
    if (name === 'add')
      command.addOption(columns()).addOption(page()).option('--star', 'habla el idioma de Star');
  }
}

function addDiscovery(printers: Command, run: Run): void {
  printers
    .command('discover')
    .alias('buscar')
    .description('las que se anuncian en la red, las colas del sistema y las de USB')
    .option(
      '--sweep',
      'también cada equipo de la red privada que conteste en el puerto 9100 (no se les envía nada)',
    )
    .option(
      '--identify',
      'pregunta a cada una quién es (una impresora de oficina puede imprimir la pregunta)',
    )
    .addOption(port())
    .addOption(dataDir())
    .action((options) => run(discoverPrintersCommand(options)));
}

function addStations(program: Command, run: Run): void {
  const stations = program.command('station').alias('estacion').description('las estaciones');
  stations
    .command('list')
    .alias('lista')
    .description('quién imprime en cada una, y quién la releva')
    .addOption(host())
    .addOption(port())
    .addOption(token())
    .addOption(dataDir())
    .action((options) => run(listStationsCommand(options)));
  stations
    .command('chain')
    .alias('cadena')
    .description('la impresora de una estación y, detrás, quién la releva')
    .argument('<station>', 'la estación')
    .argument('<printers...>', 'impresoras, la propia primero')
    .addOption(new Option('--unsure <what>', 'si no se sabe si salió').choices(['reprint', 'ask']))
    .addOption(port())
    .addOption(dataDir())
    .action((station: string, names: string[], options) =>
      run(setChainCommand(station, names, options)),
    );
}

function addDrawer(program: Command, run: Run): void {
  program
    .command('drawer')
    .alias('cajon')
    .description('abre el cajón de dinero de una impresora, una vez')
    .argument('<printer>', 'la impresora a la que está conectado')
    .addOption(port())
    .addOption(dataDir())
    .action((printer: string, options) => run(openDrawerCommand(printer, options)));
}

function addMail(program: Command, run: Run): void {
  const mail = program
    .command('mail')
    .alias('correo')
    .description('el aviso por correo cuando una comanda sale por otro lado');
  mail
    .command('set')
    .alias('configurar')
    .description('a dónde y por qué servidor')
    .requiredOption('--smtp <host>', 'servidor de correo')
    .addOption(new Option('--smtp-port <port>', 'su puerto').default(587).argParser(portNumber))
    .addOption(
      new Option('--security <how>', 'cifrado')
        .choices(['tls', 'starttls', 'none'])
        .default('starttls'),
    )
    .option('--user <name>', 'usuario')
    .option('--password-file <file>', 'archivo con la contraseña')
    .requiredOption('--from <address>', 'remitente')
    .requiredOption('--to <addresses...>', 'destinatarios')
    .addOption(port())
    .addOption(dataDir())
    .action((options) => run(setMailCommand(options)));
  for (const [name, alias, words, work] of [
    ['off', 'apagar', 'sin correo', mailOffCommand],
    ['test', 'probar', 'envía una prueba', testMailCommand],
  ] as const) {
    mail
      .command(name)
      .alias(alias)
      .description(words)
      .addOption(port())
      .addOption(dataDir())
      .action((options) => run(work(options)));
  }
}

function addVirtualPrinter(program: Command, run: Run): void {
  const virtual = program
    .command('virtual-printer')
    .alias('impresora-virtual')
    .description(
      'una impresora sin aparato, para probar; se le escribe "paper out", "power", "status"',
    )
    .addOption(new Option('--host <host>', 'dónde escuchar').default('127.0.0.1'))
    .addOption(new Option('--port <port>', 'puerto').default(9100).argParser(portNumber))
    .addOption(
      new Option('--speed <mm>', 'milímetros por segundo; 0 imprime al instante')
        .default(150)
        .argParser(atLeastZero),
    )
    .addOption(new Option('--ticket-ms <ms>', 'cada comanda tarda esto').argParser(atLeastZero))
    .addOption(new Option('--serial <text>', 'número de serie que dice tener').default('0001'))
    .option('--star', 'entiende el idioma de Star')
    .option('--paper-dir <folder>', 'guarda ahí el papel y los bytes')
    .option('--never-accepts', 'escucha y no contesta nunca')
    .addOption(new Option('--paper <state>', 'papel').choices(['ok', 'low', 'out']))
    .addOption(new Option('--cover <state>', 'tapa').choices(['closed', 'open']))
    .addOption(new Option('--cutter <state>', 'cuchilla').choices(['ok', 'jammed']));
  for (const { flag, takes, words } of FAULT_FLAGS) {
    if (takes === 'nothing') virtual.option(`--${flag}`, words);
    else if (takes === 'word')
      virtual.addOption(
        new Option(`--${flag} <what>`, words).choices(['waits', 'refused', 'reset']),
      );
    else virtual.addOption(new Option(`--${flag} <n>`, words).argParser(atLeastZero));
  }
  virtual.action((options) => run(virtualPrinterCommand(options)));
}
