/** Presets of what a program may do, each with an explanation. */
import { PRESET_WORDS } from '../../../src-shared/base/scope-words';
import type { Preset } from '../../../src-shared/base/scope-words';
import { Choices, Toggle } from '../../ui/controls/forms';
import { useCrewWords } from './texts';

/** `value`: null if no preset is chosen. */
export function PresetChoice({
  value,
  onChange,
}: {
  readonly value: Preset | null;
  readonly onChange: (preset: Preset) => void;
}) {
  const words = useCrewWords();
  return (
    <>
      <p>{words.programMay}</p>
      <Choices label={words.programMay}>
        {PRESET_WORDS.map((one) => (
          <Toggle key={one} isOn={one === value} onClick={() => onChange(one)}>
            {words.presets[one]}
          </Toggle>
        ))}
      </Choices>
      {value !== null && <p>{words.presetHints[value]}</p>}
    </>
  );
}
