/** saveStation, removeStation, closeStation: the stations, and the substitute of a closed one. */
import {
  closeStation,
  removeStation,
  saveStation,
} from '../../../../src-shared/commands/restaurant';
import { defineRule, accept } from '../engine/rule';
import { mayStandIn } from '../engine/sample-stops';
import {
  changesBetween,
  nameTaken,
  restaurantChanged,
  unknownThing,
  invalidField,
} from '../engine/setting-edits';
import type { Station } from '../../../../src-shared/model/stations';

export const saveStationRule = defineRule(saveStation, {
  needs: () => ({ place: true as const }),
  decide(input, { place }, context) {
    const { stations, printers } = place;
    const before = stations.find(({ id }) => id === input.id) ?? null;
    if (input.id !== null && !before) return unknownThing('esa estación');
    if (!printers.some(({ id }) => id === input.printer)) return unknownThing('esa impresora');
    const refused = nameTaken('una estación', stations, input);
    if (refused) return refused;
    const { name, isDefault, isCounter, takesAll, copies, hurryMin, lateMin } = input;
    if (before?.isDefault && !isDefault)
      return invalidField(
        `${before.name} recibe lo que no tiene destino; elija primero otra para eso`,
      );
    if (isDefault && (isCounter || takesAll))
      return invalidField('lo que no tiene destino va a una estación donde se cocina');
    if (
      before &&
      (isCounter || takesAll) &&
      place.rules.some(({ stationId }) => stationId === before.id)
    )
      return invalidField(`${before.name} tiene platos; mándelos primero a otra estación`);
    const station: Station = {
      ...(before ?? {
        id: context.newId(),
        printerId: input.printer,
        fallbacks: [],
        whenUnsure: 'reprint',
        hasScreen: false,
        closed: null,
      }),
      name,
      isDefault,
      isCounter,
      takesAll,
      copies,
      hurryMin,
      lateMin,
    };
    const fields = (one: Station) => ({
      name: one.name,
      default: one.isDefault,
      counter: one.isCounter,
      takesAll: one.takesAll,
      copies: one.copies,
      hurryMin: one.hurryMin,
      lateMin: one.lateMin,
    });
    return accept(
      { id: station.id, name },
      [{ save: 'station', station }],
      [
        restaurantChanged(
          'station-saved',
          name,
          changesBetween(before && fields(before), fields(station)),
          context,
        ),
      ],
    );
  },
});

export const removeStationRule = defineRule(removeStation, {
  needs: ({ id }) => ({ place: true as const, stationInUse: { id } }),
  decide({ id }, { place, stationInUse }, context) {
    const station = place.stations.find((one) => one.id === id);
    if (!station) return unknownThing('esa estación');
    const { name, isDefault } = station;
    if (isDefault)
      return invalidField(`${name} recibe lo que no tiene destino; elija primero otra para eso`);
    if (stationInUse)
      return invalidField(
        `${name} tiene comandas de pedidos abiertos; ciérrela por hoy y quítela después`,
      );
    const lost = place.rules.filter(({ stationId }) => stationId === id).length;
    return accept(
      { id, name },
      [{ drop: 'station', id, at: context.now }],
      [restaurantChanged('station-removed', name, changesBetween(null, { rules: lost }), context)],
    );
  },
});

export const closeStationRule = defineRule(closeStation, {
  needs: () => ({ place: true as const }),
  decide({ id, to }, { place }, context) {
    const station = place.stations.find((one) => one.id === id);
    if (!station) return unknownThing('esa estación');
    const { name, closed } = station;
    const other = place.stations.find((one) => one.id === to);
    // A closure for a past business day ends at the next health check, so it does not count as
    // tonight's.
    const isSo = to === null ? closed === null : closed?.to === to && closed.day === context.day;
    if (isSo) return accept({ id, name, to: other?.name ?? null }, [], []);
    if (to === null)
      return accept(
        { id, name, to: null },
        [{ save: 'station', station: { ...station, closed: null } }],
        [restaurantChanged('station-reopened', name, [], context)],
      );
    if (!other) return unknownThing('esa estación');
    if (station.isCounter || station.takesAll)
      return invalidField(`en ${name} no se cocina: no hay nada que mandar a otra`);
    if (other.isCounter || other.takesAll) return invalidField(`en ${other.name} no se cocina`);
    if (other.id === id || other.closed !== null)
      return invalidField(`${other.name} también está cerrada`);
    const [from, into] = [station, other].map(({ printerId }) =>
      place.printers.find((printer) => printer.id === printerId),
    );
    if (from && into && !mayStandIn(into, from))
      return invalidField(`${other.name} imprime en ${into.name}, que es de muestra`);
    return accept(
      { id, name, to: other.name },
      [{ save: 'station', station: { ...station, closed: { to: other.id, day: context.day } } }],
      [
        restaurantChanged(
          'station-closed',
          name,
          changesBetween(null, { to: other.name }),
          context,
        ),
      ],
    );
  },
});
