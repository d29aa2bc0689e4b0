/** Code pages of tickets. Encoding for a printer and reading back use this one table. */

export const CODE_PAGE_NAMES = ['PC437', 'PC850', 'PC858', 'PC860', 'WPC1252'] as const;
export type CodePage = (typeof CODE_PAGE_NAMES)[number];

/**
 * `upper`: characters of bytes 0x80 to 0xFF, in order; a space where a page has nothing printable.
 * `escT`: number for ESC t, from Epson's "ESC/POS Command Reference", ESC t; `starT`: number for
 * Star's ESC GS t, from "STAR Line Mode Command Specifications", ESC GS t. Both are in
 * node-thermal-printer's tables too. The tests check the characters against iconv-lite.
 */
export const CODE_PAGES: Readonly<
  Record<CodePage, { readonly escT: number; readonly starT: number | null; readonly upper: string }>
> = {
  PC437: {
    escT: 0,
    starT: 1,
    upper:
      'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■ ',
  },
  PC850: {
    escT: 2,
    // Star has no such page: see `pageOf`.
    starT: null,
    upper:
      'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´ ±‗¾¶§÷¸°¨·¹³²■ ',
  },
  PC858: {
    escT: 19,
    starT: 4,
    upper:
      'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´ ±‗¾¶§÷¸°¨·¹³²■ ',
  },
  PC860: {
    escT: 3,
    starT: 6,
    upper:
      'ÇüéâãàÁçêÊèÍÔìÃÂÉÀÈôõòÚùÌÕÜ¢£Ù₧ÓáíóúñÑªº¿Ò¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■ ',
  },
  WPC1252: {
    escT: 16,
    starT: 32,
    upper:
      '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ ¡¢£¤¥¦§¨©ª«¬ ®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ',
  },
};

/** The characters of a PDF's font (Courier). */
export const PDF_PAGE: CodePage = 'WPC1252';

/**
 * The page that a printer really uses. Star printers have no PC850; their PC858 differs in one
 * letter (€ in the place of ı).
 */
export function pageOf({
  codePage,
  language,
}: {
  readonly codePage: CodePage;
  readonly language: 'escpos' | 'star';
}): CodePage {
  return language === 'star' && codePage === 'PC850' ? 'PC858' : codePage;
}
