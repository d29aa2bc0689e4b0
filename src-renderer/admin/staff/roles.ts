/** Role names of the protocol and of the public API as text. */
import type { PersonRoleWord } from '../../client/api/staff-api';
import type { Catalogue } from '../../ui/i18n/es';

export const ROLES: readonly PersonRoleWord[] = ['mesero', 'cocina', 'pase', 'caja', 'dueño'];
const WORDS = {
  owner: 'dueño',
  counter: 'caja',
  waiter: 'mesero',
  cook: 'cocina',
  expo: 'pase',
} as const;

/** By the role name of the protocol. */
export function roleText(text: Catalogue, word: string): string {
  return Object.hasOwn(text.roles, word)
    ? text.roles[word as keyof typeof text.roles]
    : text.roles.programa;
}

/** The protocol's name of a role of the public API. A role that no person has is a program's. */
export function roleWord(role: string): PersonRoleWord | 'programa' {
  return Object.hasOwn(WORDS, role) ? WORDS[role as keyof typeof WORDS] : 'programa';
}
