/**
 * A sheet from below (centred on larger screens), as a modal <dialog>. The browser handles Escape
 * and focus.
 */
import { useId, useLayoutEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { Button, classes } from './controls';
import style from './sheet.module.css';
import { useText } from '../i18n/ui-context';
import { Icon } from './icons';

export function Sheet({
  title,
  onClose,
  foot,
  className,
  children,
}: {
  readonly title: string;
  readonly onClose: () => void;
  /** The main action, always visible. */
  readonly foot?: ReactNode;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) {
  const text = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // A layout effect closes the dialog before it leaves the page; only then the browser restores the
  // focus.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // The browser focuses the first button, which closes the sheet. `data-first` marks a better
    // one.
    shown?.querySelector<HTMLElement>('[data-first]')?.focus();
    return () => shown?.close();
  }, []);
  return (
    // A click on the dialog itself is a click beside the sheet, since its content covers all of it.
    // The browser handles Escape.
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      className={classes(style.sheet, className)}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <header className={style.head}>
        <h2 id={titleId}>{title}</h2>
        <Button look="quiet" icon aria-label={text.close} onClick={onClose}>
          <Icon name="X" size={24} />
        </Button>
      </header>
      <div className={style.body}>{children}</div>
      {foot ? <footer className={style.foot}>{foot}</footer> : null}
    </dialog>
  );
}
