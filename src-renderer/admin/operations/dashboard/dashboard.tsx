/** The dashboard: five figures, each printer's lane, open decisions, and the day's curve. */
import { useMemo } from 'react';
import { useConnected, useHost, useNow } from '../../../client/hooks';
import { Button, classes } from '../../../ui/controls/controls';
import type { RestaurantLayout } from '../../../../src-shared/live/snapshot';
import { ageText, clockText } from '../../../ui/i18n/times';
import { Section } from '../../parts/panel';
import { SamplesLeft } from '../../restaurant/samples/samples-left';
import { useShellWords } from '../../parts/admin-texts';
import { useQuery, useActions } from '../../parts/use-host';
import { Alerts } from './alerts';
import style from './dashboard.module.css';
import { DayCurve } from './day-curve';
import { Decisions } from './open-decisions';
import { PrinterLane } from './printer-queue';
import { oldestOf, ticketsByPrinter, fallbackPrinterOf } from './queue-tickets';
import { secondsText } from './alert-text';
import { useBoardWords } from './texts';
import type { BoardWords } from './texts';

const FIGURES_EVERY_MS = 3_000;

export default function Board() {
  const words = useBoardWords();
  const shell = useShellWords();
  const host = useHost((state) => state);
  const { lanes } = useConnected();
  const slips = useMemo(() => ticketsByPrinter(host), [host]);
  const waits = useMemo(
    () =>
      new Map(
        lanes(host)
          .figures()
          .map(({ printerId, waitMs }) => [printerId, waitMs]),
      ),
    [lanes, host],
  );
  return (
    <>
      <h1 className={style.title}>{shell.pages.board}</h1>
      <Figures
        waiting={[...slips.values()].flat().length}
        oldest={oldestOf([...slips.values()].flat())}
      />
      <div className={style.columns}>
        <Section title={words.lanes}>
          <ul className={style.lanes}>
            {host.place.printers.map((printer) => (
              <PrinterLane
                key={printer.id}
                printer={printer}
                now={host.printers[printer.id]}
                slips={slips.get(printer.id) ?? NONE}
                waitMs={waits.get(printer.id) ?? null}
                to={fallbackPrinterOf(host, printer.id)}
              />
            ))}
          </ul>
        </Section>
        <div>
          <Alerts />
          <Decisions />
          <SamplesLeft />
        </div>
      </div>
      <DayCurve />
    </>
  );
}

const NONE: readonly never[] = [];

/** Only paper counts as printed. Sample printers show their paper on the screen. */
function isRealPaper({ medium, virtual }: RestaurantLayout['printers'][number]): boolean {
  return medium === 'paper' && !virtual;
}

function printersText(
  words: BoardWords,
  {
    printers,
    away,
    samples,
  }: { readonly printers: number; readonly away: number; readonly samples: number },
): string {
  const health = away > 0 ? words.someAway(away) : printers > 0 ? words.allWell : null;
  return [health, samples > 0 ? words.someSamples(samples) : null]
    .filter((one) => one !== null)
    .join(' · ');
}

function Figures({
  waiting,
  oldest,
}: {
  readonly waiting: number;
  readonly oldest: number | null;
}) {
  const words = useBoardWords();
  const actions = useActions();
  const board = useQuery('board', {}, { everyMs: FIGURES_EVERY_MS });
  const turbo = useHost((host) => host.turbo);
  const printers = useHost(({ place }) => place.printers.filter(isRealPaper).length);
  const samples = useHost(({ place }) => place.printers.filter(({ virtual }) => virtual).length);
  const away = useHost(
    ({ place, printers: now }) =>
      place.printers.filter(
        (one) =>
          isRealPaper(one) &&
          (now[one.id]?.health.state === 'blocked' || now[one.id]?.health.state === 'open'),
      ).length,
  );
  const now = useNow(5);
  const figures = board.state === 'here' ? board.answer : null;
  return (
    <dl className={style.figures}>
      <Figure
        name={words.ordersToday}
        value={figures ? String(figures.ordersToday) : '–'}
        aside=""
      />
      <Figure
        name={words.toPaper}
        value={figures?.paper ? secondsText(words, figures.paper.meanMs) : '–'}
        aside={figures?.paper ? words.p95(secondsText(words, figures.paper.p95Ms)) : words.noPaper}
      />
      <Figure
        name={words.waiting}
        value={String(waiting)}
        aside={oldest === null ? words.nothingWaits : words.oldest(ageText(now - oldest))}
      />
      <Figure
        name={words.printers}
        value={`${printers - away}/${printers}`}
        aside={printersText(words, { printers, away, samples })}
        isBad={away > 0}
      />
      <Figure
        name={words.workers}
        value={figures ? String(figures.workers) : '–'}
        aside={figures ? words.screens(figures.screens) : ''}
      />
      <div className={classes(style.figure, turbo !== null && style.turbo)}>
        <dt>{words.turbo}</dt>
        <dd>
          <strong>{turbo ? words.turboOn : words.turboOff}</strong>
          <Button
            disabled={actions.isBusy}
            onClick={() => void actions.run('setTurbo', { on: turbo === null })}
          >
            {turbo ? words.switchOff : words.switchOn}
          </Button>
          <small>
            {actions.denied ??
              (turbo
                ? words.turboSince(clockText(turbo.since), turbo.by ?? words.turboItself)
                : words.turboHint)}
          </small>
        </dd>
      </div>
    </dl>
  );
}

function Figure({
  name,
  value,
  aside,
  isBad = false,
}: {
  readonly name: string;
  readonly value: string;
  readonly aside: string;
  readonly isBad?: boolean;
}) {
  return (
    <div className={classes(style.figure, isBad && style.bad)}>
      <dt>{name}</dt>
      <dd>
        <strong>{value}</strong>
        <small>{aside}</small>
      </dd>
    </div>
  );
}
