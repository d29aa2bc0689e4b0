/** The settings page: sections that are saved one by one. */
import { useState } from 'react';
import type { AdminSettings } from '../../../../src-shared/queries/queries';
import { useConnected } from '../../../client/hooks';
import { supportText } from '../../../client/api/admin-api';
import { Button, Note } from '../../../ui/controls/controls';
import { Switch } from '../../parts/fields';
import { AdminPageHead, Section, Skeleton } from '../../parts/panel';
import { saveFile } from '../../parts/save-file';
import { useShellWords } from '../../parts/admin-texts';
import { useQuery, useActions } from '../../parts/use-host';
import { AboutPart } from './about-section';
import { AlertSection } from './alert-section';
import { RestaurantSection } from './restaurant-section';
import { HttpsSection } from './https-section';
import { MailSection } from './mail-section';
import { RehearsalSection } from './rehearsal-section';
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
          <AlertSection settings={settings.answer} />
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

/** The support report is a text file, so that a person can read it before sending it. */
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
