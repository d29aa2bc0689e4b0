/** The floor page: tables by area, in the order in which waiters see them. */
import { useState } from 'react';
import { useHost } from '../../../client/hooks';
import { Button, Empty, Field, Note } from '../../../ui/controls/controls';
import { useText } from '../../../ui/i18n/ui-context';
import { EditSheet } from '../../parts/edit-sheet';
import { MoveButtons } from '../../parts/move-buttons';
import { AdminPageHead, Section } from '../../parts/panel';
import { useShellWords } from '../../parts/admin-texts';
import { useActions } from '../../parts/use-host';
import style from './floor.module.css';
import { useFloorWords } from './texts';
import type { FloorTable } from '../../../../src-shared/model/restaurant';

export default function Floor() {
  const text = useText();
  const words = useFloorWords();
  const shell = useShellWords();
  const tables = useHost(({ place }) => place.tables);
  const [edited, setEdited] = useState<FloorTable | 'new' | null>(null);
  const [isOrdering, setOrdering] = useState(false);
  const actions = useActions();
  const areas = [...new Set(tables.map(({ area }) => area))];
  const move = (table: FloorTable, step: 1 | -1): void => {
    const sameArea = tables.filter(({ area }) => area === table.area);
    const other = sameArea[sameArea.indexOf(table) + step];
    if (!other) return;
    const ids = tables.map(({ id }) =>
      id === table.id ? other.id : id === other.id ? table.id : id,
    );
    void actions.run('reorder', { what: 'tables', ids });
  };
  return (
    <>
      <AdminPageHead title={shell.pages.floor} lead={words.lead}>
        {tables.length > 1 && (
          <Button onClick={() => setOrdering(!isOrdering)}>
            {isOrdering ? words.ordered : words.order}
          </Button>
        )}
        <Button look="main" onClick={() => setEdited('new')}>
          {words.add}
        </Button>
      </AdminPageHead>
      {actions.denied !== null && <Note tone="bad">{actions.denied}</Note>}
      {tables.length === 0 && <Empty title={words.none}>{words.noneHint}</Empty>}
      {areas.map((area) => (
        <Section
          key={area}
          title={area}
          aside={words.count(tables.filter((table) => table.area === area).length)}
        >
          <ul className={style.tables}>
            {tables
              .filter((table) => table.area === area)
              .map((table, index, all) => (
                <li key={table.id} className={style.table}>
                  <button
                    type="button"
                    className={style.open}
                    aria-label={words.editName(table.name)}
                    onClick={() => setEdited(table)}
                  >
                    <strong>{table.name}</strong>
                    <small>{table.seats === null ? '' : text.covers(table.seats)}</small>
                  </button>
                  {isOrdering && (
                    <MoveButtons
                      name={table.name}
                      isFirst={index === 0}
                      isLast={index === all.length - 1}
                      onMove={(step) => move(table, step)}
                    />
                  )}
                </li>
              ))}
          </ul>
        </Section>
      ))}
      {edited && (
        <TableSheet
          table={edited === 'new' ? null : edited}
          areas={areas}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}

function TableSheet({
  table,
  areas,
  onClose,
}: {
  readonly table: FloorTable | null;
  readonly areas: readonly string[];
  readonly onClose: () => void;
}) {
  const words = useFloorWords();
  const actions = useActions();
  const [name, setName] = useState(table?.name ?? '');
  const [area, setArea] = useState(table?.area ?? areas[0] ?? words.usualArea);
  const [seats, setSeats] = useState(
    table?.seats === null || table === null ? '' : String(table.seats),
  );
  const count = seats === '' ? null : Number(seats);
  return (
    <EditSheet
      title={table ? words.editName(table.name) : words.add}
      actions={actions}
      isFit={name.trim() !== '' && area.trim() !== '' && count !== 0}
      save={() =>
        actions.run('saveTable', {
          id: table?.id ?? null,
          name: name.trim(),
          area: area.trim(),
          seats: count,
        })
      }
      removal={
        table && {
          title: words.removeName(table.name),
          question: words.removeSure(table.name),
          run: () => actions.run('removeTable', { id: table.id }),
        }
      }
      onClose={onClose}
    >
      <Field
        label={words.name}
        value={name}
        maxLength={80}
        data-first={table === null || undefined}
        onChange={({ target }) => setName(target.value)}
      />
      <Field
        label={words.area}
        value={area}
        maxLength={80}
        list="areas"
        onChange={({ target }) => setArea(target.value)}
      />
      <datalist id="areas">
        {areas.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <Field
        label={words.seats}
        inputMode="numeric"
        value={seats}
        maxLength={2}
        onChange={({ target }) => setSeats(target.value.replace(/\D/g, ''))}
      />
    </EditSheet>
  );
}
