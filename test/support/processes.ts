/** Whether a process still runs. One that ended and that nobody has waited for (a zombie) does not. */
import { readFileSync } from 'node:fs';

export function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}
