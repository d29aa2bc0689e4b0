/** Paper width and code page of a printer, for a new printer and after a wrong test page. */
import { useState } from 'react';
import { CODE_PAGE_NAMES } from '../../../../src-shared/text/code-pages';
import type { CodePage } from '../../../../src-shared/text/code-pages';
import { COLUMNS } from '../../../../src-shared/model/paper-width';
import { Button, Segments } from '../../../ui/controls/controls';
import { Sheet } from '../../../ui/controls/sheet';
import { Select, FormMessage } from '../../parts/fields';
import { usePrinterWords } from './texts';

const WIDTHS = ['32', '42', '48', 'other'] as const;

/** `columns`: null while the typed width is not valid. */
export type PaperAsked = { readonly columns: number | null; readonly page: CodePage };

export function WidthFields({
  paper,
  onChange,
}: {
  readonly paper: PaperAsked;
  readonly onChange: (paper: PaperAsked) => void;
}) {
  const words = usePrinterWords();
  const { columns, page } = paper;
  const [typed, setTyped] = useState(String(columns ?? ''));
  const [choice, setChoice] = useState(WIDTHS.find((one) => one === typed) ?? 'other');
  function type(text: string): void {
    setTyped(text);
    const width = /^\d{1,3}$/.test(text.trim()) ? Number(text) : 0;
    onChange({ page, columns: width >= COLUMNS.min && width <= COLUMNS.max ? width : null });
  }
  return (
    <>
      <Segments
        label={words.width}
        isNamed
        value={choice}
        options={WIDTHS.map(
          (one) => [one, one === 'other' ? words.otherWidth : words.columns(Number(one))] as const,
        )}
        onPick={(one) => {
          setChoice(one);
          if (one !== 'other') type(one);
        }}
      />
      {choice === 'other' && (
        <FormMessage
          label={words.widthLetters(COLUMNS.min, COLUMNS.max)}
          inputMode="numeric"
          maxLength={3}
          value={typed}
          wrong={columns === null && typed !== '' ? words.widthWrong : null}
          onChange={({ target }) => type(target.value)}
        />
      )}
      <Select
        label={words.page}
        hint={words.pageHint}
        value={page}
        onChange={({ target }) =>
          onChange({ columns, page: CODE_PAGE_NAMES.find((one) => one === target.value) ?? page })
        }
      >
        {CODE_PAGE_NAMES.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </Select>
    </>
  );
}

/** Changes width and code page and prints a test page with them. */
export function WidthSheet({
  name,
  paper,
  onTest,
  onClose,
}: {
  readonly name: string;
  readonly paper: PaperAsked;
  readonly onTest: (paper: PaperAsked) => void;
  readonly onClose: () => void;
}) {
  const words = usePrinterWords();
  const [chosen, setChosen] = useState(paper);
  return (
    <Sheet
      title={words.paperAs(name)}
      onClose={onClose}
      foot={
        <Button look="main" wide disabled={chosen.columns === null} onClick={() => onTest(chosen)}>
          {words.testSo}
        </Button>
      }
    >
      <WidthFields paper={chosen} onChange={setChosen} />
    </Sheet>
  );
}
