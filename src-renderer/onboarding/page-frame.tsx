/** The frame of the onboarding pages: one card with one action. */
import type { ReactNode } from 'react';
import style from './onboarding.module.css';

export function PageFrame({
  title,
  lead,
  children,
}: {
  readonly title: string;
  readonly lead?: string | undefined;
  readonly children?: ReactNode;
}) {
  return (
    <main className={style.door}>
      <div className={style.card}>
        <p className={style.brand}>
          <img src="/icon.svg" alt="" />
          Comanda
        </p>
        <h1>{title}</h1>
        {lead !== undefined && <p className={style.lead}>{lead}</p>}
        {children}
      </div>
    </main>
  );
}
