/** The keypad for PINs, by touch or by the digits of a keyboard, wherever the focus is. */
import { useEffect } from 'react';
import { Hidden } from '../ui/controls/controls';
import style from './onboarding.module.css';
import { useDoorWords } from './texts';

const LONGEST = 12;

export function Keypad({
  pin,
  least,
  isShown = false,
  isBusy,
  action,
  onChange,
  onEnter,
}: {
  readonly pin: string;
  /** Minimum number of digits. */
  readonly least: number;
  /** A new PIN is shown while it is chosen, so it need not be typed twice. */
  readonly isShown?: boolean;
  readonly isBusy: boolean;
  readonly action: string;
  readonly onChange: (pin: string) => void;
  readonly onEnter: () => void;
}) {
  const words = useDoorWords();
  const isEnough = pin.length >= least && !isBusy;
  useKeyboardDigits(pin, isEnough, onChange, onEnter);
  const digit = (n: number) => (
    <button
      key={n}
      type="button"
      className={style.key}
      disabled={isBusy}
      onClick={() => onChange((pin + n).slice(0, LONGEST))}
    >
      {n}
    </button>
  );
  return (
    <>
      <PinDisplay pin={pin} least={least} isShown={isShown} />
      <div className={style.keys}>
        {[1, 2, 3, 4, 5, 6, 7, 8, 9].map(digit)}
        <button
          type="button"
          className={style.key}
          data-word="true"
          disabled={isBusy || pin === ''}
          onClick={() => onChange(pin.slice(0, -1))}
        >
          {words.pinErase}
        </button>
        {digit(0)}
        <button
          type="button"
          className={style.key}
          data-word="true"
          data-main="true"
          disabled={!isEnough}
          onClick={onEnter}
        >
          {action}
        </button>
      </div>
    </>
  );
}

/** Digits of the keyboard, Backspace and Enter work wherever the focus is. */
function useKeyboardDigits(
  pin: string,
  isEnough: boolean,
  onChange: (pin: string) => void,
  onEnter: () => void,
): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      // Text fields of the same page get their own keys.
      if (event.target instanceof HTMLInputElement) return;
      if (/^\d$/.test(event.key)) onChange((pin + event.key).slice(0, LONGEST));
      else if (event.key === 'Backspace') onChange(pin.slice(0, -1));
      else if (event.key === 'Enter' && isEnough && !(event.target instanceof HTMLButtonElement))
        onEnter();
      else return;
      event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [pin, isEnough, onChange, onEnter]);
}

function PinDisplay({
  pin,
  least,
  isShown,
}: {
  readonly pin: string;
  readonly least: number;
  readonly isShown: boolean;
}) {
  const words = useDoorWords();
  return isShown ? (
    <output className={style.chosen} aria-label={words.pinChosen}>
      {pin === '' ? <span className={style.empty}>{words.pinEmpty(least)}</span> : pin}
    </output>
  ) : (
    <div className={style.dots}>
      {Array.from({ length: pin.length }, (_, index) => (
        <span key={index} className={style.dot} />
      ))}
      <Hidden>
        <output>{words.pinDigits(pin.length)}</output>
      </Hidden>
    </div>
  );
}
