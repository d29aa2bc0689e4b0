/**
 * The house's settings, each part with its own save: data and money, rules, alerts and turbo,
 * upkeep, https, the warning mail.
 */
import { useState } from 'react';
import type { AlertKind } from '../../../../src-shared/model/operations/alerts';
import type { AdminSettings } from '../../../../src-shared/queries/queries';
import { useConnected } from '../../../client/hooks';
import { supportText } from '../../../client/api/admin-api';
import { Button, Field, Note } from '../../../ui/controls/controls';
import { MultiSelect, Switch, FormMessage } from '../../parts/fields';
import { AdminPageHead, Section, Skeleton } from '../../parts/panel';
import { saveFile } from '../../parts/save-file';
import { useShellWords } from '../../parts/admin-texts';
import { useQuery, useActions } from '../../parts/use-host';
import { AboutPart } from './about-section';
import { RestaurantSection } from './restaurant-section';
import { HttpsSection } from './https-section';
import { MailSection } from './mail-section';
import { RehearsalSection } from './rehearsal-section';
import { SaveLine } from './save-line';
import style from './settings.module.css';
import { OperationSection } from './operation-section';
import { useSettingWords } from './texts';

export default function Settings() {
  const words = useSettingWords();
  const shell = useShellWords();
  const settings = useQuery('settings', {});
  return (
    <>
      <AdminPageHead title={shell.pages.settings} lead={words.lead} />
      {settings.state === 'loading' && <Skeleton rows={8} />}
      {settings.state === 'failed' && <Note tone="bad">{settings.words}</Note>}
      {settings.state === 'here' && (
        <div className={style.parts}>
          <RestaurantSection settings={settings.answer} />
          <RulesPart settings={settings.answer} />
          <WatchPart settings={settings.answer} />
          <OperationSection settings={settings.answer} />
          <HttpsSection />
          <MailSection settings={settings.answer} onChanged={settings.ask} />
          <RehearsalSection />
          <SupportPart />
          <Section title={words.device}>
            <p className={style.hint}>{words.deviceHint}</p>
          </Section>
          <AboutPart />
        </div>
      )}
    </>
  );
}

function RulesPart({ settings }: { readonly settings: AdminSettings }) {
  const words = useSettingWords();
  const actions = useActions();
  const [rules, setRules] = useState(settings.rules);
  const save = (after: AdminSettings['rules']): void => {
    setRules(after);
    void actions.run('setServiceRules', { rules: after });
  };
  return (
    <Section title={words.rules}>
      {actions.denied !== null && <Note tone="bad">{actions.denied}</Note>}
      <Switch
        label={words.ownOnly}
        hint={words.ownOnlyHint}
        isOn={rules.ownOrdersOnly}
        disabled={actions.isBusy}
        onChange={(ownOrdersOnly) => save({ ...rules, ownOrdersOnly })}
      />
      <Switch
        label={words.voidsAtCounter}
        isOn={rules.printedVoidsAtCounter}
        disabled={actions.isBusy}
        onChange={(printedVoidsAtCounter) => save({ ...rules, printedVoidsAtCounter })}
      />
      <Switch
        label={words.localToken}
        hint={words.localTokenHint}
        isOn={rules.localToken}
        disabled={actions.isBusy}
        onChange={(localToken) => save({ ...rules, localToken })}
      />
    </Section>
  );
}

function WatchPart({ settings: { watch, mail } }: { readonly settings: AdminSettings }) {
  const words = useSettingWords();
  const actions = useActions();
  const [queue, setQueue] = useState(watch.queue === null ? '' : String(watch.queue));
  const [slow, setSlow] = useState(watch.slowS === null ? '' : String(watch.slowS));
  const [paper, setPaper] = useState(watch.paperS === null ? '' : String(watch.paperS));
  const [isAutomatic, setIsAutomatic] = useState(watch.relief === 'automatic');
  const [mailed, setMailed] = useState<readonly AlertKind[]>(watch.mailed);
  const [printer, setPrinter] = useState(watch.printer);
  const [automatic, setAutomatic] = useState(watch.turbo.automatic);
  const [offQueue, setOffQueue] = useState(String(watch.turbo.offQueue));
  const [offSlowS, setOffSlow] = useState(String(watch.turbo.offSlowS));
  const [isSaved, setSaved] = useState(false);
  // Of mail that does not go out no mail can tell.
  const mailable = Object.keys(words.alertNames) as Exclude<AlertKind, 'mail'>[];
  const digits =
    (set: (value: string) => void) =>
    (value: string): void =>
      set(value.replace(/\D/g, ''));
  return (
    <Section title={words.watch}>
      <div className={style.fields}>
        <FormMessage
          label={words.queueLimit}
          hint={words.empty}
          inputMode="numeric"
          value={queue}
          maxLength={4}
          onChange={({ target }) => digits(setQueue)(target.value)}
        />
        <FormMessage
          label={words.slowLimit}
          hint={words.empty}
          inputMode="numeric"
          value={slow}
          maxLength={4}
          onChange={({ target }) => digits(setSlow)(target.value)}
        />
        <FormMessage
          label={words.paperLimit}
          hint={words.empty}
          inputMode="numeric"
          value={paper}
          maxLength={4}
          onChange={({ target }) => digits(setPaper)(target.value)}
        />
      </div>
      <Switch
        label={words.relief}
        hint={words.reliefHint}
        isOn={isAutomatic}
        onChange={setIsAutomatic}
      />
      <Switch label={words.printerDown} isOn={printer} onChange={setPrinter} />
      <Switch
        label={words.autoTurbo}
        hint={words.autoTurboHint}
        isOn={automatic}
        onChange={setAutomatic}
      />
      {automatic && (
        <div className={style.fields}>
          <Field
            label={words.offQueue}
            inputMode="numeric"
            value={offQueue}
            maxLength={4}
            onChange={({ target }) => digits(setOffQueue)(target.value)}
          />
          <Field
            label={words.offSlow}
            inputMode="numeric"
            value={offSlowS}
            maxLength={4}
            onChange={({ target }) => digits(setOffSlow)(target.value)}
          />
        </div>
      )}
      {mail !== null && (
        <MultiSelect
          label={words.mailedFor}
          options={mailable.map((id) => ({ id, name: words.alertNames[id] }))}
          chosen={[...mailed]}
          onChange={(chosen) => setMailed(mailable.filter((kind) => chosen.includes(kind)))}
        />
      )}
      <SaveLine
        isSaved={isSaved}
        denied={actions.denied}
        disabled={actions.isBusy || Number(offQueue) < 1 || Number(offSlowS) < 1}
        onSave={() =>
          void actions
            .run('setAlertRules', {
              rules: {
                queue: queue === '' ? null : Number(queue),
                slowS: slow === '' ? null : Number(slow),
                paperS: paper === '' ? null : Number(paper),
                relief: isAutomatic ? 'automatic' : 'offered',
                printer,
                mailed: [...mailed],
                turbo: { automatic, offQueue: Number(offQueue), offSlowS: Number(offSlowS) },
              },
            })
            .then((done) => setSaved(done !== null))
        }
      />
    </Section>
  );
}

/** Read before it is sent: it is a text. */
function SupportPart() {
  const words = useSettingWords();
  const shell = useShellWords();
  const { origin, token } = useConnected();
  const [isMissing, setMissing] = useState(false);
  return (
    <Section title={words.support}>
      <p className={style.hint}>{words.supportHint}</p>
      {isMissing && <Note tone="bad">{shell.failed}</Note>}
      <div className={style.save}>
        <Button
          onClick={() =>
            void supportText(origin, token).then((found) => {
              setMissing(found === null);
              if (found) saveFile('comanda-soporte.txt', found);
            })
          }
        >
          {words.supportSave}
        </Button>
      </div>
    </Section>
  );
}
