/** The two code pages tickets are printed in: what encodes text for a printer and what reads it back use this one table. */
import type { PrinterProfile } from './floor';

export type CodePage = PrinterProfile['codePage'];

/**
 * `upper`: what bytes 0x80 to 0xFF print, in order; a space stands where a page has nothing printable. `escT`: number for ESC t,
 * as Epson lists them; `starT`: for Star's ESC GS t; letters checked against iconv-lite in the tests.
 */
export const CODE_PAGES: Readonly<Record<CodePage, { readonly escT: number; readonly starT: number; readonly upper: string }>> = {
  PC858: {
    escT: 19,
    starT: 4,
    upper:
      'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´ ±‗¾¶§÷¸°¨·¹³²■ ',
  },
  WPC1252: {
    escT: 16,
    starT: 32,
    upper:
      '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ ¡¢£¤¥¦§¨©ª«¬ ®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ',
  },
};
