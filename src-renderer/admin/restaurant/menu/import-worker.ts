/** Worker that reads a menu file so that the page stays responsive. One request, one reply. */
import type { Quotes } from '../../../../src-shared/menu-import/cells';
import type { ExistingMenu } from '../../../../src-shared/menu-import/menu-index';
import { readMenu } from '../../../../src-shared/menu-import/read-menu';
import { packed } from './packed-read';

export type MenuQuestion = {
  readonly bytes: ArrayBuffer;
  readonly existing: ExistingMenu;
  readonly quotes: Quotes;
};

addEventListener('message', ({ data }: MessageEvent<MenuQuestion>) => {
  postMessage(packed(readMenu(new Uint8Array(data.bytes), data.existing, data.quotes)));
});
