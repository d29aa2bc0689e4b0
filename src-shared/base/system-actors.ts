/**
 * Names of actors that are neither a person nor a device. No schemas, because phones load this
 * file.
 */

/**
 * Actors at the host's own machine without a device: the command line, and programs without a
 * token.
 */
export const SYSTEM_ACTORS: Readonly<Record<'cli' | 'loopback', string>> = {
  cli: 'línea de comandos',
  loopback: 'programa de este equipo',
};

/** The host: its first start, and refused requests before any login. */
const HOST = 'el servidor';

/** Events store a code for actors that are neither a person nor a device. */
export function systemActorName(hand: string): string {
  if (hand === 'access' || hand === 'host') return HOST;
  return hand === 'cli' || hand === 'loopback' ? SYSTEM_ACTORS[hand] : hand;
}
