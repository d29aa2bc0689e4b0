/** Prints that wait for a decision, and rerouted tickets that no cook has finished. */
import { useHost } from '../../../client/hooks';
import { Button } from '../../../ui/controls/controls';
import { useText } from '../../../ui/i18n/ui-context';
import { whereText } from '../../../ui/i18n/order-label';
import { Section } from '../../parts/panel';
import { useActions } from '../../parts/use-host';
import style from './dashboard.module.css';
import { decisionsOf, reroutedOf } from './queue-tickets';
import { folioText } from '../../../../src-shared/i18n/es';
import { useMemo } from 'react';
import { useBoardWords } from './texts';

export function Decisions() {
  const text = useText();
  const words = useBoardWords();
  const actions = useActions();
  const host = useHost((state) => state);
  const decisions = useMemo(() => decisionsOf(host), [host]);
  const rerouted = useMemo(() => reroutedOf(host), [host]);
  const nameOf = (id: string): string =>
    host.place.printers.find((printer) => printer.id === id)?.name ?? '';
  return (
    <>
      {decisions.length > 0 && (
        <Section title={words.decisions}>
          <ul className={style.alerts}>
            {decisions.map(({ job, live }) => {
              const ask = { order: live?.order.number ?? null, job: job.seq };
              const title = [
                whereText(text, live),
                live ? folioText(live.order.folio) : `#${job.seq}`,
                nameOf(job.printerId),
              ].join(' · ');
              return (
                <li key={job.jobId} className={style.alert}>
                  <strong>{title}</strong>
                  <span>{job.state === 'unsure' ? words.decisionUnsure : words.decisionStale}</span>
                  <div className={style.choices}>
                    <Button
                      disabled={actions.isBusy}
                      onClick={() => void actions.run('printHeld', ask)}
                    >
                      {words.print}
                    </Button>
                    {/* A job that never reached a printer cannot have been printed. */}
                    {job.state === 'unsure' && (
                      <Button
                        disabled={actions.isBusy}
                        onClick={() => void actions.run('confirmPrinted', ask)}
                      >
                        {words.cooked}
                      </Button>
                    )}
                    <Button
                      disabled={actions.isBusy}
                      onClick={() => void actions.run('discardPrint', ask)}
                    >
                      {words.drop}
                    </Button>
                  </div>
                </li>
              );
            })}
          </ul>
          <p role="status">{actions.denied ?? ''}</p>
        </Section>
      )}
      {rerouted.length > 0 && (
        <Section title={words.rerouted}>
          <ul className={style.alerts}>
            {rerouted.map(({ job, live, from }) => (
              <li key={job.jobId} className={style.alert}>
                <strong>
                  {[whereText(text, live), live ? folioText(live.order.folio) : ''].join(' · ')}
                </strong>
                <span>{words.reroutedTo(nameOf(from), nameOf(job.printerId))}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
