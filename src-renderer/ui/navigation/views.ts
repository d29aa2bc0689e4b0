/** The views: their addresses, and which role may open which. */
import type { Role } from '../../../src-shared/base/vocabulary';

export type View = 'waiter' | 'kitchen' | 'expo' | 'house';

export const VIEW_PATHS: Readonly<Record<View, string>> = {
  waiter: '/mesero',
  kitchen: '/cocina',
  expo: '/pase',
  house: '/admin',
};

const OPEN_TO: Readonly<Record<Role, readonly View[]>> = {
  owner: ['waiter', 'kitchen', 'expo', 'house'],
  counter: ['waiter', 'kitchen', 'expo', 'house'],
  waiter: ['waiter'],
  cook: ['kitchen', 'expo'],
  expo: ['expo', 'kitchen'],
  integrator: [],
  system: [],
};

/** The views of each role; the first is its default. */
export function viewsOf(role: Role): readonly View[] {
  return OPEN_TO[role];
}

/**
 * The view at this address if the role may open it, else the role's default; null: a role without
 * screens.
 */
export function viewAt(path: string, role: Role): View | null {
  const open = OPEN_TO[role];
  return open.find((view) => VIEW_PATHS[view] === path) ?? open[0] ?? null;
}

export function isKitchenPath(path: string): boolean {
  return path === VIEW_PATHS.kitchen || path === VIEW_PATHS.expo;
}
