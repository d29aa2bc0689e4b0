/** One more printer: what it is called, where it is, how wide its paper is. */
import { useState } from 'react';
import { atPrinter } from '../../client/panel';
import type { FoundPrinter } from '../../client/panel';
import { useConnected } from '../../client/hooks';
import { Button, Field, Note, Segments } from '../../ui/controls';
import { denialText } from '../../ui/denial';
import { Sheet } from '../../ui/sheet';
import { useText } from '../../ui/ui';
import { Switch, Told } from '../fields';
import { usePrinterWords } from './words';

const WIDTHS = ['32', '42', '48'] as const;

export function AddPrinterSheet({
  found,
  onDone,
  onClose,
}: {
  /** Null: by its address. */
  readonly found: FoundPrinter | null;
  readonly onDone: (name: string) => void;
  readonly onClose: () => void;
}) {
  const words = usePrinterWords();
  const text = useText();
  const { origin, token } = useConnected();
  const [name, setName] = useState('');
  const [address, setAddress] = useState(found?.address ?? '');
  const [columns, setColumns] = useState<(typeof WIDTHS)[number]>('48');
  const [isConfirmed, setConfirmed] = useState(false);
  const [denied, setDenied] = useState<{ readonly words: string; readonly mayConfirm: boolean } | null>(null);
  const [isBusy, setBusy] = useState(false);
  async function save(): Promise<void> {
    setBusy(true);
    const done = await atPrinter(origin, token, name.trim(), {
      hacer: 'agregar',
      direccion: address.trim(),
      columnas: Number(columns),
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
        <Button look="main" wide disabled={isBusy || name.trim() === '' || address.trim() === ''} onClick={() => void save()}>
          {words.add}
        </Button>
      }
    >
      {denied && <Note tone="bad">{denied.words}</Note>}
      <Field label={words.name} value={name} maxLength={80} data-first onChange={({ target }) => setName(target.value)} />
      <Told
        label={words.address}
        hint={found === null ? words.addressHint : (found.says ?? found.name)}
        value={address}
        maxLength={300}
        readOnly={found !== null}
        onChange={({ target }) => setAddress(target.value)}
      />
      <Segments
        label={words.width}
        isNamed
        value={columns}
        options={WIDTHS.map((one) => [one, words.columns(Number(one))] as const)}
        onPick={setColumns}
      />
      {denied?.mayConfirm && <Switch label={words.confirm} isOn={isConfirmed} onChange={setConfirmed} />}
    </Sheet>
  );
}
