/**
 * Prepares text for paper before any code page applies: composed letters, plain punctuation, and
 * graphemes counted as columns.
 */

import { withoutInvisible } from '../text/clean-text';

const PLAIN: readonly (readonly [RegExp, string])[] = [
  [/[\u2018-\u201b\u2032]/g, "'"],
  [/[\u201c-\u201f\u2033]/g, '"'],
  [/[\u2010-\u2015\u2212]/g, '-'],
  [/\u2026/g, '...'],
  [/\u2192/g, '->'],
  [/\u2190/g, '<-'],
  [/\u2022/g, '*'],
  [/\u00d7/g, 'x'],
  [/[\p{Z}\u2800]/gu, ' '],
  // Control characters could act on a printer.
  [/\p{Cc}/gu, ''],
];

// Stateless and costly to create, so there is one segmenter.
const graphemes = new Intl.Segmenter('es', { granularity: 'grapheme' });

export function plainPaperText(text: string): string {
  // Almost every ticket is plain already; this test takes a tenth of the time.
  if (/^[\x20-\x7e\xa1-\xac\xae-\xd6\xd8-\u02ff]*$/.test(text)) return text;
  return PLAIN.reduce((done, [from, to]) => done.replace(from, to), withoutInvisible(text));
}

/** Latin letters up to U+02FF. Each is one code unit and one letter, so no segmenter is needed. */
const SIMPLE = /^[\x20-\x7e\xa0-\u02ff]*$/;

/** The text as a list of letters as a reader sees them (graphemes). Each takes one column. */
export function lettersOf(text: string): readonly string[] {
  return SIMPLE.test(text)
    ? text.split('')
    : Array.from(graphemes.segment(text), (part) => part.segment);
}

function lengthOf(text: string): number {
  return SIMPLE.test(text) ? text.length : lettersOf(text).length;
}

/**
 * Breaks a text at spaces into lines of at most `columns` letters. A word longer than a line is
 * split; nothing is dropped. Leading spaces stay. Lines after the first start with `indent`.
 */
export function wrap(text: string, columns: number, indent = ''): readonly string[] {
  const lines: string[] = [];
  let line = /^ */.exec(text)?.[0] ?? '';
  let length = line.length;
  let hasWord = false;
  const flush = (): void => {
    lines.push(line);
    line = indent;
    length = indent.length;
    hasWord = false;
  };
  for (const word of text.split(' ')) {
    if (word === '') continue;
    let left = word;
    let leftLength = lengthOf(word);
    if (hasWord && length + 1 + leftLength > columns) flush();
    else if (hasWord) {
      line += ' ';
      length++;
    }
    while (length + leftLength > columns) {
      const letters = lettersOf(left);
      const fits = columns - length;
      line += letters.slice(0, fits).join('');
      left = letters.slice(fits).join('');
      leftLength -= fits;
      flush();
    }
    line += left;
    length += leftLength;
    hasWord = true;
  }
  if (hasWord || lines.length === 0) flush();
  return lines;
}
