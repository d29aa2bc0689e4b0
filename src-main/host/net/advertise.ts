/**
 * Says on the LAN, by mDNS, that a host is here: `_comanda._tcp`, with its port. A name is no
 * proof; devices check the host's key.
 */

export type Advertised = { stop(): Promise<void> };

/** Loaded only where it is used: with the LAN closed nothing of it runs. */
export async function advertise(
  restaurant: string,
  port: number,
  secure: boolean,
): Promise<Advertised> {
  const { Bonjour } = await import('bonjour-service');
  const bonjour = new Bonjour({}, () => {});
  bonjour.publish({
    name: `Comanda ${restaurant}`.slice(0, 60),
    type: 'comanda',
    port,
    txt: { https: secure ? '1' : '0' },
  });
  return {
    stop: () =>
      new Promise((resolve) => bonjour.unpublishAll(() => bonjour.destroy(() => resolve()))),
  };
}
