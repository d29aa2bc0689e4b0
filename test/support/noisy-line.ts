/**
 * A line between the host and a printer that puts stray bytes among what the printer says: flow
 * control, noise, automatic status.
 */
import net from 'node:net';
import { freePort } from './ports';

export type Noise = {
  readonly bytes: readonly number[];
  /**
   * When they come. `fence`: among the bytes of a connection's first fence answer; `answer`: behind
   * each answer.
   */
  readonly at:
    'connect' | 'fence' | 'answer' | { readonly ms: number } | { readonly everyMs: number };
};

/** Epson's answer and a Star's. */
const FENCE_HEADS = new Set([0x37, 0x1b]);

export type NoisyLine = { readonly port: number; stop(): Promise<void> };

export async function noisyLine(printerPort: number, { bytes, at }: Noise): Promise<NoisyLine> {
  const port = await freePort();
  const noise = Uint8Array.from(bytes);
  const open = new Set<net.Socket>();
  const timers = new Set<NodeJS.Timeout>();

  const server = net.createServer({ allowHalfOpen: true, noDelay: true }, (host) => {
    const printer = net.connect({
      port: printerPort,
      host: '127.0.0.1',
      allowHalfOpen: true,
      noDelay: true,
    });
    const disturb = (): void => void (host.writable && host.write(noise));
    for (const socket of [host, printer]) {
      open.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => open.delete(socket));
    }
    host.pipe(printer);
    let isFirst = true;
    printer.on('data', (said: Buffer) => {
      const isFence = said.length > 1 && FENCE_HEADS.has(said[0] ?? 0);
      host.write(withNoise(said, isFence && isFirst));
      isFirst &&= !isFence;
    });
    printer.on('end', () => host.end());
    printer.on('close', () => host.destroy());
    host.on('close', () => printer.destroy());
    if (at === 'connect') disturb();
    if (typeof at !== 'object') return;
    timers.add('ms' in at ? setTimeout(disturb, at.ms) : setInterval(disturb, at.everyMs));
  });

  function withNoise(said: Buffer, isFence: boolean): Buffer {
    if (at === 'answer') return Buffer.concat([said, noise]);
    if (at !== 'fence' || !isFence) return said;
    const middle = Math.floor(said.length / 2);
    return Buffer.concat([said.subarray(0, middle), noise, said.subarray(middle)]);
  }

  await new Promise<void>((resolve) => server.listen({ port, host: '127.0.0.1' }, resolve));
  return {
    port,
    async stop() {
      for (const timer of timers) clearTimeout(timer);
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
