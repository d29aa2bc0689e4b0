/** Whether a database is whole: every page, and the chain of what was sent against the file beside it. */
import path from 'node:path';
import { firstBrokenLink, lossAgainstTail, readTail } from './chain';
import { openToRead } from './open-to-read';

/** In words what is wrong; null where all is well. Throws what SQLite throws where it cannot be opened. */
export function checkDatabase(folder: string, addon: string | null): string | null {
  const file = path.join(folder, 'comanda.db');
  const db = openToRead(file, addon);
  try {
    const health = String(db.pragma('integrity_check(1)', { simple: true }));
    if (health !== 'ok') return `La base está dañada: ${health.slice(0, 200)}`;
    const broken = firstBrokenLink(db);
    if (broken !== null) return `La cadena de envíos se rompe en el ${broken}: ese envío fue cambiado o falta.`;
    return lossAgainstTail(db, readTail(path.join(folder, 'chain.tail')));
  } finally {
    db.close();
  }
}
