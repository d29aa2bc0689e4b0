/** The result of a rehearsal: verdict, each target with its measurement, and a histogram. */
import {
  isPassed,
  REHEARSAL_LIMITS,
  TIME_BINS_S,
} from '../../../../src-shared/model/operations/rehearsal';
import type {
  Rehearsal,
  RehearsalCheckName,
  RehearsalLoad,
  TimeSpread,
} from '../../../../src-shared/model/operations/rehearsal';
import { Chip, classes, Note } from '../../../ui/controls/controls';
import { Icon } from '../../../ui/controls/icons';
import { DataTable } from '../../parts/panel';
import style from './rehearsal.module.css';
import { useSettingWords } from './texts';
import type { SettingWords } from './texts';

/** If only these targets are missed, printers are too few; the machine is fast enough. */
const ONLY_PAPER: ReadonlySet<RehearsalCheckName> = new Set(['printed', 'normal', 'high']);
const PARTS: readonly RehearsalLoad[] = ['burst', 'normal', 'high'];

export function RehearsalOutcome({ rehearsal }: { readonly rehearsal: Rehearsal }) {
  const words = useSettingWords();
  const { phase, lost, checks, answers, paper, trouble } = rehearsal;
  const isPaper = checks.every(({ isMet, name }) => isMet || ONLY_PAPER.has(name));
  const verdict = isPassed(rehearsal)
    ? words.rehearsalWell
    : lost === 0 && isPaper
      ? words.rehearsalPaper
      : words.rehearsalBad;
  return (
    <>
      {phase === 'failed' && <Note tone="bad">{words.rehearsalFailed(trouble ?? '')}</Note>}
      {phase === 'done' && (
        <Note tone={isPassed(rehearsal) ? 'ok' : 'bad'}>
          {[verdict, ...(lost > 0 ? [words.rehearsalLost(lost)] : [])].join(' ')}
        </Note>
      )}
      {checks.length > 0 && (
        <DataTable label={words.verdict}>
          <thead>
            <tr>
              <th scope="col">{words.target}</th>
              <th scope="col" data-number>
                {words.measured}
              </th>
              <th scope="col" data-number>
                {words.mustBe}
              </th>
              <th scope="col" className={style.verdict}>
                {words.verdict}
              </th>
            </tr>
          </thead>
          <tbody>
            {checks.map(({ name, ms, limitMs, isMet }) => (
              <tr key={name}>
                <th scope="row">{words.targets[name]}</th>
                <td data-number>{timeText(words, ms)}</td>
                <td data-number>{timeText(words, limitMs)}</td>
                <td className={style.verdict}>
                  <Chip
                    tone={isMet ? 'ok' : 'bad'}
                    icon={<Icon name={isMet ? 'Check' : 'Alert'} size={16} />}
                  >
                    {isMet ? words.met : words.missed}
                  </Chip>
                </td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      )}
      {answers && (
        <p className={style.answers}>
          {words.answersIn(
            timeText(words, answers.p50),
            timeText(words, answers.p95),
            timeText(words, answers.p99),
            timeText(words, answers.max),
          )}
        </p>
      )}
      <div className={style.pictures}>
        {PARTS.map((part) => {
          const times = paper[part];
          return times ? <Picture key={part} part={part} times={times} /> : null;
        })}
      </div>
    </>
  );
}

/** Histogram of print times; columns beyond the target are marked, and named in text. */
function Picture({ part, times }: { readonly part: RehearsalLoad; readonly times: TimeSpread }) {
  const words = useSettingWords();
  const { count, p50, p95, bins } = times;
  const most = bins.reduce((high, one) => Math.max(high, one), 1);
  const limitS = REHEARSAL_LIMITS[part === 'burst' ? 'printed' : part] / 1_000;
  const says = words.papersIn(count, timeText(words, p50), timeText(words, p95));
  return (
    <figure className={style.picture}>
      <figcaption>
        <strong>{words.parts[part]}</strong>
        <span>{says}</span>
      </figcaption>
      <ol className={style.columns} aria-label={words.parts[part]}>
        {bins.map((papers, index) => {
          const edge = TIME_BINS_S[index];
          const isBeyond = edge === undefined || edge > limitS;
          const span =
            edge === undefined
              ? words.beyond(String(TIME_BINS_S.at(-1)))
              : words.within(String(edge));
          return (
            <li key={span} className={classes(style.column, isBeyond && style.beyond)}>
              <span className={style.papers}>{papers > 0 ? papers : ''}</span>
              <svg viewBox="0 0 10 100" preserveAspectRatio="none" aria-hidden>
                <rect
                  x="1"
                  width="8"
                  y={100 - (papers / most) * 100}
                  height={(papers / most) * 100}
                />
              </svg>
              <span className={style.edge}>{span}</span>
            </li>
          );
        })}
      </ol>
    </figure>
  );
}

function timeText(words: SettingWords, ms: number): string {
  const digits = ms < 9_950 ? (ms < 950 ? 2 : 1) : 0;
  return words.seconds(
    (ms / 1_000).toLocaleString('es-AR', {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }),
  );
}
