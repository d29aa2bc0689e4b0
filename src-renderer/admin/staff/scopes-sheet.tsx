/** The sheet that changes what a program may do. It applies at once, also to open connections. */
import { useState } from 'react';
import { PRESETS, presetOf } from '../../../src-shared/base/scope-words';
import type { Preset } from '../../../src-shared/base/scope-words';
import type { DeviceRow } from '../../client/api/staff-api';
import { Button, Note } from '../../ui/controls/controls';
import { Sheet } from '../../ui/controls/sheet';
import { useShellWords } from '../parts/admin-texts';
import { useActions } from '../parts/use-host';
import { PresetChoice } from './preset-choice';
import { scopesText } from './scopes-text';
import { useCrewWords } from './texts';

export function ScopesSheet({
  program,
  onClose,
}: {
  readonly program: DeviceRow;
  readonly onClose: () => void;
}) {
  const words = useCrewWords();
  const shell = useShellWords();
  const actions = useActions();
  const scopes = program.scopes ?? [];
  const [preset, setPreset] = useState<Preset | null>(presetOf(scopes));
  async function save(chosen: Preset): Promise<void> {
    if (await actions.run('setScopes', { device: program.id, scopes: [...PRESETS[chosen]] }))
      onClose();
  }
  return (
    <Sheet
      title={words.changeScopes(program.name)}
      onClose={onClose}
      foot={
        <Button
          look="main"
          disabled={preset === null || actions.isBusy}
          onClick={() => preset !== null && void save(preset)}
        >
          {shell.save}
        </Button>
      }
    >
      {actions.denied !== null && <Note tone="bad">{actions.denied}</Note>}
      <p>{words.scopesNow(scopesText(words, scopes))}</p>
      <PresetChoice value={preset} onChange={setPreset} />
    </Sheet>
  );
}
