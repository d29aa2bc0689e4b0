/** Dialogs for a counter whose host cannot open: restore, rescue, try again, begin anew. */
import { dialog } from 'electron';
import { askPerson } from '../system/ask-person';
import type { DesktopTexts } from '../system/words';
import type { CounterOptions } from './open-host';

export function counterQuestions(
  words: DesktopTexts,
): Pick<
  CounterOptions,
  'isSureToGoBack' | 'isSureToRescue' | 'onRescued' | 'triesAgain' | 'isSureToBeginAnew'
> {
  const ask = (message: string, detail: string, yes: string): Promise<boolean> =>
    askPerson(message, detail, yes, words.leaveClosed);
  return {
    isSureToGoBack: (why, { orders, lastOrderAt }) =>
      ask(words.baseGone, `${why}\n\n${words.baseGoneDetail(orders, lastOrderAt)}`, words.goBack),
    isSureToRescue: (why) => ask(words.baseGone, `${why}\n\n${words.rescueDetail}`, words.rescue),
    async onRescued(saved) {
      await dialog.showMessageBox({ type: 'info', message: words.rescued, detail: saved });
    },
    triesAgain: (port) => ask(words.portTaken(port), words.portTakenDetail, words.tryAgain),
    isSureToBeginAnew: (why) =>
      ask(words.folderEmpty, `${why}\n\n${words.folderEmptyDetail}`, words.beginAnew),
  };
}
