/** Building blocks of the admin pages: page head, section, data table, confirmation. */
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Note } from '../../ui/controls/controls';
import { Sheet } from '../../ui/controls/sheet';
import { useText } from '../../ui/i18n/ui-context';
import style from './panel.module.css';

export function AdminPageHead({
  title,
  lead,
  children,
}: {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children?: ReactNode;
}) {
  return (
    <header className={style.head}>
      <div>
        <h1>{title}</h1>
        {lead !== undefined && <p className={style.lead}>{lead}</p>}
      </div>
      {children !== undefined && <div className={style.actions}>{children}</div>}
    </header>
  );
}

export function Section({
  title,
  aside,
  children,
}: {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className={style.section} aria-label={title}>
      <div className={style.sectionHead}>
        <h2>{title}</h2>
        {aside !== undefined && <div className={style.aside}>{aside}</div>}
      </div>
      {children}
    </section>
  );
}

/** Asks once before an action that cannot be undone. */
export function ConfirmSheet({
  title,
  question,
  action,
  denied,
  onSure,
  onClose,
}: {
  readonly title: string;
  /** Names the object and the consequence. */
  readonly question: string;
  readonly action: string;
  readonly denied: string | null;
  readonly onSure: () => void;
  readonly onClose: () => void;
}) {
  const text = useText();
  const [isAsked, setAsked] = useState(false);
  return (
    <Sheet
      title={title}
      onClose={onClose}
      foot={
        <div className={style.pair}>
          <Button data-first onClick={onClose}>
            {text.cancel}
          </Button>
          <Button
            look="grave"
            disabled={isAsked && denied === null}
            onClick={() => {
              setAsked(true);
              onSure();
            }}
          >
            {action}
          </Button>
        </div>
      }
    >
      <p>{question}</p>
      {denied !== null && <Note tone="bad">{denied}</Note>}
    </Sheet>
  );
}

/** A table that scrolls sideways on a narrow screen, without the page. */
export function DataTable({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}) {
  return (
    // Focusable, so that the arrow keys scroll it.
    <div className={style.scroll} role="region" aria-label={label} tabIndex={0}>
      <table className={style.table}>{children}</table>
    </div>
  );
}

export function Skeleton({ rows = 4 }: { readonly rows?: number }) {
  const text = useText();
  return (
    <div className={style.skeleton} role="status" aria-label={text.loading}>
      {Array.from({ length: rows }, (_, index) => (
        <span key={index} />
      ))}
    </div>
  );
}
