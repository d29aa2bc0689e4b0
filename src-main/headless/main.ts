/** Runs the host without a window: prints its addresses, stops in order on Ctrl-C. */
import { fileURLToPath } from 'node:url';
import { ConfigRefused, defaultDataDir } from '../host/runtime/config';
import type { HostConfig } from '../host/runtime/config';
import { CoreRefused, FolderTaken, FolderUnexpected, startHost } from '../host/start-host';
import type { Host, HostParts } from '../host/start-host';
import { noteIfBug } from '../program/catch-crashes';
import { nodeWorkerLauncher } from './node-worker-launcher';

/** Exit codes of `comanda serve`, for supervisors. docs/operations.md lists them. */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  folderTaken: 3,
  refused: 4,
  coreGone: 70,
  storeLost: 71,
} as const;

/** All built files are in one folder. */
const entry = (name: string): URL => new URL(`./${name}.js`, import.meta.url);

/** The parts of a host under Node. */
export const nodeParts = (): Pick<
  HostParts,
  'coreEntry' | 'readerEntry' | 'backupEntry' | 'launcher'
> => ({
  coreEntry: entry('core-thread'),
  readerEntry: entry('reader-thread'),
  backupEntry: entry('backup-thread'),
  launcher: nodeWorkerLauncher(entry('print-worker')),
});

/** Not an exit code: the host starts again in the same process. */
const AGAIN = -1;

/** Runs until a signal or a failure. Resolves to the exit code. */
export async function runHeadless(config: HostConfig): Promise<number> {
  for (;;) {
    const code = await runOnce(config);
    if (code !== AGAIN) return code;
  }
}

async function runOnce(config: HostConfig): Promise<number> {
  const say = (words: string): void => void process.stdout.write(`${words}\n`);
  const end = endOfRun();
  let host: Host;
  try {
    host = await startHost(config, {
      ...nodeParts(),
      appFolder: fileURLToPath(new URL('./renderer', import.meta.url)),
      onNotice: (words) => say(`! ${words}`),
      onRestart(why) {
        say(`${why}: Comanda cierra y abre otra vez…`);
        end.ask(AGAIN);
      },
      onCoreGone(words) {
        say(`! ${words}. El servidor se cierra; vuelva a iniciarlo.`);
        end.ask(EXIT.coreGone);
      },
      onStoreLost() {
        // The reason and the advice were shown as a notice before.
        say('! Comanda se cierra: sin sus datos no puede seguir.');
        end.ask(EXIT.storeLost);
      },
    });
  } catch (error) {
    end.forget();
    noteIfBug('main', error);
    process.stderr.write(
      `Comanda no pudo abrir: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    return exitCodeOf(error);
  }
  for (const line of welcome(host, config)) say(line);
  const code = await end.asked;
  if (code === EXIT.ok) say('Cerrando: se terminan las comandas que están imprimiendo…');
  await host.stop();
  end.forget();
  if (code === AGAIN) return code;
  endForSure();
  say(
    code === EXIT.storeLost
      ? 'Comanda cerró.'
      : 'Comanda cerró. Lo que quedó en cola se imprime al volver a abrir.',
  );
  return code;
}

function exitCodeOf(error: unknown): number {
  if (error instanceof ConfigRefused) return EXIT.usage;
  if (error instanceof FolderTaken) return EXIT.folderTaken;
  if (error instanceof FolderUnexpected) return EXIT.storeLost;
  return error instanceof CoreRefused ? EXIT.refused : EXIT.failed;
}

/** Time until SIGKILL, ms. A thread that waits for a dead disk blocks a normal exit. */
const ENDS_WITHIN_MS = 5_000;

function endForSure(): void {
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), ENDS_WITHIN_MS).unref();
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Resolves `asked` with the exit code of the first request to end: a signal, or a call of `ask`. The
 * third signal exits at once.
 */
function endOfRun(): { readonly asked: Promise<number>; ask(code: number): void; forget(): void } {
  let ask!: (code: number) => void;
  const asked = new Promise<number>((resolve) => (ask = resolve));
  let times = 0;
  const onSignal = (): void => {
    if (++times === 3) process.exit(EXIT.failed);
    ask(EXIT.ok);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return {
    asked,
    ask,
    forget() {
      for (const signal of SIGNALS) process.off(signal, onSignal);
    },
  };
}

function welcome(host: Host, config: HostConfig): readonly string[] {
  const where =
    host.tcpAddresses.length > 0
      ? host.tcpAddresses.join(' y ')
      : `ninguna parte todavía (puerto ${config.port})`;
  const watch =
    host.virtualPrinters.length > 0
      ? [`Papel de las impresoras virtuales: ${host.paperFolder}`]
      : [];
  // Without --data-dir a command does not find cli.secret, and sees only the orders of programs.
  const folder = config.dataDir === defaultDataDir() ? '' : ` --data-dir ${quoted(config.dataDir)}`;
  const at = `${config.port === 8888 ? '' : ` --port ${config.port}`}${folder}`;
  return [
    'Comanda está abierta.',
    `Pedidos por TCP en ${where}`,
    ...(host.httpAddresses.length > 0
      ? [`HTTP y pantallas en ${host.httpAddresses.join(' y ')}`]
      : []),
    ...(host.ownerLink === null
      ? []
      : [
          'El dueño no tiene todavía un dispositivo aquí. Este enlace es para él, sirve una vez y una hora:',
          `  ${host.ownerLink}`,
          '  Ábralo en un navegador de este equipo: elija un PIN y tome el primer pedido.',
        ]),
    `Datos en ${config.dataDir}`,
    ...watch,
    ...(config.printing ? [] : ['Sin imprimir: los pedidos se guardan y esperan.']),
    '',
    'Pruebe, en otra terminal:',
    `  npx comanda send${at}: escriba un pedido; Enter envía el de muestra`,
    `  npx comanda monitor${at}: carriles y últimos pedidos`,
    `  npx comanda journey 1${at}: el recorrido de un pedido`,
    `  telnet localhost ${config.port}, y pegue un pedido JSON (docs/protocol.md)`,
    'Ctrl-C cierra.',
    '',
  ];
}

/** Quotes the path for a shell if needed. */
function quoted(folder: string): string {
  return /^[\w./:\\-]+$/.test(folder) ? folder : `"${folder}"`;
}
