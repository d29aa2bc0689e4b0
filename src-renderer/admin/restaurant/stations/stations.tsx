/**
 * Stations side by side, the categories that go to each as cards: dragged, or tapped and sent;
 * dishes without destination always in sight.
 */
import { useState } from 'react';
import type { DragEvent } from 'react';
import type { LayoutCategory } from '../../../../src-shared/live/snapshot';
import { useHost, useSession } from '../../../client/hooks';
import { Button, Chip, classes, Note } from '../../../ui/controls/controls';
import { Choices, Toggle } from '../../../ui/controls/forms';
import { Sheet } from '../../../ui/controls/sheet';
import { AdminPageHead } from '../../parts/panel';
import { useShellWords } from '../../parts/admin-texts';
import { useActions } from '../../parts/use-host';
import { StationSheet } from './station-sheet';
import style from './stations.module.css';
import { useStationWords } from './texts';
import type { Station } from '../../../../src-shared/model/stations';

export default function Stations() {
  const words = useStationWords();
  const shell = useShellWords();
  const place = useHost((host) => host.place);
  const isOwner = useSession().role === 'owner';
  const [edited, setEdited] = useState<Station | 'new' | null>(null);
  const [moved, setMoved] = useState<LayoutCategory | null>(null);
  const [closing, setClosing] = useState<Station | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const actions = useActions();
  const { stations, categories, items } = place;
  const loose = categories.filter(({ stationIds }) => stationIds.length === 0);
  const looseIds = new Set(loose.map(({ id }) => id));
  const unrouted = items.filter(
    ({ categoryId, ownStationIds }) => ownStationIds.length === 0 && looseIds.has(categoryId),
  ).length;
  const usual = stations.find(({ isDefault }) => isDefault)?.name ?? '';
  const cooks = stations.filter(({ isCounter, takesAll }) => !isCounter && !takesAll);

  function send(category: LayoutCategory, to: readonly string[]): void {
    setMoved(null);
    void actions.run('saveCategory', { id: category.id, name: category.name, stations: [...to] });
  }
  const dropOn = (to: string | null) => ({
    onDragOver: (event: DragEvent) => {
      if (!isOwner || !event.dataTransfer.types.includes(CATEGORY)) return;
      event.preventDefault();
      setOver(to ?? LOOSE);
    },
    onDragLeave: () => setOver(null),
    onDrop: (event: DragEvent) => {
      setOver(null);
      const category = categories.find(({ id }) => id === event.dataTransfer.getData(CATEGORY));
      if (!category) return;
      event.preventDefault();
      send(category, to === null ? [] : [to]);
    },
  });
  const card = (category: LayoutCategory) => (
    <li key={category.id}>
      <button
        type="button"
        className={style.category}
        draggable={isOwner}
        disabled={!isOwner}
        onDragStart={(event) => event.dataTransfer.setData(CATEGORY, category.id)}
        onClick={() => setMoved(category)}
      >
        <span>{category.name}</span>
        <small>{items.filter(({ categoryId }) => categoryId === category.id).length}</small>
      </button>
    </li>
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
      <p className={classes(style.unrouted, unrouted > 0 && style.some)} role="status">
        <strong>{unrouted === 0 ? words.allRouted : words.unrouted(unrouted, usual)}</strong>
        {unrouted > 0 && ` ${words.unroutedHint}`}
      </p>
      <div className={style.stations}>
        {loose.length > 0 && (
          <section
            className={classes(style.station, style.loose, over === LOOSE && style.over)}
            aria-label={words.nowhere}
            {...dropOn(null)}
          >
            <h2>{words.nowhere}</h2>
            <ul className={style.categories}>{loose.map(card)}</ul>
          </section>
        )}
        {stations.map((station) => (
          <section
            key={station.id}
            className={classes(
              style.station,
              over === station.id && style.over,
              station.closed !== null && style.closed,
            )}
            aria-label={station.name}
            {...(cooks.includes(station) ? dropOn(station.id) : {})}
          >
            <h2>{station.name}</h2>
            <StationFacts station={station} />
            {cooks.includes(station) && (
              <ul className={style.categories}>
                {categories.filter(({ stationIds }) => stationIds.includes(station.id)).map(card)}
                {!categories.some(({ stationIds }) => stationIds.includes(station.id)) && (
                  <li className={style.none}>{words.none}</li>
                )}
              </ul>
            )}
            <div className={style.deeds}>
              {isOwner && (
                <Button
                  aria-label={words.editName(station.name)}
                  onClick={() => setEdited(station)}
                >
                  {words.edit}
                </Button>
              )}
              {station.closed === null ? (
                cooks.includes(station) &&
                cooks.length > 1 && (
                  <Button
                    aria-label={words.closeName(station.name)}
                    onClick={() => setClosing(station)}
                  >
                    {words.close}
                  </Button>
                )
              ) : (
                <Button
                  look="main"
                  onClick={() => void actions.run('closeStation', { id: station.id, to: null })}
                >
                  {words.reopen}
                </Button>
              )}
            </div>
          </section>
        ))}
      </div>
      {edited && (
        <StationSheet station={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />
      )}
      {moved && (
        <Sheet title={words.toStation(moved.name)} onClose={() => setMoved(null)}>
          <Choices label={words.toStation(moved.name)}>
            {cooks.map(({ id, name }) => (
              <Toggle
                key={id}
                isOn={moved.stationIds.includes(id)}
                onClick={() => send(moved, [id])}
              >
                {name}
              </Toggle>
            ))}
            <Toggle isOn={moved.stationIds.length === 0} onClick={() => send(moved, [])}>
              {words.nowhere}
            </Toggle>
          </Choices>
        </Sheet>
      )}
      {closing && (
        <Sheet title={words.closeName(closing.name)} onClose={() => setClosing(null)}>
          <p>{words.closeTo}</p>
          <Choices label={words.closeTo}>
            {cooks
              .filter(({ id, closed }) => id !== closing.id && closed === null)
              .map(({ id, name }) => (
                <Toggle
                  key={id}
                  isOn={false}
                  onClick={() => {
                    setClosing(null);
                    void actions.run('closeStation', { id: closing.id, to: id });
                  }}
                >
                  {name}
                </Toggle>
              ))}
          </Choices>
        </Sheet>
      )}
    </>
  );
}

/** What is dragged, by a type that nothing else on the machine drags. */
const CATEGORY = 'application/x-comanda-category';
const LOOSE = 'loose';

function StationFacts({ station }: { readonly station: Station }) {
  const words = useStationWords();
  const { printers, stations } = useHost(({ place }) => place);
  const nameOf = (id: string): string => printers.find((printer) => printer.id === id)?.name ?? '';
  const isSample = printers.find(({ id }) => id === station.printerId)?.virtual === true;
  const then = station.fallbacks.map(nameOf).join(', ');
  const facts = [
    station.isDefault ? words.isDefault : null,
    station.isCounter ? words.isCounter : null,
    station.takesAll ? words.takesAll : null,
    station.hasScreen ? words.hasScreen : null,
    station.copies > 1 ? words.copies(station.copies) : null,
  ].filter((fact) => fact !== null);
  return (
    <>
      <p className={style.facts}>
        {words.paperOn(nameOf(station.printerId))}
        {isSample && ` (${words.isSample})`}
        {then !== '' && `; ${words.thenTo(then)}`}
        {facts.length > 0 && <span>{facts.join(' · ')}</span>}
      </p>
      {station.closed && (
        <Chip tone="wait">
          {words.closedTo(stations.find(({ id }) => id === station.closed?.to)?.name ?? '')}
        </Chip>
      )}
    </>
  );
}
