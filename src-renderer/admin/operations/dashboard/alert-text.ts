/** Alerts and durations as text. */
import type { Alert } from '../../../../src-shared/model/operations/alerts';
import type { Catalogue } from '../../../ui/i18n/es';
import type { BoardWords } from './texts';

/**
 * An alert as text, with the remedy. `to`: the printer that gets this printer's tickets at a
 * failover. `helper`: another printer that could take some of them. Null: no such printer.
 */
export function alertText(
  words: BoardWords,
  text: Catalogue,
  { kind, figure, limit, cause }: Alert,
  printer: { readonly name: string; readonly to: string | null; readonly helper: string | null },
): { readonly says: string; readonly remedy: string } {
  const shown = figure ?? 0;
  switch (kind) {
    case 'printer': {
      const known = text.causes[cause as keyof typeof text.causes] ?? text.causes.unreachable;
      return {
        says: words.alPrinter(printer.name, known),
        remedy: printer.to === null ? words.alPrinterNowhere : words.alPrinterTo(printer.to),
      };
    }
    case 'queue':
      return { says: words.alQueue(shown, limit ?? 0), remedy: words.alQueueDo };
    case 'slow':
      return {
        says: words.alSlow(secondsText(words, shown), secondsText(words, limit ?? 0)),
        remedy: words.alSlowDo,
      };
    case 'paper':
      return {
        says: words.alPaper(printer.name, secondsText(words, shown)),
        remedy: printer.helper === null ? words.alPaperNowhere : words.alPaperTo(printer.helper),
      };
    case 'stuck':
      return {
        says: words.alStuck(printer.name, secondsText(words, shown)),
        remedy: words.alStuckDo,
      };
    case 'old_backup':
      return { says: words.alOldBackup(Math.round(shown / 3_600_000)), remedy: words.alBackupDo };
    case 'clock':
      return {
        says: words.alClock(words.span(Math.abs(shown) / 60_000), shown > 0),
        remedy: words.alClockDo,
      };
    case 'flood':
      return { says: words.alFlood(cause ?? '', Math.round(shown)), remedy: words.alFloodDo };
    case 'backup':
      return { says: words.alBackup, remedy: words.alBackupDo };
    case 'database':
      return { says: words.alDatabase, remedy: words.alDatabaseDo };
    case 'store':
      return cause === 'io_error'
        ? { says: words.alDiskFailed, remedy: words.alDiskFailedDo }
        : { says: words.alStore, remedy: words.alStoreDo };
    case 'mail':
      return { says: words.alMail, remedy: words.alMailDo };
    case 'disk':
      return { says: words.alDisk(Math.round(shown / 1_048_576)), remedy: words.alDiskDo };
    case 'log':
      return { says: words.alLog(Math.round(shown / 1_048_576)), remedy: words.alLogDo };
  }
}

/** `2,1 s` below 10 s, `34 s` above. */
export function secondsText(words: BoardWords, ms: number): string {
  const seconds = ms / 1_000;
  const digits = seconds < 9.95 ? 1 : 0;
  return words.seconds(
    new Intl.NumberFormat('es-AR', {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(seconds),
  );
}
