/** The import of a menu file: choose, read, preview with changes and problems, import. */
import { useState } from 'react';
import { MENU_FILE_BYTES } from '../../../../src-shared/menu-import/read-menu';
import type { Mode } from '../../../../src-shared/menu-import/plan';
import { sendMenu } from '../../../client/api/admin-api';
import { useConnected, useHost } from '../../../client/hooks';
import { Button, Note } from '../../../ui/controls/controls';
import { denialText } from '../../../ui/i18n/refusal-text';
import { Sheet } from '../../../ui/controls/sheet';
import { useText } from '../../../ui/i18n/ui-context';
import { ImportPreview } from './import-preview';
import style from './menu.module.css';
import { unpack } from './packed-read';
import type { PackedPlan, PackedRead } from './packed-read';
import { faultWords } from './problem-texts';
import { useMenuRead } from './use-menu-read';
import type { ChosenFile } from './use-menu-read';
import { useMenuWords } from './texts';
import type { MenuWords } from './texts';

const MIB = 1024 * 1024;

export function ImportSheet({
  onDone,
  onClose,
}: {
  readonly onDone: (message: string) => void;
  readonly onClose: () => void;
}) {
  const text = useText();
  const words = useMenuWords();
  const { origin, token } = useConnected();
  const place = useHost((host) => host.place);
  const [file, setFile] = useState<File | null>(null);
  const [chosen, setChosen] = useState<ChosenFile | null>(null);
  const [mode, setMode] = useState<Mode>('keep');
  const [denied, setDenied] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const { read, isReading } = useMenuRead(chosen, place);
  const preview = read !== null && read !== 'failed' && !('fault' in read) ? read : null;
  const plan = preview?.[mode] ?? null;
  const fault = faultOf(file, read, words);

  /** Clears the preview of the previous file at once, even if the new file cannot be read. */
  function pick(picked: File | undefined): void {
    if (!picked) return;
    setDenied(null);
    setMode('keep');
    setFile(picked);
    setChosen(picked.size > MENU_FILE_BYTES ? null : { file: picked, quotes: 'around' });
  }

  async function bringIn({ rows }: PackedPlan): Promise<void> {
    setBusy(true);
    setDenied(null);
    const done = await sendMenu(origin, token, {
      rows: [...unpack(rows)],
      replace: mode === 'replace',
    });
    setBusy(false);
    if (done.ok) onDone(words.imported(done.value.added, done.value.changed, done.value.removed));
    else setDenied(denialText(text, done));
  }

  return (
    <Sheet
      title={words.importFile}
      className={style.wide}
      onClose={onClose}
      foot={
        plan && (
          <Button
            look="main"
            wide
            disabled={isBusy || isReading || changeCount(plan, mode) === 0}
            onClick={() => void bringIn(plan)}
          >
            {changeCount(plan, mode) === 0
              ? words.nothingToDo
              : words.doImport(plan.added, plan.changed, removedBy(plan, mode))}
          </Button>
        )
      }
    >
      <MenuFileField file={file} onPick={pick} />
      {denied !== null && <Note tone="bad">{denied}</Note>}
      {fault !== null && <Note tone="bad">{fault}</Note>}
      {isReading && read === null && (
        <p role="status" className={style.hint}>
          {words.reading}
        </p>
      )}
      {chosen && <QuoteReading chosen={chosen} read={read} onChoose={setChosen} />}
      {preview && <ImportPreview preview={preview} mode={mode} place={place} onMode={setMode} />}
    </Sheet>
  );
}

function MenuFileField({
  file,
  onPick,
}: {
  readonly file: File | null;
  readonly onPick: (picked: File | undefined) => void;
}) {
  const words = useMenuWords();
  return (
    <label className={style.file}>
      <strong>{file === null ? words.chooseFile : words.fileOf(file.name)}</strong>
      <span>{file === null ? words.fileHint : words.chooseOther}</span>
      <input
        type="file"
        accept=".csv,.txt,.tsv,text/csv,text/plain,text/tab-separated-values"
        // A browser sees no change when the same file is chosen again after a correction.
        onClick={({ currentTarget }) => (currentTarget.value = '')}
        onChange={({ target }) => onPick(target.files?.[0])}
      />
    </label>
  );
}

/** Offers to read quotes as letters, for a file with a quote that is never closed; and back. */
function QuoteReading({
  chosen,
  read,
  onChoose,
}: {
  readonly chosen: ChosenFile;
  readonly read: PackedRead | 'failed' | null;
  readonly onChoose: (chosen: ChosenFile) => void;
}) {
  const words = useMenuWords();
  return (
    <>
      {hasOpenQuote(read) && (
        <Button onClick={() => onChoose({ ...chosen, quotes: 'letters' })}>
          {words.quotesAsLetters}
        </Button>
      )}
      {chosen.quotes === 'letters' && read !== null && (
        <div className={style.quotes}>
          <span>{words.quotesAreLetters}</span>
          <Button look="quiet" onClick={() => onChoose({ ...chosen, quotes: 'around' })}>
            {words.quotesAround}
          </Button>
        </div>
      )}
    </>
  );
}

/** Null: nothing is wrong with the file as a whole. */
function faultOf(
  file: File | null,
  read: PackedRead | 'failed' | null,
  words: MenuWords,
): string | null {
  if (file && file.size > MENU_FILE_BYTES) return words.fileTooLarge(MENU_FILE_BYTES / MIB);
  if (read === 'failed') return words.fileGone;
  return read && 'fault' in read ? faultWords(read.fault, words) : null;
}

function hasOpenQuote(read: PackedRead | 'failed' | null): boolean {
  if (read === null || read === 'failed') return false;
  return 'fault' in read ? read.fault.what === 'open-quote' : read.hasOpenQuote;
}

function removedBy(plan: PackedPlan, mode: Mode): number {
  return mode === 'replace' ? plan.missing : 0;
}

function changeCount(plan: PackedPlan, mode: Mode): number {
  return plan.rowCount === 0 ? 0 : plan.added + plan.changed + removedBy(plan, mode);
}
