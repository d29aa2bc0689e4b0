/** Alerts, newest first: the event, the remedy, and the button that acknowledges it. */
import { useHost, useNow } from '../../../client/hooks';
import { useState } from 'react';
import type { Id } from '../../../../src-shared/base/vocabulary';
import type { Alert } from '../../../../src-shared/model/operations/alerts';
import { Button, classes } from '../../../ui/controls/controls';
import { minutesOf } from '../../../ui/i18n/times';
import { useText } from '../../../ui/i18n/ui-context';
import { Section } from '../../parts/panel';
import { useActions } from '../../parts/use-host';
import style from './dashboard.module.css';
import { helperOf, fallbackPrinterOf } from './queue-tickets';
import { alertText } from './alert-text';
import { useBoardWords } from './texts';

export function Alerts() {
  const words = useBoardWords();
  const alerts = useHost((host) => host.alerts);
  return (
    <Section title={words.alerts}>
      <ul className={style.alerts}>
        {alerts.toReversed().map((alert) => (
          <AlertRow key={alert.seq} alert={alert} />
        ))}
        {alerts.length === 0 && (
          <li className={style.calm}>
            <strong>{words.noAlerts}</strong>
            <span>{words.noAlertsHint}</span>
          </li>
        )}
      </ul>
    </Section>
  );
}

function AlertRow({ alert }: { readonly alert: Alert }) {
  const text = useText();
  const words = useBoardWords();
  const actions = useActions();
  const name = useHost(
    ({ place }) => place.printers.find(({ id }) => id === alert.subject)?.name ?? '',
  );
  const to = useHost((host) =>
    alert.subject === null ? null : fallbackPrinterOf(host, alert.subject),
  );
  const helper = useHost((host) => (alert.subject === null ? null : helperOf(host, alert.subject)));
  const now = useNow(30);
  const { says, remedy } = alertText(words, text, alert, { name, to, helper });
  const isOver = alert.endedAt !== null;
  const when = [text.ago(minutesOf(now - alert.raisedAt)), isOver ? words.ended : null]
    .filter(Boolean)
    .join(' · ');
  return (
    <li className={classes(style.alert, isOver && style.over)}>
      <strong>{says}</strong>
      {!isOver && <span>{remedy}</span>}
      <small>{alert.seenBy === null ? when : `${when} · ${words.seenBy(alert.seenBy)}`}</small>
      {alert.kind === 'paper' && !isOver && alert.subject !== null && helper !== null && (
        <Relieve printerId={alert.subject} helper={helper} />
      )}
      {alert.seenBy === null && (
        <Button
          aria-label={`${words.seen}: ${says}`}
          disabled={actions.isBusy}
          onClick={() => void actions.run('acknowledgeAlert', { alert: alert.seq })}
        >
          {words.seen}
        </Button>
      )}
    </li>
  );
}

/** After a press the button's place shows the result. */
function Relieve({ printerId, helper }: { readonly printerId: Id; readonly helper: string }) {
  const words = useBoardWords();
  const actions = useActions();
  const [moved, setMoved] = useState<string | null>(null);
  return (
    <>
      <Button
        look="main"
        disabled={actions.isBusy}
        onClick={() =>
          void actions
            .run('rebalanceLane', { printerId })
            .then((done) => setMoved(done && words.relieved(done.moved, done.to.join(', '))))
        }
      >
        {words.relieve(helper)}
      </Button>
      <small role="status">{actions.denied ?? moved ?? ''}</small>
    </>
  );
}
