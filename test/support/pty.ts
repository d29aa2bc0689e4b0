/**
 * A cable made of a pseudo-terminal: what is written to its device reaches a TCP port, and back.
 * Pulling it ends the device.
 */
import { spawn } from 'node:child_process';
import { existsSync, readlinkSync } from 'node:fs';
import { orKill } from './processes';
import { until } from './until';

export type Cable = {
  /** The character device's own name. */
  readonly device: string;
  pull(): Promise<void>;
};

/** `link` is a name beside it that stays the same. */
export async function plugCable(link: string, port: number): Promise<Cable> {
  const child = spawn('socat', [`PTY,raw,echo=0,link=${link}`, `TCP:127.0.0.1:${port}`], {
    stdio: 'ignore',
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await orKill(child, () => until('the device', () => existsSync(link)));
  return {
    device: readlinkSync(link),
    async pull() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
