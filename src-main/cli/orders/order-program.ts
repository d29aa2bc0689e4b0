/** Defines the commands for orders: send, monitor, journey, pending and the decisions. */
import { Option } from 'commander';
import type { Command } from 'commander';
import { dataDir, host, port, token, whole } from '../connect/options';
import type { Run } from '../connect/options';
import { decideCommand, listPendingCommand } from './decide';
import { journeyCommand } from './journey';
import { monitorCommand } from './monitor';
import { sendCommand } from './send';

export function addOrderCommands(program: Command, run: Run): void {
  addSend(program, run);
  addMonitor(program, run);
  addJourney(program, run);
}

function addSend(program: Command, run: Run): void {
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
}

function addMonitor(program: Command, run: Run): void {
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
}

function addJourney(program: Command, run: Run): void {
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
}

/** confirm, discard, print, shown, reroute, urgent, reprint, pending. */
export function addDecisionCommands(program: Command, run: Run): void {
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
}
