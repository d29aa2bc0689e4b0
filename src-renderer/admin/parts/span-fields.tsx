/** A span of days: two date fields, and buttons for the usual spans. */
import type { Span } from '../../../src-shared/queries/reports';
import { Button, Field } from '../../ui/controls/controls';
import { useShellWords } from './admin-texts';
import style from './span-fields.module.css';

/**
 * `2026-11-22` by this device's calendar, a number of days ago. Before the cut-over hour the
 * business day is still the day before.
 */
export function dayAgo(days: number): string {
  const day = new Date(Date.now() - TURNS_AT_MS);
  day.setDate(day.getDate() - days);
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')}`;
}

/** The default cut-over hour, 05:00. */
const TURNS_AT_MS = 5 * 3_600_000;

export function lastDays(count: number): Span {
  return { from: dayAgo(count - 1), to: dayAgo(0) };
}

export function SpanFields({
  span,
  onChange,
}: {
  readonly span: Span;
  readonly onChange: (span: Span) => void;
}) {
  const words = useShellWords();
  const usual: readonly (readonly [string, Span])[] = [
    [words.today, lastDays(1)],
    [words.yesterday, { from: dayAgo(1), to: dayAgo(1) }],
    [words.week, lastDays(7)],
    [words.month, lastDays(30)],
    [words.year, lastDays(365)],
  ];
  return (
    <div className={style.span}>
      <Field
        type="date"
        label={words.from}
        value={span.from}
        max={span.to}
        onChange={({ target }) =>
          target.value &&
          onChange({ from: target.value, to: target.value > span.to ? target.value : span.to })
        }
      />
      <Field
        type="date"
        label={words.to}
        value={span.to}
        min={span.from}
        onChange={({ target }) =>
          target.value &&
          onChange({ from: target.value < span.from ? target.value : span.from, to: target.value })
        }
      />
      <div className={style.usual}>
        {usual.map(([name, one]) => (
          <Button
            key={name}
            aria-pressed={one.from === span.from && one.to === span.to}
            onClick={() => onChange(one)}
          >
            {name}
          </Button>
        ))}
      </div>
    </div>
  );
}
