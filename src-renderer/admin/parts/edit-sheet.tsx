/**
 * One thing of the place on a sheet: its fields, saved as a whole; and its leaving, after one
 * question that names it.
 */
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Note } from '../../ui/controls/controls';
import { Sheet } from '../../ui/controls/sheet';
import { ConfirmSheet } from './panel';
import { useShellWords } from './admin-texts';
import type { Actions } from './use-host';

export function EditSheet({
  title,
  actions,
  isFit,
  save,
  removal,
  onClose,
  children,
}: {
  readonly title: string;
  readonly actions: Actions;
  /** Whether the fields as they stand could be saved. */
  readonly isFit: boolean;
  /** Resolves to null (or false) where it was refused: the sheet stays, and says why. */
  readonly save: () => Promise<unknown>;
  /** Null: it is new, or may not leave. */
  readonly removal: {
    readonly title: string;
    readonly question: string;
    readonly run: () => Promise<unknown>;
  } | null;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const shell = useShellWords();
  const [isLeaving, setLeaving] = useState(false);
  const closeIf = (done: unknown): void => {
    if (done) onClose();
  };
  if (removal && isLeaving)
    return (
      <ConfirmSheet
        title={removal.title}
        question={removal.question}
        action={shell.remove}
        denied={actions.denied}
        onSure={() => void removal.run().then(closeIf)}
        onClose={() => {
          actions.forget();
          setLeaving(false);
        }}
      />
    );
  return (
    <Sheet
      title={title}
      onClose={onClose}
      foot={
        <Button
          look="main"
          wide
          disabled={actions.isBusy || !isFit}
          onClick={() => void save().then(closeIf)}
        >
          {shell.save}
        </Button>
      }
    >
      {actions.denied !== null && <Note tone="bad">{actions.denied}</Note>}
      {children}
      {removal && (
        <Button look="grave" onClick={() => setLeaving(true)}>
          {shell.remove}
        </Button>
      )}
    </Sheet>
  );
}
