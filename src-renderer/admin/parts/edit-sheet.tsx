/**
 * A sheet that edits one object of the restaurant: fields, save, and removal with a confirmation.
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
  /** Whether the fields are valid. */
  readonly isFit: boolean;
  /** Resolves to null or false after a refusal: the sheet stays open and shows the reason. */
  readonly save: () => Promise<unknown>;
  /** Null: the object is new, or cannot be removed. */
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
