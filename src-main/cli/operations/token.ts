/** comanda token: lists, adds and revokes tokens of programs, on the host's machine only. */
import { PRESET_NAMES, PRESET_WORDS, PRESETS, SCOPES } from '../../../src-shared/base/scope-words';
import type { PresetName, Scope } from '../../../src-shared/base/scope-words';
import { askAsOwner } from '../connect/owner';
import type { OwnerTarget } from '../connect/owner';

/** Help text: the names and scopes of each preset. */
export const PRESET_HELP = PRESET_WORDS.map((preset) => {
  const names = Object.entries(PRESET_NAMES).flatMap(([name, of]) => (of === preset ? [name] : []));
  const opens: readonly Scope[] = PRESETS[preset];
  return `  ${names.join(', ').padEnd(20)} ${opens.length === SCOPES.length ? 'todos los alcances' : opens.join(', ')}`;
}).join('\n');

export type AddOptions = OwnerTarget & {
  readonly scope?: readonly string[];
  readonly preset?: PresetName;
};

type Program = {
  readonly id: string;
  readonly nombre: string;
  readonly desde: string;
  readonly alcance: readonly string[];
};

export async function addTokenCommand(
  name: string,
  { scope, preset, ...reach }: AddOptions,
): Promise<number> {
  const chosen: readonly Scope[] = preset === undefined ? [] : PRESETS[PRESET_NAMES[preset]];
  const scopes = [...new Set([...chosen, ...(scope ?? [])])];
  const answer = await askAsOwner(reach, {
    dispositivo: name,
    ...(scopes.length === 0 ? {} : { alcance: scopes }),
  });
  if (!answer) return 1;
  process.stdout.write(
    `Token de "${name}", con alcance ${(answer.alcance as readonly string[]).join(', ')}\n` +
      `(se muestra una sola vez; vaya en el campo "token" de cada mensaje):\n${String(answer.token)}\n`,
  );
  return 0;
}

export async function listTokensCommand(reach: OwnerTarget): Promise<number> {
  const answer = await askAsOwner(reach, { consulta: 'programas' });
  if (!answer) return 1;
  const programs = answer.programas as readonly Program[];
  for (const { id, nombre, desde, alcance } of programs)
    process.stdout.write(
      `${nombre.padEnd(24)} ${desde.slice(0, 10)}  ${alcance.join(' ')}\n${' '.repeat(25)}${id}\n`,
    );
  if (programs.length === 0) process.stdout.write('Ningún programa tiene un token.\n');
  if (programs.some(({ alcance }) => alcance.includes('heredado')))
    process.stdout.write(
      '"heredado": puede todo lo de antes. Elija su alcance en Administración > Equipos.\n',
    );
  return 0;
}

export async function revokeTokenCommand(name: string, reach: OwnerTarget): Promise<number> {
  const answer = await askAsOwner(reach, { retirar: name });
  if (answer)
    process.stdout.write(`${String(answer.dispositivo)} queda fuera: su token ya no vale.\n`);
  return answer ? 0 : 1;
}
