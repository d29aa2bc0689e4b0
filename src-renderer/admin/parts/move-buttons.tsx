/** Buttons that move a row one place up or down in its list, for keyboard and touch. */
import { Button } from '../../ui/controls/controls';
import { Icon } from '../../ui/controls/icons';
import { useShellWords } from './admin-texts';
import style from './panel.module.css';

export function MoveButtons({
  name,
  isFirst,
  isLast,
  onMove,
}: {
  readonly name: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onMove: (step: 1 | -1) => void;
}) {
  const shell = useShellWords();
  return (
    <span className={style.steps}>
      <Button icon disabled={isFirst} aria-label={shell.up(name)} onClick={() => onMove(-1)}>
        <Icon name="Up" size={20} />
      </Button>
      <Button icon disabled={isLast} aria-label={shell.down(name)} onClick={() => onMove(1)}>
        <Icon name="Down" size={20} />
      </Button>
    </span>
  );
}
