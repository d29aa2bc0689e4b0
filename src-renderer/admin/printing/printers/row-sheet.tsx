/** The sheets that a printer's row opens: its last prints, its paper, its removal. */
import { useState } from 'react';
import type { Printer } from '../../../../src-shared/model/printers';
import { atPrinter } from '../../../client/api/admin-api';
import { useConnected } from '../../../client/hooks';
import { denialText } from '../../../ui/i18n/refusal-text';
import { useText } from '../../../ui/i18n/ui-context';
import { ConfirmSheet } from '../../parts/panel';
import { LastPapers } from './last-prints';
import { usePrinterWords } from './texts';
import type { PrinterTasks } from './use-printer-tasks';
import { WidthSheet } from './width-fields';

export type SheetName = 'paper' | 'width' | 'remove';

export function RowSheet({
  sheet,
  printer,
  tasks,
  onChanged,
  onClose,
}: {
  readonly sheet: SheetName;
  readonly printer: Printer;
  readonly tasks: PrinterTasks;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}) {
  const { name, profile } = printer;
  switch (sheet) {
    case 'paper':
      return <LastPapers printer={printer} onClose={onClose} />;
    case 'width':
      return (
        <WidthSheet
          name={name}
          paper={{ columns: profile.columns, page: profile.codePage }}
          onTest={({ columns, page }) => {
            onClose();
            void tasks.run('test', { columnas: columns, pagina: page });
          }}
          onClose={onClose}
        />
      );
    case 'remove':
      return (
        <RemovePrinter
          name={name}
          onDone={() => {
            onClose();
            onChanged();
          }}
          onClose={onClose}
        />
      );
  }
}

function RemovePrinter({
  name,
  onDone,
  onClose,
}: {
  readonly name: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const words = usePrinterWords();
  const text = useText();
  const { origin, token } = useConnected();
  const [denied, setDenied] = useState<string | null>(null);
  return (
    <ConfirmSheet
      title={words.removeName(name)}
      question={words.removeSure(name)}
      action={words.remove}
      denied={denied}
      onSure={() =>
        void atPrinter(origin, token, name, { hacer: 'quitar' }).then((done) => {
          if (done.ok) onDone();
          else setDenied(denialText(text, done));
        })
      }
      onClose={onClose}
    />
  );
}
