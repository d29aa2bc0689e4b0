/** The setup: one page a step, resumable on any machine. The restaurant can work meanwhile. */
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { SetUpStep } from '../../../../src-shared/model/operations/set-up';
import { useHost } from '../../../client/hooks';
import { Button, classes, Hidden, Segments } from '../../../ui/controls/controls';
import controls from '../../../ui/controls/controls.module.css';
import { goToHash, useHashPath } from '../../../ui/navigation/hash-path';
import { Icon } from '../../../ui/controls/icons';
import { usePreference, useUi } from '../../../ui/i18n/ui-context';
import { VIEW_PATHS } from '../../../ui/navigation/views';
import Devices from '../../staff/devices';
import People from '../../staff/people';
import Menu from '../menu/menu';
import Printers from '../../printing/printers/printers';
import type { Saver } from '../../operations/settings/restaurant-section';
import { RestaurantStep } from '../../operations/settings/restaurant-step';
import Stations from '../stations/stations';
import { useActions } from '../../parts/use-host';
import style from './setup.module.css';
import { STEPS } from './steps';
import { useSetUpWords } from './texts';

const FINISHED = 'listo';

export default function Setup() {
  const words = useSetUpWords();
  const setUp = useHost(({ place }) => place.setUp);
  const [, , named = ''] = useHashPath().split('/');
  const actions = useActions();
  const saver = useRef<(() => Promise<boolean>) | null>(null);
  const top = useRef<HTMLHeadingElement>(null);
  // Resumes at the first open step.
  const firstOpen = STEPS.find((step) => !setUp.done.includes(step));
  const step = STEPS.find((one) => one === named) ?? firstOpen;
  useEffect(() => {
    top.current?.focus();
    scrollTo({ top: 0 });
  }, [step, named]);
  if (named === FINISHED || step === undefined) return <Finished />;
  const index = STEPS.indexOf(step);
  const next = STEPS[index + 1];

  async function goOn(isDone: boolean): Promise<void> {
    if (isDone && saver.current && !(await saver.current())) return;
    const saved = await actions.run('recordSetUp', {
      step: isDone && step ? step : null,
      isClosed: next === undefined,
    });
    if (saved) goToHash(`/empezar/${next ?? FINISHED}`);
  }
  return (
    <div className={style.setup}>
      <ol className={style.steps} aria-label={words.step(index + 1, STEPS.length)}>
        {STEPS.map((one, at) => (
          <li key={one}>
            <a
              href={`#/empezar/${one}`}
              aria-current={one === step ? 'step' : undefined}
              className={classes(
                style.mark,
                one === step && style.here,
                setUp.done.includes(one) && style.done,
              )}
            >
              <span className={style.no}>
                {setUp.done.includes(one) ? <Icon name="Check" size={20} /> : at + 1}
              </span>
              {words.names[one]}
              {setUp.done.includes(one) && <Hidden>{words.done}</Hidden>}
            </a>
          </li>
        ))}
      </ol>
      <p className={style.count}>{words.step(index + 1, STEPS.length)}</p>
      <h1 ref={top} tabIndex={-1} className={style.question}>
        {words.titles[step]}
      </h1>
      <p className={style.lead}>{words.leads[step]}</p>
      <div className={style.panel}>
        <Step step={step} saver={saver} />
      </div>
      {actions.denied !== null && <p role="alert">{actions.denied}</p>}
      <footer className={style.foot}>
        <Button look="main" disabled={actions.isBusy} onClick={() => void goOn(true)}>
          {next === undefined ? words.last : words.next}
        </Button>
        <Button disabled={actions.isBusy} onClick={() => void goOn(false)}>
          {words.skip}
        </Button>
        {index > 0 && (
          <Button onClick={() => goToHash(`/empezar/${STEPS[index - 1] ?? ''}`)}>
            {words.back}
          </Button>
        )}
        <small>{words.running}</small>
      </footer>
    </div>
  );
}

function Step({ step, saver }: { readonly step: SetUpStep; readonly saver: Saver }): ReactNode {
  switch (step) {
    case 'house':
      return (
        <>
          <Language />
          <RestaurantStep saver={saver} />
        </>
      );
    case 'menu':
      return <Menu />;
    case 'printers':
      return <Printers />;
    case 'stations':
      return <Stations />;
    case 'people':
      return <People />;
    case 'phones':
      return <Devices />;
  }
}

function Language() {
  const words = useSetUpWords();
  const { preferences } = useUi();
  const language = usePreference((one) => one.language);
  return (
    <div className={style.language}>
      <Segments
        isNamed
        label={words.language}
        value={language}
        options={[
          ['es', 'Español'],
          ['en', 'English'],
        ]}
        onPick={(picked) => preferences.prefer({ language: picked })}
      />
    </div>
  );
}

function Finished() {
  const words = useSetUpWords();
  return (
    <div className={style.setup}>
      <h1 className={style.question}>{words.finished}</h1>
      <p className={style.lead}>{words.finishedHint}</p>
      <div className={style.ways}>
        <a className={classes(controls.button, controls.main)} href={VIEW_PATHS.waiter}>
          {words.toTables}
        </a>
        <a className={controls.button} href="#/">
          {words.toBoard}
        </a>
      </div>
    </div>
  );
}
