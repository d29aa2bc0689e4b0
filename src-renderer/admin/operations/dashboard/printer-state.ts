/** A printer's state as text, with tone and remedy, for the dashboard and the printers page. */
import type { PrinterHealth } from '../../../../src-shared/model/printers';
import type { Tone } from '../../../ui/controls/controls';
import type { Catalogue } from '../../../ui/i18n/es';
import type { BoardWords } from './texts';

export type PrinterSaid = {
  readonly tone: Tone;
  readonly words: string;
  readonly remedy: string | null;
};

export function printerState(
  text: Catalogue,
  words: BoardWords,
  health: PrinterHealth | undefined,
  isPrinting: boolean,
): PrinterSaid {
  const { state = 'ready', cause = null, failures = 0 } = health ?? {};
  const caused = cause === null ? '' : text.causes[cause];
  const remedy = cause === null ? null : (text.remedies[cause] ?? null);
  switch (state) {
    case 'blocked':
      return { tone: 'bad', words: words.laneBlocked(caused), remedy };
    case 'open':
      return { tone: 'bad', words: words.laneOpen(caused), remedy };
    case 'half_open':
      return { tone: 'wait', words: words.laneTrying(caused), remedy: null };
    case 'degraded':
      return { tone: 'wait', words: words.laneMute, remedy: null };
    case 'ready':
      if (failures > 0)
        return {
          tone: 'wait',
          words: cause === null ? words.laneUnseen : words.laneTrying(caused),
          remedy: null,
        };
      return isPrinting
        ? { tone: 'info', words: words.lanePrinting, remedy: null }
        : { tone: 'ok', words: words.laneReady, remedy: null };
  }
}
