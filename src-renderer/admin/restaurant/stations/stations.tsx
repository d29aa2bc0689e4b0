/**
 * The stations page: which categories go to which station. An owner drags a category or taps it.
 */
import { useState } from 'react';
import type { LayoutCategory } from '../../../../src-shared/live/snapshot';
import { useHost, useSession } from '../../../client/hooks';
import { Button, classes, Note } from '../../../ui/controls/controls';
import { Choices, Toggle } from '../../../ui/controls/forms';
import { Sheet } from '../../../ui/controls/sheet';
import { AdminPageHead } from '../../parts/panel';
import { useShellWords } from '../../parts/admin-texts';
import { useActions } from '../../parts/use-host';
import { startDrag, useCategoryDrop } from './category-drag';
import { StationCard } from './station-card';
import { StationSheet } from './station-sheet';
import style from './stations.module.css';
import { useStationWords } from './texts';
import type { Station } from '../../../../src-shared/model/stations';

export default function Stations() {
  const words = useStationWords();
  const shell = useShellWords();
  const { stations, categories } = useHost((host) => host.place);
  const isOwner = useSession().role === 'owner';
  const [edited, setEdited] = useState<Station | 'new' | null>(null);
  const [moved, setMoved] = useState<LayoutCategory | null>(null);
  const [closing, setClosing] = useState<Station | null>(null);
  const actions = useActions();
  const loose = categories.filter(({ stationIds }) => stationIds.length === 0);
  const cooks = stations.filter(({ isCounter, takesAll }) => !isCounter && !takesAll);
  function send(category: LayoutCategory, to: readonly string[]): void {
    setMoved(null);
    void actions.run('saveCategory', { id: category.id, name: category.name, stations: [...to] });
  }
  const dropOn = useCategoryDrop(categories, isOwner, send);
  const card = (category: LayoutCategory) => (
    <CategoryCard key={category.id} category={category} isOwner={isOwner} onTap={setMoved} />
  );
  return (
    <>
      <AdminPageHead
        title={shell.pages.stations}
        lead={isOwner ? `${words.lead} ${words.dragHint}` : words.lead}
      >
        {isOwner && (
          <Button look="main" onClick={() => setEdited('new')}>
            {words.add}
          </Button>
        )}
      </AdminPageHead>
      {actions.denied !== null && <Note tone="bad">{actions.denied}</Note>}
      <UnroutedDishes loose={loose} />
      <div className={style.stations}>
        {loose.length > 0 && (
          <section
            className={classes(style.station, style.loose, dropOn(null).isOver && style.over)}
            aria-label={words.nowhere}
            {...dropOn(null).handlers}
          >
            <h2>{words.nowhere}</h2>
            <ul className={style.categories}>{loose.map(card)}</ul>
          </section>
        )}
        {stations.map((station) => (
          <StationCard
            key={station.id}
            station={station}
            cooks={cooks}
            drop={dropOn(station.id)}
            isOwner={isOwner}
            card={card}
            onEdit={() => setEdited(station)}
            onClose={() => setClosing(station)}
            onReopen={() => void actions.run('closeStation', { id: station.id, to: null })}
          />
        ))}
      </div>
      {edited && (
        <StationSheet station={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
      {moved && (
        <MoveSheet category={moved} cooks={cooks} onSend={send} onClose={() => setMoved(null)} />
      )}
      {closing && (
        <CloseSheet
          station={closing}
          cooks={cooks}
          onPick={(to) => {
            setClosing(null);
            void actions.run('closeStation', { id: closing.id, to });
          }}
          onClose={() => setClosing(null)}
        />
      )}
    </>
  );
}

/** How many dishes go to the default station because neither they nor their category name one. */
function UnroutedDishes({ loose }: { readonly loose: readonly LayoutCategory[] }) {
  const words = useStationWords();
  const { stations, items } = useHost((host) => host.place);
  const looseIds = new Set(loose.map(({ id }) => id));
  const unrouted = items.filter(
    ({ categoryId, ownStationIds }) => ownStationIds.length === 0 && looseIds.has(categoryId),
  ).length;
  const usual = stations.find(({ isDefault }) => isDefault)?.name ?? '';
  return (
    <p className={classes(style.unrouted, unrouted > 0 && style.some)} role="status">
      <strong>{unrouted === 0 ? words.allRouted : words.unrouted(unrouted, usual)}</strong>
      {unrouted > 0 && ` ${words.unroutedHint}`}
    </p>
  );
}

function CategoryCard({
  category,
  isOwner,
  onTap,
}: {
  readonly category: LayoutCategory;
  readonly isOwner: boolean;
  readonly onTap: (category: LayoutCategory) => void;
}) {
  const items = useHost((host) => host.place.items);
  return (
    <li>
      <button
        type="button"
        className={style.category}
        draggable={isOwner}
        disabled={!isOwner}
        onDragStart={(event) => startDrag(event, category)}
        onClick={() => onTap(category)}
      >
        <span>{category.name}</span>
        <small>{items.filter(({ categoryId }) => categoryId === category.id).length}</small>
      </button>
    </li>
  );
}

/** Asks for the station that a category goes to. */
function MoveSheet({
  category,
  cooks,
  onSend,
  onClose,
}: {
  readonly category: LayoutCategory;
  readonly cooks: readonly Station[];
  readonly onSend: (category: LayoutCategory, to: readonly string[]) => void;
  readonly onClose: () => void;
}) {
  const words = useStationWords();
  return (
    <Sheet title={words.toStation(category.name)} onClose={onClose}>
      <Choices label={words.toStation(category.name)}>
        {cooks.map(({ id, name }) => (
          <Toggle
            key={id}
            isOn={category.stationIds.includes(id)}
            onClick={() => onSend(category, [id])}
          >
            {name}
          </Toggle>
        ))}
        <Toggle isOn={category.stationIds.length === 0} onClick={() => onSend(category, [])}>
          {words.nowhere}
        </Toggle>
      </Choices>
    </Sheet>
  );
}

/** Asks for the open station that gets the tickets of a station that closes. */
function CloseSheet({
  station,
  cooks,
  onPick,
  onClose,
}: {
  readonly station: Station;
  readonly cooks: readonly Station[];
  readonly onPick: (stationId: string) => void;
  readonly onClose: () => void;
}) {
  const words = useStationWords();
  return (
    <Sheet title={words.closeName(station.name)} onClose={onClose}>
      <p>{words.closeTo}</p>
      <Choices label={words.closeTo}>
        {cooks
          .filter(({ id, closed }) => id !== station.id && closed === null)
          .map(({ id, name }) => (
            <Toggle key={id} isOn={false} onClick={() => onPick(id)}>
              {name}
            </Toggle>
          ))}
      </Choices>
    </Sheet>
  );
}
