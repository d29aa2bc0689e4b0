/** The first page of the desktop app: is this machine the counter, or a station of which one? */
import { useEffect, useState } from 'react';
import type { FormEvent } from 'react';
import type { Bridge, MachineChoice } from '../../src-shared/ipc/desktop-bridge';
import { desktopApp } from '../client/link/bridge';
import type { FoundHost, MachineNow } from '../client/link/bridge';
import { changeHost, countPending } from '../client/link/change-host';
import { Button, Field, Note } from '../ui/controls/controls';
import { useText } from '../ui/i18n/ui-context';
import style from './onboarding.module.css';
import { PageFrame } from './page-frame';
import { useDoorWords } from './texts';
import type { DoorWords } from './texts';

/**
 * A pairing code as the host makes it: eight letters of Crockford's alphabet, with O for 0 and I or
 * L for 1. A machine with such a name can be reached with its port.
 */
const CODE = /^[0-9A-TV-Z]{4}[\s-]?[0-9A-TV-Z]{4}$/i;

export default function Machine() {
  const bridge = desktopApp();
  return bridge && <Choosing bridge={bridge} />;
}

function Choosing({ bridge }: { readonly bridge: Bridge }) {
  const words = useDoorWords();
  const [now, setNow] = useState<MachineNow | null>(null);
  const [isStation, setStation] = useState(false);
  const [owed, setOwed] = useState(0);
  const { choose, busy, trouble } = useChoose(bridge, words);
  useEffect(() => {
    void bridge.machine().then(setNow);
    void countPending().then(setOwed);
  }, [bridge]);

  if (isStation)
    return (
      <WhichCounter
        bridge={bridge}
        busy={busy}
        trouble={trouble}
        onChoose={choose}
        onBack={() => setStation(false)}
      />
    );
  return (
    <PageFrame
      title={words.machineTitle}
      lead={now ? words.machineNow(nameOf(now, words)) : words.machineLead}
    >
      {owed > 0 && <Note tone="wait">{words.owedElsewhere(owed)}</Note>}
      <div className={style.choices}>
        <button
          type="button"
          className={style.choice}
          disabled={busy !== null}
          onClick={() => void choose({ is: 'counter' })}
          aria-describedby="counter-is"
        >
          <strong>{words.counterName}</strong>
          <small id="counter-is">{words.counterText}</small>
        </button>
        <button
          type="button"
          className={style.choice}
          disabled={busy !== null}
          onClick={() => setStation(true)}
          aria-describedby="station-is"
        >
          <strong>{words.stationName}</strong>
          <small id="station-is">{words.stationText}</small>
        </button>
      </div>
      {now && (
        <Button disabled={busy !== null} onClick={() => void choose({ is: 'same' })}>
          {words.machineKeep}
        </Button>
      )}
      <div className={style.said}>
        {busy === 'counter' && <Note tone="info">{words.opening}</Note>}
        {trouble !== null && <Note tone="bad">{trouble}</Note>}
      </div>
    </PageFrame>
  );
}

function WhichCounter({
  bridge,
  busy,
  trouble,
  onChoose,
  onBack,
}: {
  readonly bridge: Bridge;
  readonly busy: MachineChoice['is'] | null;
  readonly trouble: string | null;
  readonly onChoose: (choice: MachineChoice) => Promise<void>;
  readonly onBack: () => void;
}) {
  const text = useText();
  const words = useDoorWords();
  const { found, search } = useFound(bridge);
  const [typed, setTyped] = useState('');
  const [unclear, setUnclear] = useState<string | null>(null);

  function connect(event: FormEvent): void {
    event.preventDefault();
    setUnclear(null);
    if (!CODE.test(typed.trim())) return void onChoose({ is: 'station', at: typed, code: '' });
    // A code names no machine: it goes to the only counter found.
    const [only, ...more] = found ?? [];
    if (!only || more.length > 0) return setUnclear(words.codeNeedsOne(found?.length ?? 0));
    void onChoose({
      is: 'station',
      at: only.origin,
      code: typed.replace(/[\s-]/g, '').toUpperCase(),
    });
  }

  return (
    <PageFrame title={words.stationTitle} lead={words.stationLead}>
      <div className={style.found} aria-live="polite">
        {found === null && <p className={style.lead}>{words.searching}</p>}
        {found?.length === 0 && <p className={style.lead}>{words.noneFound}</p>}
        {found?.map(({ name, origin }) => (
          <button
            key={origin}
            type="button"
            className={style.person}
            disabled={busy !== null}
            onClick={() => void onChoose({ is: 'station', at: origin, code: '' })}
          >
            {name}
            <small>{origin.replace(/^https?:\/\//, '')}</small>
          </button>
        ))}
      </div>
      <Button disabled={found === null} onClick={search}>
        {words.searchAgain}
      </Button>
      <form className={style.card} onSubmit={connect}>
        <Field
          label={words.stationAddress}
          value={typed}
          maxLength={300}
          placeholder={words.stationExample}
          spellCheck={false}
          autoCapitalize="none"
          onChange={({ target }) => setTyped(target.value)}
        />
        <Button look="main" type="submit" disabled={busy !== null || typed.trim() === ''}>
          {busy === 'station' ? words.connecting : words.connect}
        </Button>
        <Button onClick={onBack}>{text.back}</Button>
        <div className={style.said}>
          {(unclear ?? trouble) !== null && <Note tone="bad">{unclear ?? trouble}</Note>}
        </div>
      </form>
    </PageFrame>
  );
}

/** Null: still searching. */
function useFound(bridge: Bridge): {
  readonly found: readonly FoundHost[] | null;
  readonly search: () => void;
} {
  const [found, setFound] = useState<readonly FoundHost[] | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let isWanted = true;
    setFound(null);
    void bridge.findHosts().then((hosts) => isWanted && setFound(hosts));
    return () => {
      isWanted = false;
    };
  }, [bridge, round]);
  return { found, search: () => setRound(round + 1) };
}

function useChoose(bridge: Bridge, words: DoorWords) {
  const [busy, setBusy] = useState<MachineChoice['is'] | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  async function choose(choice: MachineChoice): Promise<void> {
    setBusy(choice.is);
    setTrouble(null);
    const chosen = await bridge.choose(choice);
    if (!chosen.ok) {
      setBusy(null);
      return setTrouble(
        [words.notChosen[chosen.why], chosen.words].filter(Boolean).join(' ') || null,
      );
    }
    if (chosen.hostKey !== null) changeHost(chosen.hostKey);
    // Reload the page: its content security policy names the one host that it may connect to.
    location.replace(chosen.next);
  }
  return { choose, busy, trouble };
}

function nameOf(now: MachineNow, words: DoorWords): string {
  return now.is === 'counter'
    ? words.counterName
    : `${words.stationName} (${now.host.replace(/^https?:\/\//, '')})`;
}
