/**
 * Defines what the host signs in a challenge's answer (`GET /identidad`). The host signs the
 * address it was called by and its own address at which the call arrived. A device that calls over
 * plain http requires both to be equal, which shows that no proxy was in between. A name proves
 * nothing over http, because the machine behind it could forward the call. Over https the
 * certificate proves the name.
 */

/**
 * `calledBy`: a URL's host. `cameInAt`: the socket's, as `192.168.1.10:4780` or `[fd00::5]:4780`.
 */
export function signedText(challenge: string, calledBy: string, cameInAt: string): string {
  return `comanda-host:${challenge}@${calledBy}@${cameInAt}`;
}

/** False: the call was forwarded. All loopback addresses are this machine. */
export function isDirect(calledBy: string, isSecure: boolean, cameInAt: string): boolean {
  if (isSecure || calledBy === cameInAt) return true;
  return THIS_MACHINE.test(calledBy)
    ? THIS_MACHINE.test(cameInAt)
    : !/^(\[|[\d.]+:)/.test(calledBy);
}

const THIS_MACHINE = /^(127\.|\[::1]|localhost)/;
