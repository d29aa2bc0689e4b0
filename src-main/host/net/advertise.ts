/**
 * Advertises the host on the LAN by mDNS: `_comanda._tcp`, with its port.
 *
 * A name proves nothing; devices check the key of the host.
 */

export type Advertised = { stop(): Promise<void> };

/** The library is loaded on first use: with the LAN closed, none of it runs. */
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
