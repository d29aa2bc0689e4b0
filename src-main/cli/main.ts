/** The command line's entry: names, options and exit codes; each command is a file of its own. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { ConfigRefused, defaultDataDir, readConfig } from '../host/config';
import { EXIT, runHeadless } from '../headless/main';
import { decide } from './decide';
import { doctor } from './doctor';
import { journey } from './journey';
import { load } from './load';
import { mailOff, setMail, testMail } from './mail';
import { monitor } from './monitor';
import {
  addPrinter,
  calibratePrinter,
  discoverPrinters,
  listPrinters,
  movePrinter,
  openDrawer,
  printerStatus,
  removePrinter,
  retryPrinter,
  setChain,
  testPrinter,
} from './printer';
import { send } from './send';
import { addToken } from './token';
import { FAULT_FLAGS, virtualPrinter } from './virtual-printer';
import { NoHost } from './wire-client';

const whole = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('hace falta un número entero mayor que cero.');
  return value;
};

const atLeastZero = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('hace falta un número entero.');
  return value;
};

const portNumber = (text: string): number => {
  const value = whole(text);
  if (value > 65_535) throw new InvalidArgumentError('un puerto va de 1 a 65535.');
  return value;
};

const program = new Command('comanda')
  .description('Pedidos y comandas de un restaurante: recibe, guarda, reparte e imprime.')
  .version('0.1.0')
  .showHelpAfterError('(comanda --help muestra las opciones)')
  .addHelpText(
    'after',
    '\nCódigos de salida: 0 bien; 1 falló; 2 uso equivocado; 3 la carpeta ya está en uso; 4 base rechazada; 70 el núcleo se cayó (volver a iniciar).',
  );
program.exitOverride();

const host = () => new Option('--host <host>', 'equipo del servidor').default('localhost');
const port = () => new Option('--port <port>', 'puerto TCP').default(8888).argParser(portNumber);
const dataDir = () =>
  new Option('--data-dir <folder>', 'carpeta de datos (o COMANDA_DATA_DIR)').default(defaultDataDir(), 'la del sistema');
const token = () => new Option('--token <token>', 'token, si el servidor está en otra máquina');

let exitCode: number = EXIT.ok;
const run = (work: Promise<number>): Promise<void> => work.then((code) => void (exitCode = code));

program
  .command('serve')
  .alias('servidor')
  .description('abre el servidor')
  .addOption(
    new Option('--host <host>', 'dónde escuchar; localhost son 127.0.0.1 y ::1, y :: es toda la red en ambas familias').default(
      'localhost',
    ),
  )
  .addOption(port())
  .addOption(new Option('--http-port <port>', 'puerto HTTP').default(4780).argParser(portNumber))
  .addOption(new Option('--workers <n>', 'procesos de impresión').default(2).argParser(whole))
  .addOption(dataDir())
  .option(
    '--restaurant <file>',
    'restaurante del primer inicio (JSON como resources/sample-restaurant.json); sin esto, la muestra',
  )
  .option('--no-print', 'guarda los pedidos sin imprimirlos todavía')
  .action(
    (options: {
      host: string;
      port: number;
      httpPort: number;
      workers: number;
      dataDir: string;
      print: boolean;
      restaurant?: string;
    }) => {
      const { print, restaurant, ...rest } = options;
      const config = readConfig({
        ...rest,
        printing: print,
        restaurantFile: restaurant ?? null,
        sqliteAddon: process.env.COMANDA_SQLITE_ADDON ?? null,
      });
      return run(runHeadless(config));
    },
  );

program
  .command('send')
  .alias('cliente')
  .alias('enviar')
  .description('envía un pedido o un mensaje: argumentos, un archivo, la entrada estándar, o escrito a mano')
  .argument('[words...]', 'productos (con --client o --table), un JSON, un archivo, o un mensaje para la cocina')
  .addOption(host())
  .addOption(port())
  .option('--client <name>', 'cliente')
  .option('--address <address>', 'dirección de entrega')
  .option('--table <table>', 'mesa')
  .option('--id <key>', 'clave del envío: repetirla no repite el pedido')
  .addOption(token())
  .addOption(new Option('--until <state>', 'espera hasta').choices(['received', 'printed', 'ready']).default('received'))
  .option('--json', 'muestra la respuesta como llegó', false)
  .action((words: string[], options) => run(send(words, options)));

program
  .command('monitor')
  .alias('ver')
  .description('carriles, errores y últimos pedidos, cada segundo')
  .addOption(host())
  .addOption(port())
  .addOption(token())
  .option('--once', 'una vez y termina', false)
  .addOption(new Option('--limit <n>', 'cuántos pedidos').default(15).argParser(whole))
  .action((options) => run(monitor(options)));

program
  .command('journey')
  .alias('recorrido')
  .description('el recorrido de un pedido, suceso por suceso')
  .argument('<number>', 'número del pedido, o folio con --date')
  .addOption(host())
  .addOption(port())
  .addOption(token())
  .option('--date <day>', 'jornada del folio, AAAA-MM-DD')
  .option('--json', 'como JSON', false)
  .action((name: string, options) => run(journey(name, options)));

program
  .command('load')
  .alias('carga')
  .description('prueba de carga: muchos pedidos de muestra')
  .addOption(host())
  .addOption(port())
  .addOption(new Option('--orders <n>', 'pedidos').default(100).argParser(whole))
  .addOption(new Option('--rate <n>', 'pedidos por segundo; sin esto, todos a la vez').default(null).argParser(whole))
  .addOption(new Option('--connections <n>', 'conexiones').default(100).argParser(whole))
  .option('--yes-print', 'aunque haya impresoras de verdad', false)
  .action((options) => run(load(options)));

program
  .command('doctor')
  .alias('revisar')
  .description('revisa el equipo, la carpeta de datos y la base')
  .addOption(host())
  .addOption(port())
  .addOption(dataDir())
  .action((options) => run(doctor({ ...options, sqliteAddon: process.env.COMANDA_SQLITE_ADDON ?? null })));

for (const [name, alias, words] of [
  ['confirm', 'confirmar', 'la comanda salió, aunque la impresora no lo dijo'],
  ['discard', 'descartar', 'la comanda no hace falta en papel'],
  ['print', 'imprimir', 'imprime lo que espera una decisión'],
  ['shown', 'mostrado', 'una pantalla muestra la comanda que le llegó'],
  ['reroute', 'desviar', 'manda a otra impresora lo que espera'],
] as const) {
  const command = program
    .command(name)
    .alias(alias)
    .description(words)
    .argument('<number>', 'número del pedido', whole)
    .option('--station <name>', 'solo en esa estación')
    .addOption(host())
    .addOption(port())
    .addOption(token())
    .action((number: number, options) => run(decide(name, number, options)));
  if (name === 'reroute') command.requiredOption('--to <printer>', 'a qué impresora');
}

const printers = program.command('printer').alias('impresora').description('las impresoras: cómo están, agregar, probar, buscar');
printers
  .command('list')
  .alias('lista')
  .description('todas, con su estado')
  .addOption(host())
  .addOption(port())
  .addOption(token())
  .action((options) => run(listPrinters(options)));
for (const [name, alias, words, work] of [
  ['retry', 'reintentar', 'la intenta ahora, sin esperar', retryPrinter],
  ['status', 'estado', 'todo lo que se sabe de una', printerStatus],
] as const) {
  printers
    .command(name)
    .alias(alias)
    .description(words)
    .argument('<name>', 'su nombre')
    .addOption(host())
    .addOption(port())
    .addOption(token())
    .action((printer: string, options) => run(work(printer, options)));
}
for (const [name, alias, words, work] of [
  ['test', 'probar', 'imprime una prueba con áéíóúñÑ¿¡€', testPrinter],
  ['calibrate', 'calibrar', 'averigua qué entiende, con una prueba, y lo guarda', calibratePrinter],
  ['remove', 'quitar', 'la quita, si no espera nada en ella', removePrinter],
] as const) {
  printers
    .command(name)
    .alias(alias)
    .description(words)
    .argument('<name>', 'su nombre')
    .addOption(port())
    .addOption(dataDir())
    .action((printer: string, options) => run(work(printer, options)));
}
for (const [name, alias, words, work] of [
  ['add', 'agregar', 'agrega una', addPrinter],
  ['move', 'mudar', 'la misma impresora, en otra dirección', movePrinter],
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
    command
      .addOption(new Option('--columns <n>', 'letras por línea: 32 en 58 mm, 42 o 48 en 80 mm').argParser(whole))
      .addOption(new Option('--page <page>', 'tabla de letras').choices(['PC858', 'WPC1252']))
      .option('--star', 'habla el idioma de Star');
}
printers
  .command('discover')
  .alias('buscar')
  .description('las que se anuncian en la red, las colas del sistema y las de USB')
  .option('--sweep', 'también cada equipo de la red privada que conteste en el puerto 9100 (no se les envía nada)')
  .option('--identify', 'pregunta a cada una quién es (una impresora de oficina puede imprimir la pregunta)')
  .addOption(port())
  .addOption(dataDir())
  .action((options) => run(discoverPrinters(options)));

program
  .command('station')
  .alias('estacion')
  .description('las estaciones')
  .command('chain')
  .alias('cadena')
  .description('la impresora de una estación y, detrás, quién la releva')
  .argument('<station>', 'la estación')
  .argument('<printers...>', 'impresoras, la propia primero')
  .addOption(new Option('--unsure <what>', 'si no se sabe si salió').choices(['reprint', 'ask']))
  .addOption(port())
  .addOption(dataDir())
  .action((station: string, names: string[], options) => run(setChain(station, names, options)));

program
  .command('drawer')
  .alias('cajon')
  .description('abre el cajón de dinero de una impresora, una vez')
  .argument('<printer>', 'la impresora a la que está conectado')
  .addOption(port())
  .addOption(dataDir())
  .action((printer: string, options) => run(openDrawer(printer, options)));

const mail = program.command('mail').alias('correo').description('el aviso por correo cuando una comanda sale por otro lado');
mail
  .command('set')
  .alias('configurar')
  .description('a dónde y por qué servidor')
  .requiredOption('--smtp <host>', 'servidor de correo')
  .addOption(new Option('--smtp-port <port>', 'su puerto').default(587).argParser(portNumber))
  .addOption(new Option('--security <how>', 'cifrado').choices(['tls', 'starttls', 'none']).default('starttls'))
  .option('--user <name>', 'usuario')
  .option('--password-file <file>', 'archivo con la contraseña')
  .requiredOption('--from <address>', 'remitente')
  .requiredOption('--to <addresses...>', 'destinatarios')
  .addOption(port())
  .addOption(dataDir())
  .action((options) => run(setMail(options)));
for (const [name, alias, words, work] of [
  ['off', 'apagar', 'sin correo', mailOff],
  ['test', 'probar', 'envía una prueba', testMail],
] as const) {
  mail
    .command(name)
    .alias(alias)
    .description(words)
    .addOption(port())
    .addOption(dataDir())
    .action((options) => run(work(options)));
}

const virtual = program
  .command('virtual-printer')
  .alias('impresora-virtual')
  .description('una impresora sin aparato, para probar; se le escribe "paper out", "power", "status"')
  .addOption(new Option('--host <host>', 'dónde escuchar').default('127.0.0.1'))
  .addOption(new Option('--port <port>', 'puerto').default(9100).argParser(portNumber))
  .addOption(new Option('--speed <mm>', 'milímetros por segundo; 0 imprime al instante').default(150).argParser(atLeastZero))
  .addOption(new Option('--ticket-ms <ms>', 'cada comanda tarda esto').argParser(atLeastZero))
  .addOption(new Option('--serial <text>', 'número de serie que dice tener').default('0001'))
  .option('--star', 'entiende el idioma de Star')
  .option('--paper-dir <folder>', 'guarda ahí el papel y los bytes')
  .option('--never-accepts', 'escucha y no contesta nunca')
  .addOption(new Option('--paper <state>', 'papel').choices(['ok', 'low', 'out']))
  .addOption(new Option('--cover <state>', 'tapa').choices(['closed', 'open']))
  .addOption(new Option('--cutter <state>', 'cuchilla').choices(['ok', 'jammed']));
for (const { flag, takes } of FAULT_FLAGS) {
  if (takes === 'nothing') virtual.option(`--${flag}`);
  else if (takes === 'word') virtual.addOption(new Option(`--${flag} <what>`).choices(['waits', 'refused', 'reset']));
  else virtual.addOption(new Option(`--${flag} <n>`).argParser(atLeastZero));
}
virtual.action((options) => run(virtualPrinter(options)));

const tokens = program.command('token').description('tokens para enviar pedidos desde la red');
tokens
  .command('add')
  .alias('agregar')
  .description('un token nuevo')
  .argument('<name>', 'para quién')
  .addOption(port())
  .addOption(dataDir())
  .action((name: string, options) => run(addToken(name, options)));

try {
  await program.parseAsync();
} catch (error) {
  exitCode = exitCodeOf(error);
}
process.exitCode = exitCode;

function exitCodeOf(error: unknown): number {
  const { code, exitCode: wanted } = error as { code?: string; exitCode?: number };
  if (code?.startsWith('commander.')) return wanted === 0 ? EXIT.ok : EXIT.usage;
  const words = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${words}\n`);
  if (error instanceof ConfigRefused) return EXIT.usage;
  if (!(error instanceof NoHost) && process.env.COMANDA_DEBUG) process.stderr.write(`${(error as Error).stack ?? ''}\n`);
  return EXIT.failed;
}
