/** comanda station: shows and sets the printer chain of a station. */
import { plainName } from '../../../src-shared/text/plain-name';
import { ask, askAsOwner } from '../connect/owner';
import type { HostTarget, OwnerTarget } from '../connect/owner';
import { say, text } from './printer-text';
import type { PrinterShown } from './printer-text';

type StationShown = {
  readonly estacion: string;
  readonly cadena: readonly string[];
  readonly sin_confirmar: string;
};

export async function listStationsCommand(reach: HostTarget): Promise<number> {
  const answer = await ask(reach, { consulta: 'impresoras' });
  if (!answer) return 1;
  for (const {
    estacion,
    cadena,
    sin_confirmar: unsure,
  } of answer.estaciones as readonly StationShown[]) {
    const doubt = unsure === 'preguntar' ? 'pregunta' : 'la imprime otra vez, marcada';
    say(`${estacion.padEnd(16)} ${cadena.join(', y si no ')}  ·  si no se sabe si salió: ${doubt}`);
  }
  return 0;
}

export async function setChainCommand(
  station: string,
  printers: readonly string[],
  { unsure, ...reach }: OwnerTarget & { readonly unsure?: string },
): Promise<number> {
  const words = { reprint: 'reimprimir', ask: 'preguntar' } as const;
  const answer = await askAsOwner(reach, {
    estacion: station,
    cadena: printers,
    ...(unsure === undefined ? {} : { sin_confirmar: words[unsure as keyof typeof words] }),
  });
  if (!answer) return 1;
  const chain = answer.cadena as readonly string[];
  const removed = (answer.de_muestra_quitadas ?? []) as readonly string[];
  say(`${station}: ${chain.join(', y si no ')}.`);
  if (removed.length > 0)
    say(`  quitadas, porque son de muestra y no imprimen en papel: ${removed.join(', ')}`);
  const shown = await askAsOwner(reach, { consulta: 'impresoras' });
  for (const { impresora, direccion, confirma, informa_estado } of (shown?.impresoras ??
    []) as readonly PrinterShown[]) {
    const named = chain.some((name) => plainName(name) === plainName(impresora));
    if (
      named &&
      confirma === 'none' &&
      informa_estado === false &&
      !/^(PDF|pantalla)/.test(text(direccion))
    )
      say(`  ojo: ${impresora} no está calibrada: no dirá si tiene papel ni si imprimió.`);
  }
  return 0;
}
