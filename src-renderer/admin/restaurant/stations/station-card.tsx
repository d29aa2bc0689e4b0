/** One station on the page: its facts, the categories that go to it, and its buttons. */
import type { ReactNode } from 'react';
import type { LayoutCategory } from '../../../../src-shared/live/snapshot';
import type { Station } from '../../../../src-shared/model/stations';
import { useHost } from '../../../client/hooks';
import { Button, Chip, classes } from '../../../ui/controls/controls';
import type { DropTarget } from './category-drag';
import style from './stations.module.css';
import { useStationWords } from './texts';

export function StationCard({
  station,
  cooks,
  drop,
  isOwner,
  card,
  onEdit,
  onClose,
  onReopen,
}: {
  readonly station: Station;
  /** Stations that categories can go to. */
  readonly cooks: readonly Station[];
  readonly drop: DropTarget;
  readonly isOwner: boolean;
  readonly card: (category: LayoutCategory) => ReactNode;
  readonly onEdit: () => void;
  readonly onClose: () => void;
  readonly onReopen: () => void;
}) {
  const words = useStationWords();
  const categories = useHost(({ place }) => place.categories);
  const isCook = cooks.includes(station);
  const sentHere = categories.filter(({ stationIds }) => stationIds.includes(station.id));
  return (
    <section
      className={classes(
        style.station,
        drop.isOver && style.over,
        station.closed !== null && style.closed,
      )}
      aria-label={station.name}
      {...(isCook ? drop.handlers : {})}
    >
      <h2>{station.name}</h2>
      <StationFacts station={station} />
      {isCook && (
        <ul className={style.categories}>
          {sentHere.map(card)}
          {sentHere.length === 0 && <li className={style.none}>{words.none}</li>}
        </ul>
      )}
      <div className={style.deeds}>
        {isOwner && (
          <Button aria-label={words.editName(station.name)} onClick={onEdit}>
            {words.edit}
          </Button>
        )}
        {station.closed === null ? (
          isCook &&
          cooks.length > 1 && (
            <Button aria-label={words.closeName(station.name)} onClick={onClose}>
              {words.close}
            </Button>
          )
        ) : (
          <Button look="main" onClick={onReopen}>
            {words.reopen}
          </Button>
        )}
      </div>
    </section>
  );
}

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
