/** Scopes as they come in: in a command, by TCP and by HTTP. */
import { z } from 'zod';
import { PRESET_NAMES, PRESETS, SCOPES } from './scope-words';
import type { PresetName, Scope } from './scope-words';

export const ScopeWord = z.enum(SCOPES);

/** A preset's word, or the scopes themselves. */
export const ScopesAsked = z
  .union([
    z.enum(Object.keys(PRESET_NAMES) as [PresetName, ...PresetName[]]),
    z.array(ScopeWord).min(1).max(SCOPES.length),
  ])
  .transform((asked): Scope[] =>
    typeof asked === 'string' ? [...PRESETS[PRESET_NAMES[asked]]] : [...new Set(asked)],
  );
/** A program that says nothing gets what an online shop needs. */
export const ScopesOrShop = ScopesAsked.prefault('tienda');
