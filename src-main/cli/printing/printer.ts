/** comanda printer and comanda drawer: shows, adds, tests, calibrates and finds printers. */
import { plainName } from '../../../src-shared/text/plain-name';
import { ask, askAsOwner } from '../connect/owner';
import type { OwnerTarget, HostTarget } from '../connect/owner';
import type { TcpReply } from '../connect/wire-client';
import { say, text } from './printer-text';
import type { PrinterShown } from './printer-text';

type Lane = {
  readonly impresora: string;
  readonly direccion: string;
  readonly virtual: boolean;
  readonly estado: string;
  readonly causa?: string;
  readonly en_cola: number;
};

export async function listPrintersCommand(reach: HostTarget): Promise<number> {
  const answer = await ask(reach, { consulta: 'cola' });
  if (!answer) return 1;
  for (const {
    impresora,
    direccion,
    virtual,
    estado,
    causa,
    en_cola: waiting,
  } of answer.carriles as readonly Lane[]) {
    const state = [estado, causa].filter((part) => part !== undefined).join(': ');
    const where = `${direccion}${virtual ? ' (virtual)' : ''}`;
    say(`${impresora.padEnd(16)} ${where.padEnd(30)} ${state.padEnd(36)} ${waiting} en cola`);
  }
  return 0;
}

export async function retryPrinterCommand(printer: string, reach: HostTarget): Promise<number> {
  const answer = await ask(reach, { reintentar: printer });
  if (answer) say(`${text(answer.impresora)}: se intenta ahora.`);
  return answer ? 0 : 1;
}

export async function printerStatusCommand(printer: string, reach: HostTarget): Promise<number> {
  const answer = await ask(reach, { consulta: 'impresoras' });
  if (!answer) return 1;
  const found = (answer.impresoras as readonly PrinterShown[]).find(
    ({ impresora }) => plainName(impresora) === plainName(printer),
  );
  if (!found) {
    process.stderr.write(`No hay una impresora "${printer}". (comanda printer list)\n`);
    return 1;
  }
  const row = (name: string, ...parts: readonly unknown[]): void => {
    const words = parts.map(text).filter((part) => part !== '');
    if (words.length > 0) say(`${name.padEnd(16)} ${words.join(', ')}`);
  };
  row('impresora', found.impresora);
  row('dirección', found.direccion);
  row('estado', found.estado, found.causa);
  row('próximo intento', found.proximo_intento);
  row('quién es', found.marca, found.modelo, found.serie);
  row('papel', `${text(found.columnas)} columnas`, found.pagina, found.idioma);
  row(
    'confirma',
    found.confirma === 'none' ? 'no: "enviado" es lo más que se puede saber' : found.confirma,
  );
  row('informa estado', found.informa_estado === true ? 'sí' : 'no');
  row('imprime', ...found.estaciones);
  row('respalda a', ...found.respalda_a);
  return 0;
}

type AddOptions = OwnerTarget & {
  readonly columns?: number;
  readonly page?: string;
  readonly star?: boolean;
  readonly confirm?: boolean;
};

export async function addPrinterCommand(
  name: string,
  address: string,
  options: AddOptions,
): Promise<number> {
  const { columns, page, star, confirm, ...reach } = options;
  const answer = await askAsOwner(reach, {
    impresora: name,
    hacer: 'agregar',
    direccion: address,
    ...(columns === undefined ? {} : { columnas: columns }),
    ...(page === undefined ? {} : { pagina: page }),
    ...(star ? { idioma: 'star' } : {}),
    ...(confirm ? { confirmado: true } : {}),
  });
  if (!answer) return 1;
  say(`${name} agregada en ${text(answer.direccion)}.`);
  // A folder or a screen cannot be calibrated.
  if (!/^(PDF|pantalla)/.test(text(answer.direccion)))
    say(
      `Siga con: comanda printer calibrate "${name}" (averigua qué sabe decir e imprime una prueba).`,
    );
  say(`Para que imprima: comanda station chain ESTACIÓN "${name}" ...`);
  return 0;
}

export async function movePrinterCommand(
  name: string,
  address: string,
  { confirm, ...reach }: AddOptions,
): Promise<number> {
  const request = {
    impresora: name,
    hacer: 'mudar',
    direccion: address,
    ...(confirm ? { confirmado: true } : {}),
  };
  const answer = await askAsOwner(reach, request);
  if (answer) say(`${name} está ahora en ${text(answer.direccion)}.`);
  return answer ? 0 : 1;
}

export async function removePrinterCommand(name: string, reach: OwnerTarget): Promise<number> {
  const answer = await askAsOwner(reach, { impresora: name, hacer: 'quitar' });
  if (answer) say(`${name} quitada.`);
  return answer ? 0 : 1;
}

const OUTCOMES: Readonly<Record<string, string>> = {
  hecho: 'hecho, la impresora lo confirmó',
  enviado: 'enviado (esta impresora no confirma: mire el papel)',
  no_salio: 'no salió',
  sin_confirmar: 'no se sabe si salió: mire la impresora',
  ya_pedido: 'ya se había pedido; no se repite',
  no_contesta:
    'no contestó nada, y antes sí: se deja lo que se sabía. Mire papel, tapa y cable, y calibre otra vez',
};

const BAD: ReadonlySet<string> = new Set(['no_salio', 'sin_confirmar', 'no_contesta']);

/** Shows the result. Exit code 0: done, as far as the printer can confirm. */
function showOutcome(answer: TcpReply): number {
  const status = text(answer.status);
  const cause = answer.causa === undefined ? '' : ` (${text(answer.causa)})`;
  say(`${text(answer.impresora)}: ${OUTCOMES[status] ?? status}${cause}`);
  return BAD.has(status) ? 1 : 0;
}

export async function testPrinterCommand(name: string, reach: OwnerTarget): Promise<number> {
  const answer = await askAsOwner(reach, { impresora: name, hacer: 'probar' });
  return answer ? showOutcome(answer) : 1;
}

export async function calibratePrinterCommand(
  name: string,
  { columns, page, ...reach }: OwnerTarget & { readonly columns?: number; readonly page?: string },
): Promise<number> {
  const answer = await askAsOwner(reach, {
    impresora: name,
    hacer: 'calibrar',
    columnas: columns ?? null,
    pagina: page ?? null,
  });
  if (!answer) return 1;
  const code = showOutcome(answer);
  if (code === 0) {
    if (answer.aviso !== undefined) say(`  ojo: ${text(answer.aviso)}`);
    say(`  confirma lo impreso: ${text(answer.confirma)}`);
    say(`  informa su estado: ${answer.informa_estado === true ? 'sí' : 'no'}`);
    say(
      `  dice quién es: ${
        ['marca', 'modelo', 'serie']
          .map((part) => text(answer[part]))
          .join(' ')
          .trim() || 'no'
      }`,
    );
  }
  if (code !== 0) say('  No se aprendió nada de ella; calibre otra vez cuando esté lista.');
  return code;
}

export async function openDrawerCommand(printer: string, reach: OwnerTarget): Promise<number> {
  const answer = await askAsOwner(reach, { impresora: printer, hacer: 'cajon' });
  return answer ? showOutcome(answer) : 1;
}

type FoundShown = {
  readonly nombre: string;
  readonly direccion: string;
  readonly visto_por: string;
} & Readonly<Record<string, unknown>>;

const WAYS: Readonly<Record<string, string>> = {
  mdns: 'se anuncia en la red',
  queue: 'cola del sistema',
  usb: 'USB',
  sweep: 'contesta en el puerto 9100',
};

export async function discoverPrintersCommand({
  sweep = false,
  identify = false,
  ...reach
}: OwnerTarget & { readonly sweep?: boolean; readonly identify?: boolean }): Promise<number> {
  say(sweep ? 'Buscando en la red (unos 8 s)…' : 'Buscando (unos 3 s)…');
  const answer = await askAsOwner(reach, {
    buscar: 'impresoras',
    barrido: sweep,
    identificar: identify,
  });
  if (!answer) return 1;
  const found = answer.encontradas as readonly FoundShown[];
  for (const { nombre, direccion, visto_por: how, ...more } of found) {
    const identity = ['marca', 'modelo', 'serie']
      .map((part) => text(more[part]))
      .join(' ')
      .trim();
    const known = more.es === undefined ? '' : `es ${text(more.es)}`;
    const moved =
      more.mudada === undefined
        ? ''
        : `es ${text(more.mudada)}, que se mudó: comanda printer move "${text(more.mudada)}" ${direccion}`;
    say(
      [`${direccion.padEnd(24)} ${nombre}`, WAYS[how] ?? how, identity, known, moved]
        .filter((part) => part !== '')
        .join('  ·  '),
    );
  }
  if (found.length === 0)
    say(
      `No se encontró ninguna.${sweep ? '' : ' Con --sweep se pregunta a cada equipo de la red.'}`,
    );
  return 0;
}
