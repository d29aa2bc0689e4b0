/** Lists the sample data that is left, and removes it; a real printer replaces sample printers. */
import { useState } from 'react';
import type { RestaurantLayout } from '../../../../src-shared/live/snapshot';
import { useHost, useSession } from '../../../client/hooks';
import { Button, Note } from '../../../ui/controls/controls';
import { Sheet } from '../../../ui/controls/sheet';
import { Select, Switch } from '../../parts/fields';
import { Section } from '../../parts/panel';
import { useActions } from '../../parts/use-host';
import style from './samples.module.css';
import { useSampleWords } from './texts';

export function SamplesLeft() {
  const words = useSampleWords();
  const place = useHost((host) => host.place);
  const isOwner = useSession().role === 'owner';
  const [isOpen, setOpen] = useState(false);
  const printers = place.printers.filter(({ virtual }) => virtual);
  const { items, tables } = place.samples;
  if (printers.length === 0 && items === 0 && tables === 0) return null;
  const rest = [
    items > 0 ? words.menu(items) : null,
    tables > 0 ? words.tables(tables) : null,
  ].filter((one) => one !== null);
  return (
    <Section title={words.title}>
      {printers.length > 0 && (
        <p className={style.hint}>{words.printers(printers.map(({ name }) => name).join(', '))}</p>
      )}
      {rest.length > 0 && <p className={style.hint}>{rest.join(' · ')}</p>}
      {isOwner && (
        <div className={style.deeds}>
          <Button onClick={() => setOpen(true)}>{words.remove}</Button>
        </div>
      )}
      {isOpen && <RemoveSamples place={place} onClose={() => setOpen(false)} />}
    </Section>
  );
}

function RemoveSamples({
  place,
  onClose,
}: {
  readonly place: RestaurantLayout;
  readonly onClose: () => void;
}) {
  const words = useSampleWords();
  const actions = useActions();
  const { printers, samples } = place;
  const real = printers.filter(({ virtual, medium }) => !virtual && medium === 'paper');
  const hasSamples = printers.some(({ virtual }) => virtual);
  const [to, setTo] = useState(real[0]?.id ?? null);
  const [takes, setTakes] = useState({
    printers: hasSamples && to !== null,
    menu: samples.items > 0,
    tables: samples.tables > 0,
  });
  const isFit = takes.printers || takes.menu || takes.tables;
  async function remove(): Promise<void> {
    if (await actions.run('removeSamples', { ...takes, to: takes.printers ? to : null })) onClose();
  }
  return (
    <Sheet
      title={words.remove}
      onClose={onClose}
      foot={
        <Button look="grave" wide disabled={actions.isBusy || !isFit} onClick={() => void remove()}>
          {words.sure}
        </Button>
      }
    >
      {actions.denied !== null && <Note tone="bad">{actions.denied}</Note>}
      <p className={style.hint}>{words.lead}</p>
      {hasSamples && to === null && <Note tone="wait">{words.nobody}</Note>}
      {hasSamples && to !== null && (
        <>
          <Switch
            label={words.takePrinters}
            isOn={takes.printers}
            onChange={(isOn) => setTakes({ ...takes, printers: isOn })}
          />
          <Select
            label={words.to}
            value={to}
            disabled={!takes.printers}
            onChange={({ target }) => setTo(target.value)}
          >
            {real.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </>
      )}
      {samples.items > 0 && (
        <Switch
          label={words.takeMenu(samples.items)}
          isOn={takes.menu}
          onChange={(isOn) => setTakes({ ...takes, menu: isOn })}
        />
      )}
      {samples.tables > 0 && (
        <Switch
          label={words.takeTables(samples.tables)}
          isOn={takes.tables}
          onChange={(isOn) => setTakes({ ...takes, tables: isOn })}
        />
      )}
    </Sheet>
  );
}
