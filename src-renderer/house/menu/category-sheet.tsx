/** One category: its name and where its dishes go. */
import { useState } from 'react';
import type { PlacedCategory } from '../../../src-shared/snapshot';
import { useHost } from '../../client/hooks';
import { Button, Field, Note } from '../../ui/controls';
import { Sheet } from '../../ui/sheet';
import { Several } from '../fields';
import { Sure } from '../panel';
import { useShellWords } from '../shell-words';
import { useDeeds } from '../use-house';
import { useMenuWords } from './words';

export function CategorySheet({ category, onClose }: { readonly category: PlacedCategory | null; readonly onClose: () => void }) {
  const words = useMenuWords();
  const shell = useShellWords();
  const cooks = useHost(({ place }) => place.stations);
  const items = useHost(({ place }) => place.items.filter(({ categoryId }) => categoryId === category?.id).length);
  const deeds = useDeeds();
  const [name, setName] = useState(category?.name ?? '');
  const [stations, setStations] = useState([...(category?.stationIds ?? [])]);
  const [isLeaving, setLeaving] = useState(false);
  if (category && isLeaving)
    return (
      <Sure
        title={words.removeCategory(category.name)}
        question={words.removeCategorySure(category.name)}
        action={shell.remove}
        denied={deeds.denied}
        onSure={() => void deeds.run('removeCategory', { id: category.id }).then((done) => done && onClose())}
        onClose={() => setLeaving(false)}
      />
    );
  return (
    <Sheet
      title={category ? words.editCategory(category.name) : words.addCategory}
      onClose={onClose}
      foot={
        <Button
          look="main"
          wide
          disabled={deeds.isBusy || name.trim() === ''}
          onClick={() =>
            void deeds
              .run('saveCategory', { id: category?.id ?? null, name: name.trim(), stations })
              .then((done) => done && onClose())
          }
        >
          {shell.save}
        </Button>
      }
    >
      {deeds.denied !== null && <Note tone="bad">{deeds.denied}</Note>}
      <Field label={words.name} value={name} maxLength={80} onChange={({ target }) => setName(target.value)} />
      <Several
        label={words.categoryTo}
        options={cooks.filter(({ isCounter, takesAll }) => !isCounter && !takesAll)}
        chosen={stations}
        onChange={setStations}
      />
      {category && items === 0 && (
        <Button look="grave" onClick={() => setLeaving(true)}>
          {shell.remove}
        </Button>
      )}
    </Sheet>
  );
}
