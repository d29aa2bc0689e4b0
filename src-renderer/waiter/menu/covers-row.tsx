/** The optional number of covers, for a table whose order is not placed yet. */
import { useText } from '../../ui/i18n/ui-context';
import style from './covers-row.module.css';

const USUAL_COVERS = [1, 2, 3, 4, 5, 6, 7, 8] as const;

export function CoversRow({
  picked,
  isShut,
  onPick,
}: {
  readonly picked: number | null;
  readonly isShut: boolean;
  readonly onPick: (covers: number | null) => void;
}) {
  const text = useText();
  return (
    <div className={style.covers} role="group" aria-label={text.howMany}>
      <span>{text.howMany}</span>
      {USUAL_COVERS.map((covers) => (
        <button
          key={covers}
          type="button"
          className={style.cover}
          aria-label={text.covers(covers)}
          aria-pressed={picked === covers}
          disabled={isShut}
          onClick={() => onPick(picked === covers ? null : covers)}
        >
          {covers}
        </button>
      ))}
    </div>
  );
}
