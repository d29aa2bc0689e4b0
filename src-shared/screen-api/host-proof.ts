/**
 * What a host's answer to a challenge proves (`GET /identidad`). The host signs by which address it
 * was called and at which of its own the call came in. A device that calls an address over plain
 * http asks that both are the same: then nobody in between passed the call on. A name proves
 * nothing over http, since whoever answers to it can pass the call on; over https the certificate
 * proves the name.
 */

/**
 * `calledBy`: a URL's host. `cameInAt`: the same of the socket, as `192.168.1.10:4780` or
 * `[fd00::5]:4780`.
 */
export function signedText(challenge: string, calledBy: string, cameInAt: string): string {
  return `comanda-host:${challenge}@${calledBy}@${cameInAt}`;
}

/**
 * False: somebody in between passed the call on. Every loopback address is this machine, by
 * whichever of them it was called.
 */
export function isDirect(calledBy: string, isSecure: boolean, cameInAt: string): boolean {
  if (isSecure || calledBy === cameInAt) return true;
  return THIS_MACHINE.test(calledBy)
    ? THIS_MACHINE.test(cameInAt)
    : !/^(\[|[\d.]+:)/.test(calledBy);
}

const THIS_MACHINE = /^(127\.|\[::1]|localhost)/;
