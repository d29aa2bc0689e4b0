/**
 * Reads a menu file beside the page, which goes on answering meanwhile: one question, one answer.
 */
import type { Quotes } from '../../../../src-shared/menu-import/cells';
import type { ExistingMenu } from '../../../../src-shared/menu-import/menu-index';
import { readMenu } from '../../../../src-shared/menu-import/read-menu';
import { packed } from './packed-read';

export type MenuQuestion = {
  readonly bytes: ArrayBuffer;
  readonly house: ExistingMenu;
  readonly quotes: Quotes;
};

addEventListener('message', ({ data }: MessageEvent<MenuQuestion>) => {
  postMessage(packed(readMenu(new Uint8Array(data.bytes), data.house, data.quotes)));
});
