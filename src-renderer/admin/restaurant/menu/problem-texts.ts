/** Problems of a menu file as text. */
import { LIMITS } from '../../../../src-shared/base/limits';
import type { FileFault, Problem } from '../../../../src-shared/menu-import/problems';
import type { MoneyStyle } from '../../../../src-shared/menu-import/prices';
import type { MenuWords } from './texts';

export function faultWords(fault: FileFault, words: MenuWords): string {
  switch (fault.what) {
    case 'workbook':
      return words.fileWorkbook;
    case 'no-text':
      return words.fileUnread;
    case 'empty':
      return words.fileEmpty;
    case 'open-quote':
      return words.openQuote(fault.line);
    case 'foreign':
      return words.fileForeign(fault.system);
    case 'columns-missing':
      return words.columnsMissing(fault.columns.join(', '));
    case 'column-twice':
      return words.columnTwice(fault.column, fault.heads.join(', '));
  }
}

export function problemWords(told: Problem, money: MoneyStyle, words: MenuWords): string {
  const problem = 'text' in told ? { ...told, text: clipped(told.text) } : told;
  switch (problem.what) {
    case 'category-missing':
      return words.erCategory;
    case 'name-missing':
      return words.erName;
    case 'too-long':
      return words.erLong;
    case 'too-many-cells':
      return words.erCells;
    case 'rows-in-cell':
      return words.erRowsInCell(problem.last);
    case 'price':
      return priceWords(problem, money, words);
    case 'code-twice':
      return words.erCodeTwice(problem.text, problem.first);
    case 'name-twice':
      return words.erNameTwice(problem.text, problem.first);
    case 'name-taken':
      return words.erNameTaken(problem.text, problem.code);
    case 'station-unknown':
      return words.erStation(problem.text);
    case 'station-cooks-not':
      return words.erCooksNot(problem.text);
    case 'question-unknown':
      return words.erQuestion(problem.text);
    case 'list-too-long':
      return words.erList(problem.most);
    case 'open-quote':
      return words.openQuote(problem.line);
    case 'too-many-rows':
      return words.erTooMany(LIMITS.menuRows);
  }
}

const CHARS = 80;

/** Cells are shortened: one may hold a whole page of text. */
export function clipped(text: string): string {
  return text.length > CHARS ? `${text.slice(0, CHARS)}…` : text;
}

function priceWords(
  { fault, text }: Extract<Problem, { readonly what: 'price' }>,
  { currency, decimals }: MoneyStyle,
  words: MenuWords,
): string {
  switch (fault) {
    case 'missing':
      return words.erNoPrice;
    case 'no-price':
      return words.erPrice(text);
    case 'negative':
      return words.erNegative(text);
    case 'other-currency':
      return words.erCurrency(text, currency);
    case 'too-fine':
      return words.erTooFine(text, decimals);
    case 'too-large':
      return words.erTooLarge(text);
  }
}
