/**
 * Controls of every view: buttons, chips, fields, choices. Touch targets are at least a thumb wide.
 */
import type { ComponentProps, ReactNode } from 'react';
import style from './controls.module.css';

export function classes(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}

type ButtonLook = 'plain' | 'main' | 'quiet' | 'grave';

export function Button({
  look = 'plain',
  wide = false,
  icon = false,
  className,
  ...rest
}: ComponentProps<'button'> & {
  readonly look?: ButtonLook;
  readonly wide?: boolean;
  readonly icon?: boolean;
}) {
  const looks = { plain: null, main: style.main, quiet: style.quiet, grave: style.grave };
  return (
    <button
      type="button"
      {...rest}
      data-look={look}
      className={classes(
        style.button,
        looks[look],
        wide && style.wide,
        icon && style.icon,
        className,
      )}
    />
  );
}

export type Tone = 'ok' | 'wait' | 'bad' | 'info' | 'plain';

/** A state: always a word, with an icon and a colour. */
export function Chip({
  tone,
  icon,
  children,
}: {
  readonly tone: Tone;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <span className={classes(style.chip, style[tone])}>
      {icon}
      <span>{children}</span>
    </span>
  );
}

/** A message in the place that it concerns. */
export function Note({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <p className={classes(style.note, style[tone])} role={tone === 'bad' ? 'alert' : 'status'}>
      {children}
    </p>
  );
}

export function Field({ label, ...rest }: ComponentProps<'input'> & { readonly label: string }) {
  return (
    <label className={style.field}>
      <span>{label}</span>
      <input autoComplete="off" {...rest} className={style.input} />
    </label>
  );
}

/** A choice of one of a few options, all visible. */
export function Segments<T extends string>({
  label,
  value,
  options,
  onPick,
  isNamed = false,
}: {
  readonly label: string;
  /** The label is shown above the control. */
  readonly isNamed?: boolean;
  readonly value: T;
  readonly options: readonly (readonly [T, string])[];
  readonly onPick: (value: T) => void;
}) {
  return (
    <div role="group" aria-label={label} className={style.segments}>
      {isNamed && <span className={style.segmentsName}>{label}</span>}
      {options.map(([name, words]) => (
        <button
          key={name}
          type="button"
          aria-pressed={name === value}
          className={style.segment}
          onClick={() => onPick(name)}
        >
          {words}
        </button>
      ))}
    </div>
  );
}

export function Empty({
  title,
  children,
}: {
  readonly title: string;
  readonly children?: ReactNode;
}) {
  return (
    <div className={style.empty}>
      <strong>{title}</strong>
      {children}
    </div>
  );
}

export function Hidden({ children }: { readonly children: ReactNode }) {
  return <span className={style.hidden}>{children}</span>;
}
