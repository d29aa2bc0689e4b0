/**
 * Names of those who do something and are neither a person nor a device. Without schemas: phones
 * load this file too.
 */

/**
 * Who speaks at the host's own machine without a device: the command line, and programs without a
 * token.
 */
export const SYSTEM_ACTORS: Readonly<Record<'cli' | 'loopback', string>> = {
  cli: 'línea de comandos',
  loopback: 'programa de este equipo',
};

/**
 * The host itself: what it did at its first start, and at the door before anybody was logged in.
 */
const HOST = 'el servidor';

/** Events keep the code of whoever is neither a person nor a device. */
export function systemActorName(hand: string): string {
  if (hand === 'access' || hand === 'host') return HOST;
  return hand === 'cli' || hand === 'loopback' ? SYSTEM_ACTORS[hand] : hand;
}
