/** Roles in the words of the wire and of the contract, as people read them. */
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

/** By the wire's word. */
export function roleText(text: Catalogue, word: string): string {
  return Object.hasOwn(text.roles, word)
    ? text.roles[word as keyof typeof text.roles]
    : text.roles.programa;
}

/** The wire's word for the contract's; a program's where it is none of people's. */
export function roleWord(role: string): PersonRoleWord | 'programa' {
  return Object.hasOwn(WORDS, role) ? WORDS[role as keyof typeof WORDS] : 'programa';
}
