/**
 * Words of scopes and presets, without schemas, because phones load this file. `scopes.ts` defines
 * what each scope permits.
 */

/**
 * `avisos` (webhooks) and `fiscal` (documents for a tax program) permit nothing yet. Their words
 * are fixed because tokens store them.
 */
export const SCOPES = [
  'pedidos:crear',
  'pedidos:propios',
  'pedidos:todos',
  'pedidos:cambiar',
  'clientes:leer',
  'menu:leer',
  'menu:stock',
  'impresion',
  'eventos',
  'avisos',
  'cobros',
  'fiscal',
  'administrar',
] as const;
export type Scope = (typeof SCOPES)[number];

/**
 * Scope of tokens from before scopes existed: all that a program could do then, until the owner
 * chooses. It cannot be requested.
 */
export const INHERITED = 'heredado';
export type StoredScope = Scope | typeof INHERITED;

/** Sets of scopes for usual programs, each with one word. */
export const PRESETS = {
  tienda: ['pedidos:crear', 'pedidos:propios', 'menu:leer'],
  pantalla: ['pedidos:todos', 'menu:leer', 'eventos'],
  informes: ['pedidos:todos', 'menu:leer'],
  todo: SCOPES,
} as const satisfies Record<string, readonly Scope[]>;
export type Preset = keyof typeof PRESETS;
export const PRESET_WORDS = Object.keys(PRESETS) as [Preset, ...Preset[]];

/**
 * Names of presets on the wire and the command line: their words, and the English names of the
 * command line.
 */
export const PRESET_NAMES = {
  tienda: 'tienda',
  pantalla: 'pantalla',
  informes: 'informes',
  todo: 'todo',
  shop: 'tienda',
  display: 'pantalla',
  reports: 'informes',
  everything: 'todo',
} as const satisfies Record<string, Preset>;
export type PresetName = keyof typeof PRESET_NAMES;

/** The preset with exactly these scopes. */
export function presetOf(scopes: readonly string[]): Preset | null {
  const held = [...scopes].sort().join(' ');
  return PRESET_WORDS.find((word) => [...PRESETS[word]].sort().join(' ') === held) ?? null;
}
