/** The sentence that a printer's row shows after a test page or a calibration. */
import type { PrinterTaskAnswer } from '../../../client/api/admin-api';
import type { Tone } from '../../../ui/controls/controls';
import type { PrinterWords } from './texts';

export type RunPrinterTask = 'test' | 'calibrate';

/** `asks`: a page was printed, and only a person can see whether its letters are right. */
export type TaskOutcome = { readonly tone: Tone; readonly words: string; readonly asks: boolean };

export function taskOutcome(
  words: PrinterWords,
  task: RunPrinterTask,
  { status, words: cause, fields }: PrinterTaskAnswer,
): TaskOutcome {
  if (status === 'no_contesta') return { tone: 'wait', words: words.stSilent, asks: false };
  if (status === 'no_salio') return { tone: 'bad', words: words.stNot(cause ?? ''), asks: false };
  if (status === 'sin_confirmar')
    return { tone: 'wait', words: words.stUnsure(cause ?? ''), asks: true };
  if (task === 'calibrate') {
    const confirms = fields.confirma === 'no' ? words.noConfirm : words.confirms;
    const reporting = fields.informa_estado === true ? words.tellsStatus : words.noStatus;
    return { tone: 'ok', words: words.calibrated(confirms, reporting), asks: false };
  }
  return status === 'hecho'
    ? { tone: 'ok', words: words.stDone, asks: true }
    : { tone: 'info', words: words.stSent, asks: true };
}
