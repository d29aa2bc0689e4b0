/**
 * Controls of sheets: toggles, choices, steppers. A separate file, since no first tap needs them.
 */
import type { ComponentProps, ReactNode } from 'react';
import { Button } from './controls';
import style from './controls.module.css';
import { Icon } from './icons';
import { useText } from '../i18n/ui-context';

/** A large button that is on or off. */
export function Toggle({
  isOn,
  children,
  ...rest
}: Omit<ComponentProps<'button'>, 'type'> & {
  readonly isOn: boolean;
  readonly children: ReactNode;
}) {
  return (
    <button type="button" aria-pressed={isOn} {...rest} className={style.toggle}>
      {children}
    </button>
  );
}

export function Choices({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}) {
  return (
    <div role="group" aria-label={label} className={style.choices}>
      {children}
    </div>
  );
}

export function Stepper({
  label,
  value,
  min,
  max,
  onChange,
}: {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}) {
  const text = useText();
  return (
    <div role="group" aria-label={label} className={style.stepper}>
      <Button
        icon
        disabled={value <= min}
        aria-label={`${label}: ${text.fewer}`}
        onClick={() => onChange(value - 1)}
      >
        <Icon name="Minus" size={22} />
      </Button>
      <output aria-live="polite">{value}</output>
      <Button
        icon
        disabled={value >= max}
        aria-label={`${label}: ${text.oneMore}`}
        onClick={() => onChange(value + 1)}
      >
        <Icon name="Plus" size={22} />
      </Button>
    </div>
  );
}
