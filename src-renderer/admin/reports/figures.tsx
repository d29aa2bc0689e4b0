/** The headline figures of a report. */
import style from './reports.module.css';

export type FigureRow = readonly [name: string, value: string, aside: string];

export function Figures({ rows }: { readonly rows: readonly FigureRow[] }) {
  return (
    <dl className={style.figures}>
      {rows.map(([name, value, aside]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <strong>{value}</strong>
            <small>{aside}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
}
