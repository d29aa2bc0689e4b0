/** Menu commands of a counter: a new link for the owner, and restoring a backup from a file. */
import path from 'node:path';
import { dialog } from 'electron';
import { askPerson } from '../system/ask-person';
import type { Counter } from './counter';
import type { DesktopTexts } from '../system/words';

export type CounterMenu = {
  /** Null: this machine is not the counter. */
  readonly counter: () => Counter | null;
  readonly dataDir: string;
  readonly words: DesktopTexts;
  /** Shows another page of the app. */
  readonly load: (path: string) => void;
};

export async function showOwnerLink({ counter, words, load }: CounterMenu): Promise<void> {
  const own = counter();
  if (!own) return showMessage(words.notTheCounter, '');
  if (await askPerson(words.ownerLinkAsk, words.ownerLinkDetail, words.ownerLinkYes, words.cancel))
    load(ownerPage(own));
}

export async function goBackFromFile({
  counter,
  dataDir,
  words,
  load,
}: CounterMenu): Promise<void> {
  const own = counter();
  if (!own) return showMessage(words.notTheCounter, '');
  const { filePaths } = await dialog.showOpenDialog({
    title: words.goBackFrom,
    defaultPath: path.join(dataDir, 'respaldos'),
    properties: ['openFile'],
    filters: [{ name: 'Comanda', extensions: ['db', 'dbx'] }],
  });
  const [file] = filePaths;
  if (file === undefined) return;
  const looked = await own.lookInto(file);
  if (!looked.ok) return showMessage(words.notABackup, looked.words);
  const { restaurant, orders, lastOrderAt } = looked.facts;
  if (
    !(await askPerson(
      words.goBackAsk(restaurant),
      words.goBackDetail(orders, lastOrderAt),
      words.goBack,
      words.cancel,
    ))
  )
    return;
  const { back, isNewHere } = await own.goBack(file);
  if (!back.ok) return showMessage(words.notABackup, back.words);
  if (isNewHere) load(ownerPage(own));
}

/** Path of the owner's page. The link carries its code after the `#`. */
function ownerPage({ host }: Counter): string {
  return `/${new URL(host.newOwnerLink()).hash}`;
}

async function showMessage(message: string, detail: string): Promise<void> {
  await dialog.showMessageBox({ type: 'info', message, detail });
}
