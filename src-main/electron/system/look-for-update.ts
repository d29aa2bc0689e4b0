/** Menu command that checks for a newer release and shows the result. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { app, dialog, net, shell } from 'electron';
import { askPerson } from './ask-person';
import { askForUpdate } from './updates';
import type { DesktopTexts } from './words';

/** URL of the release feed: `releases` in this release's package.json. Null: there is none. */
export function releaseFeed(): string | null {
  const { releases } = JSON.parse(
    readFileSync(path.join(app.getAppPath(), 'package.json'), 'utf8'),
  ) as { releases?: unknown };
  return typeof releases === 'string' ? releases : null;
}

export async function lookForUpdate(feed: string, words: DesktopTexts): Promise<void> {
  const answer = await askForUpdate(feed, app.getVersion(), (url, init) => net.fetch(url, init));
  if (answer.is !== 'newer') {
    const message =
      answer.is === 'newest' ? words.newestAlready(app.getVersion()) : words.updateUnknown;
    await dialog.showMessageBox({ type: 'info', message });
    return;
  }
  const { version, page } = answer.release;
  if (
    await askPerson(
      words.newerVersion(version),
      words.newerVersionDetail,
      words.openPage,
      words.later,
    )
  )
    await shell.openExternal(page);
}
