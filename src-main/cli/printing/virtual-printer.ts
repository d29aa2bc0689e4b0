/**
 * comanda virtual-printer: runs a simulated printer on a port, for tests by a person.
 *
 * Faults are set by flags, and by lines typed while it runs: `paper out`, `paper ok`, `cover open`,
 * `resets-at 200`, `power`.
 */
import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { lineReader } from '../../host/net/tcp/text-line';
import { WELL_BEHAVED } from '../../virtual-printer/faults';
import type { PrinterCondition, PrinterFaults } from '../../virtual-printer/faults';
import { startBlackHole } from '../../virtual-printer/black-hole';
import { startVirtualPrinter } from '../../virtual-printer/virtual-printer';
import type { VirtualPrinter } from '../../virtual-printer/virtual-printer';

export type VirtualPrinterFlags = Readonly<Record<string, unknown>> & {
  readonly port: number;
  readonly host: string;
  readonly speed: number;
  readonly ticketMs?: number;
  readonly star?: boolean;
  readonly serial: string;
  readonly paperDir?: string;
  readonly neverAccepts?: boolean;
};

const CONDITIONS: Readonly<Record<keyof PrinterCondition, readonly string[]>> = {
  paper: ['ok', 'low', 'out'],
  cover: ['closed', 'open'],
  cutter: ['ok', 'jammed'],
};

const FAULT_WORDS: Readonly<Record<keyof PrinterFaults, string>> = {
  mute: 'imprime y no contesta nada',
  ignoresProcessId: 'no conoce GS ( H, como casi todos los clones',
  ignoresIdentity: 'no dice qué impresora es',
  garbledStatus: 'contesta su estado con bytes sin sentido',
  answersAfterMs: 'contesta tarde, ms',
  fenceAnswersAfterMs: 'confirma tarde, ms',
  losesFenceAnswer: 'imprime y no confirma',
  repeatsFenceAnswer: 'confirma dos veces',
  wrongFenceId: 'confirma otra comanda',
  sameStatus: 'contesta siempre ese byte cuando le preguntan su estado (22 es 0x16)',
  strayOnConnect: 'manda ese byte suelto al conectar',
  chattersOnConnect: 'habla sin que le pregunten',
  closesAtOnce: 'cuelga al conectar',
  neverReads: 'acepta y no lee nada',
  discardsData: 'contesta su estado y pierde todo lo demás',
  swallowsAfter: 'toma tantos bytes, el resto se pierde',
  resetsAt: 'corta con RST tras tantos bytes',
  losesPowerAt: 'se apaga y vuelve tras tantos bytes',
  endsAt: 'cuelga tras tantos bytes',
  hangsUpAfterMs: 'cuelga tras cada corte, a los tantos ms',
  paperOutAtLine: 'se queda sin papel en esa línea',
  secondConnection: 'qué encuentra una segunda conexión: waits, refused, reset',
};

/** Faults as options (`--resets-at 200`) and as typed lines (`resets-at 200`). */
export const FAULT_FLAGS = Object.entries(WELL_BEHAVED).map(([name, value]) => ({
  words: FAULT_WORDS[name as keyof PrinterFaults],
  name: name as keyof PrinterFaults,
  flag: name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
  takes:
    typeof value === 'boolean'
      ? ('nothing' as const)
      : typeof value === 'string'
        ? ('word' as const)
        : ('number' as const),
}));

/** Runs until SIGINT or SIGTERM. Resolves to the exit code. */
export async function virtualPrinterCommand(flags: VirtualPrinterFlags): Promise<number> {
  const say = (words: string): void => void process.stdout.write(`${words}\n`);
  if (flags.neverAccepts) {
    const hole = await startBlackHole(flags.port, flags.host);
    say(`Impresora que nunca contesta, en ${flags.host}:${flags.port}. Ctrl-C termina.`);
    await ended();
    await hole.stop();
    return 0;
  }
  if (flags.paperDir !== undefined) mkdirSync(flags.paperDir, { recursive: true });
  const printer = await startVirtualPrinter({
    port: flags.port,
    host: flags.host,
    ticketMs: flags.ticketMs ?? null,
    mmPerSecond: flags.speed,
    language: flags.star ? 'star' : 'escpos',
    identity: { maker: 'COMANDA', model: 'VIRTUAL', serial: flags.serial },
    faults: faultsFrom(flags),
    onPiece({ text, bytes }) {
      say(`${text.join('\n')}\n- - - - - - - - - - - - ✂ - - - - - - - - - - - -`);
      if (flags.paperDir === undefined) return;
      appendFileSync(path.join(flags.paperDir, 'papel.txt'), `${text.join('\n')}\n\n`);
      appendFileSync(path.join(flags.paperDir, 'bytes.bin'), bytes);
    },
  });
  for (const part of Object.keys(CONDITIONS) as (keyof PrinterCondition)[]) {
    const value = flags[part];
    if (typeof value === 'string') printer.set({ [part]: value });
  }
  say(
    `Impresora virtual en ${flags.host}:${printer.port}. Escriba "paper out", "paper ok", "power", "status"; Ctrl-C termina.`,
  );
  const stopReading = onTyped((line) =>
    say(line === null ? 'esa línea es demasiado larga' : obeyCommand(printer, line.trim())),
  );
  await ended();
  stopReading();
  await printer.stop();
  return 0;
}

/** Calls back with each line of stdin; null: the line was too long. Returns the function to stop. */
function onTyped(onLine: (line: string | null) => void): () => void {
  const lines = lineReader();
  const read = (chunk: Buffer): void => {
    for (const line of lines.push(chunk)) onLine(line === null ? null : line.toString('utf8'));
  };
  process.stdin.on('data', read);
  return () => process.stdin.off('data', read).pause();
}

/** Carries out a typed line and returns the text to show. */
export function obeyCommand(printer: VirtualPrinter, line: string): string {
  const [word = '', value = ''] = line.split(/\s+/);
  if (word === 'power') {
    printer.powerCycle();
    return 'apagada y encendida: lo recibido y no impreso se perdió';
  }
  if (word === 'status')
    return `${printer.pieces.length} cortes, ${printer.bytesReceived} bytes, ${printer.connections} conexiones (${printer.mostConnections} a la vez), ${printer.drawerKicks} cajones, ${printer.unknownCommands} órdenes desconocidas`;
  const choices = CONDITIONS[word as keyof PrinterCondition] as readonly string[] | undefined;
  if (choices) {
    if (!choices.includes(value)) return `${word}: ${choices.join(', ')}`;
    printer.set({ [word]: value });
    return `${word} ${value}`;
  }
  const fault = FAULT_FLAGS.find(({ flag }) => flag === word);
  if (!fault)
    return 'no entiendo; por ejemplo: paper out, cover open, power, status, mute on, resets-at 200';
  const set = faultValue(fault.takes, value);
  printer.misbehave({ [fault.name]: set });
  return `${word} ${String(set)}`;
}

function faultsFrom(flags: VirtualPrinterFlags): Partial<PrinterFaults> {
  return Object.fromEntries(
    FAULT_FLAGS.flatMap(({ name }) => (flags[name] === undefined ? [] : [[name, flags[name]]])),
  );
}

function faultValue(
  takes: (typeof FAULT_FLAGS)[number]['takes'],
  value: string,
): boolean | string | number | null {
  switch (takes) {
    case 'nothing':
      return value !== 'off';
    case 'word':
      return value;
    case 'number':
      return value === '' || value === 'off' ? null : Number(value);
  }
}

function ended(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
