/**
 * A sheet from below (in the middle on larger screens): the browser's own dialog, so that Escape,
 * focus and what is behind it behave.
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
  /** The one action, always in reach. */
  readonly foot?: ReactNode;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}) {
  const text = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // Before it leaves the page: a dialog that is gone already gives the focus back to nobody.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    // The browser takes the first button, which is the one that closes; some sheets have a better
    // first.
    shown?.querySelector<HTMLElement>('[data-first]')?.focus();
    return () => shown?.close();
  }, []);
  return (
    // A tap beside the sheet lands on the dialog itself: its content covers all of it. Escape is
    // the browser's.
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
