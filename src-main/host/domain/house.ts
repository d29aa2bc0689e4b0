/** setHouseRules, openLan, setStationScreen: what a house decides about itself. */
import { refuse } from '../../../src-shared/errors';
import { handOf } from '../../../src-shared/vocabulary';
import { commandRule, decided } from './decision';

export const setHouseRules = commandRule({
  name: 'setHouseRules',
  needs: () => ({}),
  decide({ rules }, _, { actor }) {
    return decided({}, [{ set: 'houseRules', rules }], [{ kind: 'rules.changed', order: null, rules, by: handOf(actor) }]);
  },
});

export const openLan = commandRule({
  name: 'openLan',
  needs: () => ({}),
  decide({ open }, _, { actor }) {
    return decided({ open }, [{ set: 'lan', open }], [{ kind: 'lan.changed', order: null, open, by: handOf(actor) }]);
  },
});

/** From its next ticket on a cook says there what is done. */
export const setStationScreen = commandRule({
  name: 'setStationScreen',
  needs: () => ({ catalogue: true as const }),
  decide(input, { catalogue }, { actor }) {
    const station = catalogue.stationCalled(input.station);
    if (!station) return refuse('STATION_UNKNOWN', { station: input.station });
    const { name, hasScreen } = station;
    const reply = { station: name, screen: input.screen };
    if (hasScreen === input.screen) return decided(reply, [], []);
    return decided(
      reply,
      [{ set: 'stationScreen', id: station.id, hasScreen: input.screen }],
      [{ kind: 'restaurant.changed', order: null, what: 'station-screen', name, by: handOf(actor) }],
    );
  },
});
