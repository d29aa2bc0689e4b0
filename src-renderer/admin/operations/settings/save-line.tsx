/** A save button with its result: saved, or the reason of the refusal. */
import type { ReactNode } from 'react';
import { Button, Note } from '../../../ui/controls/controls';
import { useShellWords } from '../../parts/admin-texts';
import style from './settings.module.css';

export function SaveLine({
  isSaved,
  denied,
  disabled,
  onSave,
  children,
}: {
  readonly isSaved: boolean;
  readonly denied: string | null;
  readonly disabled: boolean;
  readonly onSave: () => void;
  readonly children?: ReactNode;
}) {
  const shell = useShellWords();
  return (
    <>
      {denied !== null && <Note tone="bad">{denied}</Note>}
      <div className={style.save}>
        <Button look="main" disabled={disabled} onClick={onSave}>
          {shell.save}
        </Button>
        {children}
        <span role="status">{isSaved ? shell.saved : ''}</span>
      </div>
    </>
  );
}
