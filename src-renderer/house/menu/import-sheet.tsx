/** A menu file: chosen, read line by line, shown as what would change and what is wrong with it, and only then brought in. */
import { useState } from 'react';
import { importMenu } from '../../client/panel';
import { useConnected, useHost } from '../../client/hooks';
import { Button, Note, Segments } from '../../ui/controls';
import { denialText } from '../../ui/denial';
import { Sheet } from '../../ui/sheet';
import { useText } from '../../ui/ui';
import { DataTable } from '../panel';
import type { MenuPreview } from './menu-file';
import { readMenuFile } from './menu-file';
import style from './menu.module.css';
import { useMenuWords } from './words';

const FILE_BYTES = 1024 * 1024;
/** More of a list than this says nothing more. */
const SHOWN = 200;

export function ImportSheet({ onDone, onClose }: { readonly onDone: (said: string) => void; readonly onClose: () => void }) {
  const text = useText();
  const words = useMenuWords();
  const { origin, token } = useConnected();
  const place = useHost((host) => host.place);
  const [file, setFile] = useState<{ readonly name: string; readonly content: string } | null>(null);
  const [mode, setMode] = useState<'keep' | 'replace'>('keep');
  const [denied, setDenied] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const read = file === null ? null : readMenuFile(file.content, place, words);
  const preview = typeof read === 'string' ? null : read;

  async function take(chosen: File | undefined): Promise<void> {
    if (!chosen) return;
    setDenied(null);
    if (chosen.size > FILE_BYTES) return setDenied(words.fileTooLarge);
    const content = decoded(await chosen.arrayBuffer());
    if (content === null) return setDenied(words.fileUnread);
    setFile({ name: chosen.name, content });
  }

  async function bringIn(rows: MenuPreview['rows']): Promise<void> {
    setBusy(true);
    const done = await importMenu(origin, token, { rows: [...rows], replace: mode === 'replace' });
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
        preview && (
          <Button look="main" wide disabled={isBusy || preview.rows.length === 0} onClick={() => void bringIn(preview.rows)}>
            {words.doImport(preview.rows.length)}
          </Button>
        )
      }
    >
      <label className={style.file}>
        <strong>{file === null ? words.chooseFile : words.fileOf(file.name)}</strong>
        <span>{words.fileHint}</span>
        <input type="file" accept=".csv,text/csv,text/plain" onChange={({ target }) => void take(target.files?.[0])} />
      </label>
      {denied !== null && <Note tone="bad">{denied}</Note>}
      {typeof read === 'string' && <Note tone="bad">{read}</Note>}
      {preview && (
        <>
          <p>
            <strong>{words.summary(preview.added, preview.changed, preview.same)}</strong>
          </p>
          {preview.missing > 0 && (
            <Segments
              label={words.mode}
              isNamed
              value={mode}
              options={[
                ['keep', words.keep],
                ['replace', words.replace(preview.missing)],
              ]}
              onPick={setMode}
            />
          )}
          {preview.faults.length > 0 && (
            <div role="alert" className={style.faults}>
              <strong>{words.errors(preview.faults.length)}</strong>
              <ul>
                {preview.faults.slice(0, SHOWN).map(({ line, words: said }) => (
                  <li key={line}>
                    <b>{words.line(line)}</b> {said}
                  </li>
                ))}
              </ul>
            </div>
          )}
          {preview.changes.length > 0 && (
            <DataTable label={words.changes}>
              <tbody>
                {preview.changes.slice(0, SHOWN).map(({ line, name, what }) => (
                  <tr key={line}>
                    <th scope="row">{name}</th>
                    <td>{what === null ? words.isNew : what.map(([field, change]) => `${field}: ${change}`).join('; ')}</td>
                  </tr>
                ))}
              </tbody>
            </DataTable>
          )}
        </>
      )}
    </Sheet>
  );
}

/** UTF-8, or what spreadsheets of an older day write. Null: it is no text. */
function decoded(bytes: ArrayBuffer): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    const text = new TextDecoder('windows-1252').decode(bytes);
    return text.includes('\0') ? null : text;
  }
}
