/** The sheet that makes a token for a program. The token is shown once, to be copied. */
import { useState } from 'react';
import { addProgram } from '../../client/api/staff-api';
import type { CallError } from '../../client/api/staff-api';
import { useConnected } from '../../client/hooks';
import { Button, Field, Note } from '../../ui/controls/controls';
import { denialText } from '../../ui/i18n/refusal-text';
import { Sheet } from '../../ui/controls/sheet';
import { useText } from '../../ui/i18n/ui-context';
import type { Preset } from '../../../src-shared/base/scope-words';
import style from './staff.module.css';
import { PresetChoice } from './preset-choice';
import { useCrewWords } from './texts';

export function ProgramSheet({
  onAdded,
  onClose,
}: {
  readonly onAdded: () => void;
  readonly onClose: () => void;
}) {
  const text = useText();
  const words = useCrewWords();
  const { origin, token } = useConnected();
  const [name, setName] = useState('');
  const [preset, setPreset] = useState<Preset>('tienda');
  const [made, setMade] = useState<string | null>(null);
  const [denied, setDenied] = useState<CallError | null>(null);
  const [isBusy, setBusy] = useState(false);
  async function add(): Promise<void> {
    setBusy(true);
    const done = await addProgram(origin, token, { name: name.trim(), preset });
    setBusy(false);
    setDenied(done.ok ? null : done);
    if (!done.ok) return;
    setMade(done.value);
    onAdded();
  }
  return (
    <Sheet
      title={words.program}
      onClose={onClose}
      foot={
        made === null ? (
          <Button
            look="main"
            wide
            disabled={isBusy || name.trim() === ''}
            onClick={() => void add()}
          >
            {words.programAdd}
          </Button>
        ) : (
          <Button look="main" wide onClick={onClose}>
            {words.programKept}
          </Button>
        )
      }
    >
      {denied && <Note tone="bad">{denialText(text, denied)}</Note>}
      {made === null ? (
        <>
          <p>{words.programLead}</p>
          <Field
            label={words.programName}
            value={name}
            maxLength={80}
            data-first
            onChange={({ target }) => setName(target.value)}
          />
          <PresetChoice value={preset} onChange={setPreset} />
        </>
      ) : (
        <>
          <p>{words.programOnce}</p>
          {/* Read-only; a tap selects the whole token. */}
          <textarea
            className={style.token}
            readOnly
            rows={2}
            aria-label={words.programToken}
            value={made}
            onFocus={({ target }) => target.select()}
          />
        </>
      )}
    </Sheet>
  );
}
