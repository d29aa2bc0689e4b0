/**
 * Whether a process still runs. One that ended and whose parent has not read its exit code (a
 * zombie) does not.
 */
import { readFileSync } from 'node:fs';

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // Linux still knows a zombie by its number; elsewhere the tests' own children are read at once.
  if (process.platform !== 'linux') return true;
  try {
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}

/**
 * Waits for a started child to be ready; one that never is gets killed, so that no test leaves it
 * behind.
 */
export async function orKill<T>(
  child: { kill(signal: 'SIGKILL'): boolean },
  ready: () => Promise<T>,
): Promise<T> {
  try {
    return await ready();
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}
