/**
 * The words of scopes and presets, without schemas: phones load this file too. What each scope
 * opens is in `scopes.ts`.
 */

/**
 * `avisos` (webhooks) and `fiscal` (documents for a tax program) open nothing yet. Their words are
 * fixed because tokens keep them.
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
 * Of a token made before there were scopes: all that a program could do then, until the owner
 * chooses. It cannot be asked for.
 */
export const INHERITED = 'heredado';
export type StoredScope = Scope | typeof INHERITED;

/** What most programs are, by one word. */
export const PRESETS = {
  tienda: ['pedidos:crear', 'pedidos:propios', 'menu:leer'],
  pantalla: ['pedidos:todos', 'menu:leer', 'eventos'],
  informes: ['pedidos:todos', 'menu:leer'],
  todo: SCOPES,
} as const satisfies Record<string, readonly Scope[]>;
export type Preset = keyof typeof PRESETS;
export const PRESET_WORDS = Object.keys(PRESETS) as [Preset, ...Preset[]];

/**
 * What presets are called, on the wire and on the command line alike: by their words, and in
 * English as the command line always had them.
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

/** The preset that has exactly these scopes. */
export function presetOf(scopes: readonly string[]): Preset | null {
  const held = [...scopes].sort().join(' ');
  return PRESET_WORDS.find((word) => [...PRESETS[word]].sort().join(' ') === held) ?? null;
}
