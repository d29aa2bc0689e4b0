/** The sheet of one category: its name and its stations. */
import { useState } from 'react';
import type { LayoutCategory } from '../../../../src-shared/live/snapshot';
import { useHost } from '../../../client/hooks';
import { Field } from '../../../ui/controls/controls';
import { EditSheet } from '../../parts/edit-sheet';
import { MultiSelect } from '../../parts/fields';
import { useActions } from '../../parts/use-host';
import { useMenuWords } from './texts';

export function CategorySheet({
  category,
  onClose,
}: {
  readonly category: LayoutCategory | null;
  readonly onClose: () => void;
}) {
  const words = useMenuWords();
  const cooks = useHost(({ place }) => place.stations);
  const items = useHost(
    ({ place }) => place.items.filter(({ categoryId }) => categoryId === category?.id).length,
  );
  const actions = useActions();
  const [name, setName] = useState(category?.name ?? '');
  const [stations, setStations] = useState([...(category?.stationIds ?? [])]);
  return (
    <EditSheet
      title={category ? words.editCategory(category.name) : words.addCategory}
      actions={actions}
      isFit={name.trim() !== ''}
      save={() =>
        actions.run('saveCategory', { id: category?.id ?? null, name: name.trim(), stations })
      }
      // A category with dishes cannot be removed: its dishes would have no category.
      removal={
        category && items === 0
          ? {
              title: words.removeCategory(category.name),
              question: words.removeCategorySure(category.name),
              run: () => actions.run('removeCategory', { id: category.id }),
            }
          : null
      }
      onClose={onClose}
    >
      <Field
        label={words.name}
        value={name}
        maxLength={80}
        onChange={({ target }) => setName(target.value)}
      />
      <MultiSelect
        label={words.categoryTo}
        options={cooks.filter(({ isCounter, takesAll }) => !isCounter && !takesAll)}
        chosen={stations}
        onChange={setStations}
      />
    </EditSheet>
  );
}
