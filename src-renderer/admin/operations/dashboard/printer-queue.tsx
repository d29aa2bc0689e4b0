/** One printer's lane: its state with the remedy, and its queued tickets in printing order. */
import { memo } from 'react';
import { folioText } from '../../../../src-shared/i18n/es';
import type { PrinterNow } from '../../../../src-shared/live/snapshot';
import type { RestaurantLayout } from '../../../../src-shared/live/snapshot';
import { useNow } from '../../../client/hooks';
import { Button, Chip, classes } from '../../../ui/controls/controls';
import { Icon } from '../../../ui/controls/icons';
import { ageText } from '../../../ui/i18n/times';
import { useText } from '../../../ui/i18n/ui-context';
import { whereText } from '../../../ui/i18n/order-label';
import { useVisibleRows } from '../../parts/more';
import { useActions } from '../../parts/use-host';
import style from './dashboard.module.css';
import { printerState } from './printer-state';
import { oldestOf } from './queue-tickets';
import type { QueuedTicket } from './queue-tickets';
import { secondsText } from './alert-text';
import { useBoardWords } from './texts';
import type { BoardWords } from './texts';

/** Tickets drawn at first, and with each "and so many more". */
const STEP = 18;

export const PrinterLane = memo(function PrinterLane({
  printer,
  now,
  slips,
  waitMs,
  to,
}: {
  readonly printer: RestaurantLayout['printers'][number];
  readonly now: PrinterNow | undefined;
  readonly slips: readonly QueuedTicket[];
  readonly waitMs: number | null;
  readonly to: string | null;
}) {
  const text = useText();
  const words = useBoardWords();
  const actions = useActions();
  const state = printerState(
    text,
    words,
    now?.health,
    slips.some(({ job }) => job.state !== 'queued'),
  );
  const waiting = slips.filter(({ job }) => job.state === 'queued').length;
  const oldest = oldestOf(slips);
  const { shown, showMore } = useVisibleRows(STEP);
  return (
    <li className={classes(style.lane, state.tone === 'bad' && style.away)}>
      <div className={style.laneHead}>
        <h3>{printer.name}</h3>
        <Chip
          tone={state.tone}
          icon={
            <Icon
              name={state.tone === 'bad' ? 'Alert' : state.tone === 'ok' ? 'Check' : 'Printer'}
              size={16}
            />
          }
        >
          {laneWords(words, printer, state.words)}
        </Chip>
        {state.tone === 'bad' && (
          <Button
            disabled={actions.isBusy}
            onClick={() => void actions.run('retryPrinter', { printer: printer.name })}
          >
            {text.retry}
          </Button>
        )}
        <span className={style.laneCount}>
          {waiting > 0 && words.laneWaits(waiting)}
          {waiting > 0 && state.tone === 'bad' && to !== null && ` · ${words.laneTo(to)}`}
          {waiting > 0 &&
            state.tone !== 'bad' &&
            waitMs !== null &&
            ` · ${words.laneWait(secondsText(words, waitMs))}`}
        </span>
        {oldest !== null && <Age since={oldest} />}
      </div>
      {actions.denied !== null && <p role="alert">{actions.denied}</p>}
      {state.remedy !== null && <p className={style.remedy}>{state.remedy}</p>}
      {slips.length === 0 ? (
        <p className={style.laneEmpty}>{words.laneEmpty}</p>
      ) : (
        <ol className={style.rail} tabIndex={0} aria-label={printer.name}>
          {slips.slice(0, shown).map((queued) => (
            <TicketLine key={queued.job.jobId} queued={queued} />
          ))}
          {slips.length > shown && (
            <li className={style.more}>
              <Button look="quiet" onClick={showMore}>
                {words.laneMore(slips.length - shown)}
              </Button>
            </li>
          )}
        </ol>
      )}
    </li>
  );
});

/** For a sample printer "ready" would suggest that it prints on paper. */
function laneWords(
  words: BoardWords,
  { medium, virtual }: RestaurantLayout['printers'][number],
  state: string,
): string {
  if (medium === 'screen') return words.screenLane;
  if (medium === 'pdf') return words.folderLane;
  return virtual ? `${words.laneSample} · ${state}` : state;
}

function TicketLine({ queued: { job, ticket, live } }: { readonly queued: QueuedTicket }) {
  const text = useText();
  const words = useBoardWords();
  const isNow = job.state !== 'queued';
  const pieces = ticket.quantities.reduce((sum, quantity) => sum + quantity, 0);
  return (
    <li
      className={classes(
        style.slip,
        isNow && style.printing,
        job.priority === 'urgent' && !isNow && style.urgent,
      )}
    >
      <strong>{whereText(text, live)}</strong>
      <span>{live ? folioText(live.order.folio) : `#${job.seq}`}</span>
      <span className={style.slipWord}>
        {isNow
          ? words.now
          : job.priority === 'urgent'
            ? words.urgent
            : pieces > 0
              ? `${pieces} ×`
              : ''}
      </span>
    </li>
  );
}

function Age({ since }: { readonly since: number }) {
  const words = useBoardWords();
  const now = useNow(5);
  return <span className={style.age}>{words.oldest(ageText(now - since))}</span>;
}
