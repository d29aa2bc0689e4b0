/** Names of those who do something and are neither a person nor a device. Without schemas: phones load this file too. */

/** Who speaks at the host's own machine without a device: the command line, and programs without a token. */
export const LOCAL_HANDS: Readonly<Record<'cli' | 'loopback', string>> = {
  cli: 'línea de comandos',
  loopback: 'programa de este equipo',
};

/** Events of before have the code where now there is a name. */
export function handName(hand: string): string {
  return hand === 'cli' || hand === 'loopback' ? LOCAL_HANDS[hand] : hand;
}
