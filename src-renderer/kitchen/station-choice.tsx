/** The choice of a kitchen screen's station, stored on the device. */
import { useClient, useClientState, useHost } from '../client/hooks';
import { Button } from '../ui/controls/controls';
import controls from '../ui/controls/controls.module.css';
import { useUi } from '../ui/i18n/ui-context';
import { VIEW_PATHS } from '../ui/navigation/views';
import { OfflineBand } from './wall/offline-band';
import style from './kitchen.module.css';
import { Refusals } from './refusals';
import { useKitchenWords } from './wall/texts';
import type { Station } from '../../src-shared/model/stations';

export function StationChoice({ known }: { readonly known: Station | null }) {
  const words = useKitchenWords();
  const client = useClient();
  const { preferences } = useUi();
  const isLive = useClientState(({ link }) => link === 'live');
  const stations = useHost(({ place }) => place.stations);
  function choose({ id, name, hasScreen }: Station): void {
    preferences.prefer({ station: id });
    if (!hasScreen) void client.send('setStationScreen', { station: name, screen: true });
  }
  return (
    <>
      <OfflineBand />
      <Refusals />
      <main className={style.choice}>
        <h1>{known ? words.stationWithout(known.name) : words.chooseStation}</h1>
        <p>{words.chooseStationHint}</p>
        <div className={style.stations}>
          {stations
            .filter(({ isCounter }) => !isCounter)
            .map((station) => (
              <Button
                key={station.id}
                look={station.id === known?.id ? 'main' : 'plain'}
                className={style.station}
                disabled={!isLive}
                onClick={() => choose(station)}
              >
                {station.name}
              </Button>
            ))}
          <a className={`${controls.button} ${style.station}`} href={VIEW_PATHS.expo}>
            {words.allStations}
          </a>
        </div>
      </main>
    </>
  );
}

/** Asks whether another screen stays at the station; without one its tickets wait for no screen. */
export function LeaveStation({
  station,
  isLive,
}: {
  readonly station: Station;
  readonly isLive: boolean;
}) {
  const words = useKitchenWords();
  const client = useClient();
  const { preferences } = useUi();
  const leave = (isLast: boolean): void => {
    if (isLast) void client.send('setStationScreen', { station: station.name, screen: false });
    preferences.prefer({ station: null });
  };
  return (
    <section className={style.rows}>
      <h3>{words.changeStation}</h3>
      <p>{words.anotherScreen(station.name)}</p>
      <Button disabled={!isLive} onClick={() => leave(false)}>
        {words.anotherScreenYes}
      </Button>
      <Button disabled={!isLive} onClick={() => leave(true)}>
        {words.anotherScreenNo}
      </Button>
    </section>
  );
}
