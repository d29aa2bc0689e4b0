/** The choice of when a dish is wanted: at once, or held for a later course. */
import { useText } from '../../ui/i18n/ui-context';
import { WHENS, whenText } from './when';

export function WhenSelect({
  course,
  held,
  label,
  className,
  onPick,
}: {
  readonly course: number | null;
  readonly held: boolean;
  /** Label for a place without a text beside it. */
  readonly label?: string;
  readonly className?: string | undefined;
  readonly onPick: (course: number | null, held: boolean) => void;
}) {
  const text = useText();
  return (
    <select
      className={className}
      data-held={held}
      aria-label={label}
      value={valueOf(course, held)}
      onChange={({ target }) => {
        const picked = WHENS.find(([one, isHeld]) => valueOf(one, isHeld) === target.value);
        if (picked) onPick(picked[0], picked[1]);
      }}
    >
      {WHENS.map(([one, isHeld]) => (
        <option key={valueOf(one, isHeld)} value={valueOf(one, isHeld)}>
          {whenText(text, one, isHeld)}
        </option>
      ))}
    </select>
  );
}

function valueOf(course: number | null, held: boolean): string {
  return `${course ?? 0} ${held ? 'held' : 'now'}`;
}
