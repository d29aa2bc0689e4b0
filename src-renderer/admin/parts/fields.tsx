/** Form fields of the admin sheets: list, multiple choice, lines of text, file, switch. */
import { useId } from 'react';
import type { ComponentProps, ReactNode } from 'react';
import controls from '../../ui/controls/controls.module.css';
import { Choices, Toggle } from '../../ui/controls/forms';
import style from './fields.module.css';

/** A labelled field. The hint or the error below it is its description, not part of its label. */
function Labelled({
  label,
  hint,
  wrong = null,
  children,
}: {
  readonly label: string;
  readonly hint: string | undefined;
  readonly wrong?: string | null;
  readonly children: (ids: {
    readonly id: string;
    readonly 'aria-describedby': string | undefined;
  }) => ReactNode;
}) {
  const id = useId();
  const below = wrong ?? hint;
  return (
    <div className={controls.field}>
      <label htmlFor={id} className={style.label}>
        {label}
      </label>
      {children({ id, 'aria-describedby': below === undefined ? undefined : `${id}-told` })}
      {below !== undefined && (
        <small id={`${id}-told`} className={wrong === null ? style.hint : style.wrong}>
          {below}
        </small>
      )}
    </div>
  );
}

export function Select({
  label,
  hint,
  children,
  ...rest
}: ComponentProps<'select'> & {
  readonly label: string;
  readonly hint?: string;
  readonly children: ReactNode;
}) {
  return (
    <Labelled label={label} hint={hint}>
      {(ids) => (
        <select {...rest} {...ids} className={controls.input}>
          {children}
        </select>
      )}
    </Labelled>
  );
}

export function LinesField({
  label,
  hint,
  ...rest
}: ComponentProps<'textarea'> & { readonly label: string; readonly hint?: string }) {
  return (
    <Labelled label={label} hint={hint}>
      {(ids) => <textarea rows={5} {...rest} {...ids} className={controls.input} />}
    </Labelled>
  );
}

/** A field with a sentence below it: a hint, or the error in `wrong`. */
export function FormMessage({
  label,
  hint = '',
  wrong = null,
  ...rest
}: ComponentProps<'input'> & {
  readonly label: string;
  readonly hint?: string;
  readonly wrong?: string | null;
}) {
  return (
    <Labelled label={label} hint={hint} wrong={wrong}>
      {(ids) => (
        <input
          autoComplete="off"
          {...rest}
          {...ids}
          aria-invalid={wrong !== null}
          className={controls.input}
        />
      )}
    </Labelled>
  );
}

/** Picks one file of this device. The browser's own field shows its name. */
export function FileField({
  label,
  hint,
  accept,
  onTake,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly accept: string;
  readonly onTake: (file: File | null) => void;
}) {
  return (
    <Labelled label={label} hint={hint}>
      {(ids) => (
        <input
          type="file"
          accept={accept}
          {...ids}
          className={controls.input}
          onChange={({ target }) => onTake(target.files?.[0] ?? null)}
        />
      )}
    </Labelled>
  );
}

/** Picks several options. `chosen` holds ids in the order in which they were chosen. */
export function MultiSelect({
  label,
  options,
  chosen,
  onChange,
}: {
  readonly label: string;
  readonly options: readonly { readonly id: string; readonly name: string }[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
}) {
  return (
    <div className={controls.field}>
      <span>{label}</span>
      <Choices label={label}>
        {options.map(({ id, name }) => (
          <Toggle
            key={id}
            isOn={chosen.includes(id)}
            onClick={() =>
              onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id])
            }
          >
            {name}
          </Toggle>
        ))}
      </Choices>
    </div>
  );
}

/** A switch with its label and a hint. */
export function Switch({
  label,
  hint,
  isOn,
  disabled = false,
  onChange,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly isOn: boolean;
  readonly disabled?: boolean;
  readonly onChange: (isOn: boolean) => void;
}) {
  return (
    <label className={style.switch}>
      <input
        type="checkbox"
        role="switch"
        checked={isOn}
        disabled={disabled}
        onChange={({ target }) => onChange(target.checked)}
      />
      <span>
        {label}
        {hint !== undefined && <small className={style.hint}>{hint}</small>}
      </span>
    </label>
  );
}
