/** Schemas for the scopes in a command, over TCP and over HTTP. */
import { z } from 'zod';
import { PRESET_NAMES, PRESETS, SCOPES } from './scope-words';
import type { PresetName, Scope } from './scope-words';

export const ScopeWord = z.enum(SCOPES);

/** A preset's word, or a list of scopes. */
export const ScopesAsked = z
  .union([
    z.enum(Object.keys(PRESET_NAMES) as [PresetName, ...PresetName[]]),
    z.array(ScopeWord).min(1).max(SCOPES.length),
  ])
  .transform((asked): Scope[] =>
    typeof asked === 'string' ? [...PRESETS[PRESET_NAMES[asked]]] : [...new Set(asked)],
  );
/** A program that requests no scopes gets those of an online shop. */
export const ScopesOrShop = ScopesAsked.prefault('tienda');
