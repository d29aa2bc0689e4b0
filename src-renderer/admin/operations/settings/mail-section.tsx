/** Settings of warning mail: server, sender, recipients, and a test message. */
import { useState } from 'react';
import type { AdminSettings } from '../../../../src-shared/queries/queries';
import { useConnected } from '../../../client/hooks';
import { keepMailPassword, saveMail } from '../../../client/api/admin-api';
import { Button, Field, Note } from '../../../ui/controls/controls';
import type { Tone } from '../../../ui/controls/controls';
import { denialText } from '../../../ui/i18n/refusal-text';
import { useText } from '../../../ui/i18n/ui-context';
import { Select, Switch } from '../../parts/fields';
import { Section } from '../../parts/panel';
import { SaveLine } from './save-line';
import style from './settings.module.css';
import { useSettingWords } from './texts';

type Security = 'tls' | 'starttls' | 'none';
const SECURITIES: readonly Security[] = ['tls', 'starttls', 'none'];

type Mail = NonNullable<AdminSettings['mail']>;
type Draft = {
  readonly host: string;
  readonly port: string;
  readonly security: Security;
  readonly user: string;
  /** Empty: the stored password stays. */
  readonly password: string;
  readonly from: string;
  /** Addresses with commas between them. */
  readonly to: string;
};

function draftOf(mail: Mail | null): Draft {
  return {
    host: mail?.host ?? '',
    port: String(mail?.port ?? 465),
    security: mail?.security ?? 'tls',
    user: mail?.user ?? '',
    password: '',
    from: mail?.from ?? '',
    to: (mail?.to ?? []).join(', '),
  };
}

function settingsOf({ host, port, security, user, from, to }: Draft) {
  return {
    host,
    port: Number(port),
    security,
    user: user === '' ? null : user,
    from,
    to: to
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean),
  };
}

/** The two requests of this section: save the settings, and send a test message. */
function useMailRequests(onChanged: () => void) {
  const words = useSettingWords();
  const text = useText();
  const { origin, token } = useConnected();
  const [denied, setDenied] = useState<string | null>(null);
  const [isSaved, setSaved] = useState(false);
  const [tried, setTried] = useState<{ readonly tone: Tone; readonly words: string } | null>(null);
  const [isBusy, setBusy] = useState(false);

  /** Saves the settings, then a typed password; `isOn` false: no mail. */
  async function save(isOn: boolean, draft: Draft): Promise<void> {
    setBusy(true);
    setSaved(false);
    const done = await saveMail(origin, token, isOn ? settingsOf(draft) : null);
    const stored =
      done.ok && draft.password !== ''
        ? await keepMailPassword(origin, token, draft.password)
        : done;
    setBusy(false);
    setDenied(stored.ok ? null : denialText(text, stored));
    setSaved(stored.ok);
    if (stored.ok) onChanged();
  }
  async function sendTest(): Promise<void> {
    setBusy(true);
    setTried({ tone: 'info', words: words.sending });
    const done = await saveMail(origin, token, 'probar');
    setBusy(false);
    if (!done.ok) setTried({ tone: 'bad', words: denialText(text, done) });
    else if (done.value.words === null) setTried({ tone: 'ok', words: words.mailSent });
    else setTried({ tone: 'bad', words: words.mailFailed(done.value.words) });
  }
  return { denied, isSaved, tried, isBusy, save, sendTest };
}

export function MailSection({
  settings: { mail },
  onChanged,
}: {
  readonly settings: AdminSettings;
  readonly onChanged: () => void;
}) {
  const words = useSettingWords();
  const [isOn, setOn] = useState(mail !== null);
  const [draft, setDraft] = useState(() => draftOf(mail));
  const { denied, isSaved, tried, isBusy, save, sendTest } = useMailRequests(onChanged);
  return (
    <Section title={words.mail}>
      <p className={style.hint}>{words.mailHint}</p>
      <Switch label={words.mailOn} isOn={isOn} onChange={setOn} />
      {isOn && (
        <MailFields draft={draft} onChange={(part) => setDraft((old) => ({ ...old, ...part }))} />
      )}
      <SaveLine
        isSaved={isSaved}
        denied={denied}
        disabled={isBusy || (isOn && (draft.host === '' || draft.from === '' || draft.to === ''))}
        onSave={() => void save(isOn, draft)}
      >
        {mail !== null && (
          <Button disabled={isBusy} onClick={() => void sendTest()}>
            {words.tryMail}
          </Button>
        )}
      </SaveLine>
      {tried && <Note tone={tried.tone}>{tried.words}</Note>}
    </Section>
  );
}

function MailFields({
  draft: { host, port, security, user, password, from, to },
  onChange,
}: {
  readonly draft: Draft;
  readonly onChange: (part: Partial<Draft>) => void;
}) {
  const words = useSettingWords();
  return (
    <div className={style.fields}>
      <Field
        label={words.server}
        value={host}
        maxLength={255}
        onChange={({ target }) => onChange({ host: target.value })}
      />
      <Field
        label={words.port}
        inputMode="numeric"
        value={port}
        maxLength={5}
        onChange={({ target }) => onChange({ port: target.value.replace(/\D/g, '') })}
      />
      <Select
        label={words.security}
        value={security}
        onChange={({ target }) =>
          onChange({ security: SECURITIES.find((one) => one === target.value) ?? 'tls' })
        }
      >
        {SECURITIES.map((one) => (
          <option key={one} value={one}>
            {words.securities[one]}
          </option>
        ))}
      </Select>
      <Field
        label={words.user}
        value={user}
        maxLength={254}
        onChange={({ target }) => onChange({ user: target.value })}
      />
      <Field
        label={words.password}
        type="password"
        autoComplete="new-password"
        value={password}
        maxLength={200}
        onChange={({ target }) => onChange({ password: target.value })}
      />
      <Field
        label={words.from}
        type="email"
        value={from}
        maxLength={254}
        onChange={({ target }) => onChange({ from: target.value })}
      />
      <Field
        label={words.to}
        value={to}
        maxLength={1_000}
        onChange={({ target }) => onChange({ to: target.value })}
      />
    </div>
  );
}
