/**
 * Cleans text from all interfaces. Removes invisible characters, so that two names that look alike
 * are the same text. Joiners stay only where they change the appearance of a script or an emoji
 * (RFC 5892 appendix A, UAX #31 section 2.3). Limits the marks over one letter.
 */

/**
 * UTS #39, section 5.4, "Optional Detection": more than four nonspacing marks in a row occur in no
 * written language.
 */
const MARKS_A_LETTER = 4;

/**
 * Zero-width joiner, zero-width non-joiner and the selector of an emoji's coloured form: kept or
 * removed by context.
 */
const JUDGED = /\u200c|\u200d|\ufe0f/g;

/**
 * Invisible characters, except those of `JUDGED` and the few visible format characters (Arabic
 * number signs and the like).
 */
const INVISIBLE =
  /(?!\u200c|\u200d|\ufe0f|[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}])[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** All blanks. Braille's blank is a symbol that shows nothing. */
const BLANK = /[\t\r\n]+|[\p{Z}\u2800]/gu;

/**
 * Signs that remove a consonant's vowel. A joiner after them selects another form of the letters.
 */
const VIRAMA =
  '[\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d4d\\u0dca\\u1039\\u103a\\u17d2]';

/**
 * Arabic letters that join the next letter: all but those of joining type R and U in Unicode's
 * ArabicShaping.txt.
 */
const JOINING_ARABIC =
  '(?![\\u0621-\\u0625\\u0627\\u0629\\u062f-\\u0632\\u0648\\u0671-\\u0677\\u0688-\\u0699\\u06c0\\u06c3-\\u06cb\\u06cd\\u06cf\\u06d2\\u06d3\\u06d5\\u06ee\\u06ef\\u0759-\\u075b\\u076b\\u076c\\u0771\\u0773\\u0774\\u0778\\u0779])(?=\\p{L})\\p{Script=Arabic}';
const ARABIC = '(?![\\u0621\\u0674])(?=\\p{L})\\p{Script=Arabic}';

/** Joiners that have no effect. */
const LOOSE_JOINER = new RegExp(
  [
    // Kept: joiner and non-joiner after a virama, the joiner of Bengali ra-ya, the non-joiner
    // between letters that would join, the joiner that shows a letter as if another followed, the
    // parts of an emoji, a symbol shown as an emoji, a key with a figure on it.
    `(?<!\\p{L}\\p{M}*${VIRAMA})(?<!\\u09b0(?=\\u200d\\u09cd))`,
    `(?<!${JOINING_ARABIC}\\p{Mn}*(?=\\u200d(?!\\p{L})))`,
    '(?<!\\p{Extended_Pictographic}(?:\\ufe0f|\\p{Emoji_Modifier})?(?=\\u200d\\p{Extended_Pictographic}))',
    '\\u200d',
    `|(?<!\\p{L}\\p{M}*${VIRAMA}(?=\\u200c\\p{L}))(?<!${JOINING_ARABIC}\\p{Mn}*(?=\\u200c${ARABIC}))\\u200c`,
    '|(?<!(?!\\p{Emoji_Presentation})\\p{Extended_Pictographic})(?<![0-9#*](?=\\ufe0f\\u20e3))\\ufe0f',
  ].join(''),
  'gu',
);

const PILED_MARKS = new RegExp(`\\p{M}{${MARKS_A_LETTER + 1},}`, 'gu');
/** Marks without a base letter would be drawn over the text before. */
const MARKS_ON_NOTHING = /^[ \p{Mn}\p{Me}]+/u;
/**
 * A removed character may have separated others, so cleaning repeats. No honest text needs a third
 * round; hostile text loses all its joiners after these.
 */
const LOOKS_WITH_JOINERS = 4;

/** Latin letters, figures and signs that need no cleaning. */
const CLEAN = /^[\x21-\x7e\xa1-\xac\xae-\u02ff]+(?: [\x21-\x7e\xa1-\xac\xae-\u02ff]+)*$/;

/**
 * One line, composed (NFC), trimmed. Control characters stay: interfaces refuse them, and paper
 * drops them.
 */
export function cleanText(text: string): string {
  if (CLEAN.test(text)) return text.normalize('NFC');
  let clean = text;
  let looks = 0;
  for (let before = ''; before !== clean; looks++) {
    before = clean;
    clean = withoutInvisible(looks < LOOKS_WITH_JOINERS ? clean : clean.replace(JUDGED, ''))
      .replace(BLANK, ' ')
      .replace(MARKS_ON_NOTHING, '')
      // An accent counts whether or not Unicode has a composed letter for it.
      .normalize('NFD')
      .replace(PILED_MARKS, fewMarks)
      .normalize('NFC')
      .trim();
  }
  return clean;
}

/** Removes characters without width and effect. Joiners that shape a script or an emoji stay. */
export function withoutInvisible(text: string): string {
  const seen = text.replace(INVISIBLE, '').normalize('NFC');
  return seen.search(JUDGED) === -1 ? seen : seen.replace(LOOSE_JOINER, '');
}

/** Marks with a width of their own do not overlap. */
function fewMarks(run: string): string {
  let left = MARKS_A_LETTER;
  return Array.from(run, (mark) => (/\p{Mc}/u.test(mark) || left-- > 0 ? mark : '')).join('');
}
