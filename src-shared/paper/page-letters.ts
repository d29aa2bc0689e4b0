/**
 * Converts a text to the letters of one code page.
 *
 * A letter that the page lacks is written in its plain form: without its accent, or as people spell
 * it on a typewriter. A letter without a plain form becomes `?` and is counted.
 */
import { CODE_PAGE_NAMES, CODE_PAGES } from '../text/code-pages';
import type { CodePage } from '../text/code-pages';
import { lettersOf, plainPaperText } from './paper-text';

/**
 * Plain forms of letters and signs that Unicode does not decompose (NFKD). Letters follow the
 * transform "Latin-ASCII" of Unicode CLDR. Currencies have their ISO 4217 code, or the form of their
 * country if that is shorter. Every page has the letters of these forms.
 */
const PLAIN_FORMS: ReadonlyMap<string, string> = new Map(
  [
    `Æ AE  æ ae  Œ OE  œ oe  ß ss  ẞ SS  Þ TH  þ th  Ð D  ð d  Đ D  đ d  Ɖ D`,
    `Ø O  ø o  Ł L  ł l  Ħ H  ħ h  ı i  ȷ j  Ŋ N  ŋ n  Ŧ T  ŧ t  ĸ q`,
    `Ə E  ə e  Ɓ B  ɓ b  Ɗ D  ɗ d  Ƙ K  ƙ k  Ƴ Y  ƴ y  Ɨ I  ɨ i  Ʉ U  ʉ u`,
    `Ƶ Z  ƶ z  Ǥ G  ǥ g  Ƀ B  ƀ b  Ⱥ A  ⱥ a  Ȼ C  ȼ c  ƒ f  Ꝑ P  ꝑ p`,
    // Letters of African and Mexican languages, as people write them on keyboards without them.
    `Ɛ E  ɛ e  Ɔ O  ɔ o  ǝ e  ɖ d  Ɣ G  ɣ g  Ʋ V  ʋ v  Ʒ Z  ʒ z  Ꞌ '  ꞌ '`,
    `‘ '  ’ '  ‚ ,  ‛ '  “ "  ” "  „ "  ‟ "  ‹ <  › >`,
    `ʻ '  ʼ '  ʹ '  ʾ '  ʿ '  ´ '  ¨ "  ¸ ,  ¯ -  ⁄ /  ∕ /  ⁃ -  ‗ _  ¦ |`,
    `∙ ·  • *  × x  ≤ <=  ≥ >=  ≈ ~  → ->  ← <-  、 ,  。 .`,
    `© (C)  ® (R)  μ µ  ˜ ~  ˆ ^  ˚ °  ˝ "  ˛ ,`,
    `€ EUR  ¥ JPY  ₲ Gs  ₡ CRC  ₧ Pts  ₱ PHP  ₽ RUB  ₹ INR`,
    `₺ TRY  ₩ KRW  ₪ ILS  ₦ NGN  ₫ VND  ₴ UAH  ₿ BTC`,
  ].flatMap((row) =>
    row
      .split('  ')
      .map(
        (pair) => [pair.slice(0, pair.indexOf(' ')), pair.slice(pair.indexOf(' ') + 1)] as const,
      ),
  ),
);

const ASCII = /^[\x20-\x7e]*$/;
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{M}]/u;

const PAGE_LETTERS = new Map(
  CODE_PAGE_NAMES.map((page) => [
    page,
    new Set(Array.from(CODE_PAGES[page].upper).filter((letter) => letter !== ' ')),
  ]),
);

export type InPage = {
  /** Letters of the page, and `?` for letters without a plain form. */
  readonly text: string;
  /** Number of letters that became `?`. */
  readonly missing: number;
};

export function inPage(text: string, page: CodePage): InPage {
  if (ASCII.test(text)) return { text, missing: 0 };
  let missing = 0;
  const letters = lettersOf(text).map((letter) => {
    if (has(letter, page)) return letter;
    const spelled = spell(letter, page);
    missing += spelled.missing;
    return spelled.text;
  });
  return { text: letters.join(''), missing };
}

/**
 * Like `inPage`, but a letter without a plain form stays as it is. Used to count columns before the
 * text is printed.
 */
export function spelledFor(text: string, page: CodePage): string {
  if (ASCII.test(text)) return text;
  return lettersOf(text)
    .map((letter) => {
      if (has(letter, page)) return letter;
      const { text: plain, missing } = spell(letter, page);
      if (missing === 0) return plain;
      // A reader sees one letter, which takes several columns on that paper: each part becomes a
      // letter of its own.
      return plain.length === 1 ? letter : plain.replaceAll('?', '\ufffd');
    })
    .join('');
}

/** True if a printer with that page lacks more than half of the name's letters. */
export function isMostlyUnprintable(name: string, page: CodePage): boolean {
  const plain = plainPaperText(name).replace(/ /g, '');
  return inPage(plain, page).missing * 2 > lettersOf(plain).length;
}

function has(letter: string, page: CodePage): boolean {
  return (
    PAGE_LETTERS.get(page)?.has(letter) === true || (letter.length === 1 && ASCII.test(letter))
  );
}

/**
 * Spells one letter as a reader counts letters, which may be several characters. A run of characters
 * without a plain form becomes one `?`.
 */
function spell(letter: string, page: CodePage): InPage {
  let text = '';
  let missing = 0;
  let isMissing = false;
  for (const character of letter) {
    const plain = plainForm(character, page);
    if (plain === '') continue;
    if (plain !== null) text += plain;
    else if (!isMissing) {
      text += '?';
      missing++;
    }
    isMissing = plain === null;
  }
  // A lone accent was meant to be visible; a lone joiner was not.
  const isLost =
    text === '' && /\p{M}/u.test(letter.replace(/\p{Default_Ignorable_Code_Point}/gu, ''));
  return isLost ? { text: '?', missing: 1 } : { text, missing };
}

/** Empty for a character that is invisible by itself. Null if there is no plain form. */
function plainForm(character: string, page: CodePage): string | null {
  if (has(character, page)) return character;
  if (INVISIBLE.test(character)) return '';
  const known = PLAIN_FORMS.get(character);
  if (known !== undefined) return known;
  const parts = Array.from(character.normalize('NFKD').replace(/\p{M}/gu, ''));
  if (parts.length === 1 && parts[0] === character) return null;
  // A lone accent: a blank in its place would be a loss that is not counted.
  if (!/\p{Z}/u.test(character) && parts.every((part) => part === ' ')) return null;
  const plain = parts.map((part) => (has(part, page) ? part : (PLAIN_FORMS.get(part) ?? null)));
  return plain.includes(null) ? null : plain.join('');
}
