/** The sheet that adds a printer: name, address, paper width and code page. */
import { useState } from 'react';
import { COLUMNS } from '../../../../src-shared/model/paper-width';
import { atPrinter } from '../../../client/api/admin-api';
import type { FoundPrinter } from '../../../client/api/admin-api';
import { useConnected } from '../../../client/hooks';
import { Button, Field, Note } from '../../../ui/controls/controls';
import { denialText } from '../../../ui/i18n/refusal-text';
import { Sheet } from '../../../ui/controls/sheet';
import { useText } from '../../../ui/i18n/ui-context';
import { Switch, FormMessage } from '../../parts/fields';
import { WidthFields } from './width-fields';
import type { PaperAsked } from './width-fields';
import { usePrinterWords } from './texts';

export function AddPrinterSheet({
  found,
  onDone,
  onClose,
}: {
  /** Null: a person types the address. */
  readonly found: FoundPrinter | null;
  readonly onDone: (name: string) => void;
  readonly onClose: () => void;
}) {
  const words = usePrinterWords();
  const text = useText();
  const { origin, token } = useConnected();
  const [name, setName] = useState('');
  const [address, setAddress] = useState(found?.address ?? '');
  const [paper, setPaper] = useState<PaperAsked>({ columns: COLUMNS.usual, page: 'PC858' });
  const [isConfirmed, setConfirmed] = useState(false);
  const [denied, setDenied] = useState<{
    readonly words: string;
    readonly mayConfirm: boolean;
  } | null>(null);
  const [isBusy, setBusy] = useState(false);
  async function save(): Promise<void> {
    setBusy(true);
    const done = await atPrinter(origin, token, name.trim(), {
      hacer: 'agregar',
      direccion: address.trim(),
      columnas: paper.columns,
      pagina: paper.page,
      confirmado: isConfirmed,
    });
    setBusy(false);
    if (done.ok) onDone(name.trim());
    else setDenied({ words: denialText(text, done), mayConfirm: done.details.confirmable === 1 });
  }
  return (
    <Sheet
      title={words.add}
      onClose={onClose}
      foot={
        <Button
          look="main"
          wide
          disabled={isBusy || name.trim() === '' || address.trim() === '' || paper.columns === null}
          onClick={() => void save()}
        >
          {words.add}
        </Button>
      }
    >
      {denied && <Note tone="bad">{denied.words}</Note>}
      <Field
        label={words.name}
        value={name}
        maxLength={80}
        data-first
        onChange={({ target }) => setName(target.value)}
      />
      <FormMessage
        label={words.address}
        hint={found === null ? words.addressHint : (found.says ?? found.name)}
        value={address}
        maxLength={300}
        readOnly={found !== null}
        onChange={({ target }) => setAddress(target.value)}
      />
      <WidthFields paper={paper} onChange={setPaper} />
      {denied?.mayConfirm && (
        <Switch label={words.confirm} isOn={isConfirmed} onChange={setConfirmed} />
      )}
    </Sheet>
  );
}
